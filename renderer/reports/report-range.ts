import { reportDaysMax } from '../../shared/model/report.ts';

/** Days as 2026-11-26, by the calendar of this computer, on which the console and the authority run. */
export interface ReportRange {
  readonly from: string;
  readonly to: string;
}

export const presetDays = [7, 30, 90] as const;

const dayMs = 24 * 3600_000;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;

export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last days, today among them. */
export function lastDays(now: number, days: number): ReportRange {
  const first = new Date(now);
  first.setDate(first.getDate() - days + 1);
  return { from: dayOf(first.getTime()), to: dayOf(now) };
}

/** What is wrong with a range somebody typed. */
export function findRangeFault({
  from,
  to,
}: ReportRange): 'incomplete' | 'backwards' | 'tooLong' | undefined {
  if (!dayForm.test(from) || !dayForm.test(to)) return 'incomplete';
  if (from > to) return 'backwards';
  return Date.parse(to) - Date.parse(from) >= reportDaysMax * dayMs ? 'tooLong' : undefined;
}

/** Noon of the day: whatever the clocks do, it is in that day. */
export function noonOf(day: string): number {
  return new Date(`${day}T12:00:00`).getTime();
}
