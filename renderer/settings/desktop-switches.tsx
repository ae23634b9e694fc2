import { Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DesktopOptions } from '../../shared/contract/shell.ts';
import { Notice } from '../ui/notice.tsx';

const names = ['tray', 'notifications'] as const satisfies readonly (keyof DesktopOptions)[];

/** How the app shows itself outside its window: kept on this computer, in force at once. */
export function DesktopSwitches() {
  const { t } = useTranslation();
  const [options, setOptions] = useState<DesktopOptions>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    window.rollcallShell.getDesktopOptions().then(setOptions, () => setFailed(true));
  }, []);
  const change = (part: Partial<DesktopOptions>): void => {
    setFailed(false);
    window.rollcallShell.setDesktopOptions(part).then(setOptions, () => setFailed(true));
  };
  return (
    <>
      {names.map((name) => (
        <Switch
          key={name}
          data-place={`setting ${name}`}
          label={t(`desktop.${name}`)}
          description={t(`desktop.${name}Description`)}
          checked={options?.[name] === true}
          disabled={options === undefined}
          onChange={(event) => change({ [name]: event.currentTarget.checked })}
        />
      ))}
      {failed && (
        <Notice tone="bad" urgent>
          {t('desktop.failed')}
        </Notice>
      )}
    </>
  );
}
