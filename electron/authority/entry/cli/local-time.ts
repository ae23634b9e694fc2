/** An ISO-8601 time as a clock on the wall here shows it: `2026-11-23 14:05`. Swedish dates are ISO dates. */
export function localTime(iso: string | undefined): string {
  if (iso === undefined) return '–';
  return new Date(iso).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
}
