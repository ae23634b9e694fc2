import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { findLiveSession, type SignedIn } from '../../operations/find-session.ts';
import { oidcGrantId, tokenSeconds } from '../../operations/oidc-grants.ts';
import { mayEnter } from '../../operations/policies/may-enter.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { exchangeOf } from './exchange.ts';

type LibrarySession = InstanceType<Provider['Session']>;

/** Who is signed in at the portal with the browser that asks. */
export function findSignedIn(edge: EdgeDependencies, ctx: KoaContextWithOIDC): SignedIn | undefined {
  const { sessionToken, address } = exchangeOf(ctx.req);
  // What asks quietly is a page, not the person.
  const quiet = ctx.query['prompt'] === 'none' || ctx.oidc.route.startsWith('end_session');
  return findLiveSession(edge, sessionToken, quiet ? 'seen' : 'used', address);
}

/**
 * The library's notion of a session is Rollcall's own, made anew for each request: it has no cookie and is kept nowhere.
 */
export function makePortalSession(
  edge: EdgeDependencies,
  provider: Provider,
  ctx: KoaContextWithOIDC,
): LibrarySession {
  const session: LibrarySession = new provider.Session();
  const live = findSignedIn(edge, ctx);
  if (live) {
    session.uid = live.session.id;
    session.accountId = live.user.id;
    session.loginTs = tokenSeconds(edge, live.session.signedInAt);
  }
  // New and never touched, it is not written and sets no cookie.
  Object.defineProperty(session, 'touched', { value: false });
  const sidFor = (_clientId: string, value?: string): string | undefined =>
    value === undefined ? live?.session.id : undefined;
  Object.defineProperty(session, 'sidFor', { value: sidFor });
  ctx.oidc.entity('Session', session);
  return session;
}

/** Consent is never asked, since the admin has registered the app: the session's grant has every scope there is. */
export function findOrMakeGrant(
  edge: EdgeDependencies,
  ctx: KoaContextWithOIDC,
  scopes: readonly string[],
): InstanceType<Provider['Grant']> | undefined {
  const { client, account, provider } = ctx.oidc;
  const { sessionToken, address } = exchangeOf(ctx.req);
  const live = findLiveSession(edge, sessionToken, 'none', address);
  const app = client && edge.apps.find(client.clientId);
  if (!client || !account || !live || !app) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.jti = oidcGrantId(live.session, app);
  grant.addOIDCScope([...scopes]);
  return grant;
}

/** Is the one who is signed in not among those who may enter the app? */
export function isForbidden(edge: EdgeDependencies, ctx: KoaContextWithOIDC): boolean {
  const user = edge.users.find(ctx.oidc.session?.accountId ?? '');
  const app = edge.apps.find(ctx.oidc.client?.clientId ?? '');
  return user !== undefined && app !== undefined && !mayEnter(app, user);
}
