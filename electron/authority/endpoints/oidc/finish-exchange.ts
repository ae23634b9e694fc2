import type { KoaContextWithOIDC } from 'oidc-provider';
import { endForReuse } from '../../operations/end-for-reuse.ts';
import { signOut } from '../../operations/end-session.ts';
import { findGranted } from '../../operations/oidc-grants.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { exchangeOf, type Exchange } from './exchange.ts';
import type { OidcPages } from './oidc-pages.ts';

/** What the library has decided, in Rollcall's way: its pages are the portal's. */
export async function finishExchange(
  edge: EdgeDependencies,
  pages: OidcPages,
  ctx: KoaContextWithOIDC,
  origin: string,
): Promise<void> {
  const exchange = exchangeOf(ctx.req);
  const { oidc } = ctx as Partial<KoaContextWithOIDC>;
  const show = (page: NonNullable<Exchange['page']>): void => {
    exchange.page = page;
    ctx.respond = false;
  };
  const { request, reply } = exchange;
  if (exchange.page) {
    ctx.respond = false;
    return;
  }
  if (!oidc || ctx.status === 404) {
    if (ctx.status === 404) show(() => pages.refused(request, reply, 'not_found', undefined));
    return;
  }
  const body = ctx.body as Record<string, string> | undefined;
  if (body?.['error'] === 'server_error') {
    ctx.body = { ...body, error_description: `Rollcall: reference ${request.id}` };
    return;
  }
  switch (oidc.route) {
    case 'device_authorization':
      if (body?.['user_code'] === undefined) return;
      ctx.body = {
        ...body,
        verification_uri: `${origin}/pair`,
        verification_uri_complete: `${origin}/pair?code=${body['user_code']}`,
      };
      return;
    case 'code_verification':
    case 'device_resume': {
      // Codes are typed at the portal, those of the device flow and those of pairings alike.
      const code = ctx.query['user_code'];
      ctx.status = 303;
      ctx.redirect(typeof code === 'string' ? `/pair?${new URLSearchParams({ code }).toString()}` : '/pair');
      return;
    }
    case 'token':
      if (ctx.status === 400) await endRepeatedDevice(edge, exchange, oidc.client?.clientId);
      return;
    case 'end_session': {
      if (ctx.status !== 200) return;
      const { post_logout_redirect_uri: returnTo, state } = oidc.params ?? {};
      const hint = oidc.entities.IdTokenHint as { payload: { sub?: string } } | undefined;
      const ask = {
        app: edge.apps.find(oidc.client?.clientId ?? ''),
        userId: hint?.payload.sub,
        returnTo: typeof returnTo === 'string' ? returnTo : undefined,
        state: typeof state === 'string' ? state : undefined,
      };
      show(() => pages.signOut(request, reply, ask));
      return;
    }
    case 'revocation': {
      // Nobody else holds anything of a session of the device flow: it has signed out.
      const entry = findGranted(edge, oidc.entities.RefreshToken?.grantId, 'none');
      const own = ctx.status === 200 && entry?.app.id === oidc.client?.clientId;
      if (own && entry?.session.method === 'device') await signOut(edge, entry.session, exchange.address);
      return;
    }
    case 'authorization':
    case 'resume':
      // The answer as a form that sends itself to the app: `form-action` would hold it back.
      if (typeof ctx.body === 'string')
        ctx.set('Content-Security-Policy', withoutFormAction(ctx.response.get('Content-Security-Policy')));
      return;
    default:
  }
}

/**
 * A device that fetches its tokens a second time has had all of them taken back by the library: nobody holds anything of
 * its session any more.
 */
async function endRepeatedDevice(
  edge: EdgeDependencies,
  { repeatedGrantId, address }: Exchange,
  clientId: string | undefined,
): Promise<void> {
  const entry = findGranted(edge, repeatedGrantId, 'none');
  if (entry && entry.app.id === clientId) await endForReuse(edge, entry, address);
}

function withoutFormAction(policy: string): string {
  return policy
    .split(';')
    .filter((directive) => !directive.trim().startsWith('form-action'))
    .join(';');
}
