import { z } from 'zod';
import { logoutTroubleSchema } from './logout-trouble.ts';
import { timeSchema } from './session.ts';

/**
 * How Rollcall stands between people and an app: `forward-auth`: its own proxy asks about every request; `gateway`:
 * Rollcall is the proxy; `oidc`: it only asks at sign-in, by OpenID Connect.
 */
export const appKindSchema = z.enum(['forward-auth', 'gateway', 'oidc']);
export type AppKind = z.infer<typeof appKindSchema>;

/** Proxies that configuration is written for. */
export const proxySchema = z.enum(['nginx', 'caddy', 'traefik']);
export type Proxy = z.infer<typeof proxySchema>;

/** What to do with an `Authorization` header that is not Rollcall's: it belongs to the app. */
export const foreignAuthorizationSchema = z.enum(['refuse', 'pass']);

export const backgroundPathsSchema = z
  .array(z.string().regex(/^\/[^\s?#]{0,199}$/, 'a path such as /api/poll or /socket.io/*'))
  .max(50);

const addressSchema = z.string().max(2000);

/** An app that signs people in by OpenID Connect. Also an app of another kind may: then each request is checked too. */
export const oidcClientSchema = z
  .object({
    /** None: the device flow only. */
    redirectUris: z.array(addressSchema).max(20),
    postLogoutRedirectUris: z.array(addressSchema).max(20),
    /** Where it is told of ended sessions (back-channel logout); absent: it is not told. */
    backchannelLogoutUri: addressSchema.optional(),
    /** A program that cannot keep a secret: no client secret, PKCE only. */
    public: z.boolean(),
    /** May use the device flow: its sessions are of the class `app`. */
    deviceFlow: z.boolean(),
  })
  .strict();
export type OidcClient = z.infer<typeof oidcClientSchema>;

/** Where the app itself says whom it takes the person for: so that two different people are noticed. */
export const tellsSchema = z
  .object({
    /** A cookie it sets, or a header of its answers (seen by the gateway only). */
    from: z.enum(['cookie', 'header']),
    name: z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'the name of a cookie or header'),
    /** `sub`: the id that the app was given by OpenID Connect. */
    is: z.enum(['name', 'email', 'sub']),
  })
  .strict();
export type Tells = z.infer<typeof tellsSchema>;

/** Everything about an app that the admin chooses. */
export const appFieldsSchema = z.object({
  name: z.string().trim().min(1).max(60),
  kind: appKindSchema,
  /**
   * Origin under which people reach the app, such as https://192.168.1.20:8443; may be empty with `oidc`, as for a
   * program that has no pages.
   */
  url: addressSchema,
  /** Origin under which its proxy, or the gateway, finds the app itself. */
  upstream: addressSchema,
  /** Reached over plain HTTP, where anybody on the network can copy its cookie. */
  plainHttp: z.boolean(),
  /** With an https upstream: take its certificate only when it is trusted, or any. */
  upstreamCertificate: z.enum(['verify', 'any']),
  foreignAuthorization: foreignAuthorizationSchema,
  /** Paths that the app's pages ask for by themselves, such as `/api/poll`; `*` stands for anything. Not a use. */
  backgroundPaths: backgroundPathsSchema,
  /** Ids of the groups whose members may enter; empty: everybody. */
  groups: z.array(z.string().min(1).max(100)).max(100),
  oidc: oidcClientSchema.optional(),
  tells: tellsSchema.optional(),
});
export type AppFields = z.infer<typeof appFieldsSchema>;

/**
 * How tightly an app is held: a session that ends is out of it at the next request; only when it next signs in, or is
 * told; or there is a way around Rollcall.
 */
export const coverageLevelSchema = z.enum(['every_request', 'sign_in_only', 'bypassable']);
export type CoverageLevel = z.infer<typeof coverageLevelSchema>;

export const findingCodes = [
  /** The app's own port answers beside its proxy. */
  'upstream_reachable',
  /** A forged identity header got through. */
  'forged_identity',
  /** A request without a session was not refused. */
  'open_without_session',
  /** A cookie still opened the app after its session had ended. */
  'cookie_not_cut',
  /** The address of the app, or its proxy, does not answer. */
  'unreachable',
  'plain_http',
  'foreign_authorization_passes',
  /** OpenID Connect only, and the app is not told of ended sessions. */
  'not_told_of_ends',
] as const;
/** A bad finding of these is a way around Rollcall, whatever the kind of the app promises. Settings: see `held.ts`. */
export const waysAround = [
  'upstream_reachable',
  'forged_identity',
  'open_without_session',
  'cookie_not_cut',
] as const satisfies readonly (typeof findingCodes)[number][];
export const findingCodeSchema = z.enum(findingCodes);
export type FindingCode = z.infer<typeof findingCodeSchema>;

/** One thing the check looked at. */
export const findingSchema = z.object({
  code: findingCodeSchema,
  /** `good`: looked at, and as it should be; `unknown`: could not be looked at from here. */
  result: z.enum(['good', 'bad', 'unknown']),
  /** The name of its sentence in other languages: `sayFinding`. Absent: found before there were such names. */
  said: z.string().optional(),
  /** What was found, and what to do about it; English, for the command line and as a fallback. */
  sentence: z.string(),
  fix: z.string().optional(),
  /** Addresses and the like that the sentence names. */
  data: z.record(z.string(), z.string()),
});
export type Finding = z.infer<typeof findingSchema>;

/** What the last active check found. */
export const appCheckSchema = z.object({ at: timeSchema, findings: z.array(findingSchema) });
export type AppCheck = z.infer<typeof appCheckSchema>;

export const appHealthSchema = z.enum([
  'ok',
  /** Nobody has come through it yet. */
  'unused',
  /** Its port cannot be listened on (gateway). */
  'not_listening',
  /** The app itself did not answer the last request (gateway). */
  'upstream_down',
  /** It has not confirmed that a session ended (OpenID Connect). */
  'logout_unconfirmed',
]);
export type AppHealth = z.infer<typeof appHealthSchema>;

export const appViewSchema = appFieldsSchema.extend({
  /** Short lower-case id, part of the cookie name on the app's host; the client id of OpenID Connect. */
  id: z.string(),
  coverage: coverageLevelSchema,
  health: appHealthSchema,
  check: appCheckSchema.optional(),
  /** Logouts that the app has not confirmed yet. */
  unconfirmedLogouts: z.int(),
  /** The last time the app and Rollcall took one device for two different people. */
  mismatch: z.object({ at: timeSchema, user: z.string(), app: z.string() }).optional(),
  createdAt: timeSchema,
  lastUsedAt: timeSchema.optional(),
});
export type AppView = z.infer<typeof appViewSchema>;

/** Finished configuration for this install, with the secret in it. */
export const snippetSchema = z.object({
  id: z.enum(['nginx', 'caddy', 'traefik', 'oidc']),
  text: z.string(),
});
export type Snippet = z.infer<typeof snippetSchema>;

/** What an app that signs people in by OpenID Connect has to know, with the secret in it. */
export const oidcFactsSchema = z.object({
  /** Without a slash at its end; the endpoints begin with it. */
  issuer: z.string(),
  /** The address that says all the others. */
  discovery: z.string(),
  clientId: z.string(),
  /** Absent with a public client. */
  clientSecret: z.string().optional(),
  authorizationEndpoint: z.string(),
  tokenEndpoint: z.string(),
  userinfoEndpoint: z.string(),
  jwksUri: z.string(),
  endSessionEndpoint: z.string(),
});
export type OidcFacts = z.infer<typeof oidcFactsSchema>;

/** An ended session that an app has to be told of, until it confirms. */
export const logoutViewSchema = z.object({
  id: z.string(),
  userName: z.string(),
  device: z.string(),
  endedAt: timeSchema,
  tries: z.int(),
  nextTryAt: timeSchema.optional(),
  /** What came of the last try. */
  trouble: logoutTroubleSchema.optional(),
  confirmedAt: timeSchema.optional(),
});
export type LogoutView = z.infer<typeof logoutViewSchema>;

/** Who has been let into an app, newest first. */
export const appUseSchema = z.object({
  at: timeSchema,
  userName: z.string(),
  device: z.string(),
  sessionId: z.string(),
  live: z.boolean(),
});
export type AppUse = z.infer<typeof appUseSchema>;
