import fc from 'fast-check';
import type { GroupRulesPatch } from '../../shared/model/group.ts';
import type { Hours } from '../../shared/model/hours.ts';
import type { AppSessions, OwnLimit, OwnPolicy, Surplus } from '../../shared/model/limit.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { SignInMethod } from '../../shared/model/session.ts';

/** What can happen to an install with three users and two groups, at random, for the tests of properties. */

export const userNames = ['ann', 'bob', 'cyd'] as const;
/** So many browsers and apps there are, whoever signs in on them. */
export const deviceCount = 8;
export type UserName = (typeof userNames)[number];
export const groupNames = ['g', 'h'] as const;
/** At the beginning. */
export const membershipsOf: Readonly<Record<UserName, readonly string[]>> = {
  ann: ['g'],
  bob: ['h', 'g'],
  cyd: [],
};

export interface Rules {
  readonly limit?: OwnLimit | undefined;
  readonly appLimit?: OwnLimit | undefined;
  readonly policy?: OwnPolicy | undefined;
}

/** A number that picks one of the sessions there are. */
type Pick = number;

export type Step =
  | {
      do: 'sign-in';
      user: UserName;
      method: SignInMethod;
      /** Which browser or app. */
      on: number;
      holds: Pick | undefined;
      chosen: readonly Pick[] | undefined;
      stray: boolean;
    }
  | { do: 'end'; which: Pick }
  | { do: 'block'; which: Pick }
  | { do: 'unblock' }
  | { do: 'pause'; minutes: number | undefined }
  | { do: 'resume' }
  | { do: 'use'; which: Pick; use: 'used' | 'seen' }
  | { do: 'pass'; seconds: number }
  | { do: 'sleep'; seconds: number }
  | { do: 'jump'; seconds: number }
  | { do: 'accept' }
  | { do: 'restart' }
  | { do: 'user'; user: UserName; rules: Rules; surplus: Surplus }
  | { do: 'reserve'; user: UserName; seats: number; surplus: Surplus }
  | { do: 'disable'; user: UserName; disabled: boolean }
  | { do: 'member'; user: UserName; groups: readonly string[]; surplus: Surplus }
  | { do: 'group'; group: string; rules: GroupRulesPatch; surplus: Surplus }
  | { do: 'order'; surplus: Surplus }
  | { do: 'install'; limit: number | 'unlimited'; policy: Exclude<OwnPolicy, 'inherit'>; surplus: Surplus }
  | { do: 'class'; appSessions: AppSessions; appLimit: number; surplus: Surplus }
  | { do: 'life'; idleSeconds: number; absoluteSeconds: number; surplus: Surplus }
  | { do: 'plan'; plan: Plan; surplus: Surplus };

const users = fc.constantFrom(...userNames);
const pick = fc.nat({ max: 30 });
const surplus = fc.constantFrom<Surplus>('now', 'as_they_expire');
const limits = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant('unlimited' as const));
const ownLimits = fc.oneof(limits, fc.constant('inherit' as const));
const policies = fc.constantFrom('ask', 'refuse', 'end-least-recent', 'end-oldest', 'end-next-to-expire');
const ownPolicies = fc.oneof(policies, fc.constant('inherit' as const));
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(values, { nil: undefined });
const lives = fc.record({
  idleSeconds: fc.integer({ min: 60, max: 4000 }),
  absoluteSeconds: fc.integer({ min: 60, max: 9000 }),
});

/** Time in a test begins at noon in UTC: these are open or closed then, and change within hours. */
const hours = fc
  .tuple(
    fc.integer({ min: 0, max: 22 }),
    fc.integer({ min: 1, max: 23 }),
    fc.constantFrom<Hours['outside']>('block-new', 'end'),
  )
  .map(([from, length, outside]): Hours => {
    const clock = (hour: number): string => `${String(Math.min(24, hour)).padStart(2, '0')}:00`;
    return {
      windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: clock(from), to: clock(from + length) }],
      outside,
    };
  });

const day = 24 * 3600;

export const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('sign-in' as const),
      user: users,
      method: fc.constantFrom<SignInMethod>('portal', 'portal', 'api', 'pairing'),
      on: fc.nat({ max: deviceCount - 1 }),
      holds: fc.option(pick, { nil: undefined, freq: 1 }),
      chosen: fc.option(fc.array(pick, { maxLength: 4 }), { nil: undefined, freq: 1 }),
      stray: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), which: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const), which: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unblock' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('pause' as const),
      minutes: maybe(fc.integer({ min: 1, max: 30 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resume' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('use' as const),
      which: pick,
      use: fc.constantFrom('used', 'seen'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('pass', 'pass', 'pass', 'sleep'),
      seconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 4000 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('jump' as const),
      seconds: fc.oneof(
        fc.integer({ min: -7200, max: 7200 }),
        fc.constantFrom(-56 * 365 * day, -day, day, 2 * 365 * day),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('accept', 'restart') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('user' as const),
      user: users,
      rules: fc.record({ limit: maybe(ownLimits), appLimit: maybe(ownLimits), policy: maybe(ownPolicies) }),
      surplus,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      user: users,
      seats: fc.nat({ max: 3 }),
      surplus,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('disable' as const), user: users, disabled: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('member' as const),
      user: users,
      groups: fc.subarray([...groupNames]),
      surplus,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('group' as const),
      group: fc.constantFrom(...groupNames),
      rules: fc.record({
        limit: maybe(ownLimits),
        appLimit: maybe(ownLimits),
        policy: maybe(ownPolicies),
        browser: maybe(lives),
        hours: maybe(fc.oneof(fc.constantFrom('inherit' as const, 'always' as const), hours)),
      }),
      surplus,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('order' as const), surplus }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('install' as const), limit: limits, policy: policies, surplus }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('class' as const),
      appSessions: fc.constantFrom<AppSessions>('counted', 'separate', 'uncounted'),
      appLimit: fc.integer({ min: 0, max: 3 }),
      surplus,
    }),
  },
  {
    weight: 1,
    arbitrary: lives.chain((life) => surplus.map((one) => ({ do: 'life' as const, ...life, surplus: one }))),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('plan' as const),
      plan: fc.record({
        seats: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant('unlimited' as const)),
        mode: fc.constantFrom<Plan['mode']>('floating', 'floating', 'allocated'),
        whenFull: fc.constantFrom<Plan['whenFull']>('refuse', 'end-least-recent'),
      }),
      surplus,
    }),
  },
);
