import type { Client, JWKS, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { allowsRedirect } from '../../operations/policies/allows-redirect.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { compareSecret } from './clients.ts';
import { makeConfiguration } from './configuration.ts';
import { exchangeOf, type Exchange } from './exchange.ts';
import { finishExchange } from './finish-exchange.ts';
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
    await finishExchange(edge, pages, ctx as KoaContextWithOIDC, origin);
  });
  const log = (ctx: { req: KoaContextWithOIDC['req'] }, error: Error): void =>
    edge.log.error({ err: error, requestId: exchangeOf(ctx.req).request.id }, 'bug');
  provider.on('server_error', log);
  // Of the web framework under it, which would write to the terminal.
  (provider as NodeJS.EventEmitter).on('error', (error: Error) => edge.log.error({ err: error }, 'bug'));
  return provider;
}

const isPublic = (client: Client): boolean => client.tokenEndpointAuthMethod === 'none';

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
      return allowsRedirect(isPublic(this), this.redirectUris ?? [], uri);
    },
    postLogoutRedirectUriAllowed(this: Client, uri: string) {
      return allowsRedirect(isPublic(this), this.postLogoutRedirectUris ?? [], uri);
    },
  });
}
