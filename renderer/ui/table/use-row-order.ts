import { useCallback, useMemo, useState } from 'react';
import type { TableSort } from '../data-column.ts';
import {
  arrangeRows,
  countChanges,
  followRows,
  type Ordering,
  type RowOrder,
  type RowsById,
} from './row-order.ts';

interface Asked<Row> {
  readonly rows: readonly Row[];
  readonly getId: (row: Row) => string;
  readonly sort: TableSort;
  readonly keyOf: Ordering<Row>['keyOf'];
  /** What the rows are an answer to: another question is answered at once, frozen or not. */
  readonly question: string;
  /** Nothing may move now. */
  readonly frozen: boolean;
  readonly isMine: (id: string) => boolean;
}

export interface ShownRows<Row> {
  readonly ids: readonly string[];
  /** As it is now; one that has gone as it was last. */
  readonly find: (id: string) => Row | undefined;
  readonly isGone: (id: string) => boolean;
  /** So many would appear, vanish or move. */
  readonly changes: number;
  readonly apply: () => void;
}

/** The rows in the order in which they are shown, which is not always the one they would be sorted to now. */
export function useRowOrder<Row>({
  rows,
  getId,
  sort,
  keyOf,
  question,
  frozen,
  isMine,
}: Asked<Row>): ShownRows<Row> {
  const byId = useMemo<RowsById<Row>>(() => new Map(rows.map((row) => [getId(row), row])), [rows, getId]);
  const ordering = useMemo(() => ({ keyOf, descending: sort.descending }), [keyOf, sort.descending]);
  const [applied, setApplied] = useState(0);
  const asked = `${question}\n${sort.column} ${String(sort.descending)}\n${String(applied)}`;
  const [held, setHeld] = useState<Held<Row>>(() => ({
    order: arrangeRows(byId, ordering),
    byId,
    asked,
    frozen,
  }));

  const next = follow(held, { byId, asked, frozen }, ordering, isMine);
  if (next !== held) setHeld(next);

  const { order } = next;
  const changes = useMemo(() => countChanges(order, byId, ordering), [order, byId, ordering]);
  const find = useCallback((id: string) => byId.get(id) ?? order.rows.get(id), [byId, order]);
  const isGone = useCallback((id: string) => !byId.has(id), [byId]);
  const apply = useCallback(() => setApplied((count) => count + 1), []);
  return { ids: order.ids, find, isGone, changes, apply };
}

interface Situation<Row> {
  readonly byId: RowsById<Row>;
  readonly asked: string;
  readonly frozen: boolean;
}

type Held<Row> = Situation<Row> & { readonly order: RowOrder<Row> };

function follow<Row>(
  held: Held<Row>,
  now: Situation<Row>,
  ordering: Ordering<Row>,
  isMine: (id: string) => boolean,
): Held<Row> {
  if (now.asked !== held.asked) return { ...now, order: arrangeRows(now.byId, ordering) };
  if (now.byId === held.byId && now.frozen === held.frozen) return held;
  return { ...now, order: followRows(held.order, now.byId, ordering, { frozen: now.frozen, isMine }) };
}
