import { describe, expect, it } from 'vitest';
import { kickWarUntil, policyInForce } from '../../electron/authority/operations/policies/kick-war.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import { minute, now } from '../support/made-rules.ts';

const rules = defaultSettings.sessions.kickWar;
const until = (...minutesAgo: number[]): number | undefined =>
  kickWarUntil(
    now,
    minutesAgo.map((ago) => now - ago * minute),
    rules,
  );

describe('a kick war', () => {
  it('is more than 3 automatic ends within 5 minutes', () => {
    expect(until()).toBeUndefined();
    expect(until(2, 1, 0)).toBeUndefined();
    expect(until(3, 2, 1, 0)).toBe(now + 10 * minute);
    expect(until(5, 4, 2, 0), 'exactly 5 minutes').toBe(now + 10 * minute);
    expect(until(5.001, 4, 2, 0)).toBeUndefined();
  });

  it('lasts 10 minutes from the last of those ends', () => {
    expect(until(12, 11, 10, 9.999)).toBe(now + 0.001 * minute);
    expect(until(13, 12, 11, 10)).toBeUndefined();
  });

  it('is not over sooner because of an end long after', () => {
    // Four of a burst, then one by another way 6 minutes later: the burst still holds for its 10 minutes.
    expect(until(9, 8, 7, 7, 1)).toBe(now + 3 * minute);
  });

  it('goes by any four that follow each other, not only the last', () => {
    expect(until(60, 59, 58, 57, 3, 2, 1, 0)).toBe(now + 10 * minute);
    expect(until(60, 59, 58, 57)).toBeUndefined();
  });

  it('does not outlast a clock that was set back: ends of a time that has not come are none', () => {
    expect(until(-600, -601, -602, -603)).toBeUndefined();
  });

  it('turns the policies that end into a question, never into a refusal, and leaves the others', () => {
    for (const policy of ['end-least-recent', 'end-oldest', 'end-next-to-expire'] as const) {
      expect(policyInForce(policy, now + 1)).toBe('ask');
      expect(policyInForce(policy, undefined)).toBe(policy);
    }
    expect(policyInForce('refuse', now + 1)).toBe('refuse');
    expect(policyInForce('ask', now + 1)).toBe('ask');
  });
});
