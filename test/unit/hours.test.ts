import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expiryOf } from '../../electron/authority/operations/policies/expiry.ts';
import { closingAfter, isOpen, openingAfter } from '../../electron/authority/operations/policies/hours.ts';
import { makeUserRules } from '../../electron/authority/operations/policies/rules.ts';
import type { Hours } from '../../shared/model/hours.ts';
import { hour, makeGroup, makeSession, makeSources, makeUser, minute } from '../support/made-rules.ts';

const zone = process.env['TZ'];

beforeAll(() => {
  process.env['TZ'] = 'Europe/Berlin';
});

afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

type Window = Hours['windows'][number];
const weekdays = [1, 2, 3, 4, 5];
const allDays = [1, 2, 3, 4, 5, 6, 7];

function hours(...windows: Window[]): Hours {
  return { windows, outside: 'end' };
}

/** By the clock on the wall in Berlin. 1 June 2026 is a Monday. */
function berlin(text: string): number {
  return new Date(text).getTime();
}

it('is tried in Berlin', () => {
  expect(new Date(2026, 5, 1).getTimezoneOffset()).toBe(-120);
  expect(new Date(2026, 5, 1).getDay()).toBe(1);
});

describe('office hours', () => {
  const office = hours({ days: weekdays, from: '08:00', to: '17:00' });

  it('are open from the first moment to before the last', () => {
    expect(isOpen(office, berlin('2026-06-01T07:59:59.999'))).toBe(false);
    expect(isOpen(office, berlin('2026-06-01T08:00'))).toBe(true);
    expect(isOpen(office, berlin('2026-06-01T16:59:59.999'))).toBe(true);
    expect(isOpen(office, berlin('2026-06-01T17:00'))).toBe(false);
    expect(isOpen(office, berlin('2026-06-06T12:00')), 'Saturday').toBe(false);
  });

  it('say when they close, and outside that they have', () => {
    expect(closingAfter(office, berlin('2026-06-01T09:00'))).toBe(berlin('2026-06-01T17:00'));
    const evening = berlin('2026-06-01T20:00');
    expect(closingAfter(office, evening)).toBe(evening);
  });

  it('say when they open next: today, tomorrow, after the weekend', () => {
    expect(openingAfter(office, berlin('2026-06-01T07:00'))).toBe(berlin('2026-06-01T08:00'));
    expect(openingAfter(office, berlin('2026-06-01T17:00'))).toBe(berlin('2026-06-02T08:00'));
    expect(openingAfter(office, berlin('2026-06-05T17:00'))).toBe(berlin('2026-06-08T08:00'));
    const mondays = hours({ days: [1], from: '08:00', to: '09:00' });
    expect(openingAfter(mondays, berlin('2026-06-01T09:00')), 'in a week').toBe(berlin('2026-06-08T08:00'));
  });
});

describe('several windows', () => {
  it('that touch are one', () => {
    const touching = hours(
      { days: [1], from: '13:00', to: '17:00' },
      { days: [1], from: '08:00', to: '13:00' },
    );
    expect(isOpen(touching, berlin('2026-06-01T13:00'))).toBe(true);
    expect(closingAfter(touching, berlin('2026-06-01T09:00'))).toBe(berlin('2026-06-01T17:00'));
  });

  it('that overlap are one', () => {
    const overlapping = hours(
      { days: [1], from: '08:00', to: '14:00' },
      { days: [1], from: '09:00', to: '10:00' },
      { days: [1, 2], from: '12:00', to: '18:00' },
    );
    expect(closingAfter(overlapping, berlin('2026-06-01T08:30'))).toBe(berlin('2026-06-01T18:00'));
  });

  it('with a break close for the break', () => {
    const lunch = hours({ days: [1], from: '08:00', to: '12:00' }, { days: [1], from: '13:00', to: '17:00' });
    expect(closingAfter(lunch, berlin('2026-06-01T09:00'))).toBe(berlin('2026-06-01T12:00'));
    expect(isOpen(lunch, berlin('2026-06-01T12:30'))).toBe(false);
    expect(openingAfter(lunch, berlin('2026-06-01T12:30'))).toBe(berlin('2026-06-01T13:00'));
  });

  it('go on over midnight where one ends at 24:00 and the next begins at 00:00', () => {
    const night = hours({ days: [5], from: '22:00', to: '24:00' }, { days: [6], from: '00:00', to: '06:00' });
    expect(isOpen(night, berlin('2026-06-05T23:59:59.999'))).toBe(true);
    expect(isOpen(night, berlin('2026-06-06T00:00'))).toBe(true);
    expect(closingAfter(night, berlin('2026-06-05T22:30'))).toBe(berlin('2026-06-06T06:00'));
    const untilMidnight = hours({ days: [7], from: '22:00', to: '24:00' });
    expect(closingAfter(untilMidnight, berlin('2026-06-07T23:00'))).toBe(berlin('2026-06-08T00:00'));
  });

  it('all day every day never close', () => {
    const always = hours({ days: allDays, from: '00:00', to: '24:00' });
    expect(closingAfter(always, berlin('2026-06-03T11:00'))).toBe(Number.POSITIVE_INFINITY);
    expect(closingAfter(always, berlin('2026-10-24T11:00')), 'with a long day').toBe(
      Number.POSITIVE_INFINITY,
    );
    const halves = hours(
      { days: allDays, from: '00:00', to: '12:00' },
      { days: allDays, from: '12:00', to: '24:00' },
    );
    expect(closingAfter(halves, berlin('2026-06-03T11:00'))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('days on which the clocks change', () => {
  const night = hours({ days: allDays, from: '01:00', to: '04:00' });
  const office = hours({ days: allDays, from: '08:00', to: '17:00' });

  it('forward: the night has an hour less, the office its own', () => {
    expect(berlin('2026-03-29T04:00') - berlin('2026-03-29T01:00')).toBe(2 * hour);
    expect(closingAfter(night, berlin('2026-03-29T01:00'))).toBe(berlin('2026-03-29T04:00'));
    expect(isOpen(night, berlin('2026-03-29T03:00'))).toBe(true);
    expect(openingAfter(office, berlin('2026-03-28T18:00'))).toBe(berlin('2026-03-29T08:00'));
    expect(closingAfter(office, berlin('2026-03-29T09:00'))).toBe(berlin('2026-03-29T17:00'));
  });

  it('back: the night has an hour more', () => {
    expect(closingAfter(night, berlin('2026-10-25T01:00')) - berlin('2026-10-25T01:00')).toBe(4 * hour);
    expect(openingAfter(office, berlin('2026-10-24T18:00'))).toBe(berlin('2026-10-25T08:00'));
  });

  it('back: a week that closes for half an hour still closes, although it is an hour longer', () => {
    const almostAlways = hours(
      { days: [1, 2, 3, 4, 5, 6], from: '00:00', to: '24:00' },
      { days: [7], from: '00:00', to: '23:30' },
    );
    expect(closingAfter(almostAlways, berlin('2026-10-19T00:00'))).toBe(berlin('2026-10-25T23:30'));
    expect(closingAfter(almostAlways, berlin('2026-06-01T00:00'))).toBe(berlin('2026-06-07T23:30'));
  });

  it('forward: a window within the hour that does not exist is an hour later on the wall', () => {
    const moved = hours({ days: [7], from: '02:15', to: '02:45' });
    expect(closingAfter(moved, berlin('2026-03-29T03:15'))).toBe(berlin('2026-03-29T03:45'));
  });

  it('forward: a window that the missing hour leaves nothing of is not open, and is not announced', () => {
    const lost = hours({ days: [7], from: '02:30', to: '03:15' });
    for (let at = berlin('2026-03-29T00:00'); at < berlin('2026-03-29T08:00'); at += 5 * minute) {
      expect(isOpen(lost, at)).toBe(false);
    }
    expect(openingAfter(lost, berlin('2026-03-28T12:00'))).toBe(berlin('2026-04-05T02:30'));
  });
});

describe('the life of those who are in', () => {
  const windows: Window[] = [{ days: weekdays, from: '08:00', to: '17:00' }];
  const rulesWith = (outside: Hours['outside'], since: number): ReturnType<typeof makeUserRules> =>
    makeUserRules(
      makeUser({ groups: ['g'] }),
      makeSources({ groups: [makeGroup('g', { hours: { windows, outside } }, since)] }),
    );
  const at = (text: string): number => berlin(`2026-06-${text}`);
  const seen = (text: string): ReturnType<typeof makeSession> =>
    makeSession('a', { signedInAt: at(text), lastUsedAt: at(text), lastSeenAt: at(text) });

  it('ends at closing time, with `hours` as the reason', () => {
    expect(expiryOf(seen('01T16:00'), rulesWith('end', 0))).toEqual({ at: at('01T17:00'), by: 'hours' });
  });

  it('ends earlier when idle or absolute come first', () => {
    expect(expiryOf(seen('01T08:30'), rulesWith('end', 0))).toEqual({ at: at('01T16:30'), by: 'idle' });
  });

  it('does not end where hours only keep new ones out', () => {
    expect(expiryOf(seen('01T16:00'), rulesWith('block-new', 0))).toEqual({ at: at('02T00:00'), by: 'idle' });
  });

  it('is not over because of windows that closed before the hours were set', () => {
    const since = at('02T09:00');
    const session = { ...seen('01T20:00'), lastUsedAt: at('02T07:00') };
    expect(expiryOf(session, rulesWith('end', since))).toEqual({ at: at('02T15:00'), by: 'idle' });
    expect(expiryOf({ ...session, lastUsedAt: at('02T12:00') }, rulesWith('end', since))).toEqual({
      at: at('02T17:00'),
      by: 'hours',
    });
  });

  it('is over at once when hours are set that are closed now', () => {
    const since = at('02T20:00');
    expect(expiryOf({ ...seen('02T18:00'), lastSeenAt: at('02T19:59') }, rulesWith('end', since))).toEqual({
      at: since,
      by: 'hours',
    });
  });

  it('does not come back with a request of the next morning', () => {
    const overnight = seen('01T16:59');
    expect(expiryOf(overnight, rulesWith('end', 0)).at).toBeLessThan(at('02T08:00'));
  });
});
