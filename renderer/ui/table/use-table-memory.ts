import { useCallback, useMemo, useState } from 'react';
import type { DataColumn, TableSort } from '../data-column.ts';

interface Memory {
  /** Columns that were chosen or taken away; the rest is as it is at first. */
  readonly shown: Readonly<Record<string, boolean>>;
  readonly sort?: TableSort;
}

const nothing: Memory = { shown: {} };

/** Which columns a table shows and what it is sorted by, as this admin left it on this computer. */
export function useTableMemory<Row>(
  name: string | undefined,
  columns: readonly DataColumn<Row>[],
  firstSort: TableSort,
) {
  const [memory, setMemory] = useState(() => readMemory(name));
  const change = useCallback(
    (part: Partial<Memory>): void =>
      setMemory((before) => {
        const next = { ...before, ...part };
        writeMemory(name, next);
        return next;
      }),
    [name],
  );
  const shown = useMemo(
    () =>
      columns.filter(
        ({ id, titleHidden, hiddenAtFirst }) =>
          titleHidden === true || (memory.shown[id] ?? hiddenAtFirst !== true),
      ),
    [columns, memory.shown],
  );
  const sort = columns.some(({ id, sortValue }) => id === memory.sort?.column && sortValue !== undefined)
    ? (memory.sort ?? firstSort)
    : firstSort;
  return {
    shown,
    /** By this admin, in contrast to what is as at first: true, or false where one was taken away. */
    chosen: memory.shown,
    sort,
    setSort: (next: TableSort): void => change({ sort: next }),
    showColumn: (id: string, visible: boolean): void => change({ shown: { ...memory.shown, [id]: visible } }),
    showAsAtFirst: (): void => change({ shown: {} }),
    isAsAtFirst: Object.keys(memory.shown).length === 0,
  };
}

function keyOf(name: string): string {
  return `rollcall.table.${name}`;
}

/** What is stored may be of an older console, or not be readable at all. */
function readMemory(name: string | undefined): Memory {
  if (name === undefined) return nothing;
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return nothing;
    const { shown, sort } = stored as { shown?: unknown; sort?: unknown };
    return {
      shown: typeof shown === 'object' && shown !== null ? (shown as Memory['shown']) : {},
      ...(isSort(sort) ? { sort } : {}),
    };
  } catch {
    return nothing;
  }
}

function writeMemory(name: string | undefined, memory: Memory): void {
  if (name === undefined) return;
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(memory));
  } catch {
    // Full or refused: the choice holds until the window is closed.
  }
}

function isSort(value: unknown): value is TableSort {
  if (typeof value !== 'object' || value === null) return false;
  const { column, descending } = value as Record<string, unknown>;
  return typeof column === 'string' && typeof descending === 'boolean';
}
