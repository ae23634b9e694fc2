import { describe, expect, it } from 'vitest';
import {
  decideAdmission,
  type AdmissionDecision,
} from '../../electron/authority/operations/policies/admission.ts';
import type { Seats } from '../../electron/authority/operations/policies/seats.ts';
import type { Session } from '../../electron/authority/records/sessions/session.ts';
import type { Policy } from '../../shared/model/limit.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import {
  hour,
  makeRequest,
  makeRules,
  makeSeats,
  makeSession,
  makeSettings,
  minute,
  now,
} from '../support/made-rules.ts';

let made = 0;

/** `count` sessions of one user, the first one least recently used. */
function of(userId: string, count: number, more: Partial<Session> = {}): Session[] {
  return Array.from({ length: count }, (_, n) => {
    made += 1;
    return makeSession(`${userId}-${String(n + 1)}`, { userId, lastUsedAt: now - minute + made, ...more });
  });
}

function decide(
  userId: string,
  holders: readonly Session[],
  seats: Seats,
  more: Partial<Parameters<typeof makeRequest>[0]> & {
    limit?: number | 'unlimited';
    policy?: Policy;
  } = {},
): AdmissionDecision {
  const { limit = 'unlimited', policy = 'ask', ...request } = more;
  return decideAdmission(
    now,
    makeRequest({ userId, ...request }),
    holders.filter((session) => session.userId === userId),
    makeRules(limit, policy, { seats }),
  );
}

const full = { kind: 'refuse', code: 'seats_full', end: [] };
const free = { kind: 'admit', end: [] };

describe('a floating plan', () => {
  it('10: admits up to its seats, whoever asks, and the sixth of five not', () => {
    const four = [...of('ann', 2), ...of('bob', 2)];
    for (const user of ['ann', 'bob', 'cyd'])
      expect(decide(user, four, makeSeats(5, four))).toMatchObject(free);
    const five = [...four, ...of('cyd', 1)];
    for (const user of ['ann', 'bob', 'cyd', 'dan'])
      expect(decide(user, five, makeSeats(5, five))).toMatchObject(full);
  });

  it('with no seat at all admits nobody', () => {
    expect(decide('ann', [], makeSeats(0, []))).toMatchObject(full);
  });

  it('lowered below its use ends nobody and admits nobody', () => {
    const seven = [...of('ann', 4), ...of('bob', 3)];
    expect(decide('ann', seven, makeSeats(5, seven))).toMatchObject(full);
  });

  it('25: lets the same device in again even so low: then the count does not go over the seats', () => {
    const five = of('ann', 5);
    expect(decide('ann', five, makeSeats(5, five), { replaces: 'ann-1' })).toMatchObject({
      kind: 'admit',
      end: [{ id: 'ann-1', reason: 'replaced' }],
    });
    const seven = of('ann', 7);
    expect(decide('ann', seven, makeSeats(5, seven), { replaces: 'ann-1' })).toMatchObject(full);
  });
});

describe('reserved seats', () => {
  it('9: of 2 + 2 + 1 are never given away: a fourth user is refused while they stand empty', () => {
    const reserved = { ann: 2, bob: 2, cyd: 1 };
    const two = [...of('ann', 1), ...of('bob', 1)];
    const seats = makeSeats(5, two, { reserved });
    expect(decide('dan', two, seats)).toMatchObject(full);
    for (const user of ['ann', 'bob', 'cyd']) expect(decide(user, two, seats)).toMatchObject(free);
  });

  it('bind the others, not what is left over', () => {
    const holders = of('dan', 2);
    expect(decide('dan', holders, makeSeats(5, holders, { reserved: { ann: 2 } }))).toMatchObject(free);
    const three = of('dan', 3);
    expect(decide('dan', three, makeSeats(5, three, { reserved: { ann: 2 } }))).toMatchObject(full);
    expect(decide('ann', three, makeSeats(5, three, { reserved: { ann: 2 } }))).toMatchObject(free);
  });

  it('once used up, their user takes free seats like anybody', () => {
    const holders = of('ann', 2);
    expect(decide('ann', holders, makeSeats(5, holders, { reserved: { ann: 2, bob: 3 } }))).toMatchObject(
      full,
    );
    expect(decide('ann', holders, makeSeats(6, holders, { reserved: { ann: 2, bob: 3 } }))).toMatchObject(
      free,
    );
  });

  it('are there for their users also where others sat down before they were reserved', () => {
    const holders = of('bob', 2);
    const seats = makeSeats(4, holders, { reserved: { ann: 2, cyd: 2 } });
    for (const user of ['ann', 'cyd']) expect(decide(user, holders, seats)).toMatchObject(free);
    expect(decide('bob', holders, seats)).toMatchObject(full);
  });

  it('do not help when use is at the seats already', () => {
    const five = of('bob', 5);
    expect(decide('ann', five, makeSeats(5, five, { reserved: { ann: 2 } }))).toMatchObject(full);
  });
});

describe('dead devices and the plan', () => {
  const reclaim = { settings: defaultSettings.sessions.reclaim, mayReclaim: () => true };
  const unseen = { lastSeenAt: now - hour };

  it('a seat is reclaimed from anybody, the longest unseen first, only one', () => {
    const holders = [
      ...of('bob', 1, { lastSeenAt: now - 40 * minute }),
      ...of('cyd', 1, { lastSeenAt: now - 50 * minute }),
      ...of('dan', 1),
    ];
    expect(decide('ann', holders, makeSeats(3, holders, { reclaim }))).toMatchObject({
      kind: 'admit',
      end: [{ id: 'cyd-1', reason: 'reclaimed', by: 'Newcomer' }],
    });
  });

  it('only one whose end frees an unreserved seat', () => {
    const holders = [...of('bob', 1, unseen), ...of('cyd', 1, { lastSeenAt: now - 31 * minute })];
    const seats = (reserved: Record<string, number>): Seats => makeSeats(2, holders, { reclaim, reserved });
    expect(decide('ann', holders, seats({ bob: 1 }))).toMatchObject({ end: [{ id: 'cyd-1' }] });
    expect(decide('ann', holders, seats({ bob: 1, cyd: 1 }))).toMatchObject(full);
  });

  it('the own one may be reclaimed although it sits on a reserved seat: the seat stays in the house', () => {
    const holders = [...of('ann', 1, unseen), ...of('bob', 1)];
    expect(
      decide('ann', holders, makeSeats(2, holders, { reclaim, reserved: { ann: 1, bob: 1 } })),
    ).toMatchObject({ kind: 'admit', end: [{ id: 'ann-1', reason: 'reclaimed' }] });
  });

  it('nobody is reclaimed when that is not enough', () => {
    const holders = [...of('bob', 3), ...of('cyd', 1, unseen)];
    expect(decide('ann', holders, makeSeats(3, holders, { reclaim }))).toMatchObject(full);
  });

  it('an expired session of anybody holds no seat, and ends for its own reason', () => {
    const holders = [...of('bob', 1, { lastUsedAt: now - 9 * hour }), ...of('cyd', 1)];
    const decision = decide('ann', holders, makeSeats(2, holders));
    expect(decision).toMatchObject({ kind: 'admit', end: [], expire: [{ id: 'bob-1', reason: 'idle' }] });
    expect(decide('ann', holders, makeSeats(1, holders)), 'also when refused').toMatchObject({
      ...full,
      expire: [{ id: 'bob-1', reason: 'idle' }],
    });
  });
});

describe('a full plan that ends the least recently used', () => {
  const whenFull = 'end-least-recent' as const;

  it('ends one of a user over the reservation, never one on a reserved seat', () => {
    const holders = [...of('bob', 2), ...of('cyd', 2)];
    expect(
      decide('ann', holders, makeSeats(4, holders, { whenFull, reserved: { bob: 2, cyd: 1 } })),
    ).toMatchObject({ kind: 'admit', end: [{ id: 'cyd-1', reason: 'ended_least_recent', by: 'Newcomer' }] });
    expect(
      decide('ann', holders, makeSeats(4, holders, { whenFull, reserved: { bob: 2, cyd: 2 } })),
    ).toMatchObject(full);
  });

  it('ends the least recently used of all who are over', () => {
    const holders = [...of('bob', 1), ...of('ann', 1), ...of('cyd', 1)];
    expect(decide('ann', holders, makeSeats(3, holders, { whenFull }))).toMatchObject({
      end: [{ id: 'bob-1' }],
    });
  });

  it('ends one and no more, and stops at the reservations', () => {
    const holders = [...of('bob', 3), ...of('cyd', 2)];
    const seats = (reserved = {}): Seats => makeSeats(5, holders, { whenFull, reserved });
    expect(decide('ann', holders, seats()).end.map(({ id }) => id)).toEqual(['bob-1']);
    expect(decide('ann', holders, seats({ bob: 3 })).end.map(({ id }) => id)).toEqual(['cyd-1']);
    expect(decide('ann', holders, seats({ bob: 3, cyd: 2 }))).toMatchObject(full);
  });

  it('25: above a plan that was lowered it ends nobody: nobody new comes in before the use is below it', () => {
    const holders = [...of('bob', 3), ...of('cyd', 2)];
    expect(decide('ann', holders, makeSeats(4, holders, { whenFull }))).toMatchObject(full);
  });

  it('does not go below the own reservation either', () => {
    // Ann is over by one: that one may go, the next is on her reserved seat.
    const holders = [...of('ann', 2), ...of('bob', 2)];
    const seats = makeSeats(3, holders, { whenFull, reserved: { ann: 1, bob: 2 } });
    expect(decide('ann', holders, seats)).toMatchObject(full);
  });

  it('takes dead devices first', () => {
    const holders = [...of('bob', 1), ...of('cyd', 1, { lastSeenAt: now - hour })];
    const reclaim = { settings: defaultSettings.sessions.reclaim, mayReclaim: () => true };
    expect(decide('ann', holders, makeSeats(2, holders, { whenFull, reclaim }))).toMatchObject({
      end: [{ id: 'cyd-1', reason: 'reclaimed' }],
    });
  });
});

describe('the limit and the plan together', () => {
  it.each(['ask', 'refuse'] as const)('the limit is asked first, and says so (%s)', (policy) => {
    const holders = of('ann', 1);
    expect(decide('ann', holders, makeSeats(1, holders), { limit: 1, policy })).toMatchObject(
      policy === 'ask' ? { kind: 'ask' } : { kind: 'refuse', code: 'session_limit' },
    );
  });

  it('what the limit ends frees its seat', () => {
    const holders = of('ann', 1);
    expect(
      decide('ann', holders, makeSeats(1, holders), { limit: 1, policy: 'end-least-recent' }),
    ).toMatchObject({ kind: 'admit', end: [{ id: 'ann-1', reason: 'ended_least_recent' }] });
  });

  it('what the person chooses frees its seat, also below the limit', () => {
    const holders = [...of('ann', 1), ...of('bob', 1)];
    expect(decide('ann', holders, makeSeats(2, holders), { limit: 5, chosen: ['ann-1'] })).toMatchObject({
      kind: 'admit',
      end: [{ id: 'ann-1', reason: 'ended_by_choice' }],
    });
  });

  it('a choice that leaves no seat ends nobody', () => {
    const holders = [...of('ann', 1), ...of('bob', 4)];
    expect(decide('ann', holders, makeSeats(3, holders), { limit: 1, chosen: ['ann-1'] })).toMatchObject(
      full,
    );
  });

  it('what the limit would end stays when there is no seat', () => {
    const holders = [...of('ann', 2), ...of('bob', 4)];
    expect(decide('ann', holders, makeSeats(3, holders), { limit: 2, policy: 'end-oldest' })).toMatchObject(
      full,
    );
  });
});

describe('apps and seats', () => {
  const app = makeSession('app', { class: 'app' });

  it('counted and separate take a seat, uncounted do not', () => {
    for (const appSessions of ['counted', 'separate', 'uncounted'] as const) {
      const settings = makeSettings({ appSessions });
      const holders = appSessions === 'uncounted' ? [] : [app];
      const decision = decideAdmission(
        now,
        makeRequest(),
        [app],
        makeRules(5, 'ask', { settings, seats: makeSeats(1, holders) }),
      );
      expect(decision).toMatchObject(appSessions === 'uncounted' ? free : full);
    }
  });

  it('uncounted: an app that the person chose to end frees no seat, since it had none', () => {
    const browser = makeSession('other', { userId: 'bob' });
    const decision = decideAdmission(
      now,
      makeRequest({ chosen: ['app'] }),
      [app],
      makeRules(5, 'ask', {
        settings: makeSettings({ appSessions: 'uncounted' }),
        seats: makeSeats(1, [browser]),
      }),
    );
    expect(decision).toMatchObject(full);
  });
});
