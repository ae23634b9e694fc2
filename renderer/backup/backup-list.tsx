import { Button, Text, VisuallyHidden } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BackupFile, BackupProblem } from '../../shared/model/backup.ts';
import { sayBackupProblem } from '../../shared/words/say-backup-problem.ts';
import { useMirror } from '../authority/use-mirror.ts';
import type { useQuery } from '../authority/use-query.ts';
import { AuthorityWords } from '../pieces/authority-words.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { formatBytes } from '../pieces/format-bytes.ts';
import { getFormatLanguage } from '../pieces/format-moment.ts';
import { Moment } from '../pieces/moment.tsx';
import { useTeller } from '../pieces/use-teller.ts';
import { Empty } from '../ui/empty.tsx';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import classes from './backup-list.module.css';
import { splitPath } from './split-path.ts';

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
          <div className={classes.scroll}>
            <table className={classes.table} aria-label={t('backupList.title')}>
              <thead>
                <tr>
                  {(['made', 'file', 'size', 'host', 'verified', 'act'] as const).map((column) => (
                    <th key={column} scope="col">
                      {column === 'act' ? (
                        <VisuallyHidden>{t('backupList.columns.act')}</VisuallyHidden>
                      ) : (
                        t(`backupList.columns.${column}`)
                      )}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {result.answer.backups.map((backup) => (
                  <BackupRow key={backup.path} backup={backup} onOpen={onOpen} />
                ))}
              </tbody>
            </table>
          </div>
        ))}
    </Panel>
  );
}

interface RowProperties {
  readonly backup: BackupFile;
  readonly onOpen: (path: string) => void;
}

function BackupRow({ backup, onOpen }: RowProperties) {
  const { t, i18n } = useTranslation();
  const { path, createdAt, host, size, encrypted, scheduled, verifiedAt } = backup;
  const version = useMirror((mirror) => mirror.status.version);
  const { folder, name } = splitPath(path);
  const words = [
    t(scheduled ? 'backupList.scheduled' : 'backupList.byHand'),
    t(encrypted ? 'backupList.encrypted' : 'backupList.open'),
  ];
  return (
    <tr>
      <td>
        <Moment iso={createdAt} />
        <span className={classes.second}>{words.join(' · ')}</span>
      </td>
      <td>
        {name}
        <span className={classes.second}>{folder}</span>
      </td>
      <td>{formatBytes(size, getFormatLanguage(i18n.language))}</td>
      <td>
        {host ?? t('backupList.unknownHost')}
        {backup.version !== version && (
          <span className={classes.second}>{t('backupList.version', { version: backup.version })}</span>
        )}
      </td>
      <td>
        {verifiedAt === undefined ? (
          <Mark tone="quiet">{t('backupList.notVerified')}</Mark>
        ) : (
          <Mark tone="ok">
            <Moment iso={verifiedAt} />
          </Mark>
        )}
      </td>
      <td>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('backupList.openLabel', { name })}
          onClick={() => onOpen(path)}
        >
          {t('backupList.act')}
        </Button>
      </td>
    </tr>
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
