import type { SessionClass } from '../../../../shared/model/session.ts';
import type { EndedSession, Session } from '../../records/sessions/session.ts';
import type { SignInFact } from '../../records/sign-ins/sign-ins.ts';

/** What the install has written down of the time since `from`. Times are epoch ms. */
export interface Recording {
  readonly from: number;
  /** Sign-ins with the right credentials, however they were answered. */
  readonly signIns: readonly SignInFact[];
  /** Sessions that are live, or ended since `from`. */
  readonly sessions: readonly (Session | EndedSession)[];
}

/** One time that somebody wanted in. */
export interface Attempt {
  readonly at: number;
  readonly userId: string;
  readonly userName: string;
  readonly device: string;
  readonly class: SessionClass;
  /** What it came to in reality; undefined: it was not let in. */
  readonly session: Session | EndedSession | undefined;
}

/** Clocks of the fact and of its session differ by the time between decision and record; by more only when it was set. */
const sameMomentMs = 5000;

/**
 * The attempts of a recording, oldest first. Somebody who was asked or refused and came again on the same device
 * within `againMs` wanted in once: the last attempt stands for all. Those whom the hours or a pause sent away are left out, since
 * no other limit, policy or plan had let them in.
 */
export function listAttempts({ from, signIns, sessions }: Recording, againMs: number): Attempt[] {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const attempts: Attempt[] = [];
  const cameAgainAt = new Map<string, number>();
  const known = new Set<string>();
  for (const fact of signIns.toReversed()) {
    if (fact.outcome === 'outside_hours' || fact.outcome === 'paused') continue;
    const session = fact.sessionId === undefined ? undefined : byId.get(fact.sessionId);
    if (fact.sessionId !== undefined) known.add(fact.sessionId);
    const key = `${fact.userId}\n${fact.class}\n${fact.device}`;
    const again = cameAgainAt.get(key);
    cameAgainAt.set(key, fact.at);
    if (fact.outcome !== 'admitted' && again !== undefined && again - fact.at <= againMs) continue;
    const { userId, userName, device, class: sessionClass } = fact;
    const at =
      session && Math.abs(session.signedInAt - fact.at) < sameMomentMs ? session.signedInAt : fact.at;
    attempts.push({ at, userId, userName, device, class: sessionClass, session });
  }
  // Sessions older than the record of sign-ins say for themselves when they began.
  for (const session of sessions) {
    if (known.has(session.id) || session.signedInAt < from) continue;
    const { signedInAt: at, userId, userName, device, class: sessionClass } = session;
    attempts.push({ at, userId, userName, device, class: sessionClass, session });
  }
  return attempts.toSorted((a, b) => a.at - b.at);
}
