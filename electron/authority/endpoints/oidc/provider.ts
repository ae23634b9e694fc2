import type { Client, JWKS, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { hashToken } from '../../base/crypto/tokens.ts';
import { endForReuse } from '../../operations/end-for-reuse.ts';
import { signOut } from '../../operations/end-session.ts';
import { findGranted } from '../../operations/oidc-grants.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { allowsRedirect, compareSecret } from './clients.ts';
import { makeConfiguration } from './configuration.ts';
import { exchangeOf, type Exchange } from './exchange.ts';
import type { OidcPages } from './oidc-pages.ts';
import { makePortalSession } from './portal-session.ts';
import { oidcLibrary } from './provider-parts.ts';
import { refuseByPage } from './refuse-by-page.ts';

/** The library, bound to Rollcall's sessions, apps and pages. One for each issuer and set of keys. */
export function makeProvider(edge: EdgeDependencies, pages: OidcPages, issuer: string, jwks: JWKS): Provider {
  const currentExchange = (): Exchange => {
    const { ctx } = oidcLibrary.Provider;
    if (!ctx) throw new Error('the library asks outside of a request');
    return exchangeOf(ctx.req);
  };
  const provider = new oidcLibrary.Provider(
    issuer,
    makeConfiguration(edge, jwks, currentExchange, (ctx, error) => refuseByPage(edge, pages, ctx, error)),
  );
  bindModels(edge, provider);
  provider.use(async (ctx, next) => {
    const { origin, host } = new URL(issuer);
    // Under whichever of its names Rollcall was asked: what it answers is under the issuer's.
    Object.defineProperty(ctx.request, 'host', { value: host });
    // What it would keep in cookies is bound to the browser by the portal's own.
    const cookies = { get: () => ctx.path.split('/').at(-1), set: () => cookies };
    Object.defineProperty(ctx, 'cookies', { value: cookies });
    await next();
    await finish(edge, pages, ctx as KoaContextWithOIDC, origin);
  });
  const log = (ctx: { req: KoaContextWithOIDC['req'] }, error: Error): void =>
    edge.log.error({ err: error, requestId: exchangeOf(ctx.req).request.id }, 'bug');
  provider.on('server_error', log);
  // Of the web framework under it, which would write to the terminal.
  (provider as NodeJS.EventEmitter).on('error', (error: Error) => edge.log.error({ err: error }, 'bug'));
  return provider;
}

function bindModels(edge: EdgeDependencies, provider: Provider): void {
  Object.assign(provider.Session, {
    get: async (ctx: KoaContextWithOIDC) => makePortalSession(edge, provider, ctx),
  });
  Object.assign(provider.Client.prototype, {
    compareClientSecret(this: Client, given: string) {
      return compareSecret(this, given);
    },
    // Every app is told which of Rollcall's sessions a token is of.
    includeSid: () => true,
    redirectUriAllowed(this: Client, uri: string) {
      return allowsRedirect(this, this.redirectUris ?? [], uri);
    },
    postLogoutRedirectUriAllowed(this: Client, uri: string) {
      return allowsRedirect(this, this.postLogoutRedirectUris ?? [], uri);
    },
  });
}

/** What the library has decided, in Rollcall's way: its pages are the portal's. */
async function finish(
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
  if (!oidc) {
    if (ctx.status === 404) show(() => pages.refused(request, reply, 'not_found', undefined));
    return;
  }
  const body = ctx.body as Record<string, string> | undefined;
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
      if (ctx.status === 400) await endRepeatedDevice(edge, oidc.params?.['device_code'], exchange.address);
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
      const { grantId } = oidc.entities.RefreshToken ?? {};
      const entry = ctx.status === 200 ? findGranted(edge, grantId, 'none') : undefined;
      if (entry?.session.method === 'device') await signOut(edge, entry.session, exchange.address);
      return;
    }
    case 'authorization':
    case 'resume':
      // The answer as a form that sends itself to the app: `form-action` would hold it back.
      if (typeof ctx.body === 'string')
        ctx.set('Content-Security-Policy', withoutFormAction(ctx.response.get('Content-Security-Policy')));
      return;
    default:
      if (body?.['error'] === 'server_error')
        ctx.body = { ...body, error_description: `Rollcall: reference ${request.id}` };
  }
}

/**
 * A device that fetches its tokens a second time has had all of them taken back by the library: nobody holds anything of
 * its session any more.
 */
async function endRepeatedDevice(edge: EdgeDependencies, code: unknown, address: string): Promise<void> {
  if (typeof code !== 'string') return;
  const artifact = edge.oidcArtifacts.find('DeviceCode', hashToken(code));
  if (artifact?.consumedAt === undefined) return;
  const entry = findGranted(edge, artifact.content['grantId'], 'none');
  if (entry) await endForReuse(edge, entry, address);
}

function withoutFormAction(policy: string): string {
  return policy
    .split(';')
    .filter((directive) => !directive.trim().startsWith('form-action'))
    .join(';');
}
