import { timingSafeEqual } from 'node:crypto';
import type { AdapterPayload, Client } from 'oidc-provider';
import { hashToken } from '../../base/crypto/tokens.ts';
import type { App } from '../../records/apps/apps.ts';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/**
 * A registered app as the library wants it. Read at each request, so that what the admin changes holds at once. What
 * stands for the secret is the hash of it: see `compareSecret`.
 */
export function describeClient({ id, name, keyHash, oidc }: App): AdapterPayload | undefined {
  if (!oidc) return undefined;
  const { redirectUris, postLogoutRedirectUris, backchannelLogoutUri, deviceFlow } = oidc;
  const withPages = redirectUris.length > 0;
  const isOwnScheme = (uri: string): boolean => !/^https?:/.test(uri);
  return {
    client_id: id,
    client_name: name,
    application_type: redirectUris.some(isOwnScheme) ? 'native' : 'web',
    ...(oidc.public
      ? { token_endpoint_auth_method: 'none' }
      : { token_endpoint_auth_method: 'client_secret_basic', client_secret: keyHash }),
    redirect_uris: redirectUris,
    post_logout_redirect_uris: postLogoutRedirectUris,
    grant_types: [
      ...(withPages ? ['authorization_code'] : []),
      'refresh_token',
      ...(deviceFlow ? [deviceGrant] : []),
    ],
    response_types: withPages ? ['code'] : [],
    ...(backchannelLogoutUri === undefined
      ? {}
      : { backchannel_logout_uri: backchannelLogoutUri, backchannel_logout_session_required: true }),
  };
}

export function compareSecret(client: Client, given: string): boolean {
  const kept = Buffer.from(client.clientSecret ?? '', 'latin1');
  const hashed = Buffer.from(hashToken(given), 'latin1');
  return kept.length === hashed.length && timingSafeEqual(kept, hashed);
}
