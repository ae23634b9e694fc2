import type { SessionView } from '../../shared/model/session.ts';
import type { UserView } from '../../shared/model/user.ts';

export interface SeatHolder {
  readonly user: UserView;
  /** Sessions that take a seat. */
  readonly sessions: readonly SessionView[];
  /** Reserved and not sat on. */
  readonly keptFree: number;
}

/** Everybody who sits on a seat or has one reserved, by name. */
export function listSeatHolders(
  users: ReadonlyMap<string, UserView>,
  sessions: ReadonlyMap<string, SessionView>,
): SeatHolder[] {
  const byUser = new Map<string, SessionView[]>();
  for (const session of sessions.values()) {
    if (session.counts === 'app_uncounted') continue;
    const own = byUser.get(session.userId);
    if (own === undefined) byUser.set(session.userId, [session]);
    else own.push(session);
  }
  return [...users.values()]
    .map((user): SeatHolder => {
      const own = byUser.get(user.id) ?? [];
      // The seats of somebody who is switched off are free for others.
      const reserved = user.state === 'disabled' ? 0 : user.reservedSeats;
      return { user, sessions: own, keptFree: Math.max(0, reserved - own.length) };
    })
    .filter((holder) => holder.sessions.length > 0 || holder.keptFree > 0)
    .toSorted((a, b) => a.user.name.localeCompare(b.user.name));
}
