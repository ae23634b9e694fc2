import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportColumn, ImportOutcome, ImportRow } from '../../../shared/model/user-import.ts';
import { CellLines } from '../../ui/cell-lines.tsx';
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
/** So that what is wrong is whole on two lines, and three such columns beside the names fit a usual window. */
const faultyWidth = '13rem';

/** The columns that the file has, behind what happens with each row: those in which something is wrong first. */
export function useImportColumns(
  columns: readonly ImportColumn[],
  rows: readonly ImportRow[],
): readonly DataColumn<ImportRow>[] {
  const { t } = useTranslation();
  const toWords = useFaultWords();
  // Of a row as a whole: undefined.
  const faulty = useMemo(
    () => new Set(rows.flatMap(({ faults = [] }) => faults.map(({ column }) => column))),
    [rows],
  );
  return useMemo(
    () => [
      {
        id: 'line',
        title: t('importUsers.line'),
        width: '5rem',
        sortValue: ({ line }) => line,
        exportValue: ({ line }) => line,
        cell: ({ line }) => line,
      },
      {
        id: 'outcome',
        title: t('importUsers.outcome'),
        width: faulty.has(undefined) ? '19rem' : '9rem',
        sortValue: ({ outcome }) => outcome,
        exportValue: ({ outcome, faults = [] }) =>
          [t(`importUsers.outcomes.${outcome}`), ...faults.map((fault) => toWords(fault))].join(' '),
        cell: ({ outcome, faults = [] }) => (
          <CellLines
            isBelowLonger
            below={faults
              .filter(({ column }) => column === undefined)
              .map((fault) => (
                <span key={fault.code} className={classes.fault}>
                  {toWords(fault)}
                </span>
              ))}
          >
            <Mark tone={tones[outcome]}>{t(`importUsers.outcomes.${outcome}`)}</Mark>
          </CellLines>
        ),
      },
      ...columns.toSorted(byPlace(faulty)).map((column): DataColumn<ImportRow> => {
        const width = faulty.has(column) ? faultyWidth : widths[column];
        return {
          id: column,
          title: t(`importUsers.columns.${column}`),
          least: 7,
          sortValue: ({ cells }) => cells[column] ?? '',
          exportValue: ({ cells }) => cells[column],
          cell: (row) => <ImportCell row={row} column={column} />,
          ...(width === undefined ? {} : { width }),
        };
      }),
    ],
    // What the words say depends on the language alone, as `t` does.
    // oxlint-disable-next-line react/exhaustive-deps
    [t, columns, faulty],
  );
}

/** Whose row it is, then what is wrong with it: in a small window the others are what one has to scroll to. */
function byPlace(faulty: ReadonlySet<ImportColumn | undefined>) {
  const placeOf = (column: ImportColumn): number => (column === 'name' ? 0 : faulty.has(column) ? 1 : 2);
  return (one: ImportColumn, other: ImportColumn): number => placeOf(one) - placeOf(other);
}
