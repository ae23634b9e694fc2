import { IconAlertCircleFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportColumn, ImportRow } from '../../../shared/model/user-import.ts';
import { CellLines } from '../../ui/cell-lines.tsx';
import { useFaultWords } from './use-fault-words.ts';
import classes from './user-import.module.css';

interface Properties {
  readonly row: ImportRow;
  readonly column: ImportColumn;
}

/** A cell as it stands in the file, with what it takes the place of, or with what is wrong with it. */
export function ImportCell({ row, column }: Properties) {
  const { t } = useTranslation();
  const toWords = useFaultWords();
  const cell = row.cells[column] ?? '';
  const before = row.before?.[column];
  const faults = (row.faults ?? []).filter((fault) => fault.column === column);
  return (
    <CellLines
      isBelowLonger
      className={classes.cell}
      below={
        faults.length === 0
          ? []
          : [
              <span key="faults" className={`${classes.fault} ${classes.faultsOfCell}`}>
                <IconAlertCircleFilled size={14} aria-hidden className={classes.faultShape} />
                {faults.map(toWords).join(' ')}
              </span>,
            ]
      }
    >
      {before === undefined ? (
        cell
      ) : (
        <>
          <del className={classes.before}>{before === '-' ? t('importUsers.empty') : before}</del>{' '}
          <ins className={classes.after}>{cell === '-' ? t('importUsers.empty') : cell}</ins>
        </>
      )}
    </CellLines>
  );
}
