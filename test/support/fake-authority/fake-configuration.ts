import { oidcFacts } from '../../../electron/authority/endpoints/oidc/oidc-facts.ts';
import { oidcSnippet } from '../../../electron/authority/endpoints/oidc/oidc-snippet.ts';
import type { AppView, OidcFacts, Snippet } from '../../../shared/model/app.ts';

/** Configuration as long as a real one, so that the page has to cope with it: one for each way the app can be set up. */
export function makeFakeConfiguration(
  app: AppView,
  secret: string,
  issuer: string,
): { snippets: Snippet[]; oidc?: OidcFacts } {
  const snippets: Snippet[] = [];
  if (app.kind === 'forward-auth') {
    snippets.push(
      { id: 'nginx', text: proxySnippet(app, `proxy_set_header Rollcall-App "${secret}";`) },
      { id: 'caddy', text: proxySnippet(app, `header_up Rollcall-App "${secret}"`) },
      { id: 'traefik', text: proxySnippet(app, `Rollcall-App: "${secret}"`) },
    );
  }
  if (app.oidc === undefined) return { snippets };
  const options = { client: app.oidc, secret, issuer };
  snippets.push({ id: 'oidc', text: oidcSnippet({ ...options, name: app.name }) });
  return { snippets, oidc: oidcFacts(options) };
}

function proxySnippet(app: AppView, secretLine: string): string {
  const lines = Array.from({ length: 60 }, (_, line) => `    proxy_set_header X-Line-${String(line)} "";`);
  return [
    `# Rollcall in front of "${app.name}" (${app.url})`,
    `location / {`,
    `    proxy_pass ${app.upstream};`,
    `    ${secretLine}`,
    ...lines,
    '}',
  ].join('\n');
}
