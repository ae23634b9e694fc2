import type { AppView, Snippet } from '../../../shared/model/app.ts';

/** Configuration as long as a real one, so that the page has to cope with it: one for each way the app can be set up. */
export function makeFakeSnippets(app: AppView, secret: string, issuer: string): Snippet[] {
  const snippets: Snippet[] = [];
  if (app.kind === 'forward-auth') {
    snippets.push(
      { id: 'nginx', text: proxySnippet(app, `proxy_set_header Rollcall-App "${secret}";`) },
      { id: 'caddy', text: proxySnippet(app, `header_up Rollcall-App "${secret}"`) },
      { id: 'traefik', text: proxySnippet(app, `Rollcall-App: "${secret}"`) },
    );
  }
  if (app.kind === 'gateway') {
    snippets.push({
      id: 'gateway',
      text: `Rollcall listens at ${app.url} and hands on to ${app.upstream}.\nNothing has to be installed.`,
    });
  }
  if (app.oidc !== undefined) {
    const key = secret.slice(secret.indexOf('.') + 1);
    snippets.push({
      id: 'oidc',
      text: [
        `Issuer         ${issuer}`,
        `Client id      ${app.id}`,
        ...(app.oidc.public ? [] : [`Client secret  ${key}`]),
        ...app.oidc.redirectUris.map((uri) => `Redirect URI   ${uri}`),
      ].join('\n'),
    });
  }
  return snippets;
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
