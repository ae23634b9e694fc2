import type { OidcClient } from '../../../shared/model/app.ts';
import { oidcPaths } from '../../../shared/model/oidc-paths.ts';

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
 * What is typed into Frappe's form "Social Login Key". For a provider of one's own it puts the base address before the
 * authorize and token addresses as text, but joins the API endpoint as a browser would, which drops the `/oidc`: so
 * that one is written in full.
 */
export function listSocialLoginFields(input: {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}): readonly SocialLoginField[] {
  return [
    { label: 'Social Login Provider', value: 'Custom' },
    { label: 'Provider Name', value: providerName },
    { label: 'Client ID', value: input.clientId },
    { label: 'Client Secret', value: input.clientSecret },
    { label: 'Base URL', value: input.issuer },
    { label: 'Authorize URL', value: oidcPaths.authorization },
    { label: 'Access Token URL', value: oidcPaths.token },
    { label: 'Redirect URL', value: redirectPath },
    { label: 'API Endpoint', value: `${input.issuer}${oidcPaths.userinfo}` },
    { label: 'Auth URL Data', value: '{"response_type": "code", "scope": "openid profile email"}' },
    { label: 'User ID Property', value: 'sub' },
  ];
}
