/** Where the endpoints of OpenID Connect lie below the issuer, as its discovery document has them too. */
export const oidcPaths = {
  discovery: '/.well-known/openid-configuration',
  authorization: '/auth',
  token: '/token',
  userinfo: '/me',
  deviceAuthorization: '/device/auth',
} as const;

/** What an app may ask to be told of a person. */
export const oidcScopes = 'openid profile email groups';
