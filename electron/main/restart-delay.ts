const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

/** How long to wait before the authority is started again: 1 s, 2 s, 4 s … 60 s. */
export function decideRestartDelayMs(restarts: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** restarts, LONGEST_DELAY_MS);
}
