import type { Plan } from '../../../../shared/model/plan.ts';
import type { Session, SessionEnd } from '../../records/sessions/session.ts';
import type { Expiry } from './expiry.ts';
import { leastRecentFirst } from './order.ts';
import { listReclaimable, type ReclaimRules } from './reclaim.ts';

/** The seat plan at the moment of an admission. Only sessions that hold a seat are meant. */
export interface Seats {
  readonly pool: number;
  readonly whenFull: Plan['whenFull'];
  /** Live sessions, expired ones that nobody has noticed yet among them. */
  readonly used: number;
  readonly usedBy: (userId: string) => number;
  /** Of enabled users, above 0. */
  readonly reservations: ReadonlyMap<string, number>;
  /** All holders; asked for only when the seats seem full. */
  readonly listHolders: () => readonly Session[];
  readonly expiryOf: (session: Session) => Expiry;
  readonly reclaim: ReclaimRules;
}

export interface SeatDecision {
  readonly free: boolean;
  /** Past their time, of anybody: they end whatever is decided. */
  readonly expire: readonly SessionEnd[];
  /** To end so that the seat is free; empty when it is not. */
  readonly end: readonly SessionEnd[];
}

/**
 * Is there a seat for one more session of this user, besides what was decided already? A reserved seat is never taken
 * by another user.
 *
 * @param gone sessions of this user that end with this admission, or have expired
 * @param device the new device, recorded with the sessions that make room for it
 */
export function decideSeat(
  now: number,
  userId: string,
  device: string,
  gone: ReadonlySet<string>,
  goneSeats: number,
  seats: Seats,
): SeatDecision {
  const seemsFree = fits(
    seats,
    userId,
    seats.used - goneSeats,
    (id) => seats.usedBy(id) - (id === userId ? goneSeats : 0),
  );
  if (seemsFree) return { free: true, expire: [], end: [] };

  // Full, as far as the counters know: look at every holder, since some may be past their time.
  const expire: SessionEnd[] = [];
  const holders: Session[] = [];
  const used = new Map<string, number>();
  for (const session of seats.listHolders()) {
    if (gone.has(session.id)) continue;
    const expiry = seats.expiryOf(session);
    if (expiry.at <= now) {
      expire.push({ id: session.id, reason: expiry.by, at: expiry.at });
    } else {
      holders.push(session);
      used.set(session.userId, (used.get(session.userId) ?? 0) + 1);
    }
  }
  const end: SessionEnd[] = [];
  const leaving = new Set<string>();
  const isFree = (): boolean => fits(seats, userId, holders.length - end.length, (id) => used.get(id) ?? 0);
  /** Only an end above its user's reservation frees a seat for others. Asked anew for each: the one before counts. */
  const overReservation = (session: Session): boolean =>
    (used.get(session.userId) ?? 0) > (seats.reservations.get(session.userId) ?? 0);
  const take = (
    candidates: readonly Session[],
    reason: 'reclaimed' | 'ended_least_recent',
    may: (session: Session) => boolean,
  ): void => {
    for (const session of candidates) {
      if (isFree()) return;
      if (leaving.has(session.id) || !may(session)) continue;
      leaving.add(session.id);
      used.set(session.userId, (used.get(session.userId) ?? 0) - 1);
      end.push({ id: session.id, reason, at: now, by: device });
    }
  };

  take(
    listReclaimable(now, holders, seats.reclaim),
    'reclaimed',
    (session) => session.userId === userId || overReservation(session),
  );
  // Above a plan that was lowered nobody new comes in before the use is below it again.
  if (seats.whenFull === 'end-least-recent' && holders.length <= seats.pool) {
    take(holders.toSorted(leastRecentFirst), 'ended_least_recent', overReservation);
  }
  return isFree() ? { free: true, expire, end } : { free: false, expire, end: [] };
}

/** Admit iff used < P and (used(u) < r(u) or P − used − what others have reserved and not taken ≥ 1). */
function fits(
  { pool, reservations }: Seats,
  userId: string,
  used: number,
  usedBy: (userId: string) => number,
): boolean {
  if (used >= pool) return false;
  if (usedBy(userId) < (reservations.get(userId) ?? 0)) return true;
  return pool - used - keptFree(reservations, usedBy, userId) >= 1;
}

/** Reserved seats that their users do not sit on. */
export function keptFree(
  reservations: ReadonlyMap<string, number>,
  usedBy: (userId: string) => number,
  exceptUserId?: string,
): number {
  let kept = 0;
  for (const [userId, reserved] of reservations) {
    if (userId !== exceptUserId) kept += Math.max(0, reserved - usedBy(userId));
  }
  return kept;
}
