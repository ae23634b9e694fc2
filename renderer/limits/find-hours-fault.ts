import type { Hours } from '../../shared/model/hours.ts';

type Window = Hours['windows'][number];

/** As the contract has it: 00:00 to 23:59, or 24:00 for the end of the day. */
const clockTime = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

export type WindowFault = 'noDays' | 'badTime' | 'wrongOrder';

/** Why a window cannot be saved; undefined when it can. */
export function findWindowFault({ days, from, to }: Window): WindowFault | undefined {
  if (days.length === 0) return 'noDays';
  if (!clockTime.test(from) || !clockTime.test(to)) return 'badTime';
  return from < to ? undefined : 'wrongOrder';
}

export function findHoursFault({ windows }: Hours): WindowFault | undefined {
  return windows.map(findWindowFault).find((fault) => fault !== undefined);
}
