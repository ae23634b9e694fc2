import type { OidcClient, OidcFacts } from '../../../../shared/model/app.ts';

/**
 * What an app has to know to sign people in by OpenID Connect here.
 *
 * @param secret `ID.KEY`: in OpenID Connect both are told apart
 */
export function oidcFacts(options: {
  readonly client: Pick<OidcClient, 'public'>;
  readonly secret: string;
  readonly issuer: string;
}): OidcFacts {
  const { client, secret, issuer } = options;
  const dot = secret.indexOf('.');
  return {
    issuer,
    discovery: `${issuer}/.well-known/openid-configuration`,
    clientId: secret.slice(0, dot),
    ...(client.public ? {} : { clientSecret: secret.slice(dot + 1) }),
    authorizationEndpoint: `${issuer}/auth`,
    tokenEndpoint: `${issuer}/token`,
    userinfoEndpoint: `${issuer}/me`,
    jwksUri: `${issuer}/jwks`,
    endSessionEndpoint: `${issuer}/session/end`,
  };
}
