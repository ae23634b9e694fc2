import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { DataColumn, TableSort } from '../data-column.ts';
import classes from './table.module.css';

interface Properties<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly sort: TableSort;
  readonly onSort: (sort: TableSort) => void;
  /** Undefined: rows cannot be ticked. */
  readonly ticking:
    | {
        readonly label: string;
        readonly all: boolean;
        readonly some: boolean;
        readonly possible: boolean;
        readonly onChange: (all: boolean) => void;
      }
    | undefined;
}

/** Titles, which sort, and the box that ticks every row. */
export function TableHead<Row>({ columns, sort, onSort, ticking }: Properties<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {ticking !== undefined && (
          <th scope="col">
            <Checkbox
              size="xs"
              aria-label={ticking.label}
              checked={ticking.all}
              indeterminate={ticking.some && !ticking.all}
              disabled={!ticking.possible}
              onChange={(event) => ticking.onChange(event.currentTarget.checked)}
            />
          </th>
        )}
        {columns.map((column) => (
          <Title key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

function Title<Row>({
  column,
  sort,
  onSort,
}: Pick<Properties<Row>, 'sort' | 'onSort'> & { readonly column: DataColumn<Row> }) {
  const sorted = sort.column === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" data-align={column.align} data-pinned={column.titleHidden} aria-sort={sorted}>
      {column.sortValue === undefined ? (
        <span className={column.titleHidden ? classes.hidden : undefined}>{column.title}</span>
      ) : (
        <button
          type="button"
          className={classes.sort}
          onClick={() => onSort({ column: column.id, descending: sorted === 'ascending' })}
        >
          <span>{column.title}</span>
          {sorted === 'ascending' && <IconArrowUp size={14} aria-hidden />}
          {sorted === 'descending' && <IconArrowDown size={14} aria-hidden />}
        </button>
      )}
    </th>
  );
}
