import { describe, expect, it } from 'vitest';
import {
  consoleExpiryOf,
  decideConsoleEnd,
} from '../../electron/authority/operations/policies/console-session.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const session = { signedInAt: 0, lastUsedAt: 0, passwordMark: 'a' };
const account = { admin: true, disabled: false, passwordMark: 'a', passwordState: 'own' } as const;

describe('a session of the console in a browser', () => {
  it('ends 15 minutes after its last use, to the millisecond', () => {
    expect(decideConsoleEnd(15 * minuteMs - 1, session, account)).toBeUndefined();
    expect(decideConsoleEnd(15 * minuteMs, session, account)).toBe('idle');
    expect(consoleExpiryOf(session)).toBe(15 * minuteMs);
  });

  it('ends 8 hours after its start, used or not', () => {
    const busy = { ...session, lastUsedAt: 8 * hourMs - 1 };
    expect(decideConsoleEnd(8 * hourMs - 1, busy, account)).toBeUndefined();
    expect(decideConsoleEnd(8 * hourMs, busy, account)).toBe('absolute');
    expect(consoleExpiryOf(busy)).toBe(8 * hourMs);
  });

  it.each([
    ['is gone', undefined],
    ['is no admin any more', { ...account, admin: false }],
    ['was switched off', { ...account, disabled: true }],
    ['has another password or second factor', { ...account, passwordMark: 'b' }],
    [
      'has a password that only opens the choice of another one',
      { ...account, passwordState: 'temporary' as const },
    ],
  ])('ends when its account %s', (_what, changed) => {
    expect(decideConsoleEnd(1, session, changed)).toBe('account_changed');
  });
});
