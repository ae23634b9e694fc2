import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAdmission } from '../../electron/authority/operations/policies/admission.ts';
import { makeRequest, makeRules, makeSession, now as noon } from '../support/made-rules.ts';
import { reservedOf } from '../support/rule-model.ts';
import { steps, userNames } from '../support/rule-steps.ts';
import { PureInstall } from '../support/pure-install.ts';

describe('any life of an install', () => {
  it('keeps limits, plan and reservations at every admission; nobody ends without a reason, or comes back', () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 10, maxLength: 40, size: 'max' }), (life) => {
        const install = new PureInstall();
        for (const step of life) {
          const before = install.live;
          install.take(step);
          for (const { id } of before) {
            if (!install.live.some((one) => one.id === id))
              assert.ok(install.ended.has(id), 'nobody ends without a reason');
          }
          for (const { id } of install.live) assert.ok(!install.ended.has(id), 'what ended never comes back');
          for (const name of userNames) {
            if (install.users.get(name)?.disabled === true)
              assert.ok(!install.live.some(({ userId }) => userId === name), 'nobody disabled is in');
          }
          const reserved = userNames.reduce((sum, name) => sum + reservedOf(install, name), 0);
          assert.ok(install.plan.seats === 'unlimited' || reserved <= install.plan.seats);
        }
      }),
      { numRuns: 10_000 },
    );
  }, 180_000);
});

const sessions = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,3}$/),
      signedInAt: fc.integer({ min: -5, max: 0 }).map((n) => noon + n),
      lastUsedAt: fc.integer({ min: -5, max: 0 }).map((n) => noon + n),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  )
  .map((rows) => rows.map(({ id, ...times }) => makeSession(id, times)));
const shuffled = sessions.chain((live) =>
  fc.tuple(fc.constant(live), fc.shuffledSubarray(live, { minLength: live.length })),
);

describe('the decision', () => {
  const policies = fc.constantFrom('ask', 'refuse', 'end-least-recent', 'end-oldest', 'end-next-to-expire');
  const limits = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant('unlimited' as const));

  it('does not depend on the order in which the store lists sessions', () => {
    fc.assert(
      fc.property(shuffled, limits, policies, ([live, mixed], limit, policy) => {
        const rules = makeRules(limit, policy, { mayReclaim: () => true });
        expect(decideAdmission(noon, makeRequest(), mixed, rules)).toEqual(
          decideAdmission(noon, makeRequest(), live, rules),
        );
      }),
    );
  });

  it('lets in whoever chooses as many as it asked for, whichever they are, and nobody who chooses one less', () => {
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 4 }), ([live, mixed], limit) => {
        const asked = decideAdmission(noon, makeRequest(), live, makeRules(limit, 'ask'));
        if (asked.kind !== 'ask') return;
        const enough = mixed.slice(0, asked.mustEnd).map(({ id }) => id);
        const answer = (chosen: string[]): string =>
          decideAdmission(noon, makeRequest({ chosen }), live, makeRules(limit, 'ask')).kind;
        expect(answer(enough)).toBe('admit');
        expect(answer(enough.slice(1))).toBe('ask');
      }),
    );
  });

  it('leaves what it was given as it is', () => {
    fc.assert(
      fc.property(sessions, limits, policies, (live, limit, policy) => {
        const before = structuredClone(live);
        decideAdmission(noon, makeRequest(), live, makeRules(limit, policy, { mayReclaim: () => true }));
        expect(live).toEqual(before);
      }),
    );
  });
});
