import type { Settings } from '../../../../shared/model/settings.ts';
import type { Session } from '../../records/sessions/session.ts';

export interface ReclaimRules {
  readonly settings: Settings['sessions']['reclaim'];
  /** False for sessions whose user's policy or apps forbid it. */
  readonly mayReclaim: (session: Session) => boolean;
}

/**
 * Browser sessions that seem dead: not seen for long, or never claimed by the device they were made for. In the order
 * in which they give their place back: the unclaimed first, then the longest unseen.
 */
export function listReclaimable(
  now: number,
  sessions: readonly Session[],
  { settings, mayReclaim }: ReclaimRules,
): Session[] {
  const isUnclaimed = (session: Session): boolean =>
    session.claimedAt === undefined && now - session.signedInAt >= settings.unclaimedSeconds * 1000;
  const isUnseen = (session: Session): boolean => now - session.lastSeenAt >= settings.afterSeconds * 1000;
  return sessions
    .filter(
      (session) =>
        session.class === 'browser' && (isUnclaimed(session) || isUnseen(session)) && mayReclaim(session),
    )
    .toSorted(
      (a, b) =>
        Number(isUnclaimed(b)) - Number(isUnclaimed(a)) ||
        a.lastSeenAt - b.lastSeenAt ||
        (a.id < b.id ? -1 : 1),
    );
}

/** When the first of these could give its place back by not being seen any more; undefined when none ever does. */
export function reclaimableAt(
  sessions: readonly Session[],
  { settings, mayReclaim }: ReclaimRules,
): number | undefined {
  const times = sessions
    .filter((session) => session.class === 'browser' && mayReclaim(session))
    .map((session) => session.lastSeenAt + settings.afterSeconds * 1000);
  return times.length === 0 ? undefined : Math.min(...times);
}
