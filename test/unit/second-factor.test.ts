import { describe, expect, it } from 'vitest';
import {
  deriveTotpSecret,
  findTotpSteps,
  totpAddress,
  totpStepAt,
} from '../../electron/authority/base/crypto/totp.ts';
import { decideCode } from '../../electron/authority/operations/policies/second-factor.ts';
import type { SecondFactor } from '../../electron/authority/records/users/users.ts';
import { codeOf } from '../support/authenticator.ts';

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const step = totpStepAt(Date.UTC(2026, 5, 1, 10));
const codeAt = (at: number): string => codeOf(secret, at * 30_000);
const factor = (more: Partial<SecondFactor> = {}): SecondFactor => ({
  secret,
  lastStep: 0,
  recoveryHashes: ['hash-a', 'hash-b'],
  addedAt: 0,
  ...more,
});
const decide = (code: string, of = factor(), at = step): ReturnType<typeof decideCode> =>
  decideCode(of, code, at, 'not a recovery code');

describe('codes of an authenticator app', () => {
  /** RFC 6238, appendix B, SHA-1: the last six of the eight digits. */
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %d is %s', (second, code) => {
    const at = totpStepAt(second * 1000);
    expect(findTotpSteps(secret, code, at, at)).toEqual([at]);
    expect(codeOf(secret, second * 1000)).toBe(code);
  });

  it('come of a secret that is the same for the same session only', () => {
    const key = Buffer.alloc(32, 7);
    const own = deriveTotpSecret(key, 'rcs_one');
    expect(own).toMatch(/^[A-Z2-7]{32}$/);
    expect(deriveTotpSecret(key, 'rcs_one')).toBe(own);
    expect(deriveTotpSecret(key, 'rcs_two')).not.toBe(own);
    expect(deriveTotpSecret(Buffer.alloc(32, 8), 'rcs_one')).not.toBe(own);
    expect(codeOf(own, 59_000)).toBe(codeOf(own, 31_000));
    expect(findTotpSteps(own, codeOf(own, 59_000), 1, 1)).toEqual([1]);
  });

  it('are scanned under the name of this Rollcall', () => {
    const address = new URL(totpAddress(secret, 'Rollcall & Co', 'änn:x'));
    expect(address.protocol).toBe('otpauth:');
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ secret, issuer: 'Rollcall & Co' });
  });
});

describe('a typed code', () => {
  it.each([-1, 0, 1])('of the step %d from now is right, once', (off) => {
    const first = decide(codeAt(step + off));
    expect(first).toMatchObject({ kind: 'right', by: 'app', after: { lastStep: step + off } });
    if (first.kind !== 'right') throw new Error('not right');
    expect(decide(codeAt(step + off), first.after)).toEqual({ kind: 'wrong' });
    // What came before the used one is not taken either.
    expect(decide(codeAt(step + off - 1), first.after).kind).not.toBe('right');
  });

  it('may have blanks in it, and other digits than ASCII in width', () => {
    const code = codeAt(step);
    expect(decide(`${code.slice(0, 3)} ${code.slice(3)} `).kind).toBe('right');
    const wide = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    expect(decide(wide).kind).toBe('right');
  });

  it.each([
    [-40, -20],
    [-2, -1],
    [2, 1],
    [10, 5],
    [40, 20],
  ])('of %d steps from now is wrong by %d minutes', (off, minutes) => {
    expect(decide(codeAt(step + off))).toMatchObject({ kind: 'clock', minutes });
  });

  it.each([-41, 41, -2880])('of %d steps from now is simply wrong', (off) => {
    expect(decide(codeAt(step + off))).toEqual({ kind: 'wrong' });
  });

  it('that was told to be of a time to come is not taken when that time has come', () => {
    const told = decide(codeAt(step + 10));
    if (told.kind !== 'clock') throw new Error(told.kind);
    expect(decide(codeAt(step + 10), told.after, step + 10)).toEqual({ kind: 'wrong' });
    expect(decide(codeAt(step + 11), told.after, step + 11).kind).toBe('right');
    // And is forgotten when it can be taken no more.
    const later = decide(codeAt(step + 12), told.after, step + 12);
    expect(later).toMatchObject({ kind: 'right', after: { toldSteps: [] } });
  });

  it('that was used is never said to be of another time', () => {
    expect(decide(codeAt(step - 10), factor({ lastStep: step - 10 }))).toEqual({ kind: 'wrong' });
  });

  it('is a recovery code once', () => {
    const first = decideCode(factor(), 'K7QFM-2XD9P', step, 'hash-a');
    expect(first).toMatchObject({ kind: 'right', by: 'recovery', after: { recoveryHashes: ['hash-b'] } });
    if (first.kind !== 'right') throw new Error('not right');
    expect(decideCode(first.after, 'K7QFM-2XD9P', step, 'hash-a')).toEqual({ kind: 'wrong' });
    expect(decideCode(factor(), '', step, 'hash-x')).toEqual({ kind: 'wrong' });
  });
});
