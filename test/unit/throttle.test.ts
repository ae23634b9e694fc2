import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  failuresForgottenMs,
  waitOf,
} from '../../electron/authority/operations/policies/throttle.ts';
import type { Failures } from '../../electron/authority/records/attempts/attempts.ts';

const rules = { freeFailures: 5, maxWaitSeconds: 300 };

function fail(times: number, at: number): Failures | undefined {
  let failures: Failures | undefined;
  for (let n = 0; n < times; n++) failures = afterFailure(at, failures);
  return failures;
}

describe('throttling', () => {
  it('costs nothing for the first five failures but the wait before the sixth attempt', () => {
    expect([0, 1, 2, 3, 4].map((times) => waitOf(0, fail(times, 0), rules))).toEqual([0, 0, 0, 0, 0]);
    expect(waitOf(0, fail(5, 0), rules)).toBe(1000);
  });

  it('doubles the wait: 1 s, 2 s, 4 s … up to 5 min, however many failures there are', () => {
    const waits = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 500].map(
      (times) => waitOf(0, fail(times, 0), rules) / 1000,
    );
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it('never locks for good: the wait of the last failure passes', () => {
    const failures = fail(1000, 0);
    expect(waitOf(299_999, failures, rules)).toBe(1);
    expect(waitOf(300_000, failures, rules)).toBe(0);
  });

  it('goes on doubling after a wait that was sat out', () => {
    const failures = afterFailure(300_000, fail(5, 0));
    expect(waitOf(300_000, failures, rules)).toBe(2000);
  });

  it('forgets a run of failures after a day without one', () => {
    const failures = fail(50, 0);
    const later = failuresForgottenMs + 1;
    expect(waitOf(later, failures, { freeFailures: 5, maxWaitSeconds: 10 ** 9 })).toBe(0);
    expect(afterFailure(later, failures)).toEqual({ failures: 1, lastFailureAt: later });
  });

  it('goes by the settings', () => {
    expect(waitOf(0, fail(1, 0), { freeFailures: 1, maxWaitSeconds: 7 })).toBe(1000);
    expect(waitOf(0, fail(9, 0), { freeFailures: 1, maxWaitSeconds: 7 })).toBe(7000);
  });
});
