import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  appFieldsSchema,
  appUseSchema,
  appViewSchema,
  logoutViewSchema,
  oidcFactsSchema,
  snippetSchema,
} from '../model/app.ts';
import { timeSchema } from '../model/session.ts';
import { errors, idSchema, write } from './call-parts.ts';

const { name, kind, url, ...choices } = appFieldsSchema.shape;
/** What is left out gets its default. */
const newAppSchema = z.object({ name, kind, url, ...z.object(choices).partial().shape });

const fieldErrors = errors(
  'app_name_taken',
  'app_url_invalid',
  'app_url_taken',
  'app_plain_http',
  'app_redirect_invalid',
  'app_logout_uri_invalid',
  'app_oidc_missing',
  'app_host_unknown',
  'app_upstream_own',
  'group_not_found',
  'port_busy',
  'port_forbidden',
  'address_missing',
);

/** The key inside is shown once; only its hash is kept. */
const withSecret = z.object({
  app: appViewSchema,
  /** `ID.KEY`, the value of the header `Rollcall-App`; what follows the dot is the client secret of OpenID Connect. */
  secret: z.string(),
  /** Finished configuration for this install, one for each way the app can be set up. */
  snippets: z.array(snippetSchema),
  /** The same for a program to read, when the app signs people in by OpenID Connect. */
  oidc: oidcFactsSchema.optional(),
});

export const appCalls = {
  list: oc.output(z.array(appViewSchema)),
  add: oc
    .input(newAppSchema)
    .output(withSecret)
    .errors({ ...write, ...fieldErrors }),
  /**
   * What is left out stays; `null` takes away. The kind stays. `snippetChanged`: what was copied for the app before
   * does not do any more, and is made anew by `rotateSecret`.
   */
  set: oc
    .input(
      z.object({
        id: idSchema,
        name: name.optional(),
        url: url.optional(),
        ...z.object(choices).partial().shape,
        oidc: choices.oidc.nullable(),
        tells: choices.tells.nullable(),
      }),
    )
    .output(z.object({ app: appViewSchema, snippetChanged: z.boolean() }))
    .errors({ ...write, ...fieldErrors, ...errors('app_not_found') }),
  /** The old key opens nothing from then on. Sessions stay. */
  rotateSecret: oc
    .input(z.object({ id: idSchema }))
    .output(withSecret)
    .errors({ ...write, ...errors('app_not_found') }),
  /** Looks actively for ways around Rollcall; asks only the app's own addresses. Takes a few seconds. */
  check: oc
    .input(z.object({ id: idSchema }))
    .output(z.object({ app: appViewSchema }))
    .errors({ ...write, ...errors('app_not_found') }),
  /** Who was let in, newest first, at most 100; and the logouts of the last days, unconfirmed ones first. */
  history: oc
    .input(z.object({ id: idSchema }))
    .output(z.object({ uses: z.array(appUseSchema), logouts: z.array(logoutViewSchema) }))
    .errors(errors('app_not_found')),
  /** Tells the app of all unconfirmed logouts now, without waiting for the next try. */
  retryLogouts: oc
    .input(z.object({ id: idSchema }))
    .output(z.object({ confirmed: z.int(), unconfirmed: z.int() }))
    .errors({ ...write, ...errors('app_not_found') }),
  remove: oc.input(z.object({ id: idSchema })).errors({ ...write, ...errors('app_not_found') }),
};

export const oidcCalls = {
  /** The issuer is fixed when the first app of OpenID Connect is added; empty before. */
  get: oc.output(
    z.object({
      issuer: z.string(),
      /** What it would be by the addresses of now. */
      issuerNow: z.string(),
      keys: z.array(
        z.object({ id: z.string(), algorithm: z.string(), createdAt: timeSchema, signs: z.boolean() }),
      ),
      /** Names of the apps that hold the issuer in their own settings. */
      apps: z.array(z.string()),
    }),
  ),
  /** The issuer becomes `issuerNow`: every app of OpenID Connect must be told, and signs in anew. */
  moveIssuer: oc.output(z.object({ issuer: z.string(), apps: z.array(z.string()) })).errors(write),
  /** A new signing key; the old one goes on verifying until the last token it signed has expired. */
  rotateKeys: oc.output(z.object({ keyId: z.string() })).errors(write),
};
