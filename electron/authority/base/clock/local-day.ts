/** Days are those of this computer's calendar, written as 2026-11-26; a day on which the clocks change has its true length. */

export function localDay(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Midnight at which the day begins, epoch ms; `daysLater` moves by the calendar. */
export function startOfLocalDay(day: string, daysLater = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).getTime();
}

export interface LocalDay {
  readonly day: string;
  /** Epoch ms; `to` is where the next day begins. */
  readonly from: number;
  readonly to: number;
}

/** Both days and all between them, oldest first; none when `last` is before `first`. */
export function listLocalDays(first: string, last: string): LocalDay[] {
  const days: LocalDay[] = [];
  for (let from = startOfLocalDay(first); from <= startOfLocalDay(last);) {
    const day = localDay(from);
    const to = startOfLocalDay(day, 1);
    days.push({ day, from, to });
    from = to;
  }
  return days;
}
