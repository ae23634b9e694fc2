import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupFile } from '../../shared/model/backup.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { formatBytes } from '../../shared/words/format-bytes.ts';
import { getFormatLanguage } from '../pieces/format-moment.ts';
import { Moment } from '../pieces/moment.tsx';
import { CellLines } from '../ui/cell-lines.tsx';
import { DataTable, type DataColumn } from '../ui/data-table.tsx';
import { Mark } from '../ui/mark.tsx';
import { TextFilter, useMatchingRows } from '../ui/text-filter.tsx';
import classes from './backup-list.module.css';

const getId = ({ path }: BackupFile): string => path;
const textOf = ({ path, host = '', version, createdAt }: BackupFile): string =>
  [path, host, version, createdAt].join('\n');

interface Properties {
  readonly backups: readonly BackupFile[];
  /** Looks into this one, and offers to bring it back. */
  readonly onOpen: (path: string) => void;
}

/** Every backup that was found, newest first. */
export function BackupTable({ backups, onOpen }: Properties) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const rows = useMatchingRows(backups, text, textOf);
  const columns = useBackupColumns(onOpen);
  const title = t('backupList.title');
  return (
    <div className={classes.tall}>
      <DataTable
        bare
        layout="fill"
        label={title}
        columns={columns}
        rows={rows}
        getId={getId}
        firstSort={{ column: 'made', descending: true }}
        list={{
          name: 'backups',
          title,
          question: text,
          narrowed: [text],
          still: true,
          bar: <TextFilter label={t('ui.table.filter', { list: title })} value={text} onChange={setText} />,
        }}
      />
    </div>
  );
}

function useBackupColumns(onOpen: (path: string) => void): readonly DataColumn<BackupFile>[] {
  const { t, i18n } = useTranslation();
  const version = useMirror((mirror) => mirror.status.version);
  return useMemo(() => {
    const hows = ({ scheduled, encrypted }: BackupFile): string =>
      [
        t(scheduled ? 'backupList.scheduled' : 'backupList.byHand'),
        t(encrypted ? 'backupList.encrypted' : 'backupList.open'),
      ].join(' · ');
    return [
      {
        id: 'made',
        title: t('backupList.columns.made'),
        width: '11rem',
        sortValue: ({ createdAt }) => Date.parse(createdAt),
        exportValue: ({ createdAt }) => createdAt,
        cell: (backup) => (
          <CellLines below={[hows(backup)]}>
            <Moment iso={backup.createdAt} />
          </CellLines>
        ),
      },
      {
        id: 'file',
        title: t('backupList.columns.file'),
        sortValue: ({ path }) => path,
        exportValue: ({ path }) => path,
        cell: ({ path }) => (
          <CellLines
            below={[
              <bdi key="folder" dir="ltr">
                {path.slice(0, cutOf(path))}
              </bdi>,
            ]}
          >
            <bdi dir="ltr">{path.slice(cutOf(path))}</bdi>
          </CellLines>
        ),
      },
      {
        id: 'size',
        title: t('backupList.columns.size'),
        width: '6rem',
        sortValue: ({ size }) => size,
        exportValue: ({ size }) => size,
        cell: ({ size }) => formatBytes(size, getFormatLanguage(i18n.language)),
      },
      {
        id: 'host',
        title: t('backupList.columns.host'),
        width: '8.5rem',
        sortValue: ({ host = '' }) => host,
        exportValue: ({ host }) => host,
        cell: (backup) => (
          <CellLines
            below={[backup.version !== version && t('backupList.version', { version: backup.version })]}
          >
            {backup.host ?? t('backupList.unknownHost')}
          </CellLines>
        ),
      },
      {
        id: 'verified',
        title: t('backupList.columns.verified'),
        width: '9.5rem',
        sortValue: ({ verifiedAt }) => (verifiedAt === undefined ? 0 : Date.parse(verifiedAt)),
        exportValue: ({ verifiedAt }) => verifiedAt,
        cell: ({ verifiedAt }) =>
          verifiedAt === undefined ? (
            <Mark tone="quiet">{t('backupList.notVerified')}</Mark>
          ) : (
            <Mark tone="ok">
              <Moment iso={verifiedAt} />
            </Mark>
          ),
      },
      {
        id: 'act',
        title: t('backupList.columns.act'),
        titleHidden: true,
        align: 'end',
        width: '9rem',
        cell: ({ path }) => (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('backupList.openLabel', { name: path.slice(cutOf(path)) })}
            onClick={() => onOpen(path)}
          >
            {t('backupList.act')}
          </Button>
        ),
      },
    ];
    // Whatever is done with it is done by the screen, which is always the same one.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [t, i18n.language, version]);
}

/** Where the name of the file begins. */
function cutOf(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
}
