import { compareValues, rankValues } from './compare-values.ts';
import type { RowChange, RowSource } from './row-source.ts';

type Key = string | number;

/** How rows are put in order. */
export interface Ordering<Row> {
  readonly keyOf: (row: Row) => Key;
  readonly descending: boolean;
}

/**
 * The rows a table shows, in their order. Never changed in place. A row that changes keeps its place, whatever it
 * would be sorted to now: nothing moves under the eyes of whoever reads.
 */
export interface RowOrder<Row> {
  readonly ids: readonly string[];
  /** What each was put in order by, at the same places. */
  readonly keys: readonly Key[];
  /** Shown, but not there any more: as they were last. */
  readonly gone: ReadonlyMap<string, Row>;
  /** There, but not shown yet. */
  readonly waiting: ReadonlySet<string>;
  /** Shown at another place than they would be sorted to. */
  readonly moved: ReadonlySet<string>;
}

/** Beyond this many at once, to sort all is cheaper than to find a place for each. */
const insertsMax = 500;

/** All rows anew, each at its place; equal ones as they came. */
export function arrangeRows<Row>(rows: RowSource<Row>, { keyOf, descending }: Ordering<Row>): RowOrder<Row> {
  const ids: string[] = [];
  const keys: Key[] = [];
  for (const [id, row] of rows.entries()) {
    ids.push(id);
    keys.push(keyOf(row));
  }
  const ranks = rankValues(keys);
  const sign = descending ? -1 : 1;
  const order = Uint32Array.from(ids.keys()).sort(
    (a, b) => sign * ((ranks[a] ?? 0) - (ranks[b] ?? 0)) || a - b,
  );
  return {
    ids: Array.from(order, (place) => ids[place] ?? ''),
    keys: Array.from(order, (place) => keys[place] ?? ''),
    gone: new Map(),
    waiting: new Set(),
    moved: new Set(),
  };
}

export interface FollowRules {
  /** Nothing may move: what is gone keeps its place, and only what comes behind all others is taken in. */
  readonly frozen: boolean;
  /** Whoever reads has taken it away; it goes even then. */
  readonly isMine: (id: string) => boolean;
}

/** The same order after rows have come, gone and changed. Takes as long as there are changes, not rows. */
export function followRows<Row>(
  order: RowOrder<Row>,
  rows: RowSource<Row>,
  changes: readonly RowChange<Row>[],
  ordering: Ordering<Row>,
  { frozen, isMine }: FollowRules,
): RowOrder<Row> {
  const gone = new Map(order.gone);
  const waiting = new Set(order.waiting);
  const moved = new Set(order.moved);
  for (const { id, before, after } of changes) {
    if (after === undefined) {
      // What was never shown leaves no trace.
      if (!waiting.delete(id) && before !== undefined) gone.set(id, before);
    } else if (before === undefined) {
      // Back again, such as after a filter: it is still at its place.
      if (!gone.delete(id)) waiting.add(id);
    } else if (!waiting.has(id) && ordering.keyOf(before) !== ordering.keyOf(after)) {
      moved.add(id);
    }
  }
  const leaving = [...gone.keys()].filter((id) => !frozen || isMine(id));
  if (!frozen && leaving.length + waiting.size > insertsMax) return arrangeRows(rows, ordering);

  const next = { ids: order.ids, keys: order.keys, gone, waiting, moved };
  const place = makePlacing(ordering);
  const coming = [...waiting].flatMap((id) => {
    const row = rows.get(id);
    if (row === undefined) return [];
    const key = ordering.keyOf(row);
    return !frozen || place.comesLast(key, order.keys) ? [{ id, key }] : [];
  });
  if (leaving.length + coming.length === 0) return next;

  const ids = [...order.ids];
  const keys = [...order.keys];
  for (const id of leaving) {
    const at = ids.indexOf(id);
    if (at >= 0) {
      ids.splice(at, 1);
      keys.splice(at, 1);
    }
    gone.delete(id);
    moved.delete(id);
  }
  for (const { id, key } of coming) {
    const at = place.placeOf(key, keys);
    ids.splice(at, 0, id);
    keys.splice(at, 0, key);
    waiting.delete(id);
  }
  return { ...next, ids, keys };
}

/** How many rows would appear, vanish or move if the order were made anew. */
export function countChanges({ gone, waiting, moved }: RowOrder<unknown>): number {
  let both = 0;
  for (const id of moved) if (gone.has(id)) both += 1;
  return gone.size + waiting.size + moved.size - both;
}

function makePlacing<Row>({ descending }: Ordering<Row>) {
  const isBefore = (key: Key, other: Key): boolean => {
    const distance = compareValues(key, other);
    return descending ? distance > 0 : distance < 0;
  };
  return {
    /** Behind all that are equal. */
    placeOf(key: Key, keys: readonly Key[]): number {
      let [low, high] = [0, keys.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (isBefore(key, keys[middle] ?? '')) high = middle;
        else low = middle + 1;
      }
      return low;
    },
    comesLast(key: Key, keys: readonly Key[]): boolean {
      const last = keys.at(-1);
      return last === undefined || !isBefore(key, last);
    },
  };
}
