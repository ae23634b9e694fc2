import type { EndReason, SessionClass, SignInMethod } from '../../../../shared/model/session.ts';
import type { EndedSession, Session } from '../../records/sessions/session.ts';
import type { Attempt } from './recorded-sign-ins.ts';

/** The moment the replay is at, epoch ms. */
export interface ReplayClock {
  now: number;
}

/**
 * A session in a replay. Of its uses only the last one is known, so it counts as used and seen all the time from the
 * sign-in to that one, and not at all afterwards.
 */
export class ReplayedSession implements Session {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly class: SessionClass;
  readonly method: SignInMethod;
  readonly device: string;
  readonly signedInAt: number;
  readonly address = '';
  readonly claimedAt: number | undefined;
  /** When and why it ended in reality; infinity: it lives. What never was let in ended as it began. */
  readonly real: { readonly endedAt: number; readonly reason: EndReason | undefined };
  /** When it ends in the replay unless the replay ends it before. */
  readonly endsAt: number;
  readonly #clock: ReplayClock;
  readonly #lastUsedAt: number;
  readonly #lastSeenAt: number;

  /** @param outlive when a session that only a rule or a choice has ended would have ended by itself */
  constructor(
    session: Session | EndedSession,
    clock: ReplayClock,
    outlive: (session: EndedSession) => number,
  ) {
    this.#clock = clock;
    this.id = session.id;
    this.userId = session.userId;
    this.userName = session.userName;
    this.class = session.class;
    this.method = session.method;
    this.device = session.device;
    this.signedInAt = session.signedInAt;
    this.claimedAt = session.claimedAt;
    this.#lastUsedAt = session.lastUsedAt;
    this.#lastSeenAt = session.lastSeenAt;
    if ('ended' in session) {
      const { at, reason } = session.ended;
      this.real = { endedAt: at, reason };
      this.endsAt = endsByRule.has(reason) ? Math.max(at, outlive(session)) : at;
    } else {
      this.real = { endedAt: Number.POSITIVE_INFINITY, reason: undefined };
      this.endsAt = Number.POSITIVE_INFINITY;
    }
  }

  get lastUsedAt(): number {
    return Math.min(this.#clock.now, this.#lastUsedAt);
  }

  get lastSeenAt(): number {
    return Math.min(this.#clock.now, this.#lastSeenAt);
  }
}

/** Ends that other rules need not have brought about. All others are somebody's act, or the session's own time. */
const endsByRule: ReadonlySet<EndReason> = new Set([
  'replaced',
  'ended_by_choice',
  'ended_least_recent',
  'ended_oldest',
  'ended_next_to_expire',
  'reclaimed',
  'class_rule',
  'plan_reduced',
  'limit_reduced',
]);

/** The session that an attempt would have had which in reality was not let in: nothing is known but its beginning. */
export function imagineSession(attempt: Attempt, number: number): EndedSession {
  const { at, userId, userName, device, class: sessionClass } = attempt;
  return {
    id: `imagined ${String(number)}`,
    userId,
    userName,
    device,
    class: sessionClass,
    method: sessionClass === 'app' ? 'pairing' : 'portal',
    signedInAt: at,
    lastUsedAt: at,
    lastSeenAt: at,
    claimedAt: at,
    address: '',
    ended: { at, reason: 'ended_by_choice' },
  };
}

/** Who is in at the moment of the replay, with the seats they hold. */
export class ReplayedSessions {
  readonly #byUser = new Map<string, Map<string, ReplayedSession>>();
  readonly #userOf = new Map<string, string>();
  readonly #seats = new Map<string, number>();
  #allSeats = 0;
  readonly #clock: ReplayClock;
  readonly #holdsSeat: (session: ReplayedSession) => boolean;

  constructor(clock: ReplayClock, holdsSeat: (session: ReplayedSession) => boolean) {
    this.#clock = clock;
    this.#holdsSeat = holdsSeat;
  }

  add(session: ReplayedSession): void {
    let own = this.#byUser.get(session.userId);
    if (!own) this.#byUser.set(session.userId, (own = new Map()));
    own.set(session.id, session);
    this.#userOf.set(session.id, session.userId);
    if (this.#holdsSeat(session)) this.#countSeat(session.userId, 1);
  }

  /** @returns what it was; undefined when it is not in */
  remove(id: string): ReplayedSession | undefined {
    const userId = this.#userOf.get(id);
    const own = userId === undefined ? undefined : this.#byUser.get(userId);
    const session = own?.get(id);
    if (!session) return undefined;
    own?.delete(id);
    this.#userOf.delete(id);
    if (this.#holdsSeat(session)) this.#countSeat(session.userId, -1);
    return session;
  }

  /** Without those that have ended by now. */
  ofUser(userId: string): ReplayedSession[] {
    const own = [...(this.#byUser.get(userId)?.values() ?? [])];
    return own.filter((session) => !this.#isOver(session));
  }

  /** Without those that have ended by now. */
  seatHolders(): ReplayedSession[] {
    const all = [...this.#byUser.values()].flatMap((own) => [...own.values()]);
    return all.filter((session) => !this.#isOver(session) && this.#holdsSeat(session));
  }

  /** Those among them that have ended by now and that nobody has asked for since. */
  countSeats(userId?: string): number {
    return userId === undefined ? this.#allSeats : (this.#seats.get(userId) ?? 0);
  }

  #isOver(session: ReplayedSession): boolean {
    if (session.endsAt > this.#clock.now) return false;
    this.remove(session.id);
    return true;
  }

  #countSeat(userId: string, by: 1 | -1): void {
    this.#allSeats += by;
    this.#seats.set(userId, (this.#seats.get(userId) ?? 0) + by);
  }
}
