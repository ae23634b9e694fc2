import { describe, expect, it } from 'vitest';
import { limitOf, makeUserRules } from '../../electron/authority/operations/policies/rules.ts';
import type { Hours } from '../../shared/model/hours.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import { makeGroup, makeSettings, makeSources, makeUser } from '../support/made-rules.ts';

const office: Hours = { windows: [{ days: [1], from: '08:00', to: '17:00' }], outside: 'block-new' };

describe('the rules of a user', () => {
  it('2: are those of the install when nothing else is set, with no other switch', () => {
    const rules = makeUserRules(makeUser(), makeSources());
    expect(rules.limit).toEqual({ value: 2, boundBy: 'install' });
    expect(rules.policy).toEqual({ value: 'ask', boundBy: 'install' });
    expect(rules.appLimit).toEqual({ value: 2, boundBy: 'install' });
    expect(rules.browser.idleSeconds).toEqual({ value: 8 * 3600, boundBy: 'install' });
    expect(rules.hours).toBeUndefined();
  });

  it.each([0, 1, 7, 'unlimited'] as const)('2: are the own limit when it is set: %s', (limit) => {
    const groups = [makeGroup('g', { limit: 5 })];
    expect(makeUserRules(makeUser({ limit, groups: ['g'] }), makeSources({ groups })).limit).toEqual({
      value: limit,
      boundBy: 'user',
    });
  });

  it('are, one by one, those of the first group of the list that sets them', () => {
    const groups = [
      makeGroup('a', { policy: 'refuse', browser: { idleSeconds: 600 } }),
      makeGroup('other', { limit: 9, policy: 'end-oldest', hours: office }),
      makeGroup('b', {
        limit: 0,
        appLimit: 4,
        policy: 'ask',
        browser: { idleSeconds: 60, absoluteSeconds: 900 },
      }),
      makeGroup('c', { limit: 7, hours: office, app: { idleSeconds: 120 } }, 1234),
    ];
    const rules = makeUserRules(makeUser({ groups: ['c', 'b', 'a'] }), makeSources({ groups }));
    expect(rules.limit).toEqual({ value: 0, boundBy: 'group', group: 'Group b' });
    expect(rules.appLimit).toEqual({ value: 4, boundBy: 'group', group: 'Group b' });
    expect(rules.policy).toEqual({ value: 'refuse', boundBy: 'group', group: 'Group a' });
    expect(rules.browser).toEqual({
      idleSeconds: { value: 600, boundBy: 'group', group: 'Group a' },
      absoluteSeconds: { value: 900, boundBy: 'group', group: 'Group b' },
    });
    expect(rules.app.idleSeconds).toEqual({ value: 120, boundBy: 'group', group: 'Group c' });
    expect(rules.hours).toEqual({ value: office, boundBy: 'group', group: 'Group c', since: 1234 });
  });

  it('change with the order of the list, not of the memberships', () => {
    const [a, b] = [makeGroup('a', { limit: 1 }), makeGroup('b', { limit: 2 })];
    const limitWith = (groups: (typeof a)[], of: string[]): unknown =>
      makeUserRules(makeUser({ groups: of }), makeSources({ groups })).limit.value;
    expect(limitWith([a, b], ['a', 'b'])).toBe(1);
    expect(limitWith([a, b], ['b', 'a'])).toBe(1);
    expect(limitWith([b, a], ['a', 'b'])).toBe(2);
  });

  it('let a group say that sign-in is always open, before a group with hours', () => {
    const groups = [makeGroup('a', { hours: 'always' }), makeGroup('b', { hours: office })];
    const hoursOf = (of: string[]): unknown =>
      makeUserRules(makeUser({ groups: of }), makeSources({ groups })).hours?.value;
    expect(hoursOf(['a', 'b'])).toBeUndefined();
    expect(hoursOf(['b'])).toEqual(office);
  });

  it('9: under an allocated plan have the reserved seats as their limit, whatever is set', () => {
    const plan = { seats: 5, mode: 'allocated', whenFull: 'refuse' } as const;
    const groups = [makeGroup('g', { limit: 7 })];
    for (const reservedSeats of [0, 2]) {
      const user = makeUser({ limit: 'unlimited', groups: ['g'], reservedSeats });
      expect(makeUserRules(user, makeSources({ groups, plan })).limit).toEqual({
        value: reservedSeats,
        boundBy: 'plan',
      });
    }
  });

  it('know no allocation without a plan: nobody is locked out by a word alone', () => {
    const plan = { seats: 'unlimited', mode: 'allocated', whenFull: 'refuse' } as const;
    expect(makeUserRules(makeUser(), makeSources({ plan })).limit).toEqual({ value: 2, boundBy: 'install' });
  });
});

describe('the limit that a new session meets', () => {
  const rules = makeUserRules(makeUser({ limit: 1, appLimit: 4 }), makeSources());

  it('is one for both classes, one for each, or none for apps', () => {
    const limits = (['counted', 'separate', 'uncounted'] as const).map((appSessions) =>
      (['browser', 'app'] as const).map(
        (sessionClass) => limitOf(rules, sessionClass, makeSettings({ appSessions })).value,
      ),
    );
    expect(limits).toEqual([
      [1, 1],
      [1, 4],
      [1, 'unlimited'],
    ]);
    expect(defaultSettings.sessions.appSessions).toBe('counted');
  });
});
