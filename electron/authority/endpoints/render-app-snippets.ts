import type { Snippet } from '../../../shared/model/app.ts';
import type { App } from '../records/apps/apps.ts';
import { renderSnippets } from './forward-auth/render-snippets.ts';
import { oidcSnippet } from './oidc/oidc-snippet.ts';

/**
 * Finished configuration of an app, one for each way it can be set up: of its proxy, and of itself where it signs people
 * in by OpenID Connect.
 *
 * @param secret `ID.KEY`
 * @param at origin of the authority, as a proxy reaches it, and the issuer of OpenID Connect
 */
export function renderAppSnippets(
  app: App,
  secret: string,
  at: { readonly origin: string; readonly issuer: string },
): Snippet[] {
  const ofProxy = renderSnippets(app, secret, at.origin);
  const { issuer } = at;
  return app.oidc ? [...ofProxy, { id: 'oidc', text: oidcSnippet({ app, secret, issuer }) }] : ofProxy;
}
