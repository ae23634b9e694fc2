import type { Hours } from '../../../../shared/model/hours.ts';
import type {
  BoundBy,
  EffectiveLimit,
  LimitValue,
  OwnLimit,
  OwnPolicy,
  Policy,
} from '../../../../shared/model/limit.ts';
import type { Plan } from '../../../../shared/model/plan.ts';
import type { SessionClass } from '../../../../shared/model/session.ts';
import type { Settings } from '../../../../shared/model/settings.ts';
import type { Group } from '../../records/groups/groups.ts';

/** A value with the rule that bound it; `group` is that group's name. */
export interface Bound<T> {
  readonly value: T;
  readonly boundBy: BoundBy;
  readonly group?: string;
}

export interface BoundLifetime {
  readonly idleSeconds: Bound<number>;
  readonly absoluteSeconds: Bound<number>;
}

/** The rules that hold for one user, each with where it comes from. */
export interface UserRules {
  /** Of browser sessions, and of app sessions where they are counted with them. */
  readonly limit: Bound<LimitValue>;
  /** Of app sessions where they are counted apart. */
  readonly appLimit: Bound<LimitValue>;
  readonly policy: Bound<Policy>;
  readonly browser: BoundLifetime;
  readonly app: BoundLifetime;
  /** Undefined: sign-in is always open. `since`: windows that closed before end nobody. */
  readonly hours: (Bound<Hours> & { readonly since: number }) | undefined;
}

/** What rules are made of. Each part is a value that never changes; a change is another value. */
export interface RuleSources {
  readonly settings: Settings;
  readonly groups: readonly Group[];
  readonly plan: Plan;
}

/** What of a user the rules depend on. */
export interface RuledUser {
  readonly limit: OwnLimit;
  readonly appLimit: OwnLimit;
  readonly policy: OwnPolicy;
  readonly groups: readonly string[];
  readonly reservedSeats: number;
}

/** The first that is set of: user, groups in their order, install. The answer names which rule bound. */
export function makeUserRules(user: RuledUser, { settings, groups, plan }: RuleSources): UserRules {
  const own = groups.filter(({ id }) => user.groups.includes(id));
  const install = settings.sessions;

  const choose = <T>(
    ofUser: T | 'inherit',
    ofGroup: (group: Group) => T | 'inherit' | undefined,
    ofInstall: T,
  ): Bound<T> => {
    if (ofUser !== 'inherit') return { value: ofUser, boundBy: 'user' };
    for (const group of own) {
      const value = ofGroup(group);
      if (value !== 'inherit' && value !== undefined) return { value, boundBy: 'group', group: group.name };
    }
    return { value: ofInstall, boundBy: 'install' };
  };
  const lifetime = (sessionClass: SessionClass): BoundLifetime => ({
    idleSeconds: choose<number>(
      'inherit',
      ({ rules }) => rules[sessionClass].idleSeconds,
      install[sessionClass].idleSeconds,
    ),
    absoluteSeconds: choose<number>(
      'inherit',
      ({ rules }) => rules[sessionClass].absoluteSeconds,
      install[sessionClass].absoluteSeconds,
    ),
  });
  const hoursGroup = own.find(({ rules }) => rules.hours !== 'inherit');

  return {
    limit:
      plan.mode === 'allocated' && plan.seats !== 'unlimited'
        ? { value: user.reservedSeats, boundBy: 'plan' }
        : choose<LimitValue>(user.limit, ({ rules }) => rules.limit, install.limit),
    appLimit: choose<LimitValue>(user.appLimit, ({ rules }) => rules.appLimit, install.appLimit),
    policy: choose<Policy>(user.policy, ({ rules }) => rules.policy, install.policy),
    browser: lifetime('browser'),
    app: lifetime('app'),
    hours:
      hoursGroup && typeof hoursGroup.rules.hours === 'object'
        ? {
            value: hoursGroup.rules.hours,
            boundBy: 'group',
            group: hoursGroup.name,
            since: hoursGroup.hoursSince,
          }
        : undefined,
  };
}

/** The limit a new session of this class meets, and how app sessions count. */
export function limitOf(rules: UserRules, sessionClass: SessionClass, settings: Settings): EffectiveLimit {
  const { appSessions } = settings.sessions;
  if (sessionClass === 'browser' || appSessions === 'counted') return rules.limit;
  return appSessions === 'separate' ? rules.appLimit : { value: 'unlimited', boundBy: 'install' };
}

/** App sessions take no place and no seat where the install says so; everything else does. */
export function counts(sessionClass: SessionClass, settings: Settings): boolean {
  return sessionClass === 'browser' || settings.sessions.appSessions !== 'uncounted';
}

/** Do sessions of these classes share one limit? */
export function sharesLimit(a: SessionClass, b: SessionClass, settings: Settings): boolean {
  return a === b || settings.sessions.appSessions === 'counted';
}

export function limitAsNumber(limit: LimitValue): number {
  return limit === 'unlimited' ? Number.POSITIVE_INFINITY : limit;
}
