import type { App } from '../../records/apps/apps.ts';

/** What the admin types in an app that speaks OpenID Connect; English, as the settings of such apps mostly are. */
export function oidcSnippet(options: {
  readonly app: App;
  /** `ID.KEY`: in OpenID Connect both are told apart. */
  readonly secret: string;
  readonly issuer: string;
}): string {
  const { app, secret, issuer } = options;
  const { oidc } = app;
  if (!oidc) return '';
  const dot = secret.indexOf('.');
  const key = secret.slice(dot + 1);
  const rows: [string, string][] = [
    ['Issuer', issuer],
    ['Discovery URL', `${issuer}/.well-known/openid-configuration`],
    ['Client ID', secret.slice(0, dot)],
    ['Client secret', oidc.public ? '(none: a public client, PKCE with S256)' : key],
    ...oidc.redirectUris.map((uri): [string, string] => ['Redirect URI', uri]),
    ...oidc.postLogoutRedirectUris.map((uri): [string, string] => ['Post-logout redirect URI', uri]),
    ...(oidc.backchannelLogoutUri === undefined
      ? []
      : [['Back-channel logout URI', oidc.backchannelLogoutUri] as [string, string]]),
    ['Scopes', 'openid profile email groups'],
  ];
  const endpoints: [string, string][] = [
    ['Authorization endpoint', `${issuer}/auth`],
    ['Token endpoint', `${issuer}/token`],
    ['Userinfo endpoint', `${issuer}/me`],
    ['JWKS URI', `${issuer}/jwks`],
    ['End session endpoint', `${issuer}/session/end`],
    ['Introspection endpoint', `${issuer}/token/introspection`],
    ['Revocation endpoint', `${issuer}/token/revocation`],
    ...(oidc.deviceFlow
      ? [['Device authorization endpoint', `${issuer}/device/auth`] as [string, string]]
      : []),
  ];
  return [
    `# ${app.name.replace(/[\r\n]+/g, ' ')}: OpenID Connect with Rollcall`,
    '# The app must trust the certificate of Rollcall’s authority:',
    `#   ${new URL(issuer).origin}/trust/ca.pem`,
    '',
    ...table(rows),
    '',
    '# Only for an app that cannot read the discovery URL:',
    '',
    ...table(endpoints),
    '',
  ].join('\n');
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${`${name}:`.padEnd(width + 1)} ${value}`);
}
