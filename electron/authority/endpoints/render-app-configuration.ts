import type { OidcFacts, Snippet } from '../../../shared/model/app.ts';
import type { App } from '../records/apps/apps.ts';
import { renderSnippets } from './forward-auth/render-snippets.ts';
import { oidcFacts } from './oidc/oidc-facts.ts';
import { oidcSnippet } from './oidc/oidc-snippet.ts';

/**
 * Finished configuration of an app, one for each way it can be set up: of its proxy, and of itself where it signs people
 * in by OpenID Connect.
 *
 * @param secret `ID.KEY`
 * @param at origin of the authority, as a proxy reaches it, and the issuer of OpenID Connect
 */
export function renderAppConfiguration(
  app: App,
  secret: string,
  at: { readonly origin: string; readonly issuer: string },
): { readonly snippets: Snippet[]; readonly oidc?: OidcFacts } {
  const snippets = renderSnippets(app, secret, at.origin);
  if (!app.oidc) return { snippets };
  const options = { client: app.oidc, secret, issuer: at.issuer };
  return {
    snippets: [...snippets, { id: 'oidc', text: oidcSnippet({ ...options, name: app.name }) }],
    oidc: oidcFacts(options),
  };
}
