import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';

/** Starts an authority that does not run, or not yet again; nothing where it runs or is being started. */
export function StartButton() {
  const { t } = useTranslation();
  const phase = useAuthorityStore(({ shell }) => shell?.authority.phase);
  if (phase !== 'stopped' && phase !== 'failed' && phase !== 'restarting') return null;
  return (
    <Button size="compact-sm" variant="default" onClick={() => void window.rollcallShell.restartAuthority()}>
      {t('down.startNow')}
    </Button>
  );
}
