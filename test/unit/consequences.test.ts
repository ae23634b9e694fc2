import { describe, expect, it } from 'vitest';
import {
  decideConsequences,
  type RuleState,
} from '../../electron/authority/operations/policies/consequences.ts';
import {
  makeUserRules,
  type RuledUser,
  type RuleSources,
} from '../../electron/authority/operations/policies/rules.ts';
import type { Session } from '../../electron/authority/records/sessions/session.ts';
import type { Plan } from '../../shared/model/plan.ts';
import {
  hour,
  makeGroup,
  makeSession,
  makeSettings,
  makeSources,
  makeUser,
  minute,
  now,
} from '../support/made-rules.ts';

/** Rules of everybody: the sources, and what differs from a plain user by name. */
function state(
  sources: Partial<RuleSources> = {},
  users: Readonly<Record<string, Partial<RuledUser>>> = {},
): RuleState {
  const all = makeSources(sources);
  const reserved = Object.entries(users).flatMap(([id, { reservedSeats = 0 }]): [string, number][] =>
    reservedSeats > 0 ? [[id, reservedSeats]] : [],
  );
  return {
    sources: all,
    rulesOf: (userId) => makeUserRules(makeUser(users[userId]), all),
    reservations: new Map(reserved),
  };
}

/** The first one least recently used. */
function of(userId: string, count: number, more: Partial<Session> = {}): Session[] {
  return Array.from({ length: count }, (_, n) =>
    makeSession(`${userId}-${String(n + 1)}`, { userId, lastUsedAt: now - 10 * minute + n, ...more }),
  );
}

function decide(live: readonly Session[], before: RuleState, after: RuleState): string[] {
  return decideConsequences(now, live, before, after).map(
    ({ session, reason, always }) => `${session.id} ${reason}${always ? ' always' : ''}`,
  );
}

describe('a lowered limit', () => {
  const at = (limit: RuledUser['limit']): RuleState => state({}, { ann: { limit } });

  it('26: leaves over the least recently used ones, as many as are too many', () => {
    const live = of('ann', 3).toReversed();
    expect(decide(live, at(3), at(1))).toEqual(['ann-1 limit_reduced', 'ann-2 limit_reduced']);
    expect(decide(live, at(5), at(3))).toEqual([]);
    expect(decide(live, at('unlimited'), at(0))).toEqual([
      'ann-1 limit_reduced',
      'ann-2 limit_reduced',
      'ann-3 limit_reduced',
    ]);
  });

  it('leaves over nobody when it is raised or stays, whatever an earlier change let be', () => {
    const live = of('ann', 3);
    expect(decide(live, at(1), at(1))).toEqual([]);
    expect(decide(live, at(1), at(2))).toEqual([]);
    expect(decide(live, at(1), at('unlimited'))).toEqual([]);
  });

  it('of the install concerns those who inherit it, and nobody else', () => {
    const users = { bob: { limit: 3 } } as const;
    const live = [...of('ann', 2), ...of('bob', 2)];
    expect(decide(live, state({}, users), state({ settings: makeSettings({ limit: 1 }) }, users))).toEqual([
      'ann-1 limit_reduced',
    ]);
  });

  it('does not count those whose time is over already', () => {
    const live = [makeSession('gone', { lastUsedAt: now - 9 * hour }), ...of('ann', 1)];
    expect(decide(live, at(3), at(1))).toEqual([]);
  });

  it('of apps concerns apps, where they have a limit of their own', () => {
    const live = [
      ...of('ann', 2),
      ...of('ann', 2, { class: 'app' }).map((one) => ({ ...one, id: `app-${one.id}` })),
    ];
    const settings = makeSettings({ appSessions: 'separate', limit: 2, appLimit: 2 });
    const lower = makeSettings({ appSessions: 'separate', limit: 2, appLimit: 1 });
    expect(decide(live, state({ settings }), state({ settings: lower }))).toEqual([
      'app-ann-1 limit_reduced',
    ]);
  });
});

describe('a change of groups', () => {
  const groups = [makeGroup('strict', { limit: 1 }), makeGroup('wide', { limit: 5 })];

  it('of a user ends what the other group does not allow', () => {
    const before = state({ groups }, { ann: { groups: ['wide'] } });
    const after = state({ groups }, { ann: { groups: ['wide', 'strict'] } });
    expect(decide(of('ann', 2), before, after)).toEqual(['ann-1 limit_reduced']);
    expect(decide(of('ann', 2), after, before)).toEqual([]);
  });

  it('of their order, their rules or their existence as well', () => {
    const users = { ann: { groups: ['wide', 'strict'] } };
    const wideFirst = state({ groups: groups.toReversed() }, users);
    expect(decide(of('ann', 2), wideFirst, state({ groups }, users))).toEqual(['ann-1 limit_reduced']);
    const lowered = state({ groups: [makeGroup('wide', { limit: 1 })] }, users);
    expect(decide(of('ann', 2), wideFirst, lowered)).toEqual(['ann-1 limit_reduced']);
    expect(decide(of('ann', 3), wideFirst, state({}, users)), 'without groups: the 2 of the install').toEqual(
      ['ann-1 limit_reduced'],
    );
  });
});

describe('a shorter life', () => {
  it('ends at once what is over under it, whatever the admin chooses, at its own time', () => {
    const settings = makeSettings({ browser: { idleSeconds: 60, absoluteSeconds: 24 * 3600 } });
    const live = [
      makeSession('idle', { lastUsedAt: now - 2 * minute }),
      makeSession('busy', { lastUsedAt: now }),
    ];
    const consequences = decideConsequences(now, live, state(), state({ settings }));
    expect(consequences).toMatchObject([
      { session: { id: 'idle' }, reason: 'idle', at: now - minute, always: true },
    ]);
  });

  it('is no surplus twice: who ends by it does not count for a limit lowered with it', () => {
    const settings = makeSettings({ browser: { idleSeconds: 60, absoluteSeconds: 24 * 3600 }, limit: 1 });
    const live = [
      makeSession('idle', { lastUsedAt: now - 2 * minute }),
      makeSession('busy', { lastUsedAt: now }),
    ];
    expect(decide(live, state(), state({ settings }))).toEqual(['idle idle always']);
  });

  it('longer or the same ends nobody', () => {
    const settings = makeSettings({ browser: { idleSeconds: 9 * 3600, absoluteSeconds: 48 * 3600 } });
    expect(decide(of('ann', 2), state(), state({ settings }))).toEqual([]);
  });
});

describe('another rule for apps', () => {
  const live = [
    ...of('ann', 2),
    makeSession('phone', { class: 'app', lastUsedAt: now - hour }),
    makeSession('tablet', { class: 'app' }),
  ];
  const rule = (appSessions: 'counted' | 'separate' | 'uncounted', more = {}): RuleState =>
    state({ settings: makeSettings({ appSessions, ...more }) });

  it('counted from now on: least recently used first, with that as the reason', () => {
    expect(decide(live, rule('uncounted'), rule('counted'))).toEqual([
      'phone class_rule',
      'ann-1 class_rule',
    ]);
    expect(decide(live, rule('separate'), rule('counted', { limit: 3 }))).toEqual(['phone class_rule']);
  });

  it('under a limit of their own', () => {
    expect(decide(live, rule('uncounted'), rule('separate', { appLimit: 1 }))).toEqual(['phone class_rule']);
  });

  it('not counted any more ends nobody', () => {
    expect(decide(live, rule('counted', { limit: 4 }), rule('uncounted', { limit: 2 }))).toEqual([]);
  });

  it('lets be what was too many before and is no more so now', () => {
    const browsers = of('ann', 3);
    const three = rule('separate', { limit: 2 });
    expect(decide(browsers, three, rule('uncounted', { limit: 2 }))).toEqual([]);
    const plan: Plan = { seats: 1, mode: 'floating', whenFull: 'refuse' };
    const settings = (appSessions: 'counted' | 'uncounted'): RuleState =>
      state({ plan, settings: makeSettings({ appSessions, limit: 3 }) });
    expect(decide(browsers, settings('counted'), settings('uncounted'))).toEqual([]);
  });

  it('that take a seat from now on: what is above the plan', () => {
    const plan: Plan = { seats: 3, mode: 'floating', whenFull: 'refuse' };
    const settings = (appSessions: 'uncounted' | 'separate'): RuleState =>
      state({ plan, settings: makeSettings({ appSessions }) });
    expect(decide(live, settings('uncounted'), settings('separate'))).toEqual(['phone class_rule']);
  });
});

describe('a plan with fewer seats', () => {
  const plan = (seats: Plan['seats'], mode: Plan['mode'] = 'floating'): Plan => ({
    seats,
    mode,
    whenFull: 'refuse',
  });

  it('25: 7 live, 5 seats: two are too many, the least recently used ones', () => {
    const live = [...of('ann', 1), ...of('bob', 2), ...of('cyd', 2), ...of('dan', 2)];
    const users = {
      ann: { limit: 9 },
      bob: { limit: 9 },
      cyd: { limit: 9 },
      dan: { limit: 9 },
    } as const;
    expect(decide(live, state({ plan: plan(7) }, users), state({ plan: plan(5) }, users))).toEqual([
      'ann-1 plan_reduced',
      'bob-1 plan_reduced',
    ]);
    expect(decide(live, state({ plan: plan('unlimited') }, users), state({ plan: plan(7) }, users))).toEqual(
      [],
    );
  });

  it('takes from users over their reservation before all others', () => {
    const live = [...of('ann', 2), ...of('bob', 2, { lastUsedAt: now })];
    const users = { ann: { reservedSeats: 2 } };
    expect(decide(live, state({ plan: plan(4) }, users), state({ plan: plan(3) }, users))).toEqual([
      'bob-1 plan_reduced',
    ]);
  });

  it('counts what a limit lowered with it ends already', () => {
    const live = [...of('ann', 2), ...of('bob', 1)];
    expect(
      decide(live, state({ plan: plan(3) }), state({ plan: plan(2), settings: makeSettings({ limit: 1 }) })),
    ).toEqual(['ann-1 limit_reduced']);
  });

  it('raised, or just as it was, concerns nobody, although it is over-full', () => {
    const live = [...of('ann', 2), ...of('bob', 1)];
    expect(decide(live, state({ plan: plan(1) }), state({ plan: plan(2) }))).toEqual([]);
    expect(decide(live, state({ plan: plan(1) }), state({ plan: plan(1) }))).toEqual([]);
  });

  it('allocated: what is above the reserved seats is too much', () => {
    const live = [...of('ann', 2), ...of('bob', 2)];
    const users = { ann: { reservedSeats: 1 }, bob: { reservedSeats: 2 } };
    expect(
      decide(live, state({ plan: plan(5) }, users), state({ plan: plan(5, 'allocated') }, users)),
    ).toEqual(['ann-1 plan_reduced']);
  });
});
