import type { OidcClient } from '../../../../shared/model/app.ts';
import { oidcFacts } from './oidc-facts.ts';

/** What the admin types in an app that speaks OpenID Connect; English, as the settings of such apps mostly are. */
export function oidcSnippet(options: {
  readonly name: string;
  readonly client: OidcClient;
  /** `ID.KEY`: in OpenID Connect both are told apart. */
  readonly secret: string;
  readonly issuer: string;
}): string {
  const { name, client, issuer } = options;
  const facts = oidcFacts(options);
  const rows: [string, string][] = [
    ['Issuer', facts.issuer],
    ['Discovery URL', facts.discovery],
    ['Client ID', facts.clientId],
    ['Client secret', facts.clientSecret ?? '(none: a public client, PKCE with S256)'],
    ...client.redirectUris.map((uri): [string, string] => ['Redirect URI', uri]),
    ...client.postLogoutRedirectUris.map((uri): [string, string] => ['Post-logout redirect URI', uri]),
    ...(client.backchannelLogoutUri === undefined
      ? []
      : [['Back-channel logout URI', client.backchannelLogoutUri] as [string, string]]),
    ['Scopes', 'openid profile email groups'],
  ];
  const endpoints: [string, string][] = [
    ['Authorization endpoint', facts.authorizationEndpoint],
    ['Token endpoint', facts.tokenEndpoint],
    ['Userinfo endpoint', facts.userinfoEndpoint],
    ['JWKS URI', facts.jwksUri],
    ['End session endpoint', facts.endSessionEndpoint],
    ['Introspection endpoint', `${issuer}/token/introspection`],
    ['Revocation endpoint', `${issuer}/token/revocation`],
    ...(client.deviceFlow
      ? [['Device authorization endpoint', `${issuer}/device/auth`] as [string, string]]
      : []),
  ];
  return [
    `# ${name.replace(/[\r\n]+/g, ' ')}: OpenID Connect with Rollcall`,
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
