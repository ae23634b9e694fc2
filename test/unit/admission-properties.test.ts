import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideAdmission,
  decideSurplus,
  type AdmissionDecision,
} from '../../electron/authority/operations/policies/admission.ts';
import { expiryOf } from '../../electron/authority/operations/policies/expiry.ts';
import type { Session, SessionEnd } from '../../electron/authority/records/sessions/session.ts';
import type { LimitValue, Policy } from '../../shared/model/limit.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';

/**
 * Random lives of one account against a reference so small that it is right by looking at it: sessions in a plain
 * array, expiry and order computed here once more in the plainest way.
 */

const limits = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant<LimitValue>('unlimited'));
const policies = fc.constantFrom<Policy>('ask', 'refuse', 'end-least-recent');
const pick = fc.nat({ max: 20 });

const steps = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('sign-in' as const),
      replaces: fc.option(pick, { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      picks: fc.array(pick, { maxLength: 5 }),
      stray: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('use' as const), which: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), which: pick }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 2000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('limit' as const), limit: limits }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('policy' as const), policy: policies }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('disable' as const), disabled: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('life' as const),
      idleSeconds: fc.integer({ min: 60, max: 3000 }),
      absoluteSeconds: fc.integer({ min: 60, max: 6000 }),
    }),
  },
);
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

class Account {
  now = Date.UTC(2026, 0, 1);
  live: Session[] = [];
  limit: LimitValue = 2;
  policy: Policy = 'ask';
  disabled = false;
  settings: Settings = defaultSettings;
  #made = 0;

  take(step: Step): void {
    switch (step.do) {
      case 'sign-in':
        this.admit(step.replaces === undefined ? undefined : this.at(step.replaces)?.id, undefined);
        return;
      case 'choose': {
        const chosen = step.picks.flatMap((one) => this.at(one)?.id ?? []);
        this.admit(undefined, step.stray ? [...chosen, 'stray'] : chosen);
        return;
      }
      case 'use': {
        const one = this.at(step.which);
        if (one && !this.expired(one))
          this.replaceWith(one.id, { ...one, lastUsedAt: this.now, lastSeenAt: this.now });
        return;
      }
      case 'end': {
        const one = this.at(step.which);
        this.live = this.live.filter(({ id }) => id !== one?.id);
        return;
      }
      case 'wait':
        this.now += step.seconds * 1000;
        return;
      case 'limit':
        this.limit = step.limit;
        return;
      case 'policy':
        this.policy = step.policy;
        return;
      case 'disable':
        this.disabled = step.disabled;
        return;
      case 'life': {
        const { idleSeconds, absoluteSeconds } = step;
        this.settings = {
          ...this.settings,
          sessions: { ...this.settings.sessions, browser: { idleSeconds, absoluteSeconds } },
        };
      }
    }
  }

  at(which: number): Session | undefined {
    return this.live[which % Math.max(1, this.live.length)];
  }

  expired(one: Session): boolean {
    const { idleSeconds, absoluteSeconds } = this.settings.sessions.browser;
    return (
      one.lastUsedAt + idleSeconds * 1000 <= this.now || one.signedInAt + absoluteSeconds * 1000 <= this.now
    );
  }

  replaceWith(id: string, next: Session): void {
    this.live = this.live.map((one) => (one.id === id ? next : one));
  }

  admit(replaces: string | undefined, chosen: readonly string[] | undefined): void {
    const before = [...this.live];
    const decision = decideAdmission(
      this.now,
      { disabled: this.disabled, replaces, chosen, device: 'Newcomer' },
      before,
      {
        limit: { value: this.limit, boundBy: 'user' },
        policy: this.policy,
        expiryOf: (one) => expiryOf(one, this.settings),
      },
    );
    assert.deepEqual(this.live, before, 'the input is left as it is');
    this.check(decision, before, replaces, chosen);

    const gone = new Set([...decision.expire, ...decision.end].map(({ id }) => id));
    this.live = this.live.filter(({ id }) => !gone.has(id));
    if (decision.kind === 'admit') {
      this.#made += 1;
      const id = `s${String(this.#made)}`;
      this.live.push({
        id,
        userId: 'ann',
        userName: 'ann',
        class: 'browser',
        method: 'portal',
        device: `device ${id}`,
        signedInAt: this.now,
        lastUsedAt: this.now,
        lastSeenAt: this.now,
        address: '192.168.1.7',
      });
      assert.ok(this.live.length <= asNumber(this.limit), 'no admission leaves the count above the limit');
    }
  }

  check(
    decision: AdmissionDecision,
    before: readonly Session[],
    replaces: string | undefined,
    chosen: readonly string[] | undefined,
  ): void {
    const dead = before.filter((one) => this.expired(one));
    assert.deepEqual(ids(decision.expire), ids(dead), 'exactly the expired ones expire');
    for (const end of decision.expire) assert.ok(end.at <= this.now);

    const counted = before.filter((one) => !this.expired(one));
    const others = counted.filter(({ id }) => id !== replaces).toSorted(byLastUse);
    const limit = asNumber(this.limit);
    const live = new Set(counted.map(({ id }) => id));
    assert.ok(
      decision.end.every(({ id }) => live.has(id)),
      'only live ones end',
    );
    assert.equal(new Set(ids(decision.end)).size, decision.end.length, 'each ends once');

    if (decision.kind !== 'admit') {
      assert.deepEqual(decision.end, [], 'a refusal ends nobody');
      assert.ok(this.mayRefuse(decision, others, limit, chosen), 'a refusal needs its cause');
      return;
    }
    assert.ok(!this.disabled && limit > 0, 'nobody disabled or at limit 0 comes in');

    const named = new Set(this.policy === 'refuse' ? [] : chosen);
    for (const { id, reason } of decision.end) {
      if (reason === 'replaced') assert.equal(id, replaces);
      else if (reason === 'ended_by_choice') assert.ok(named.has(id));
      else assert.equal(`${this.policy} ${reason}`, 'end-least-recent ended_least_recent');
    }
    if (replaces !== undefined && live.has(replaces)) {
      assert.ok(
        decision.end.some(({ id }) => id === replaces),
        'the replaced one ends',
      );
    }
    const staying = others.filter(({ id }) => !named.has(id));
    const need = Math.max(0, staying.length + 1 - limit);
    assert.deepEqual(
      decision.end.filter(({ reason }) => reason === 'ended_least_recent').map(({ id }) => id),
      staying.slice(0, need).map(({ id }) => id),
      'never more than needed, least recent first',
    );
  }

  /** A refusal needs its cause. */
  mayRefuse(
    decision: Exclude<AdmissionDecision, { kind: 'admit' }>,
    others: readonly Session[],
    limit: number,
    chosen: readonly string[] | undefined,
  ): boolean {
    if (decision.kind === 'ask') {
      return (
        this.policy === 'ask' &&
        limit > 0 &&
        decision.mustEnd === others.length + 1 - limit &&
        decision.mustEnd > 0
      );
    }
    if (decision.code === 'user_disabled') return this.disabled;
    if (decision.code === 'choice_invalid')
      return (chosen ?? []).some((id) => !others.some((one) => one.id === id));
    return limit === 0 || (this.policy === 'refuse' && others.length >= limit);
  }
}

function asNumber(limit: LimitValue): number {
  return limit === 'unlimited' ? Infinity : limit;
}

function ids(of: readonly (Session | SessionEnd)[]): string[] {
  return of.map(({ id }) => id).toSorted();
}

function byLastUse(a: Session, b: Session): number {
  if (a.lastUsedAt !== b.lastUsedAt) return a.lastUsedAt < b.lastUsedAt ? -1 : 1;
  if (a.signedInAt !== b.signedInAt) return a.signedInAt < b.signedInAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

describe('any life of an account', () => {
  it('never has more devices than the limit at an admission, and nobody ends without a reason', () => {
    fc.assert(
      fc.property(limits, policies, fc.array(steps, { maxLength: 60 }), (limit, policy, life) => {
        const account = new Account();
        account.limit = limit;
        account.policy = policy;
        for (const step of life) account.take(step);
      }),
      { numRuns: 1500 },
    );
  });
});

const sessions = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,3}$/),
      signedInAt: fc.integer({ min: 0, max: 5 }),
      lastUsedAt: fc.integer({ min: 0, max: 5 }),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  )
  .map((rows) =>
    rows.map((row): Session => ({
      ...row,
      userId: 'ann',
      userName: 'ann',
      class: 'browser',
      method: 'portal',
      device: row.id,
      lastSeenAt: row.lastUsedAt,
      address: '',
    })),
  );

describe('the decision', () => {
  const rulesOf = (value: LimitValue, policy: Policy) => ({
    limit: { value, boundBy: 'user' as const },
    policy,
    expiryOf: (one: Session) => expiryOf(one, defaultSettings),
  });
  const newcomer = { disabled: false, replaces: undefined, chosen: undefined, device: 'Newcomer' };

  it('does not depend on the order in which the store lists sessions', () => {
    fc.assert(
      fc.property(
        sessions.chain((live) =>
          fc.tuple(fc.constant(live), fc.shuffledSubarray(live, { minLength: live.length })),
        ),
        limits,
        policies,
        ([live, shuffled], limit, policy) => {
          expect(decideAdmission(10, newcomer, shuffled, rulesOf(limit, policy))).toEqual(
            decideAdmission(10, newcomer, live, rulesOf(limit, policy)),
          );
        },
      ),
    );
  });

  it('lets in whoever chooses as many as it asked for, whichever they are, and nobody who chooses one less', () => {
    fc.assert(
      fc.property(
        sessions.chain((live) =>
          fc.tuple(fc.constant(live), fc.shuffledSubarray(live, { minLength: live.length })),
        ),
        fc.integer({ min: 1, max: 4 }),
        ([live, shuffled], limit) => {
          const asked = decideAdmission(10, newcomer, live, rulesOf(limit, 'ask'));
          if (asked.kind !== 'ask') return;
          const enough = shuffled.slice(0, asked.mustEnd).map(({ id }) => id);
          const answer = (chosen: string[]): string =>
            decideAdmission(10, { ...newcomer, chosen }, live, rulesOf(limit, 'ask')).kind;
          expect(answer(enough)).toBe('admit');
          expect(answer(enough.slice(1))).toBe('ask');
        },
      ),
    );
  });

  it('of a lowered limit leaves exactly the limit, and those used last', () => {
    fc.assert(
      fc.property(sessions, limits, (live, value) => {
        const surplus = decideSurplus(10, live, { value, boundBy: 'user' }, (one) =>
          expiryOf(one, defaultSettings),
        );
        expect(surplus.length).toBe(Math.max(0, live.length - asNumber(value)));
        expect(surplus).toEqual(live.toSorted(byLastUse).slice(0, surplus.length));
      }),
    );
  });
});
