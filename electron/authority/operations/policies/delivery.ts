/**
 * What a try to tell an app of an ended session came to. `refused` (400): the app does not take the token, or does not
 * know the session. `odd`: it answers neither yes nor no. `unreachable`: it could not be asked.
 */
export type Delivery = 'confirmed' | 'refused' | 'odd' | 'unreachable';

/** How many times in all one is sent to an app that refuses it each time: about two minutes. */
export const refusedTriesMax = 8;
/** So many different ones got an odd answer in a row: it is the app as a whole that is out of order. */
export const oddAnswersMax = 5;

const longestPauseMs = 5 * 60_000;

/**
 * 1 s, 2 s, 4 s … 5 min, and up to a fifth shorter by chance: so that apps that failed together are not asked together.
 * @param failures how many there have been, from 1
 * @param chance from 0 to 1
 */
export function pauseAfter(failures: number, chance: number): number {
  const full = Math.min(longestPauseMs, 1000 * 2 ** Math.min(failures - 1, 20));
  return Math.round(full * (1 - 0.2 * chance));
}

export function judgeAnswer(status: number): Exclude<Delivery, 'unreachable'> {
  if (status === 200 || status === 204) return 'confirmed';
  return status === 400 ? 'refused' : 'odd';
}
