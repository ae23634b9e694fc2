import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiryOf } from '../../electron/authority/operations/policies/expiry.ts';
import { makeUserRules, type UserRules } from '../../electron/authority/operations/policies/rules.ts';
import { makeSettings, makeSources, makeUser } from '../support/made-rules.ts';

const minute = 60_000;
const hour = 60 * minute;

function rulesWith(idleSeconds: number, absoluteSeconds: number): UserRules {
  const settings = makeSettings({ browser: { idleSeconds, absoluteSeconds } });
  return makeUserRules(makeUser(), makeSources({ settings }));
}

/** Seen when it was used. */
function browser(signedInAt: number, lastUsedAt: number): Parameters<typeof expiryOf>[0] {
  return { class: 'browser', signedInAt, lastUsedAt, lastSeenAt: lastUsedAt };
}

describe('expiryOf', () => {
  const start = Date.UTC(2026, 0, 1);
  const rules = rulesWith(15 * 60, 12 * 3600);

  it('13: ends a silent session at 15 min, as idle', () => {
    expect(expiryOf(browser(start, start), rules)).toEqual({ at: start + 15 * minute, by: 'idle' });
  });

  it('13: ends a session used each minute at 12 h', () => {
    let lastUsedAt = start;
    for (let now = start; now < start + 12 * hour; now += minute) {
      expect(expiryOf(browser(start, lastUsedAt), rules).at).toBeGreaterThan(now);
      lastUsedAt = now;
    }
    expect(expiryOf(browser(start, lastUsedAt), rules)).toEqual({
      at: start + 12 * hour,
      by: 'absolute',
    });
  });

  it('applies a changed setting to sessions that are already there', () => {
    const session = browser(start, start + minute);
    expect(expiryOf(session, rulesWith(3600, 7200)).at).toBe(start + minute + hour);
    expect(expiryOf(session, rulesWith(60, 7200)).at).toBe(start + 2 * minute);
  });

  it('has rules of its own for each class', () => {
    const fresh = makeUserRules(makeUser(), makeSources());
    expect(expiryOf(browser(start, start), fresh).at).toBe(start + 8 * hour);
    expect(expiryOf({ ...browser(start, start), class: 'app' }, fresh).at).toBe(start + 30 * 24 * hour);
  });

  it('is always the earlier one of both ends', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (signedInAt, after, idleSeconds, absoluteSeconds) => {
          const lastUsedAt = signedInAt + after;
          const expiry = expiryOf(browser(signedInAt, lastUsedAt), rulesWith(idleSeconds, absoluteSeconds));
          const idle = lastUsedAt + idleSeconds * 1000;
          const absolute = signedInAt + absoluteSeconds * 1000;
          expect(expiry.at).toBe(Math.min(idle, absolute));
          expect(expiry.at).toBe(expiry.by === 'idle' ? idle : absolute);
        },
      ),
    );
  });
});
