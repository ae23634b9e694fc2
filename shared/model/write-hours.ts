import type { OwnHours } from './hours.ts';

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Windows as people type them: `mon-fri 08:00-18:00; sat 09:00-13:00`. */
export function writeHours(hours: OwnHours): string {
  if (typeof hours === 'string') return hours;
  return hours.windows.map(({ days, from, to }) => `${writeDays(days)} ${from}-${to}`).join('; ');
}

/** Three and more days in a row as one span. */
function writeDays(days: readonly number[]): string {
  const sorted = [...new Set(days)].toSorted((a, b) => a - b);
  const spans: number[][] = [];
  for (const day of sorted) {
    const last = spans.at(-1);
    if (last && last.at(-1) === day - 1) last.push(day);
    else spans.push([day]);
  }
  const nameOf = (day: number | undefined): string => dayNames[(day ?? 1) - 1] ?? '';
  return spans
    .map((span) =>
      span.length >= 3 ? `${nameOf(span[0])}-${nameOf(span.at(-1))}` : span.map(nameOf).join(','),
    )
    .join(',');
}
