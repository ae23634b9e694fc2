import { foldText } from '../../shared/fold-text.ts';

/** What a row is found by, folded once for each of its states: 100,000 rows are looked through at every letter. */
export function foldOnce<Row extends object>(textOf: (row: Row) => string): (row: Row) => string {
  const known = new WeakMap<Row, string>();
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const folded = foldText(textOf(row));
    known.set(row, folded);
    return folded;
  };
}
