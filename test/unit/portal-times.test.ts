import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../electron/authority/endpoints/portal/frame.ts';
import { pickText } from '../../electron/authority/endpoints/portal/portal-text.ts';
import { Time, TimeToCome } from '../../electron/authority/endpoints/portal/time.tsx';
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

describe('a time on a page', () => {
  const frameFor = (acceptLanguage: string): Frame => ({
    ...timesFor(acceptLanguage),
    brand: 'Rollcall',
    note: '',
    accent: '',
  });
  const show = (component: typeof Time, at: number, acceptLanguage = 'en-GB') => {
    const html = renderToStaticMarkup(createElement(component, { frame: frameFor(acceptLanguage), at }));
    const [, head = '', inside = ''] = /<time([^>]*)>(.*?)<\/time>/.exec(html) ?? [];
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(head)?.[1];
    const text = plain(html.replaceAll(/<[^>]*>/g, ''));
    const whole = plain(attribute('title') ?? '');
    return { text, inside: plain(inside), whole, iso: attribute('dateTime'), ago: attribute('data-ago') };
  };

  it.each([
    ['a moment ago', 0, /^Wednesday,? 25 November 2026 at 16:05:00 \S/, 'just now'],
    ['within a day', -3 * hour, /^Wednesday,? 25 November 2026 at 13:05:00 \S/, '3 hours ago'],
    ['longer ago', -30 * hour, /^Tuesday,? 24 November 2026 at 10:05:00 \S/, '24 Nov, 10:05'],
  ])('that is past, %s, shows the whole of it when it is pointed at', (_when, distance, whole, text) => {
    const time = show(Time, now + distance);
    expect(time.whole).toMatch(whole);
    expect(time.text).toBe(text);
    expect(time.iso).toBe(new Date(now + distance).toISOString());
    // It goes on while the page is open as long as it is a distance.
    expect(time.ago).toBe(distance > -24 * hour ? String(-distance) : undefined);
  });

  it.each([
    ['today', 20 * minute, /^Wednesday,? 25 November 2026 at 16:25:00 \S/, '16:25', '16:25 (in 20 minutes)'],
    [
      'within a day',
      20 * hour,
      /^Thursday,? 26 November 2026 at 12:05:00 \S/,
      'Thursday 12:05',
      'Thursday 12:05 (in 20 hours)',
    ],
    ['later', 50 * hour, /^Friday,? 27 November 2026 at 18:05:00 \S/, 'Friday 18:05', 'Friday 18:05'],
  ])(
    'that is to come, %s, shows the whole of it when it is pointed at',
    (_when, distance, whole, inside, text) => {
      const time = show(TimeToCome, now + distance);
      expect(time.whole).toMatch(whole);
      expect([time.inside, time.text]).toEqual([inside, text]);
      expect(time.iso).toBe(new Date(now + distance).toISOString());
    },
  );

  it('that was written while the page was made is not said to come, and the whole of it is what it is', () => {
    const time = show(Time, now + 900);
    expect([time.text, time.iso]).toEqual(['just now', new Date(now + 900).toISOString()]);
  });

  it('is whole in the language of the page', () => {
    expect(show(TimeToCome, now + 20 * hour, 'de-DE').whole).toMatch(
      /^Donnerstag, 26\. November 2026 um 12:05:00 \S/,
    );
  });
});
