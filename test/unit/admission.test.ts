import { describe, expect, it } from 'vitest';
import {
  decideAdmission,
  decideSurplus,
  type AdmissionRequest,
  type AdmissionRules,
} from '../../electron/authority/operations/policies/admission.ts';
import { expiryOf } from '../../electron/authority/operations/policies/expiry.ts';
import { effectiveLimit, effectivePolicy } from '../../electron/authority/operations/policies/limits.ts';
import type { Session } from '../../electron/authority/records/sessions/session.ts';
import type { LimitValue, Policy } from '../../shared/model/limit.ts';
import { defaultSettings } from '../../shared/model/settings.ts';

const minute = 60_000;
const now = Date.UTC(2026, 5, 1, 12);

function session(id: string, more: Partial<Session> = {}): Session {
  return {
    id,
    userId: 'ann',
    userName: 'ann',
    class: 'browser',
    method: 'portal',
    device: `device ${id}`,
    signedInAt: now - 60 * minute,
    lastUsedAt: now - minute,
    lastSeenAt: now - minute,
    address: '192.168.1.7',
    ...more,
  };
}

function rules(limit: LimitValue, policy: Policy): AdmissionRules {
  return {
    limit: { value: limit, boundBy: 'user' },
    policy,
    expiryOf: (one) => expiryOf(one, defaultSettings),
  };
}

function request(more: Partial<AdmissionRequest> = {}): AdmissionRequest {
  return { disabled: false, replaces: undefined, chosen: undefined, device: 'Newcomer', ...more };
}

const policies: readonly Policy[] = ['ask', 'refuse', 'end-least-recent'];

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

describe('decideSurplus', () => {
  it('26: names the surplus of a lowered limit, least recently used first', () => {
    const live = ['a', 'b', 'c'].map((id, n) => session(id, { lastUsedAt: now - (10 - n) }));
    const surplus = (value: LimitValue): string[] =>
      decideSurplus(now, live, { value, boundBy: 'user' }, (one) => expiryOf(one, defaultSettings)).map(
        ({ id }) => id,
      );
    expect(surplus(1)).toEqual(['a', 'b']);
    expect(surplus(3)).toEqual([]);
    expect(surplus(0)).toEqual(['a', 'b', 'c']);
    expect(surplus('unlimited')).toEqual([]);
  });

  it('leaves out expired sessions, which end for their own reason', () => {
    const live = [session('gone', { lastUsedAt: now - 9 * 60 * minute }), session('a')];
    expect(
      decideSurplus(now, live, { value: 1, boundBy: 'user' }, (one) => expiryOf(one, defaultSettings)),
    ).toEqual([]);
  });
});

describe('the effective limit and policy', () => {
  it('is the first that is set of user and install, and names which one bound', () => {
    expect(effectiveLimit({ limit: 'inherit' }, defaultSettings)).toEqual({ value: 2, boundBy: 'install' });
    expect(effectiveLimit({ limit: 0 }, defaultSettings)).toEqual({ value: 0, boundBy: 'user' });
    expect(effectiveLimit({ limit: 'unlimited' }, defaultSettings)).toEqual({
      value: 'unlimited',
      boundBy: 'user',
    });
    expect(effectivePolicy({ policy: 'inherit' }, defaultSettings)).toEqual({
      value: 'ask',
      boundBy: 'install',
    });
    expect(effectivePolicy({ policy: 'refuse' }, defaultSettings)).toEqual({
      value: 'refuse',
      boundBy: 'user',
    });
  });
});
