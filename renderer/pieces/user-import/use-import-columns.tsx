import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportColumn, ImportOutcome, ImportRow } from '../../../shared/model/user-import.ts';
import type { DataColumn } from '../../ui/data-table.tsx';
import { Mark, type MarkTone } from '../../ui/mark.tsx';
import { ImportCell } from './import-cell.tsx';
import { useFaultWords } from './use-fault-words.ts';
import classes from './user-import.module.css';

const tones = { new: 'ok', changed: 'waiting', unchanged: 'quiet', bad: 'bad' } as const satisfies Record<
  ImportOutcome,
  MarkTone
>;
const widths: Partial<Record<ImportColumn, string>> = {
  email: '11rem',
  limit: '9rem',
  reserved_seats: '9rem',
};

/** The columns that the file has, behind what happens with each row. */
export function useImportColumns(columns: readonly ImportColumn[]): readonly DataColumn<ImportRow>[] {
  const { t } = useTranslation();
  const toWords = useFaultWords();
  return useMemo(
    () => [
      {
        id: 'line',
        title: t('importUsers.line'),
        width: '5rem',
        sortValue: ({ line }) => line,
        cell: ({ line }) => line,
      },
      {
        id: 'outcome',
        title: t('importUsers.outcome'),
        width: '8rem',
        sortValue: ({ outcome }) => outcome,
        cell: ({ outcome, faults = [] }) => (
          <>
            <Mark tone={tones[outcome]}>{t(`importUsers.outcomes.${outcome}`)}</Mark>
            {faults
              .filter(({ column }) => column === undefined)
              .map((fault) => (
                <span key={fault.code} className={classes.fault}>
                  {toWords(fault)}
                </span>
              ))}
          </>
        ),
      },
      ...columns.map((column): DataColumn<ImportRow> => {
        const width = widths[column];
        return {
          id: column,
          title: t(`importUsers.columns.${column}`),
          least: 7,
          sortValue: ({ cells }) => cells[column] ?? '',
          cell: (row) => <ImportCell row={row} column={column} />,
          ...(width === undefined ? {} : { width }),
        };
      }),
    ],
    // What the words say depends on the language alone, as `t` does.
    // oxlint-disable-next-line react/exhaustive-deps
    [t, columns],
  );
}
