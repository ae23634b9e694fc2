import type { Plan } from '../../../shared/model/plan.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Group } from '../records/groups/groups.ts';
import type { Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import type { RuleState } from './policies/consequences.ts';
import { expiryOf, type Expiry } from './policies/expiry.ts';
import { kickWarUntil } from './policies/kick-war.ts';
import { counts, makeUserRules, type RuledUser, type RuleSources, type UserRules } from './policies/rules.ts';
import type { Seats } from './policies/seats.ts';

type RuleDependencies = Pick<Dependencies, 'settings' | 'groups' | 'plan' | 'users'>;

/** Of somebody who is no user any more: what the install says. */
const nobody: RuledUser = {
  limit: 'inherit',
  appLimit: 'inherit',
  policy: 'inherit',
  groups: [],
  reservedSeats: 0,
};

export function sourcesInForce(deps: RuleDependencies): RuleSources {
  return { settings: deps.settings.current(), groups: deps.groups.list(), plan: deps.plan.current() };
}

/** Asked for at every request of every app; a user and its sources never change in place, so the answer is kept. */
const kept = new WeakMap<RuledUser, RuleSources & { readonly rules: UserRules }>();

export function rulesOf(deps: RuleDependencies, user: RuledUser | undefined): UserRules {
  const of = user ?? nobody;
  const known = kept.get(of);
  const settings = deps.settings.current();
  const groups = deps.groups.list();
  const plan = deps.plan.current();
  if (known && known.settings === settings && known.groups === groups && known.plan === plan) {
    return known.rules;
  }
  const rules = makeUserRules(of, { settings, groups, plan });
  kept.set(of, { settings, groups, plan, rules });
  return rules;
}

export function rulesOfSession(deps: RuleDependencies, session: { readonly userId: string }): UserRules {
  return rulesOf(deps, deps.users.find(session.userId));
}

export function expiryInForce(deps: RuleDependencies, session: Session): Expiry {
  return expiryOf(session, rulesOfSession(deps, session));
}

/** When the session ends however much it is used: authority time, epoch ms. */
export function absoluteEndOf(deps: RuleDependencies, session: Session): number {
  return session.signedInAt + rulesOfSession(deps, session)[session.class].absoluteSeconds.value * 1000;
}

/** Until when the user's policy is `ask` because devices pushed each other out; undefined when it is not. */
export function kickWarOf(
  deps: Pick<Dependencies, 'sessions' | 'settings' | 'clock'>,
  userId: string,
): number | undefined {
  return kickWarUntil(
    deps.clock.now(),
    deps.sessions.automaticEnds(userId),
    deps.settings.current().sessions.kickWar,
  );
}

export function stateInForce(deps: RuleDependencies): RuleState {
  return {
    sources: sourcesInForce(deps),
    rulesOf: (userId) => rulesOf(deps, deps.users.find(userId)),
    reservations: deps.users.reservations(),
  };
}

/** The rules as they would be after a change. What is left out stays. */
export function stateAfter(
  deps: RuleDependencies,
  change: {
    readonly settings?: Settings | undefined;
    readonly groups?: readonly Group[] | undefined;
    readonly plan?: Plan | undefined;
    /** Changed users by id. */
    readonly users?: ReadonlyMap<string, User> | undefined;
  },
): RuleState {
  const now = sourcesInForce(deps);
  const sources: RuleSources = {
    settings: change.settings ?? now.settings,
    groups: change.groups ?? now.groups,
    plan: change.plan ?? now.plan,
  };
  const rules = new Map<string, UserRules>();
  const reservations = new Map(deps.users.reservations());
  for (const [id, user] of change.users ?? []) {
    if (user.reservedSeats > 0 && !user.disabled) reservations.set(id, user.reservedSeats);
    else reservations.delete(id);
  }
  return {
    sources,
    reservations,
    rulesOf(userId) {
      let made = rules.get(userId);
      if (!made) {
        made = makeUserRules(change.users?.get(userId) ?? deps.users.find(userId) ?? nobody, sources);
        rules.set(userId, made);
      }
      return made;
    },
  };
}

/** Never reclaimed: what the policy `refuse` protects, and sessions whose apps Rollcall sees only at sign-in. */
export function mayReclaim(
  deps: Dependencies,
  session: Session,
  rules: UserRules = rulesOfSession(deps, session),
): boolean {
  const { underRefuse } = deps.settings.current().sessions.reclaim;
  if (!underRefuse && rules.policy.value === 'refuse') return false;
  return deps.grants.listAppIds(session.id).every((id) => {
    const app = deps.apps.find(id);
    return app === undefined || app.kind !== 'oidc';
  });
}

/** The seat plan for one admission; undefined without a plan. */
export function seatsInForce(deps: Dependencies): Seats | undefined {
  const { seats: pool, whenFull } = deps.plan.current();
  if (pool === 'unlimited') return undefined;
  const settings = deps.settings.current();
  const sessionClass = counts('app', settings) ? undefined : 'browser';
  return {
    pool,
    whenFull,
    used: deps.sessions.countLive(undefined, sessionClass),
    usedBy: (userId) => deps.sessions.countLive(userId, sessionClass),
    reservations: deps.users.reservations(),
    listHolders: () => deps.sessions.listLive().filter((session) => counts(session.class, settings)),
    expiryOf: (session) => expiryInForce(deps, session),
    reclaim: {
      settings: settings.sessions.reclaim,
      mayReclaim: (session) => mayReclaim(deps, session),
    },
  };
}
