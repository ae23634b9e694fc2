import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { formatBytes } from '../../shared/words/format-bytes.ts';
import { getFormatLanguage } from '../pieces/format-moment.ts';
import { linkTo } from '../pieces/link-to.ts';
import { RunningChoice } from '../pieces/running-choice.tsx';
import { Facts } from '../ui/facts.tsx';
import { DesktopSwitches } from './desktop-switches.tsx';
import classes from './settings-screen.module.css';

/** What belongs to this computer rather than to the install; of the window only where there is one. */
export function GeneralSection() {
  const { t, i18n } = useTranslation();
  const { version, dataDir, disk } = useMirror((mirror) => mirror.status);
  const versions = useAuthorityStore((state) => state.shell?.versions);
  const inBrowser = useAuthorityStore(({ shell }) => shell?.signedInAs !== undefined);
  const language = getFormatLanguage(i18n.language);
  return (
    <>
      {!inBrowser && (
        <>
          <div className={classes.part} data-place="setting running">
            <RunningChoice titled />
          </div>
          <div className={classes.part}>
            <DesktopSwitches />
          </div>
        </>
      )}
      <div className={classes.part}>
        <Group justify="space-between" gap="sm">
          <div>
            <Text fw={500}>{t('general.again')}</Text>
            <Text size="sm" c="dimmed">
              {t('general.againDescription')}
            </Text>
          </div>
          <Button component="a" href={linkTo('first-run')} variant="default">
            {t('general.againAct')}
          </Button>
        </Group>
      </div>
      <div className={classes.part} data-place="setting versions">
        <Facts
          facts={[
            {
              name: t('general.version'),
              value:
                versions === undefined ? version : t('general.versions', { ...versions, rollcall: version }),
            },
            { name: t('general.dataDir'), value: dataDir },
            {
              name: t('general.disk'),
              value: t('general.diskFree', {
                free: formatBytes(disk.freeBytes, language),
                total: formatBytes(disk.totalBytes, language),
              }),
            },
          ]}
        />
      </div>
    </>
  );
}
