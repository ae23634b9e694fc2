import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldUserName, isUserName } from '../../shared/model/user.ts';

describe('user names', () => {
  it.each([
    ['bob', 'BOB'],
    ['bob', 'ｂｏｂ'],
    ['bob', '𝐛𝐨𝐛'],
    ['bob', 'ⓑⓞⓑ'],
    ['file', 'ﬁle'],
    ['k', '\u212a'],
    ['café', 'cafe\u0301'],
    ['straße', 'STRASSE'],
    ['straße', 'strasse'],
    ['straẞe', 'straße'],
    ['οδος', 'ΟΔΟΣ'],
    ['οδος', 'οδοσ'],
    ['ŉ', 'ʼn'],
    ['ǆ', 'ǅ'],
    ['office', 'oﬃce'],
    ['bob', ' bob\u00a0\t'],
  ])('are the same for %s and %s', (a, b) => {
    expect(foldUserName(a)).toBe(foldUserName(b));
  });

  it.each([
    ['bob', 'b0b'],
    ['ann', 'anne'],
    ['café', 'cafe'],
    ['müller', 'muller'],
  ])('are different for %s and %s', (a, b) => {
    expect(foldUserName(a)).not.toBe(foldUserName(b));
  });

  it('fold to something that folds to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (name) => {
        const folded = foldUserName(name);
        expect(foldUserName(folded)).toBe(folded);
        expect(foldUserName(name.toUpperCase())).toBe(foldUserName(name.toUpperCase().toLowerCase()));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    'ann',
    'Ann Müller',
    'o’neil',
    '山田太郎',
    'ann@example.org',
    'x'.repeat(64),
    'مريم',
    'अनन्या',
    'a',
  ])('may be %s', (name) => {
    expect(isUserName(name)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['65 characters', 'x'.repeat(65)],
    ['10,000 characters', 'x'.repeat(10_000)],
    ['10,000 characters of four bytes', '😀'.repeat(10_000)],
    ['few characters that fold to many', 'ﷺ'.repeat(10)],
    ['a space in front', ' ann'],
    ['a space behind', 'ann '],
    ['a no-break space behind', 'ann\u00a0'],
    ['spaces alone', '   '],
    ['a NUL', 'ann\0'],
    ['a line end', 'ann\nbob'],
    ['a bell', 'ann\u0007'],
    ['an escape sequence', '\u001b[31mann'],
    ['DEL', 'ann\u007f'],
    ['a C1 control', 'ann\u0085'],
    ['a zero-width space', 'an\u200bn'],
    ['a zero-width joiner', 'an\u200dn'],
    ['a right-to-left override', 'ann\u202ebob'],
    ['an isolate', '\u2067ann'],
    ['a byte order mark', '\ufeffann'],
    ['a soft hyphen', 'an\u00adn'],
    ['a tag character', 'ann\u{e0041}'],
    ['a variation selector', 'ann\ufe0f'],
    ['a grapheme joiner', 'an\u034fn'],
    ['a Hangul filler', 'ann\u3164'],
    ['a Hangul filler alone', '\u115f'],
    ['half a surrogate pair', 'ann\ud83d'],
    ['a private character', 'ann\ue000'],
    ['a character that is none', 'ann\u0378'],
    ['a line separator', 'ann\u2028bob'],
  ])('may not have %s', (_what, name) => {
    expect(isUserName(name)).toBe(false);
  });

  it('that look the same because something in them cannot be seen are no two names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (name) => {
        fc.pre(isUserName(name));
        expect(foldUserName(name)).not.toMatch(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 2000 },
    );
  });
});
