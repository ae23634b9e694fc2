import type { Failures } from '../../records/attempts/attempts.ts';

/** Failures older than this are forgotten: a counter is a run of failures, not a life's record. */
export const failuresForgottenMs = 24 * 3600 * 1000;

/**
 * Milliseconds until the next attempt at this counter is looked at; 0 when it may be now.
 * After `freeFailures` each further attempt waits 1 s, 2 s, 4 s … up to `maxWaitSeconds`; never a hard lock.
 */
export function waitOf(
  now: number,
  failures: Failures | undefined,
  rules: { readonly freeFailures: number; readonly maxWaitSeconds: number },
): number {
  if (!failures || failures.failures < rules.freeFailures) return 0;
  if (now - failures.lastFailureAt > failuresForgottenMs) return 0;
  const doublings = Math.min(failures.failures - rules.freeFailures, 30);
  const waitMs = Math.min(2 ** doublings, rules.maxWaitSeconds) * 1000;
  return Math.max(0, failures.lastFailureAt + waitMs - now);
}

/** What forgetting a counter would give away: 2 a wait that runs, 1 the length of the next one, 0 next to nothing. */
export function worthOf(
  now: number,
  failures: Failures,
  rules: { readonly freeFailures: number; readonly maxWaitSeconds: number },
): 0 | 1 | 2 {
  if (waitOf(now, failures, rules) > 0) return 2;
  return failures.failures < rules.freeFailures ? 0 : 1;
}

export function afterFailure(now: number, failures: Failures | undefined): Failures {
  const forgotten = !failures || now - failures.lastFailureAt > failuresForgottenMs;
  return { failures: forgotten ? 1 : failures.failures + 1, lastFailureAt: now };
}
