import { Button } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';

/** Who signed in to this console, and the way out: in a browser only. */
export function SignedInAdmin() {
  const { t } = useTranslation();
  const name = useAuthorityStore(({ shell }) => shell?.signedInAs);
  if (name === undefined) return null;
  return (
    <>
      <span>{t('top.signedInAs', { name })}</span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconLogout size={16} aria-hidden />}
        onClick={() => void window.rollcallShell.signOut?.()}
      >
        {t('top.signOut')}
      </Button>
    </>
  );
}
