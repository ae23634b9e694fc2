import { describe, expect, it } from 'vitest';
import { countOf } from '../../electron/authority/entry/cli/count-of.ts';
import { escapeUnseen } from '../../electron/authority/entry/cli/escape-unseen.ts';
import { collectReservation, decodeLifetime } from '../../electron/authority/entry/cli/option-values.ts';
import { readHours } from '../../electron/authority/entry/cli/read-hours.ts';
import { shortDuration } from '../../electron/authority/entry/cli/short-duration.ts';
import { writeHours } from '../../shared/model/write-hours.ts';

it.each([
  [countOf(0, 'session'), '0 sessions'],
  [countOf(1, 'session'), '1 session'],
  [countOf(2, 'session'), '2 sessions'],
  [countOf(1, 'audit entry', 'audit entries'), '1 audit entry'],
  [countOf(7, 'audit entry', 'audit entries'), '7 audit entries'],
])('how many of something: %s', (said, expected) => {
  expect(said).toBe(expected);
});

describe('hours', () => {
  it.each([
    ['mon-fri 08:00-18:00; sat 09:00-13:00', 'mon-fri 08:00-18:00; sat 09:00-13:00'],
    ['MON-FRI  8:00-12:00,13:00-24:00 ;', 'mon-fri 08:00-12:00; mon-fri 13:00-24:00'],
    ['sat-mon 10:00-11:00', 'mon,sat,sun 10:00-11:00'],
    ['wed,mon,wed 10:00-11:00', 'mon,wed 10:00-11:00'],
    ['mon-sun 00:00-24:00', 'mon-sun 00:00-24:00'],
  ])('are read and written: %s', (typed, written) => {
    const windows = readHours(typed);
    if (typeof windows === 'string') throw new Error(windows);
    expect(writeHours({ windows, outside: 'end' })).toBe(written);
    expect(readHours(written)).toEqual(windows);
  });

  it('are words, too', () => {
    expect([readHours(' Always '), readHours('inherit'), writeHours('always')]).toEqual([
      'always',
      'inherit',
      'always',
    ]);
  });

  it.each([
    '',
    ';',
    'mon',
    '08:00-18:00',
    'mon 08:00',
    'mon 08:00-18:00-19:00',
    'mon-tue-wed 08:00-18:00',
    'xyz 08:00-18:00',
    'mon 18:00-08:00',
    'mon 08:00-25:00',
    'mon 08:60-09:00',
    'mon 08:00-08:00',
  ])('are refused with how they are written: %s', (typed) => {
    expect(() => readHours(typed)).toThrow(/mon-fri 08:00-18:00; sat 09:00-13:00/);
  });
});

describe('lives', () => {
  it.each([
    ['1m', 60],
    ['90m', 5400],
    ['1h30m', 5400],
    ['400d', 400 * 86_400],
    ['inherit', 'inherit'],
  ])('are read: %s', (typed, seconds) => expect(decodeLifetime(typed)).toBe(seconds));

  it.each(['', '0m', '30s', '8', 'h', '8 h', '401d', '-1h', '1.5h'])('are refused: %s', (typed) => {
    expect(() => decodeLifetime(typed)).toThrow(/A time such as/);
  });

  it('are written as they are read', () => {
    expect([60, 5400, 86_400, 90_061, 0].map(shortDuration)).toEqual(['1m', '1h30m', '1d', '1d1h1m1s', '0s']);
  });
});

describe('reservations', () => {
  it('name a user, who may have the sign in the name, and a number', () => {
    const first = collectReservation('ann=2');
    expect(collectReservation('a=b=3', first)).toEqual([
      { name: 'ann', seats: 2 },
      { name: 'a=b', seats: 3 },
    ]);
    for (const wrong of ['ann', '=2', 'ann=', 'ann=-1', 'ann=1.5', 'ann=100001']) {
      expect(() => collectReservation(wrong)).toThrow(/number/);
    }
  });
});

describe('escapeUnseen', () => {
  it('is the same document without anything a terminal obeys', () => {
    const document = { 'a\u009B': ['line\u2028sep', '\u001B[2J', '\u{E0041}', 'ä 日本 😀', '\uD800'] };
    const text = escapeUnseen(JSON.stringify(document, null, 2));
    expect(text).not.toMatch(/[^\P{C}\n]|\u2028/u);
    expect(text).toContain('ä 日本 😀');
    expect(JSON.parse(text)).toEqual(document);
  });
});
