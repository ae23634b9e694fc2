import type { OidcClient, OidcFacts } from '../../../shared/model/app.ts';

/** Names it has in Frappe, of which the second follows from the first. */
const providerName = 'Rollcall';
const redirectPath = '/api/method/frappe.integrations.oauth2_logins.custom/rollcall';

/** Where ERPNext takes the answer, for its address as typed; empty while it is none. */
export function erpnextRedirectUri(url: string): string {
  return URL.canParse(url) ? `${new URL(url).origin}${redirectPath}` : '';
}

/** Does this app take its answers as ERPNext and other Frappe apps do? */
export function isFrappe(oidc: OidcClient | undefined): boolean {
  return oidc?.redirectUris.some((uri) => uri.endsWith(redirectPath)) ?? false;
}

export interface SocialLoginField {
  /** As it stands in Frappe's form, which is in English here. */
  readonly label: string;
  readonly value: string;
}

/**
 * What is typed into Frappe's form "Social Login Key". For a provider of one's own Frappe puts the base address before
 * the authorize and token addresses as text, but joins the API endpoint as a browser would, which drops the `/oidc`: so
 * that one is written in full.
 *
 * @returns undefined for a public client: the form asks for a secret
 */
export function listSocialLoginFields(facts: OidcFacts): readonly SocialLoginField[] | undefined {
  const { issuer, clientId, clientSecret } = facts;
  if (clientSecret === undefined) return undefined;
  const belowIssuer = (address: string): string => address.slice(issuer.length);
  return [
    { label: 'Social Login Provider', value: 'Custom' },
    { label: 'Provider Name', value: providerName },
    { label: 'Client ID', value: clientId },
    { label: 'Client Secret', value: clientSecret },
    { label: 'Base URL', value: issuer },
    { label: 'Authorize URL', value: belowIssuer(facts.authorizationEndpoint) },
    { label: 'Access Token URL', value: belowIssuer(facts.tokenEndpoint) },
    { label: 'Redirect URL', value: redirectPath },
    { label: 'API Endpoint', value: facts.userinfoEndpoint },
    { label: 'Auth URL Data', value: '{"response_type": "code", "scope": "openid profile email"}' },
    { label: 'User ID Property', value: 'sub' },
    { label: 'Sign ups', value: 'Deny' },
  ];
}
