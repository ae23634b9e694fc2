import type { EndedSession, Session } from '../records/sessions/session.ts';

/**
 * The session that was let in when this one was ended for it: an admission ends and starts at one moment, and leaves
 * the name of the new device. Undefined when it cannot be told.
 */
export function findPlaceTaker(lost: EndedSession, live: readonly Session[]): Session | undefined {
  const { at, by } = lost.ended;
  return live.find((session) => session.signedInAt === at && session.device === by);
}
