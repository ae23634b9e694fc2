import { Checkbox, VisuallyHidden } from '@mantine/core';
import { memo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '../data-column.ts';
import classes from './table.module.css';

interface Properties<Row> {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly DataColumn<Row>[];
  /** What its box is called; undefined: it has none. */
  readonly tickLabel: string | undefined;
  readonly ticked: boolean;
  readonly working: boolean;
  /** Kept in its place so that nothing moves; there is nothing behind it any more. */
  readonly gone: boolean;
  readonly hasTabStop: boolean;
  /** Undefined: all rows are of one height. */
  readonly measure: Ref<HTMLTableRowElement> | undefined;
  readonly onToggle: (id: string, toHere: boolean) => void;
  readonly onFocus: (id: string) => void;
}

function Row<Of>({
  id,
  row,
  index,
  columns,
  tickLabel,
  ticked,
  working,
  gone,
  hasTabStop,
  measure,
  onToggle,
  onFocus,
}: Properties<Of>) {
  const { t } = useTranslation();
  return (
    <tr
      {...(measure === undefined ? {} : { ref: measure })}
      data-index={index}
      data-id={id}
      data-chosen={ticked || undefined}
      data-working={working || undefined}
      data-gone={gone || undefined}
      aria-rowindex={index + 2}
      aria-selected={tickLabel === undefined ? undefined : ticked}
      tabIndex={hasTabStop ? 0 : -1}
      onFocus={() => onFocus(id)}
    >
      {tickLabel !== undefined && (
        <td>
          <Checkbox
            size="xs"
            aria-label={tickLabel}
            checked={ticked}
            disabled={gone}
            onChange={({ nativeEvent }) =>
              onToggle(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} data-align={column.align} data-pinned={column.titleHidden}>
          {gone && column.titleHidden ? (
            <VisuallyHidden>{t('ui.table.gone')}</VisuallyHidden>
          ) : (
            <div className={classes.cell}>{column.cell(row)}</div>
          )}
        </td>
      ))}
    </tr>
  );
}

/** Drawn again only when something of it has changed: a hundred rows beside one that changes cost nothing. */
export const TableRow = memo(Row) as typeof Row;
