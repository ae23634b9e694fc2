import { compareValues, rankValues } from './compare-values.ts';

type Key = string | number;

/** How rows are put in order. */
export interface Ordering<Row> {
  readonly keyOf: (row: Row) => Key;
  readonly descending: boolean;
}

/**
 * The rows a table shows, in their order, and by what they were put in it. Never changed in place. A row that
 * changes keeps its place, whatever it would be sorted to now: nothing moves under the eyes of whoever reads.
 */
export interface RowOrder<Row> {
  readonly ids: readonly string[];
  /** What each was put in order by. */
  readonly keys: ReadonlyMap<string, Key>;
  /** The rows as they were then: what is known of one that has gone since. */
  readonly rows: ReadonlyMap<string, Row>;
}

export type RowsById<Row> = ReadonlyMap<string, Row>;

/** Beyond this many at once, to sort all is cheaper than to find a place for each. */
const insertsMax = 500;

/** All rows anew, each at its place; equal ones as they came. */
export function arrangeRows<Row>(rows: RowsById<Row>, ordering: Ordering<Row>): RowOrder<Row> {
  const ids = [...rows.keys()];
  const keys = Array.from(rows.values(), ordering.keyOf);
  const ranks = rankValues(keys);
  const sign = ordering.descending ? -1 : 1;
  const order = Uint32Array.from(ids.keys()).sort(
    (a, b) => sign * ((ranks[a] ?? 0) - (ranks[b] ?? 0)) || a - b,
  );
  return {
    ids: Array.from(order, (place) => ids[place] ?? ''),
    keys: new Map(ids.map((id, place) => [id, keys[place] ?? ''])),
    rows,
  };
}

export interface FollowRules {
  /** Nothing may move: what is gone keeps its place, and only what comes behind all others is taken in. */
  readonly frozen: boolean;
  /** Whoever reads has taken it away; it goes even then. */
  readonly isMine: (id: string) => boolean;
}

/** The same order after rows have come and gone. @returns the very same when nothing of it shows */
export function followRows<Row>(
  order: RowOrder<Row>,
  rows: RowsById<Row>,
  ordering: Ordering<Row>,
  { frozen, isMine }: FollowRules,
): RowOrder<Row> {
  const stays = (id: string): boolean => rows.has(id) || (frozen && !isMine(id));
  const staying = order.ids.filter(stays);
  const place = makePlacing(order.keys, ordering);
  const coming: { id: string; key: Key }[] = [];
  if (rows.size > countPresent(staying, rows)) {
    for (const [id, row] of rows) {
      if (order.keys.has(id)) continue;
      const key = ordering.keyOf(row);
      if (!frozen || place.comesLast(key, staying)) coming.push({ id, key });
    }
  }
  if (coming.length === 0 && staying.length === order.ids.length) return order;
  if (!frozen && coming.length > insertsMax) return arrangeRows(rows, ordering);
  const keys = new Map(order.keys);
  if (staying.length < order.ids.length) for (const id of order.ids) if (!stays(id)) keys.delete(id);
  for (const { id, key } of coming) keys.set(id, key);
  const seen = frozen ? keepGone(order, rows, staying) : rows;
  return { ids: insertRows(staying, coming, keys, ordering), keys, rows: seen };
}

/** How many rows would appear, vanish or move if the order were made anew. */
export function countChanges<Row>(
  order: RowOrder<Row>,
  rows: RowsById<Row>,
  { keyOf }: Ordering<Row>,
): number {
  let present = 0;
  let moved = 0;
  for (const id of order.ids) {
    const row = rows.get(id);
    if (row === undefined) continue;
    present += 1;
    if (row !== order.rows.get(id) && keyOf(row) !== order.keys.get(id)) moved += 1;
  }
  return order.ids.length - present + (rows.size - present) + moved;
}

function countPresent<Row>(ids: readonly string[], rows: RowsById<Row>): number {
  let count = 0;
  for (const id of ids) if (rows.has(id)) count += 1;
  return count;
}

function keepGone<Row>(order: RowOrder<Row>, rows: RowsById<Row>, ids: readonly string[]): RowsById<Row> {
  const gone = ids.flatMap((id): [string, Row][] => {
    const row = rows.has(id) ? undefined : order.rows.get(id);
    return row === undefined ? [] : [[id, row]];
  });
  return gone.length === 0 ? rows : new Map([...rows, ...gone]);
}

function insertRows<Row>(
  staying: readonly string[],
  coming: readonly { id: string; key: Key }[],
  keys: ReadonlyMap<string, Key>,
  ordering: Ordering<Row>,
): string[] {
  const ids = [...staying];
  const placing = makePlacing(keys, ordering);
  for (const { id, key } of coming) ids.splice(placing.placeOf(key, ids), 0, id);
  return ids;
}

function makePlacing<Row>(keys: ReadonlyMap<string, Key>, { descending }: Ordering<Row>) {
  const isBefore = (key: Key, id: string): boolean => {
    const distance = compareValues(key, keys.get(id) ?? '');
    return descending ? distance > 0 : distance < 0;
  };
  return {
    /** Behind all that are equal. */
    placeOf(key: Key, ids: readonly string[]): number {
      let [low, high] = [0, ids.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (isBefore(key, ids[middle] ?? '')) high = middle;
        else low = middle + 1;
      }
      return low;
    },
    comesLast(key: Key, ids: readonly string[]): boolean {
      const last = ids.at(-1);
      return last === undefined || !isBefore(key, last);
    },
  };
}
