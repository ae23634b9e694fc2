import type { AppView } from '../../../shared/model/app.ts';
import type { SessionView } from '../../../shared/model/session.ts';
import type { UserView } from '../../../shared/model/user.ts';
import type { App } from '../records/apps/apps.ts';
import type { EndedSession, Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { expiryOf } from './policies/expiry.ts';
import { effectiveLimit, effectivePolicy } from './policies/limits.ts';

/** What the console and the CLI see of a record: no secrets, times as ISO-8601. */

export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

export function showSession(deps: Dependencies, session: Session | EndedSession): SessionView {
  const ended = 'ended' in session ? session.ended : undefined;
  const expiry = expiryOf(session, deps.settings.current());
  return {
    id: session.id,
    userId: session.userId,
    userName: ended ? session.userName : (deps.users.find(session.userId)?.name ?? session.userName),
    device: session.device,
    class: session.class,
    method: session.method,
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
  const settings = deps.settings.current();
  return {
    id: user.id,
    name: user.name,
    displayName: user.displayName,
    email: user.email,
    admin: user.admin,
    state: user.disabled
      ? 'disabled'
      : user.passwordHash === undefined || user.passwordTemporary
        ? 'not_set_up'
        : 'active',
    limit: user.limit,
    policy: user.policy,
    effectiveLimit: effectiveLimit(user, settings),
    effectivePolicy: effectivePolicy(user, settings),
    liveSessions: deps.sessions.countLive(user.id),
    createdAt: isoTime(user.createdAt),
    ...(user.lastSignInAt === undefined ? {} : { lastSignInAt: isoTime(user.lastSignInAt) }),
  };
}

export function showApp(app: App): AppView {
  return {
    id: app.id,
    name: app.name,
    kind: app.kind,
    url: app.url,
    upstream: app.upstream,
    plainHttp: app.plainHttp,
    foreignAuthorization: app.foreignAuthorization,
    createdAt: isoTime(app.createdAt),
    ...(app.lastUsedAt === undefined ? {} : { lastUsedAt: isoTime(app.lastUsedAt) }),
  };
}
