/**
 * Whether a number field in something that is entered is empty, or holds what cannot be: such a number is `NaN`, so
 * that it is never taken for 0. Nothing with one in it can be saved.
 */
export function hasEmptyNumber(entered: unknown): boolean {
  if (typeof entered === 'number') return Number.isNaN(entered);
  if (typeof entered !== 'object' || entered === null) return false;
  return Object.values(entered).some(hasEmptyNumber);
}
