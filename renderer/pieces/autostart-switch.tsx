import { Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Autostart } from '../../shared/contract/shell.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { Notice } from '../ui/notice.tsx';

/** Starting with the session of the user of this computer, where the system can do that. */
export function AutostartSwitch() {
  const { t } = useTranslation();
  const [autostart, setAutostart] = useState<Autostart>();
  const [failed, setFailed] = useState(false);
  const inBrowser = useAuthorityStore(({ shell }) => shell?.signedInAs !== undefined);
  const unsupported = inBrowser ? 'autostart.inBrowser' : 'autostart.unsupported';
  useEffect(() => {
    window.rollcallShell.getAutostart().then(setAutostart, () => setFailed(true));
  }, []);
  const change = (on: boolean): void => {
    setFailed(false);
    window.rollcallShell.setAutostart(on).then(setAutostart, () => setFailed(true));
  };
  return (
    <>
      <Switch
        data-place="setting autostart"
        label={t('autostart.label')}
        description={t(autostart?.supported === false ? unsupported : 'autostart.description')}
        checked={autostart?.on === true}
        disabled={autostart?.supported !== true}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      {failed && (
        <Notice tone="bad" urgent>
          {t('autostart.failed')}
        </Notice>
      )}
    </>
  );
}
