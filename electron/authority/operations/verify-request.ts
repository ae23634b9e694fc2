import { timingSafeEqual } from 'node:crypto';
import { hashToken, isToken } from '../base/crypto/tokens.ts';
import type { App } from '../records/apps/apps.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';
import { checkLive, type SignedIn } from './find-session.ts';
import { isBackground } from './policies/background.ts';

/** Which app a proxy speaks for, by its secret `ID.KEY`; undefined when the secret is not right. */
export function findAppBySecret(deps: Dependencies, secret: string | undefined): App | undefined {
  if (secret === undefined) return undefined;
  const dot = secret.indexOf('.');
  const app = dot < 1 ? undefined : deps.apps.find(secret.slice(0, dot));
  if (!app) return undefined;
  const given = Buffer.from(hashToken(secret.slice(dot + 1)), 'latin1');
  const kept = Buffer.from(app.keyHash, 'latin1');
  return given.length === kept.length && timingSafeEqual(given, kept) ? app : undefined;
}

/**
 * Who is behind one request to an app, by the app's own token. The check path: synchronous, in memory, every time
 * anew, so that an end is effective at the very next request.
 */
export function verifyRequest(
  deps: Dependencies,
  request: {
    readonly app: App;
    readonly token: string | undefined;
    /** Path and query of the request to the app; left out: something the person does. */
    readonly uri?: string | undefined;
    readonly address: string;
  },
): SignedIn | undefined {
  if (!isToken(request.token, 'rca')) return undefined;
  const grant = deps.grants.find(hashToken(request.token));
  if (!grant || grant.appId !== request.app.id) return undefined;
  const use = isBackground(request.app.backgroundPaths, request.uri ?? '') ? 'seen' : 'used';
  return checkLive(deps, deps.sessions.findById(grant.sessionId), use, request.address);
}

export type Explanation =
  { readonly reason: 'ended'; readonly session: EndedSession } | { readonly reason: 'not_signed_in' };

/** Why a token opens nothing: its session has ended, or it never was one. Asks the disk. */
export async function explainRefusal(
  deps: Dependencies,
  app: App,
  token: string | undefined,
): Promise<Explanation> {
  if (!isToken(token, 'rca')) return { reason: 'not_signed_in' };
  const tokenHash = hashToken(token);
  const grant = deps.grants.find(tokenHash) ?? (await deps.grants.findPast(tokenHash));
  if (!grant || grant.appId !== app.id) return { reason: 'not_signed_in' };
  const session = await deps.sessions.findEnded({ id: grant.sessionId });
  return session ? { reason: 'ended', session } : { reason: 'not_signed_in' };
}
