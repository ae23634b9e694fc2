const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Numbers by size; all else as people order words, with numbers inside by size too. */
export function compareValues(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
}

/**
 * The places of these values in their order, equal ones alike. Words of long tables repeat, and to compare a word
 * costs as much as a thousand numbers: each is compared once.
 */
export function rankValues(values: readonly (string | number)[]): readonly number[] {
  if (values.every((value) => typeof value === 'number')) return values;
  const words = [...new Set(values)].toSorted(compareValues);
  const ranks = new Map<string | number, number>();
  let rank = 0;
  let before: string | number | undefined;
  for (const word of words) {
    if (before !== undefined && compareValues(before, word) !== 0) rank += 1;
    ranks.set(word, rank);
    before = word;
  }
  return values.map((value) => ranks.get(value) ?? 0);
}
