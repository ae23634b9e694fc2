import type { AppHealth, AppView } from '../../../shared/model/app.ts';
import type { Counts, SessionView } from '../../../shared/model/session.ts';
import type { GroupView } from '../../../shared/model/group.ts';
import type { PlanView } from '../../../shared/model/plan.ts';
import type { UserView } from '../../../shared/model/user.ts';
import type { App } from '../records/apps/apps.ts';
import type { Group } from '../records/groups/groups.ts';
import type { EndedSession, Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { coverageOf } from './policies/coverage.ts';
import { counts, type Bound, type BoundLifetime } from './policies/rules.ts';
import { keptFree } from './policies/seats.ts';
import { expiryInForce, kickWarOf, rulesOf } from './rules-in-force.ts';

/** What the console and the CLI see of a record: no secrets, times as ISO-8601. */

export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

export function showSession(deps: Dependencies, session: Session | EndedSession): SessionView {
  const ended = 'ended' in session ? session.ended : undefined;
  const expiry = expiryInForce(deps, session);
  return {
    id: session.id,
    userId: session.userId,
    userName: ended ? session.userName : (deps.users.find(session.userId)?.name ?? session.userName),
    device: session.device,
    class: session.class,
    method: session.method,
    counts: countsAs(deps, session),
    signedInAt: isoTime(session.signedInAt),
    lastUsedAt: isoTime(session.lastUsedAt),
    lastSeenAt: isoTime(session.lastSeenAt),
    address: session.address,
    expiresAt: isoTime(expiry.at),
    expiresBy: expiry.by,
    apps: deps.grants.listAppIds(session.id).flatMap((id) => deps.apps.find(id)?.name ?? []),
    ...(ended
      ? {
          ended: {
            at: isoTime(ended.at),
            reason: ended.reason,
            ...(ended.by === undefined ? {} : { by: ended.by }),
          },
        }
      : {}),
  };
}

export function showUser(deps: Dependencies, user: User): UserView {
  const rules = rulesOf(deps, user);
  const askUntil = kickWarOf(deps, user.id);
  return {
    id: user.id,
    name: user.name,
    displayName: user.displayName,
    email: user.email,
    admin: user.admin,
    state: user.disabled
      ? 'disabled'
      : user.passwordHash === undefined || user.passwordState === 'temporary'
        ? 'not_set_up'
        : user.passwordState === 'reported'
          ? 'password_reported'
          : 'active',
    groups: deps.groups
      .list()
      .filter(({ id }) => user.groups.includes(id))
      .map(({ id }) => id),
    limit: user.limit,
    appLimit: user.appLimit,
    policy: user.policy,
    reservedSeats: user.reservedSeats,
    effectiveLimit: rules.limit,
    ...(deps.settings.current().sessions.appSessions === 'separate'
      ? { effectiveAppLimit: rules.appLimit }
      : {}),
    effectivePolicy: {
      ...rules.policy,
      ...(askUntil === undefined ? {} : { askUntil: isoTime(askUntil) }),
    },
    expiry: { browser: showLifetime(rules.browser), app: showLifetime(rules.app) },
    ...(rules.hours
      ? {
          hours: {
            value: rules.hours.value,
            boundBy: rules.hours.boundBy,
            ...(rules.hours.group === undefined ? {} : { group: rules.hours.group }),
          },
        }
      : {}),
    secondFactor: user.secondFactor !== undefined,
    liveSessions: deps.sessions.countLive(user.id),
    createdAt: isoTime(user.createdAt),
    ...(user.lastSignInAt === undefined ? {} : { lastSignInAt: isoTime(user.lastSignInAt) }),
  };
}

export function showApp(deps: Pick<Dependencies, 'logouts' | 'gateway'>, app: App): AppView {
  const { keyHash: _secret, check, mismatch, oidc, tells, createdAt, lastUsedAt, ...fields } = app;
  const unconfirmedLogouts = deps.logouts.countUnconfirmed(app.id);
  return {
    ...fields,
    backgroundPaths: [...fields.backgroundPaths],
    groups: [...fields.groups],
    coverage: coverageOf(app),
    health: healthOf(deps, app, unconfirmedLogouts),
    unconfirmedLogouts,
    createdAt: isoTime(createdAt),
    ...(oidc === undefined ? {} : { oidc }),
    ...(tells === undefined ? {} : { tells }),
    ...(check === undefined ? {} : { check }),
    ...(mismatch === undefined ? {} : { mismatch: { ...mismatch, at: isoTime(mismatch.at) } }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt: isoTime(lastUsedAt) }),
  };
}

function healthOf(
  deps: Pick<Dependencies, 'logouts' | 'gateway'>,
  app: App,
  unconfirmedLogouts: number,
): AppHealth {
  if (deps.gateway.notListening(app.id)) return 'not_listening';
  if (deps.gateway.upstreamDownSince(app.id) !== undefined) return 'upstream_down';
  if (unconfirmedLogouts > 0) return 'logout_unconfirmed';
  return app.lastUsedAt === undefined ? 'unused' : 'ok';
}

export function showGroup(deps: Dependencies, group: Group): GroupView {
  const members = deps.users.list().filter((user) => user.groups.includes(group.id)).length;
  return { id: group.id, name: group.name, rules: group.rules, members };
}

export function showPlan(deps: Dependencies): PlanView {
  const sessionClass = counts('app', deps.settings.current()) ? undefined : 'browser';
  const reservations = deps.users.reservations();
  return {
    ...deps.plan.current(),
    used: deps.sessions.countLive(undefined, sessionClass),
    reserved: [...reservations.values()].reduce((sum, seats) => sum + seats, 0),
    keptFree: keptFree(reservations, (userId) => deps.sessions.countLive(userId, sessionClass)),
  };
}

function countsAs(deps: Dependencies, session: Session): Counts {
  return session.class === 'browser' ? 'browser' : `app_${deps.settings.current().sessions.appSessions}`;
}

function showLifetime({
  idleSeconds,
  absoluteSeconds,
}: BoundLifetime): Record<keyof BoundLifetime, Bound<number>> {
  return { idleSeconds, absoluteSeconds };
}
