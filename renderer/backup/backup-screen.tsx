import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupView } from '../../shared/model/backup.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { useQuery } from '../authority/use-query.ts';
import { Moment } from '../pieces/moment.tsx';
import { OpenBackupPanel } from '../pieces/open-backup-panel.tsx';
import { Notice } from '../ui/notice.tsx';
import { Screen } from '../ui/screen.tsx';
import { BackupList } from './backup-list.tsx';
import { CreateBackupPanel } from './create-backup-panel.tsx';
import { SchedulePanel } from './schedule-panel.tsx';

/** Makes a backup, now or by itself; looks into one, brings one back. */
export function BackupScreen() {
  const { t } = useTranslation();
  const lastBackupAt = useMirror((mirror) => mirror.status.lastBackupAt);
  const failing = useMirror((mirror) => mirror.status.alarms.some(({ code }) => code === 'backup_failed'));
  const [made, setMade] = useState<BackupView>();
  const [opened, setOpened] = useState({ path: '', times: 0 });
  const opening = useRef<HTMLDivElement>(null);
  const listing = useQuery(`backups ${lastBackupAt ?? ''} ${String(failing)}`, (client) =>
    client.backup.list(),
  );
  const known = listing.result.state === 'done' ? listing.result.answer : undefined;
  const lastPath = known?.lastPath;
  const elsewhere = known?.backups.some(({ path }) => path === lastPath) ? undefined : lastPath;
  const open = (path: string): void => {
    setOpened(({ times }) => ({ path, times: times + 1 }));
    // Drawn anew with the path in it; then the keyboard is where it goes on.
    requestAnimationFrame(() => {
      opening.current?.scrollIntoView({ block: 'start' });
      opening.current?.querySelector('input')?.focus();
    });
  };
  return (
    <Screen title={t('backup.title')} description={t('backup.description')}>
      {lastBackupAt === undefined ? (
        <Notice tone="warn" title={t('backup.none')}>
          {t('backup.noneBody')}
        </Notice>
      ) : (
        <Notice
          tone="ok"
          title={
            <>
              {t('backup.last')} <Moment iso={lastBackupAt} />
            </>
          }
        >
          {elsewhere && (
            <>
              {t('backup.lastElsewhere')} <bdi dir="ltr">{elsewhere}</bdi>
            </>
          )}
        </Notice>
      )}
      <SchedulePanel schedule={known?.schedule} onChanged={listing.retry} />
      <BackupList listing={listing} onOpen={open} />
      <CreateBackupPanel
        made={made}
        onMade={(backup) => {
          setMade(backup);
          setOpened(({ times }) => ({ path: backup.path, times: times + 1 }));
        }}
      />
      <div ref={opening}>
        <OpenBackupPanel key={String(opened.times)} firstPath={opened.path} onChecked={listing.retry} />
      </div>
    </Screen>
  );
}
