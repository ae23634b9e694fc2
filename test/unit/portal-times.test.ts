import { describe, expect, it } from 'vitest';
import { pickText } from '../../electron/authority/endpoints/portal/portal-text.ts';
import {
  dayTimeText,
  fullTimeText,
  momentText,
  timeText,
} from '../../electron/authority/endpoints/portal/write-time.ts';

const minute = 60_000;
const hour = 60 * minute;
/** A Wednesday; in whatever zone the tests run. */
const now = new Date(2026, 10, 25, 16, 5).getTime();
const timesFor = (acceptLanguage: string, chosen?: string) => ({ ...pickText(acceptLanguage, chosen), now });
/** Intl sets spaces that do not break. */
const plain = (text: string): string => text.replaceAll(/\s/g, ' ');

describe('times of day on the pages', () => {
  it.each([
    ['en', '4:05 PM'],
    ['en-US,en;q=0.9', '4:05 PM'],
    ['en-GB,en-US;q=0.8', '16:05'],
    ['de-AT', '16:05'],
    ['fr', '16:05'],
    ['es-ES', '16:05'],
    ['pt', '16:05'],
    ['zh-TW', '16:05'],
    ['hi', '4:05 pm'],
    ['ar-EG', '4:05 م'],
    ['nl-NL', '4:05 PM'],
  ])('are written as people with %s do', (acceptLanguage, time) => {
    expect(plain(timeText(timesFor(acceptLanguage), now))).toBe(time);
  });

  it('have two digits for the hour where a day has 24', () => {
    expect(timeText(timesFor('de'), now - 12 * hour)).toBe('04:05');
  });

  it('are those of the language that was chosen, whatever the browser asks for', () => {
    expect(timeText(timesFor('en-US', 'de'), now)).toBe('16:05');
    expect(timeText(timesFor('de,en-GB;q=0.1', 'en'), now)).toBe('16:05');
  });

  it.each(['en-US-u-nu-arab', 'en-GB-x', `en-${'a'.repeat(5000)}`, 'en-__', 'en-U'])(
    'take nothing else from a browser that sends %.20s',
    (acceptLanguage) => {
      expect(plain(timeText(timesFor(acceptLanguage), now))).toBe('4:05 PM');
    },
  );

  it('have the date, or the day of the week, when it is another day', () => {
    const yesterday = now - 30 * hour;
    expect(plain(timeText(timesFor('en'), yesterday))).toBe('Nov 24, 10:05 AM');
    expect(plain(dayTimeText(timesFor('de'), now + 24 * hour))).toBe('Donnerstag, 16:05');
  });
});

describe('how far a time is', () => {
  it.each([
    [0, 'just now'],
    [-59_000, 'just now'],
    [-minute, '1 minute ago'],
    [-(hour - 1), '59 minutes ago'],
    [-hour, '1 hour ago'],
    [-(24 * hour - 1), '23 hours ago'],
    [-24 * hour, 'Nov 24, 4:05 PM'],
    [1, 'in 1 minute'],
    [14.5 * minute, 'in 15 minutes'],
    [90 * minute, 'in 2 hours'],
    [24 * hour, 'Nov 26, 4:05 PM'],
  ])('%d ms from now is "%s"', (distance, text) => {
    expect(plain(momentText(timesFor('en'), now + distance))).toBe(text);
  });

  it('is said in the language, with digits that can be compared', () => {
    expect(momentText(timesFor('de'), now)).toBe('gerade eben');
    expect(momentText(timesFor('ar-EG'), now - 11 * minute)).toBe('قبل 11 دقيقة');
  });

  it('is whole with its zone, for whoever points at it', () => {
    expect(plain(fullTimeText(timesFor('en-GB'), now))).toMatch(
      /^Wednesday,? 25 November 2026 at 16:05:00 \S/,
    );
  });
});
