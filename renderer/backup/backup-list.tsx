import { Text } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BackupFile, BackupProblem } from '../../shared/model/backup.ts';
import { sayBackupProblem } from '../../shared/words/say-backup-problem.ts';
import type { useQuery } from '../authority/use-query.ts';
import { AuthorityWords } from '../pieces/authority-words.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Moment } from '../pieces/moment.tsx';
import { useTeller } from '../pieces/use-teller.ts';
import { Empty } from '../ui/empty.tsx';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { BackupTable } from './backup-table.tsx';

type Listing = ReturnType<typeof useQuery<{ readonly backups: readonly BackupFile[] }>>;

interface Properties {
  readonly listing: Listing;
  /** Looks into this one, and offers to bring it back. */
  readonly onOpen: (path: string) => void;
}

/** The backups that lie in the folders Rollcall knows, newest first. */
export function BackupList({ listing: { result, retry }, onOpen }: Properties) {
  const { t } = useTranslation();
  return (
    <Panel title={t('backupList.title')} description={t('backupList.description')} flush>
      {result.state === 'loading' && <SkeletonRows rows={3} />}
      {result.state === 'failed' && <FailureNotice failure={result.failure} onRetry={retry} />}
      {result.state === 'done' &&
        (result.answer.backups.length === 0 ? (
          <Empty icon={IconDatabaseOff} title={t('backupList.emptyTitle')}>
            {t('backupList.emptyBody')}
          </Empty>
        ) : (
          <BackupTable backups={result.answer.backups} onOpen={onOpen} />
        ))}
    </Panel>
  );
}

/** Beside the list: what the schedule does next. */
export function NextBackup({
  nextAt,
  problem,
  trouble,
}: {
  readonly nextAt?: string | undefined;
  readonly problem?: string | undefined;
  readonly trouble?: BackupProblem | undefined;
}) {
  const { t } = useTranslation();
  const tell = useTeller();
  if (problem !== undefined)
    return (
      <Mark tone="bad">
        <AuthorityWords said={trouble && sayBackupProblem(tell, trouble)} written={problem} />
      </Mark>
    );
  if (nextAt === undefined)
    return (
      <Text c="dimmed" size="sm">
        {t('backupSchedule.off')}
      </Text>
    );
  return (
    <Mark tone="ok">
      {t('backupSchedule.next')} <Moment iso={nextAt} />
    </Mark>
  );
}
