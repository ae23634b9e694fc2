import { describe, expect, it } from 'vitest';
import { formatClock, formatMoment } from '../../renderer/pieces/format-moment.ts';

describe('A time of the day', () => {
  const at = new Date(2026, 2, 5, 4, 5).getTime();
  const nextWeek = new Date(2026, 2, 12).getTime();
  /** Which kind of space stands before AM is for the data of the language. */
  const plain = (text: string | undefined): string | undefined => text?.replaceAll(/\s/gu, ' ');

  it.each([
    ['en-US', '4:05 AM'],
    ['en-GB', '04:05'],
    ['de', '04:05'],
    ['es', '04:05'],
    ['hi', '4:05 am'],
    ['zh-CN', '04:05'],
  ])('has a zero before its hour only on a clock of 24 hours: %s %s', (language, written) => {
    expect(plain(formatClock(at, language))).toBe(written);
    expect(plain(formatMoment(at, nextWeek, language))).toMatch(new RegExp(`(^| )${written}$`, 'u'));
  });
});
