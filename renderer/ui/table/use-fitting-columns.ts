import { useMemo } from 'react';
import type { DataColumn } from '../data-column.ts';
import { findLeftOut, sumNeeds } from './fit-columns.ts';
import { useRoom } from './use-room.ts';
import type { useTableMemory } from './use-table-memory.ts';

interface Properties<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly memory: ReturnType<typeof useTableMemory<Row>>;
  /** What the table is scrolled in. */
  readonly scroller: HTMLElement | null;
  /** Columns of it can be chosen, so they can be left out. */
  readonly isList: boolean;
  readonly hasTicks: boolean;
}

/** The columns that are seen where the table is: those chosen, and of the others as many as fit. */
export function useFittingColumns<Row>({ columns, memory, scroller, isList, hasTicks }: Properties<Row>) {
  const { shown, chosen } = memory;
  const sortedBy = memory.sort.column;
  const room = useRoom(isList ? scroller : null);
  return useMemo(() => {
    const leftOut = findLeftOut(columns, room, { hasTicks, sortedBy });
    const seen = shown.filter(({ id }) => chosen[id] === true || !leftOut.has(id));
    return { seen, minWidth: `${String(sumNeeds(seen, hasTicks))}rem` };
  }, [columns, room, hasTicks, sortedBy, shown, chosen]);
}
