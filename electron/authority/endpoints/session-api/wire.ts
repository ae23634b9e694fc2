import { isoTime } from '../../operations/show.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { expiryInForce } from '../../operations/rules-in-force.ts';
import type { EndedSession, Session } from '../../records/sessions/session.ts';
import type { User } from '../../records/users/users.ts';

/** What the session API says of records: names with underscores, times as ISO-8601, no secrets. */

export function wireSession(deps: Dependencies, session: Session): Record<string, unknown> {
  const expiry = expiryInForce(deps, session);
  return {
    id: session.id,
    device: session.device,
    class: session.class,
    signed_in_at: isoTime(session.signedInAt),
    last_used_at: isoTime(session.lastUsedAt),
    last_seen_at: isoTime(session.lastSeenAt),
    address: session.address,
    expires_at: isoTime(expiry.at),
    expires_by: expiry.by,
  };
}

/** One line of the choice somebody gets who is at the limit. */
export function wireChoice(session: Session): Record<string, unknown> {
  return {
    id: session.id,
    device: session.device,
    signed_in_at: isoTime(session.signedInAt),
    last_used_at: isoTime(session.lastUsedAt),
    last_seen_at: isoTime(session.lastSeenAt),
  };
}

export function wireUser(user: User): Record<string, unknown> {
  return {
    name: user.name,
    display_name: user.displayName === '' ? user.name : user.displayName,
    email: user.email,
  };
}

/** Why, when and by what a session ended. */
export function wireEnd({ ended }: EndedSession): Record<string, unknown> {
  return { reason: ended.reason, at: isoTime(ended.at), ...(ended.by === undefined ? {} : { by: ended.by }) };
}
