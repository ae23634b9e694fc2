import type { Hours } from '../../../../shared/model/hours.ts';

/** All times are epoch ms; days and times of day are those of this computer's time zone. */

type Window = Hours['windows'][number];

const daysAhead = 8;

/** Is sign-in open at this moment? */
export function isOpen(hours: Hours, at: number): boolean {
  return closingAfter(hours, at) > at;
}

/**
 * When those who are in at `at` are out of hours: the end of the window they are in, or `at` itself outside of all.
 * Windows that touch or overlap are one; sign-in that is open all week never closes (infinity).
 */
export function closingAfter(hours: Hours, at: number): number {
  let end = at;
  for (let step = 0; step <= hours.windows.length * daysAhead; step++) {
    const next = endOfWindowAt(hours, end);
    if (next === undefined) return end;
    end = next;
    // More than a week, even one in which the clocks are set back: nothing closes it.
    if (end - at > daysAhead * 24 * 3600 * 1000) return Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}

/** When the next window begins; undefined when none ever does. */
export function openingAfter(hours: Hours, at: number): number | undefined {
  const openings = hours.windows.flatMap((window) =>
    // Two weeks: of a day on which the clocks go forward a window may be missing.
    Array.from({ length: 2 * daysAhead }, (_, day) => onDay(window, at, day)).flatMap(
      (one) => one?.from ?? [],
    ),
  );
  const later = openings.filter((opening) => opening > at);
  return later.length === 0 ? undefined : Math.min(...later);
}

/** The latest end of the windows that are open at this moment. */
function endOfWindowAt(hours: Hours, at: number): number | undefined {
  const ends = hours.windows.flatMap((window) => {
    const today = onDay(window, at, 0);
    return today && today.from <= at && at < today.to ? [today.to] : [];
  });
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** The window as it lies `days` after the day of `at`; undefined when that is none of its weekdays. */
function onDay(window: Window, at: number, days: number): { from: number; to: number } | undefined {
  const midnight = new Date(at);
  midnight.setHours(0, 0, 0, 0);
  midnight.setDate(midnight.getDate() + days);
  const weekday = midnight.getDay() === 0 ? 7 : midnight.getDay();
  if (!window.days.includes(weekday)) return undefined;
  const [from, to] = [timeOn(midnight, window.from), timeOn(midnight, window.to)];
  // When the clocks go forward, an hour is missing, and with it perhaps the whole window.
  return from < to ? { from, to } : undefined;
}

function timeOn(midnight: Date, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  // By the calendar, so that a day on which the clocks change has its true length.
  return new Date(midnight.getFullYear(), midnight.getMonth(), midnight.getDate(), hour, minute).getTime();
}
