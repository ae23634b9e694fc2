import type { App } from '../records/apps/apps.ts';
import type { Dependencies } from './dependencies.ts';
import type { SignedIn } from './find-session.ts';
import { mayEnter } from './policies/may-enter.ts';
import { verifyRequest } from './verify-request.ts';

/** What stands behind one request to an app, whoever stands in front of the app. */
export type RequestDecision =
  /** Somebody who may enter. */
  | { readonly outcome: 'enter'; readonly signedIn: SignedIn }
  /**
   * Nobody, and it passes all the same: the app itself answers for its `Authorization`, or it is a request of the check
   * of this app. No identity goes with it.
   */
  | { readonly outcome: 'pass'; readonly of: 'app' | 'check' }
  /** Somebody who may not enter this app. */
  | { readonly outcome: 'forbidden'; readonly signedIn: SignedIn }
  /** `token`: what was presented, so that `explainRefusal` can say why it opens nothing. */
  | {
      readonly outcome: 'refuse';
      readonly reason: 'not_signed_in' | 'session_token';
      readonly token: string | undefined;
    };

const sessionToken = /(?<![\w-])rcs_[\w-]{43}(?![\w-])/;

const passOfApp: RequestDecision = { outcome: 'pass', of: 'app' };
const passOfCheck: RequestDecision = { outcome: 'pass', of: 'check' };
const nothing: RequestDecision = { outcome: 'refuse', reason: 'not_signed_in', token: undefined };
const tokenOfSession: RequestDecision = { outcome: 'refuse', reason: 'session_token', token: undefined };

/**
 * Whom a request to an app is from, or why it is refused. The check path: synchronous, in memory, every time anew.
 * The cookie decides; `Authorization` is looked at for a token of Rollcall, and else is the app's own business.
 */
export function decideRequest(
  deps: Dependencies,
  request: {
    readonly app: App;
    /** Value of the app's own cookie. */
    readonly cookie: string | undefined;
    readonly authorization: string | undefined;
    /** Path and query of the request to the app. */
    readonly uri: string;
    readonly address: string;
  },
): RequestDecision {
  const { app, cookie, authorization, uri, address } = request;
  if (holdsSessionToken(authorization)) return tokenOfSession;
  const token = cookie ?? findBearerAppToken(authorization);
  if (token === undefined) {
    return authorization !== undefined && app.foreignAuthorization === 'pass' ? passOfApp : nothing;
  }
  const signedIn = verifyRequest(deps, { app, token, address, uri });
  if (!signedIn) {
    if (deps.probes.opens(app.id, token)) return passOfCheck;
    return { outcome: 'refuse', reason: 'not_signed_in', token };
  }
  if (!mayEnter(app, signedIn.user)) return { outcome: 'forbidden', signedIn };
  deps.apps.touch(app.id, deps.clock.now());
  return { outcome: 'enter', signedIn };
}

/** A session's own token opens everything of its user: an app must never get to see one. */
export function holdsSessionToken(authorization: string | undefined): boolean {
  return authorization !== undefined && sessionToken.test(authorization);
}

/** An app's token in `Authorization: Bearer rca_…`. */
export function findBearerAppToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > 100) return undefined;
  return /^bearer +(rca_\S+) *$/i.exec(authorization)?.[1];
}
