import { Button, Group } from '@mantine/core';
import { IconFileDownload, IconPrinter } from '@tabler/icons-react';
import { use, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type DataColumn } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { paperRowsMax } from '../../ui/paper-rows-max.ts';
import { SaveFileContext } from '../../ui/save-file.ts';
import { TextFilter, useMatchingRows } from '../../ui/text-filter.tsx';
import { usePrinting } from '../../ui/use-printing.ts';
import { writeCsv } from '../../ui/write-csv.ts';
import { Moment } from '../moment.tsx';
import { LeaveCodesQuestion } from './leave-codes-question.tsx';
import type { MadeCode, MadeCodes } from './made-codes.ts';
import { PrintedSlips } from './printed-slips.tsx';
import classes from './user-codes.module.css';

const getId = ({ id }: MadeCode): string => id;
const textOf = ({ name, displayName }: MadeCode): string => `${name}\n${displayName}`;
/** So many are seen at a glance. */
const glance = 8;

/** One-time codes of many, to be printed as slips or saved; they are shown only now. */
export function CodeList({ made: { codes, url } }: { readonly made: MadeCodes }) {
  const { t } = useTranslation();
  const saveFile = use(SaveFileContext);
  // Whichever way it began: by the button, the keyboard or the menu.
  const printing = usePrinting();
  /** Somebody has them beside this page. Whether a print was cancelled is not told to a page. */
  const [kept, setKept] = useState(false);
  const [saved, setSaved] = useState<string>();
  const [failed, setFailed] = useState(false);
  const [text, setText] = useState('');
  // Not some of them: whoever has no code cannot come in.
  const printable = codes.length <= paperRowsMax;
  useEffect(() => {
    if (!printable) return undefined;
    const done = (): void => setKept(true);
    window.addEventListener('afterprint', done);
    return () => window.removeEventListener('afterprint', done);
  }, [printable]);
  const rows = useMatchingRows(codes, text, textOf);
  const columns = useMemo(
    (): DataColumn<MadeCode>[] => [
      { id: 'name', title: t('users.name'), sortValue: ({ name }) => name, cell: ({ name }) => name },
      {
        id: 'displayName',
        title: t('editUser.displayName'),
        sortValue: ({ displayName }) => displayName,
        cell: ({ displayName }) => displayName,
      },
      {
        id: 'code',
        title: t('code.code'),
        width: '10rem',
        cell: ({ code }) => <span className={classes.code}>{code}</span>,
      },
      {
        id: 'expires',
        title: t('userCodes.until'),
        width: '9rem',
        sortValue: ({ expiresAt }) => Date.parse(expiresAt),
        cell: ({ expiresAt }) => <Moment iso={expiresAt} />,
      },
    ],
    [t],
  );
  const save = async (): Promise<'saved' | 'cancelled' | 'failed'> => {
    const rows = codes.map(({ name, displayName, code, expiresAt }) => [
      name,
      displayName,
      code,
      expiresAt,
      url,
    ]);
    const content = writeCsv(['name', 'display_name', 'code', 'good_until', 'address'], rows);
    setFailed(false);
    try {
      const at = await saveFile({ name: t('userCodes.fileName'), content });
      if (at === undefined) return 'cancelled';
      setSaved(at);
      setKept(true);
      return 'saved';
    } catch {
      setFailed(true);
      return 'failed';
    }
  };
  return (
    <div className={classes.list}>
      <Notice tone="warn">{t('userCodes.once')}</Notice>
      <Group justify="space-between" gap="sm">
        <span className={classes.address}>{t('userCodes.where', { url })}</span>
        <Group gap="sm">
          <Button
            variant="default"
            leftSection={<IconFileDownload size={16} aria-hidden />}
            onClick={() => void save()}
          >
            {t('userCodes.save')}
          </Button>
          {printable && (
            <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
              {t('userCodes.print')}
            </Button>
          )}
        </Group>
      </Group>
      {!printable && (
        <span className={classes.address}>{t('userCodes.tooMany', { count: paperRowsMax })}</span>
      )}
      {failed && (
        <Notice tone="bad" urgent>
          {t('importUsers.notSaved')}
        </Notice>
      )}
      {saved !== undefined && (
        <Notice tone="ok" urgent>
          {t('userCodes.saved', { path: saved })}
        </Notice>
      )}
      {codes.length > glance && (
        // Saved and printed are all of them, by the buttons above: whoever has no code cannot come in.
        <TextFilter
          label={t('ui.table.filter', { list: t('userCodes.tableLabel') })}
          value={text}
          onChange={setText}
        />
      )}
      <div className={classes.table}>
        <DataTable
          layout="fill"
          label={t('userCodes.tableLabel')}
          columns={columns}
          rows={rows}
          getId={getId}
          firstSort={{ column: 'name', descending: false }}
        />
      </div>
      {printing && <PrintedSlips codes={codes} url={url} />}
      {!kept && <LeaveCodesQuestion count={codes.length} onSave={save} />}
    </div>
  );
}
