import { describe, expect, it } from 'vitest';
import { decideAdmission } from '../../electron/authority/operations/policies/admission.ts';
import { pauseAt } from '../../electron/authority/operations/policies/pause.ts';
import type { Policy } from '../../shared/model/limit.ts';
import {
  makeRequest as request,
  makeRules as rules,
  makeSession as session,
  minute,
  now,
} from '../support/made-rules.ts';

const policies: readonly Policy[] = ['ask', 'refuse', 'end-least-recent', 'end-oldest', 'end-next-to-expire'];

describe('decideAdmission', () => {
  it.each(policies)('admits below the limit and ends nobody (%s)', (policy) => {
    expect(decideAdmission(now, request(), [session('a')], rules(2, policy))).toEqual({
      kind: 'admit',
      end: [],
      expire: [],
    });
  });

  it.each(policies)('admits anybody when the limit is `unlimited` (%s)', (policy) => {
    const live = Array.from({ length: 500 }, (_, n) => session(`s${String(n)}`));
    expect(decideAdmission(now, request(), live, rules('unlimited', policy))).toMatchObject({
      kind: 'admit',
      end: [],
    });
  });

  it.each(policies)('refuses always at limit 0, also who replaces or chooses (%s)', (policy) => {
    const live = [session('a'), session('b')];
    for (const one of [request(), request({ replaces: 'a' }), request({ chosen: ['a', 'b'] })]) {
      const decision = decideAdmission(now, one, live, rules(0, policy));
      expect(decision).toMatchObject({ kind: 'refuse', code: 'session_limit', end: [], expire: [] });
    }
    expect(decideAdmission(now, request(), [], rules(0, policy))).toMatchObject({ kind: 'refuse' });
  });

  it('asks at the limit, names how many must go, and lists the least recently used first', () => {
    const live = [
      session('late', { lastUsedAt: now - 1 }),
      session('early', { lastUsedAt: now - 2 }),
      session('middle', { lastUsedAt: now - 1, signedInAt: now - 90 * minute }),
    ];
    const decision = decideAdmission(now, request(), live, rules(2, 'ask'));
    expect(decision).toMatchObject({ kind: 'ask', mustEnd: 2, end: [] });
    expect('sessions' in decision && decision.sessions.map(({ id }) => id)).toEqual([
      'early',
      'middle',
      'late',
    ]);
  });

  it.each(policies)(
    'lets nobody in on a blocked device, says nothing else, and ends nobody (%s)',
    (policy) => {
      const live = [session('a'), session('old', { lastUsedAt: now - 100 * 60 * minute })];
      for (const limit of [0, 1, 5] as const) {
        const decision = decideAdmission(now, request({ deviceBlocked: true }), live, rules(limit, policy));
        expect(decision).toMatchObject({ kind: 'refuse', code: 'device_blocked', end: [], sessions: [] });
      }
    },
  );

  it('says of a disabled account that it is disabled, on a blocked device too', () => {
    const decision = decideAdmission(
      now,
      request({ deviceBlocked: true, disabled: true }),
      [],
      rules(1, 'ask'),
    );
    expect(decision).toMatchObject({ kind: 'refuse', code: 'user_disabled' });
  });

  it('refuses at the limit with the list of who is inside', () => {
    const decision = decideAdmission(now, request(), [session('a')], rules(1, 'refuse'));
    expect(decision).toMatchObject({
      kind: 'refuse',
      code: 'session_limit',
      end: [],
      sessions: [{ id: 'a' }],
    });
  });

  it('4: ends the least recently used one, not the one that signed in first', () => {
    const s1 = session('s1', { signedInAt: now - 100 * minute, lastUsedAt: now - 5 * minute });
    const s2 = session('s2', { signedInAt: now - 200 * minute, lastUsedAt: now - 4 * minute });
    expect(decideAdmission(now, request(), [s2, s1], rules(2, 'end-least-recent'))).toEqual({
      kind: 'admit',
      end: [{ id: 's1', reason: 'ended_least_recent', at: now, by: 'Newcomer' }],
      expire: [],
    });
  });

  it('tells sessions apart that were used in the same minute, to the millisecond', () => {
    const live = [session('a', { lastUsedAt: now - 10 }), session('b', { lastUsedAt: now - 11 })];
    expect(decideAdmission(now, request(), live, rules(2, 'end-least-recent'))).toMatchObject({
      end: [{ id: 'b' }],
    });
  });

  it('ends the one that signed in first, however lately it was used (end-oldest)', () => {
    const first = session('first', { signedInAt: now - 100 * minute, lastUsedAt: now - 1 });
    const second = session('second', { signedInAt: now - 90 * minute, lastUsedAt: now - 5 * minute });
    expect(decideAdmission(now, request(), [second, first], rules(2, 'end-oldest'))).toEqual({
      kind: 'admit',
      end: [{ id: 'first', reason: 'ended_oldest', at: now, by: 'Newcomer' }],
      expire: [],
    });
  });

  it('ends the one with the least life left, by idle or by absolute (end-next-to-expire)', () => {
    // 8 h idle, 24 h absolute: the first has 1 h left, the second 2 h.
    const absolute = session('absolute', { signedInAt: now - 23 * 60 * minute, lastUsedAt: now });
    const idle = session('idle', { lastUsedAt: now - 6 * 60 * minute });
    const fresh = session('fresh');
    const live = [fresh, idle, absolute];
    expect(decideAdmission(now, request(), live, rules(3, 'end-next-to-expire'))).toMatchObject({
      end: [{ id: 'absolute', reason: 'ended_next_to_expire', by: 'Newcomer' }],
    });
    expect(
      decideAdmission(now, request(), live, rules(2, 'end-next-to-expire')).end.map(({ id }) => id),
    ).toEqual(['absolute', 'idle']);
  });

  it('ends as many as a lowered limit needs, and no more', () => {
    const live = ['a', 'b', 'c', 'd'].map((id, n) => session(id, { lastUsedAt: now - (10 - n) }));
    const decision = decideAdmission(now, request(), live, rules(2, 'end-least-recent'));
    expect(decision.end.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it.each(policies)('lets the same device in again in place of its own session (%s)', (policy) => {
    const decision = decideAdmission(
      now,
      request({ replaces: 'b' }),
      [session('a'), session('b')],
      rules(2, policy),
    );
    expect(decision).toEqual({
      kind: 'admit',
      end: [{ id: 'b', reason: 'replaced', at: now, by: 'Newcomer' }],
      expire: [],
    });
  });

  it('counts a session of another user that this browser holds as none of this user', () => {
    const decision = decideAdmission(
      now,
      request({ replaces: 'of-bob' }),
      [session('a')],
      rules(1, 'refuse'),
    );
    expect(decision).toMatchObject({ kind: 'refuse', code: 'session_limit', end: [] });
  });

  it.each(policies)('does not let a disabled user in, with room or without (%s)', (policy) => {
    const decision = decideAdmission(
      now,
      request({ disabled: true, chosen: ['a'] }),
      [session('a')],
      rules(5, policy),
    );
    expect(decision).toMatchObject({ kind: 'refuse', code: 'user_disabled', end: [] });
  });

  describe('a choice', () => {
    const live = [session('a', { lastUsedAt: now - 3 }), session('b', { lastUsedAt: now - 2 })];

    it('5: ends the chosen one and lets the device in, in one decision', () => {
      expect(decideAdmission(now, request({ chosen: ['b'] }), live, rules(2, 'ask'))).toEqual({
        kind: 'admit',
        end: [{ id: 'b', reason: 'ended_by_choice', at: now, by: 'Newcomer' }],
        expire: [],
      });
    });

    it('asks again when too few are chosen, and ends nobody', () => {
      expect(decideAdmission(now, request({ chosen: ['b'] }), live, rules(1, 'ask'))).toMatchObject({
        kind: 'ask',
        mustEnd: 2,
        end: [],
      });
    });

    it('asks again when nothing is chosen', () => {
      expect(decideAdmission(now, request({ chosen: [] }), live, rules(2, 'ask'))).toMatchObject({
        kind: 'ask',
      });
    });

    it('ends all that the person named, also more than needed', () => {
      const decision = decideAdmission(now, request({ chosen: ['a', 'b'] }), live, rules(2, 'ask'));
      expect(decision.end.map(({ id, reason }) => `${id} ${reason}`).toSorted()).toEqual([
        'a ended_by_choice',
        'b ended_by_choice',
      ]);
    });

    it('counts one that is named twice once', () => {
      const decision = decideAdmission(now, request({ chosen: ['b', 'b'] }), live, rules(1, 'ask'));
      expect(decision).toMatchObject({ kind: 'ask', mustEnd: 2, end: [] });
    });

    it.each([
      ['a random id', ['4f2c61a8-0000-4000-8000-000000000000']],
      ['a good id and a random one', ['a', 'nonsense']],
      ["another user's id or an ended one: both are not among the live ones", ['of-bob']],
      ['an empty id', ['']],
      ['an id that is a property of every object', ['__proto__']],
    ])('6: refuses %s, and ends nobody', (_what, chosen) => {
      expect(decideAdmission(now, request({ chosen }), live, rules(2, 'ask'))).toMatchObject({
        kind: 'refuse',
        code: 'choice_invalid',
        end: [],
      });
    });

    it('6: refuses one that has expired meanwhile', () => {
      const gone = session('gone', { lastUsedAt: now - 9 * 60 * minute });
      const decision = decideAdmission(now, request({ chosen: ['gone'] }), [...live, gone], rules(2, 'ask'));
      expect(decision).toMatchObject({
        kind: 'refuse',
        code: 'choice_invalid',
        end: [],
        expire: [{ id: 'gone' }],
      });
    });

    it('takes the session of this very browser for replaced, whether it is named or not', () => {
      const decision = decideAdmission(
        now,
        request({ replaces: 'a', chosen: ['a', 'b'] }),
        live,
        rules(1, 'ask'),
      );
      expect(decision).toMatchObject({
        kind: 'admit',
        end: [
          { id: 'a', reason: 'replaced' },
          { id: 'b', reason: 'ended_by_choice' },
        ],
      });
    });

    it('makes no room under policy `refuse`, which protects whoever is inside', () => {
      expect(decideAdmission(now, request({ chosen: ['a'] }), live, rules(2, 'refuse'))).toMatchObject({
        kind: 'refuse',
        code: 'session_limit',
        end: [],
      });
    });
  });

  describe('the sweep', () => {
    const idle = session('idle', { lastUsedAt: now - 8 * 60 * minute });
    const old = session('old', { signedInAt: now - 24 * 60 * minute });

    it('ends expired sessions for their own reason and time, and never counts them', () => {
      expect(decideAdmission(now, request(), [idle, old, session('a')], rules(2, 'refuse'))).toEqual({
        kind: 'admit',
        end: [],
        expire: [
          { id: 'idle', reason: 'idle', at: now },
          { id: 'old', reason: 'absolute', at: now },
        ],
      });
    });

    it('is exact to the millisecond', () => {
      const almost = session('almost', { lastUsedAt: now - 8 * 60 * minute + 1 });
      expect(decideAdmission(now, request(), [almost], rules(1, 'refuse'))).toMatchObject({
        kind: 'refuse',
        expire: [],
      });
    });

    it('happens also when the sign-in is refused', () => {
      const decision = decideAdmission(now, request(), [idle, session('a')], rules(1, 'refuse'));
      expect(decision).toMatchObject({ kind: 'refuse', end: [], expire: [{ id: 'idle' }] });
    });
  });
});

describe('hours', () => {
  it.each(policies)('refuse outside of them, with room or without, and end nobody (%s)', (policy) => {
    const closed = { opensAt: now + 60 * minute };
    for (const live of [[], [session('a')]]) {
      expect(
        decideAdmission(now, request({ chosen: ['a'] }), live, rules(1, policy, { closed })),
      ).toMatchObject({ kind: 'refuse', code: 'outside_hours', end: [] });
    }
  });

  it('come after the account itself: a disabled user is told that, not the hours', () => {
    expect(
      decideAdmission(
        now,
        request({ disabled: true }),
        [],
        rules(1, 'ask', { closed: { opensAt: undefined } }),
      ),
    ).toMatchObject({ code: 'user_disabled' });
  });
});

describe('a pause', () => {
  it.each(policies)(
    'refuses everybody while it lasts, with room or without, and ends nobody (%s)',
    (policy) => {
      for (const live of [[], [session('a')]]) {
        for (const replaces of [undefined, 'a']) {
          const answer = decideAdmission(
            now,
            request({ chosen: ['a'], replaces }),
            live,
            rules(5, policy, { paused: true, closed: { opensAt: undefined } }),
          );
          expect(answer).toMatchObject({ kind: 'refuse', code: 'sign_ins_paused', end: [], sessions: [] });
        }
      }
    },
  );

  it('comes after the account itself and its device: who is kept out for good is told that', () => {
    const told = (fields: Parameters<typeof request>[0]): unknown =>
      decideAdmission(now, request(fields), [], rules(1, 'ask', { paused: true }));
    expect(told({ disabled: true })).toMatchObject({ code: 'user_disabled' });
    expect(told({ deviceBlocked: true })).toMatchObject({ code: 'device_blocked' });
  });

  it('is over at the very moment of its end, and without an end only when it is resumed', () => {
    expect(pauseAt({ until: now }, now - 1)).toEqual({ until: now });
    expect(pauseAt({ until: now }, now)).toBeUndefined();
    expect(pauseAt({ until: undefined }, Number.MAX_SAFE_INTEGER)).toEqual({ until: undefined });
    expect(pauseAt(undefined, now)).toBeUndefined();
  });
});
