import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type SortingState,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './data-table.module.css';
import { useFocusOfGoneRow } from './use-focus-of-gone-row.ts';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

export interface DataColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** What the column is sorted by; without it the column is not. */
  readonly sortValue?: (row: Row) => string | number;
  readonly cell: (row: Row) => ReactNode;
  /** CSS width; the columns without one share what is left. */
  readonly width?: string;
  readonly align?: 'start' | 'end';
  /** The title is for screen readers only, and the column stays in view: it has what can be done. */
  readonly titleHidden?: boolean;
}

interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
  readonly labelAll: string;
  readonly labelRow: (id: string) => string;
}

interface Properties<Row> {
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly getId: (row: Row) => string;
  readonly firstSort: { readonly column: string; readonly descending: boolean };
  readonly selection?: Selection;
  /** Enter or a click on a row, except on what can be pressed inside it. */
  readonly onOpen?: (id: string) => void;
  /** Delete on a row. */
  readonly onDelete?: (id: string) => void;
  readonly isWorking?: (id: string) => boolean;
  /** Narrower than this the table scrolls sideways. */
  readonly minWidth?: string;
  /** `fill`: as high as there is room, with its own scrolling. */
  readonly layout?: 'flow' | 'fill';
  /** What is around it has the frame. */
  readonly bare?: boolean;
  /** Below the last row, such as a button for more. */
  readonly footer?: ReactNode;
}

/** CSS pixels; measured rows correct it. */
const rowHeightEstimate = 45;

/** A table of any length: only rows in view are drawn, each is patched in place by its id. */
export function DataTable<Row extends object>(properties: Properties<Row>) {
  const { columns, rows, getId, selection, onOpen, onDelete, isWorking } = properties;
  const { t } = useTranslation();
  const [sorting, setSorting] = useState<SortingState>([
    { id: properties.firstSort.column, desc: properties.firstSort.descending },
  ]);
  const columnDefs = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Row> => ({
        id: column.id,
        accessorFn: column.sortValue ?? (() => ''),
        enableSorting: column.sortValue !== undefined,
        sortFn: compareValues,
      })),
    [columns],
  );
  const table = useTable<typeof features, Row>({
    features,
    columns: columnDefs,
    data: rows,
    getRowId: getId,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
    sortDescFirst: false,
  });
  const sortedRows = table.getRowModel().rows;
  const scrollRef = useRef<HTMLDivElement>(null);
  const [focusId, setFocusId] = useState<string>();
  // Nothing here is memoised by a compiler, which is what the rule warns of.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: sortedRows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeightEstimate,
    getItemKey: (index) => sortedRows[index]?.id ?? index,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const tabStopId = sortedRows.some(({ id }) => id === focusId) ? focusId : sortedRows[0]?.id;

  const focusIndex = (index: number): void => {
    const row = sortedRows[Math.max(0, Math.min(index, sortedRows.length - 1))];
    if (row === undefined) return;
    setFocusId(row.id);
    virtualizer.scrollToIndex(sortedRows.indexOf(row));
    requestAnimationFrame(() => {
      scrollRef.current?.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(row.id)}"]`)?.focus();
    });
  };
  useFocusOfGoneRow(focusId, sortedRows, focusIndex);

  const toggle = (id: string): void => {
    if (selection === undefined) return;
    const ids = new Set(selection.ids);
    if (!ids.delete(id)) ids.add(id);
    selection.onChange(ids);
  };
  const selectAll = (all: boolean): void => selection?.onChange(new Set(all ? rows.map(getId) : []));

  const handleKey = (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    const element = event.target instanceof HTMLElement ? event.target : undefined;
    const row = element?.closest<HTMLElement>('tr[data-id]');
    const id = row?.dataset['id'];
    if (
      id === undefined ||
      element === undefined ||
      element.matches('input:not([type="checkbox"]), textarea')
    )
      return;
    const index = sortedRows.findIndex((one) => one.id === id);
    const pageRows = Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 0) / rowHeightEstimate) - 2);
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + pageRows,
      PageUp: index - pageRows,
      Home: 0,
      End: sortedRows.length - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) focusIndex(target);
    else if (event.key === ' ' && element === row && selection !== undefined) toggle(id);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && selection !== undefined)
      selectAll(true);
    else if (event.key === 'Escape' && selection !== undefined) selectAll(false);
    else if (event.key === 'Enter' && element === row && onOpen !== undefined) onOpen(id);
    else if (event.key === 'Delete' && onDelete !== undefined) onDelete(id);
    else return;
    event.preventDefault();
  };

  const handleClick = (event: MouseEvent<HTMLTableSectionElement>): void => {
    if (onOpen === undefined || !(event.target instanceof Element)) return;
    // A click that marks text to copy it is not meant to open anything.
    if (event.target.closest('button, a, input, label') || window.getSelection()?.type === 'Range') return;
    const id = event.target.closest<HTMLElement>('tr[data-id]')?.dataset['id'];
    if (id !== undefined) onOpen(id);
  };

  const shownIds = rows.map(getId);
  const selectedShown = selection === undefined ? 0 : shownIds.filter((id) => selection.ids.has(id)).length;

  return (
    <div
      ref={scrollRef}
      className={classes.scroll}
      data-layout={properties.layout ?? 'flow'}
      data-bare={properties.bare || undefined}
    >
      <table
        className={classes.table}
        style={{ minInlineSize: properties.minWidth }}
        aria-label={properties.label}
        aria-rowcount={sortedRows.length + 1}
      >
        <colgroup>
          {selection !== undefined && <col style={{ width: '2.75rem' }} />}
          {columns.map((column) => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {selection !== undefined && (
              <th scope="col">
                <Checkbox
                  size="xs"
                  aria-label={selection.labelAll}
                  checked={rows.length > 0 && selectedShown === rows.length}
                  indeterminate={selectedShown > 0 && selectedShown < rows.length}
                  disabled={rows.length === 0}
                  onChange={(event) => selectAll(event.currentTarget.checked)}
                />
              </th>
            )}
            {columns.map((column) => {
              const sorted =
                sorting[0]?.id === column.id ? (sorting[0].desc ? 'descending' : 'ascending') : undefined;
              return (
                <th
                  key={column.id}
                  scope="col"
                  data-align={column.align}
                  data-pinned={column.titleHidden}
                  aria-sort={sorted}
                >
                  {column.sortValue === undefined ? (
                    <span className={column.titleHidden ? classes.hidden : undefined}>{column.title}</span>
                  ) : (
                    <button
                      type="button"
                      className={classes.sort}
                      onClick={() => table.getColumn(column.id)?.toggleSorting()}
                    >
                      {column.title}
                      {sorted === 'ascending' && <IconArrowUp size={14} aria-hidden />}
                      {sorted === 'descending' && <IconArrowDown size={14} aria-hidden />}
                    </button>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        {/* The rows inside take the focus; their keys and clicks are heard here once. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody onKeyDown={handleKey} onClick={handleClick} data-opens={onOpen !== undefined || undefined}>
          {before > 0 && <Spacer height={before} />}
          {items.map((item) => {
            const row = sortedRows[item.index];
            if (row === undefined) return null;
            const chosen = selection?.ids.has(row.id) ?? false;
            return (
              <tr
                key={row.id}
                ref={virtualizer.measureElement}
                data-index={item.index}
                data-id={row.id}
                data-chosen={chosen || undefined}
                data-working={isWorking?.(row.id) || undefined}
                aria-rowindex={item.index + 2}
                aria-selected={selection === undefined ? undefined : chosen}
                tabIndex={row.id === tabStopId ? 0 : -1}
                onFocus={() => setFocusId(row.id)}
              >
                {selection !== undefined && (
                  <td>
                    <Checkbox
                      size="xs"
                      aria-label={selection.labelRow(row.id)}
                      checked={chosen}
                      onChange={() => toggle(row.id)}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td key={column.id} data-align={column.align} data-pinned={column.titleHidden}>
                    {column.cell(row.original)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <Spacer height={after} />}
        </tbody>
      </table>
      {properties.rows.length === 0 && <p className={classes.none}>{t('ui.noRows')}</p>}
      {properties.footer}
    </div>
  );
}

/** Stands for the rows out of view. */
function Spacer({ height }: { readonly height: number }) {
  return <tr aria-hidden className={classes.spacer} style={{ blockSize: height }} />;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compareValues(
  a: { getValue: (column: string) => unknown },
  b: { getValue: (column: string) => unknown },
  column: string,
): number {
  const left = a.getValue(column);
  const right = b.getValue(column);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
}
