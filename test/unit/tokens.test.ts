import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hashToken,
  isToken,
  makeToken,
  sameText,
  type TokenKind,
} from '../../electron/authority/base/crypto/tokens.ts';
import { hashOneTimeCode, makeOneTimeCode } from '../../electron/authority/operations/one-time-codes.ts';

const kinds: readonly TokenKind[] = ['rcs', 'rca', 'rct', 'rcd'];

describe('tokens', () => {
  it('hold 256 random bits behind a prefix that names their kind', () => {
    for (const kind of kinds) {
      const asked: number[] = [];
      const token = makeToken(kind, (size) => {
        asked.push(size);
        return Buffer.alloc(size, 0xff);
      });
      expect(asked).toEqual([32]);
      expect(token).toBe(`${kind}_${Buffer.alloc(32, 0xff).toString('base64url')}`);
    }
    expect(new Set(Array.from({ length: 1000 }, () => makeToken('rcs'))).size).toBe(1000);
  });

  it('are of their own kind only', () => {
    for (const made of kinds) {
      for (const asked of kinds) expect(isToken(makeToken(made), asked)).toBe(made === asked);
    }
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['a prefix alone', 'rcs_'],
    ['one character less', makeToken('rcs').slice(0, -1)],
    ['one character more', `${makeToken('rcs')}A`],
    ['a line end after it', `${makeToken('rcs').slice(0, -1)}\n`],
    ['a space before it', ` ${makeToken('rcs').slice(0, -1)}`],
    ['another alphabet', `rcs_${'+'.repeat(43)}`],
    ['a letter that is none of ASCII', `rcs_${'é'.repeat(43)}`],
    ['capitals in the prefix', `RCS_${'A'.repeat(43)}`],
    ['10,000 characters', `rcs_${'A'.repeat(10_000)}`],
  ])('are not %s', (_what, text) => {
    expect(isToken(text, 'rcs')).toBe(false);
  });

  it('are no arbitrary texts', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => !isToken(text, 'rcs')));
  });

  it('are kept as SHA-256 in base64url', () => {
    expect(hashToken('abc')).toBe(
      Buffer.from('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'hex').toString(
        'base64url',
      ),
    );
  });

  it('compare texts of any length', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameText(a, b) === (a === b)));
  });
});

describe('one-time codes', () => {
  it('are readable from paper: no letter or digit that looks like another', () => {
    for (let n = 0; n < 500; n++)
      expect(makeOneTimeCode()).toMatch(/^[A-HJKMNP-Z2-9]{5}-[A-HJKMNP-Z2-9]{5}$/);
  });

  it('are the same typed in small letters, without the dash, or with spaces', () => {
    const hash = hashOneTimeCode('ann', 'K7QFM-2XD9P');
    expect(hashOneTimeCode('ann', 'k7qfm2xd9p')).toBe(hash);
    expect(hashOneTimeCode('ann', ' K7QFM 2XD9P ')).toBe(hash);
    expect(hashOneTimeCode('ann', 'K7QFM-2XD9Q')).not.toBe(hash);
    expect(hashOneTimeCode('bob', 'K7QFM-2XD9P')).not.toBe(hash);
  });
});
