import { Button, Text } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { hasUnsaved } from './use-draft.ts';

/** Who signed in to this console, and the way out: in a browser only. */
export function SignedInAdmin() {
  const { t } = useTranslation();
  const name = useAuthorityStore(({ shell }) => shell?.signedInAs);
  const [asking, setAsking] = useState(false);
  if (name === undefined) return null;
  const signOut = (): void => {
    setAsking(false);
    void window.rollcallShell.signOut?.();
  };
  return (
    <>
      <span>{t('top.signedInAs', { name })}</span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconLogout size={16} aria-hidden />}
        onClick={() => (hasUnsaved() ? setAsking(true) : signOut())}
      >
        {t('top.signOut')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('top.signOutUnsaved.title')}
        act={t('top.signOutUnsaved.act')}
        danger={false}
        onConfirm={signOut}
        onClose={() => setAsking(false)}
      >
        <Text>{t('top.signOutUnsaved.body')}</Text>
      </ConfirmDialog>
    </>
  );
}
