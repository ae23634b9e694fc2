import { hashToken, isToken } from '../base/crypto/tokens.ts';
import type { EndedSession, Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { expireSession } from './end-session.ts';
import { expiryOf } from './policies/expiry.ts';
import { rulesOf } from './rules-in-force.ts';

/** `used`: the person did something, idle starts anew; `seen`: some request; `none`: only looked at. */
export type Use = 'used' | 'seen' | 'none';

export interface SignedIn {
  readonly session: Session;
  readonly user: User;
}

/**
 * Is this session live right now? The check path: synchronous, no disk. An expired one ends here.
 *
 * @param presented hash of the session's own token, when that is what was presented and no ticket or grant
 */
export function checkLive(
  deps: Dependencies,
  session: Session | undefined,
  use: Use,
  address: string,
  presented?: string,
): SignedIn | undefined {
  if (!session) return undefined;
  const now = deps.clock.now();
  const user = deps.users.find(session.userId);
  const expiry = expiryOf(session, rulesOf(deps, user));
  if (expiry.at <= now) {
    void expireSession(deps, session, expiry);
    return undefined;
  }
  if (!user || user.disabled) return undefined;
  if (use !== 'none') {
    deps.sessions.touch(session.id, now, use, address);
    if (session.claimedAt === undefined) deps.sessions.claim(session.id, now, presented);
  }
  return { session, user };
}

export function findLiveSession(
  deps: Dependencies,
  token: string | undefined,
  use: Use,
  address: string,
): SignedIn | undefined {
  if (!isToken(token, 'rcs')) return undefined;
  const tokenHash = hashToken(token);
  return checkLive(deps, deps.sessions.find(tokenHash), use, address, tokenHash);
}

export type FoundSession =
  | ({ readonly kind: 'live' } & SignedIn)
  | { readonly kind: 'ended'; readonly session: EndedSession }
  | { readonly kind: 'unknown' };

/** Like `findLiveSession`, and for a dead token the reason it died of. */
export async function findSession(
  deps: Dependencies,
  token: string | undefined,
  use: Use,
  address: string,
): Promise<FoundSession> {
  const live = findLiveSession(deps, token, use, address);
  if (live) return { kind: 'live', ...live };
  if (!isToken(token, 'rcs')) return { kind: 'unknown' };
  const ended = await deps.sessions.findEnded({ tokenHash: hashToken(token) });
  return ended ? { kind: 'ended', session: ended } : { kind: 'unknown' };
}
