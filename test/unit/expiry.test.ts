import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiryOf } from '../../electron/authority/operations/policies/expiry.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';

const minute = 60_000;
const hour = 60 * minute;

function settingsWith(idleSeconds: number, absoluteSeconds: number): Settings {
  return {
    ...defaultSettings,
    sessions: { ...defaultSettings.sessions, browser: { idleSeconds, absoluteSeconds } },
  };
}

describe('expiryOf', () => {
  const start = Date.UTC(2026, 0, 1);
  const rules = settingsWith(15 * 60, 12 * 3600);

  it('13: ends a silent session at 15 min, as idle', () => {
    const silent = { class: 'browser' as const, signedInAt: start, lastUsedAt: start };
    expect(expiryOf(silent, rules)).toEqual({ at: start + 15 * minute, by: 'idle' });
  });

  it('13: ends a session used each minute at 12 h', () => {
    let lastUsedAt = start;
    for (let now = start; now < start + 12 * hour; now += minute) {
      expect(expiryOf({ class: 'browser', signedInAt: start, lastUsedAt }, rules).at).toBeGreaterThan(now);
      lastUsedAt = now;
    }
    expect(expiryOf({ class: 'browser', signedInAt: start, lastUsedAt }, rules)).toEqual({
      at: start + 12 * hour,
      by: 'absolute',
    });
  });

  it('applies a changed setting to sessions that are already there', () => {
    const session = { class: 'browser' as const, signedInAt: start, lastUsedAt: start + minute };
    expect(expiryOf(session, settingsWith(3600, 7200)).at).toBe(start + minute + hour);
    expect(expiryOf(session, settingsWith(60, 7200)).at).toBe(start + 2 * minute);
  });

  it('has rules of its own for each class', () => {
    const times = { signedInAt: start, lastUsedAt: start };
    expect(expiryOf({ class: 'browser', ...times }, defaultSettings).at).toBe(start + 8 * hour);
    expect(expiryOf({ class: 'app', ...times }, defaultSettings).at).toBe(start + 30 * 24 * hour);
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
          const expiry = expiryOf(
            { class: 'browser', signedInAt, lastUsedAt },
            settingsWith(idleSeconds, absoluteSeconds),
          );
          const idle = lastUsedAt + idleSeconds * 1000;
          const absolute = signedInAt + absoluteSeconds * 1000;
          expect(expiry.at).toBe(Math.min(idle, absolute));
          expect(expiry.at).toBe(expiry.by === 'idle' ? idle : absolute);
        },
      ),
    );
  });
});
