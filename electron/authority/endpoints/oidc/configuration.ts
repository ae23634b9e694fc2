import type { AdapterFactory, Configuration, JWKS, KoaContextWithOIDC } from 'oidc-provider';
import { findGranted, secondsWithin, tokenSeconds } from '../../operations/oidc-grants.ts';
import { absoluteEndOf } from '../../operations/rules-in-force.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { claimsOfScope, findAccount, scopes } from './account.ts';
import { isKept, makeArtifactAdapter } from './adapter.ts';
import { describeClient } from './clients.ts';
import type { Exchange } from './exchange.ts';
import { makeInteractionPolicy } from './interaction-policy.ts';
import { findOrMakeGrant } from './portal-session.ts';

/** An ended session opens nothing at once; this is for apps that look at a token only now and then. */
const accessTokenSeconds = 10 * 60;
const codeSeconds = 60;
const deviceCodeSeconds = 10 * 60;
/** Somebody who looks for the password, or chooses an own one. */
const interactionSeconds = 30 * 60;
const farSeconds = 10 * 365 * 24 * 3600;

const asymmetric = ['RS256', 'ES256'] as const;
const off = { enabled: false };
const nothing = (): void => undefined;

/**
 * @param refuse shows a page in the place of an answer that cannot go back to the app
 */
export function makeConfiguration(
  edge: EdgeDependencies,
  jwks: JWKS,
  currentExchange: () => Exchange,
  refuse: (ctx: KoaContextWithOIDC, error: Error) => void,
): Configuration {
  const lifeOf = (seconds: number) => (_ctx: KoaContextWithOIDC | undefined, token: object) => {
    const { grantId } = token as { grantId?: string };
    const entry = findGranted(edge, grantId, 'none');
    return entry ? secondsWithin(edge, entry.session, seconds) : seconds;
  };
  return {
    adapter: makeAdapterFactory(edge, currentExchange),
    jwks,
    scopes,
    claims: { ...claimsOfScope },
    // Apps that only look at the token of the sign-in are told everything there.
    conformIdTokenClaims: false,
    findAccount: (_ctx, sub, token) => findAccount(edge, sub, token),
    loadExistingGrant: async (ctx) => findOrMakeGrant(edge, ctx, scopes),
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    enabledJWA: {
      idTokenSigningAlgValues: [...asymmetric],
      requestObjectSigningAlgValues: [...asymmetric],
      userinfoSigningAlgValues: [...asymmetric],
      introspectionSigningAlgValues: [...asymmetric],
      authorizationSigningAlgValues: [...asymmetric],
    },
    pkce: { required: (_ctx, client) => client.tokenEndpointAuthMethod === 'none' },
    allowOmittingSingleRegisteredRedirectUri: false,
    // Tokens die with Rollcall's session: see the adapter.
    expiresWithSession: async () => false,
    issueRefreshToken: async (_ctx, client, code) =>
      client.tokenEndpointAuthMethod !== 'none' ||
      code.kind === 'DeviceCode' ||
      code.scopes.has('offline_access'),
    rotateRefreshToken: () => true,
    ttl: {
      AccessToken: lifeOf(accessTokenSeconds),
      AuthorizationCode: lifeOf(codeSeconds),
      DeviceCode: deviceCodeSeconds,
      Grant: accessTokenSeconds,
      IdToken: (ctx) =>
        lifeOf(accessTokenSeconds)(
          ctx,
          ctx.oidc.entities.Grant?.jti === undefined ? {} : { grantId: ctx.oidc.entities.Grant.jti },
        ),
      Interaction: interactionSeconds,
      RefreshToken: lifeOf(farSeconds),
      Session: accessTokenSeconds,
    },
    interactions: {
      policy: makeInteractionPolicy(edge),
      url: async (_ctx, interaction) => `/oidc/interaction/${interaction.uid}`,
    },
    renderError: async (ctx, _out, error) => refuse(ctx, error),
    clientBasedCORS: (_ctx, origin, client) =>
      client.tokenEndpointAuthMethod === 'none' &&
      (client.redirectUris ?? []).some((uri) => URL.canParse(uri) && new URL(uri).origin === origin),
    features: {
      backchannelLogout: { enabled: true },
      claimsParameter: off,
      clientCredentials: off,
      devInteractions: off,
      deviceFlow: {
        enabled: true,
        charset: 'base-20',
        mask: '****-****',
        deviceInfo: () => ({}),
        userCodeInputSource: nothing,
        userCodeConfirmSource: nothing,
        successSource: nothing,
      },
      dPoP: off,
      introspection: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) =>
          client.tokenEndpointAuthMethod !== 'none' || token.clientId === client.clientId,
      },
      pushedAuthorizationRequests: { enabled: true },
      requestObjects: off,
      resourceIndicators: off,
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: nothing,
        postLogoutSuccessSource: nothing,
      },
      userinfo: { enabled: true },
    },
    // It never asks anybody anything over the network; Rollcall tells apps of ended sessions itself.
    fetch: async () => {
      throw new Error('no outgoing request is made');
    },
  };
}

function makeAdapterFactory(edge: EdgeDependencies, currentExchange: () => Exchange): AdapterFactory {
  const kept = (name: string) => {
    if (!isKept(name)) throw new Error(`nothing is kept of ${name}`);
    return makeArtifactAdapter(edge, name, currentExchange);
  };
  const derived = (
    find: (id: string) => Record<string, unknown> | undefined,
  ): ReturnType<AdapterFactory> => ({
    find: async (id) => find(id),
    upsert: async () => undefined,
    consume: async () => undefined,
    destroy: async () => undefined,
    revokeByGrantId: async () => undefined,
    findByUserCode: async () => undefined,
    findByUid: async () => undefined,
  });
  return (name) => {
    switch (name) {
      case 'Client':
        return derived((id) => {
          const app = edge.apps.find(id);
          return app && describeClient(app);
        });
      case 'Grant':
        return derived((id) => describeGrant(edge, id));
      case 'Session':
        return derived(() => undefined);
      default:
        return kept(name);
    }
  };
}

/** What a session has granted an app: everything, until it ends. */
function describeGrant(edge: EdgeDependencies, grantId: string): Record<string, unknown> | undefined {
  const entry = findGranted(edge, grantId, 'none');
  return (
    entry && {
      kind: 'Grant',
      jti: grantId,
      accountId: entry.user.id,
      clientId: entry.app.id,
      openid: { scope: scopes.join(' ') },
      iat: tokenSeconds(edge, entry.session.signedInAt),
      exp: tokenSeconds(edge, absoluteEndOf(edge, entry.session)),
    }
  );
}
