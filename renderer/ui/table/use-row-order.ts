import { useCallback, useMemo, useState } from 'react';
import type { TableSort } from '../data-column.ts';
import { arrangeRows, countChanges, followRows, type Ordering, type RowOrder } from './row-order.ts';
import type { RowSource } from './row-source.ts';

interface Asked<Row> {
  readonly rows: RowSource<Row>;
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
  /** Those that are still there, in their order. Looks at all of them: for what somebody has asked for. */
  readonly listPresent: () => readonly string[];
  /** How many of them are there. */
  readonly presentCount: number;
  /** So many would appear, vanish or move. */
  readonly changes: number;
  readonly apply: () => void;
}

/** The rows in the order in which they are shown, which is not always the one they would be sorted to now. */
export function useRowOrder<Row>({
  rows,
  sort,
  keyOf,
  question,
  frozen,
  isMine,
}: Asked<Row>): ShownRows<Row> {
  const [applied, setApplied] = useState(0);
  const asked = [question, sort.column, sort.descending, applied].join('\n');
  const ordering: Ordering<Row> = { keyOf, descending: sort.descending };
  const [held, setHeld] = useState<Held<Row>>(() => ({
    order: arrangeRows(rows, ordering),
    rows,
    asked,
    frozen,
  }));
  const next = follow(held, { rows, asked, frozen }, ordering, isMine);
  if (next !== held) setHeld(next);

  const { order } = next;
  const { ids, gone } = order;
  const find = useCallback((id: string) => rows.get(id) ?? gone.get(id), [rows, gone]);
  const isGone = useCallback((id: string) => gone.has(id), [gone]);
  const apply = useCallback(() => setApplied((count) => count + 1), []);
  const listPresent = useCallback(
    () => (gone.size === 0 ? ids : ids.filter((id) => !gone.has(id))),
    [ids, gone],
  );
  const changes = useMemo(() => countChanges(order), [order]);
  return { ids, find, isGone, listPresent, presentCount: ids.length - gone.size, changes, apply };
}

interface Situation<Row> {
  readonly rows: RowSource<Row>;
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
  // Sources of two kinds know nothing of each other.
  if (now.asked !== held.asked || now.rows.constructor !== held.rows.constructor)
    return { ...now, order: arrangeRows(now.rows, ordering) };
  if (now.rows === held.rows && now.frozen === held.frozen) return held;
  const changes = now.rows === held.rows ? [] : now.rows.changesSince(held.rows);
  const rules = { frozen: now.frozen, isMine };
  return { ...now, order: followRows(held.order, now.rows, changes, ordering, rules) };
}
