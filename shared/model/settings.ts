import { z } from 'zod';
import { tidyPath } from '../tidy-path.ts';
import { lifetimeSchema } from './lifetime.ts';
import { appSessionsSchema, limitValueSchema, policySchema } from './limit.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const hostSchema = z
  .string()
  .regex(/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'a DNS name in lower case');

const seconds = z
  .int()
  .min(1)
  .max(30 * 24 * 3600);

/** Ends are looked back at for two hours: both together fit into that. */
const kickWarSeconds = z.int().min(1).max(3600);

/** How the pages for people look. */
export const portalSettingsSchema = z
  .object({
    title: z.string().min(1).max(80),
    /** A line of the admin's own under the sign-in form, such as whom to call; may be empty. */
    note: z.string().max(300),
    /** Colour of buttons and marks, `#rrggbb`; empty: Rollcall's own. */
    accent: z.union([z.literal(''), z.string().regex(/^#[0-9a-f]{6}$/)]),
  })
  .strict();

export type PortalSettings = z.infer<typeof portalSettingsSchema>;

/** settings.json, one JSON document. `schema` counts its form; `revision` counts the changes. */
export const settingsSchema = z
  .object({
    schema: z.literal(5),
    revision: z.int().min(0),
    network: z
      .object({
        /** Addresses to listen on; empty: all of this computer. */
        hosts: z.array(z.union([z.ipv4(), z.ipv6()])).max(32),
        httpsPort: z.int().min(0).max(65_535),
        httpPort: z.int().min(0).max(65_535),
        /** Further DNS names under which people reach Rollcall. */
        names: z.array(hostSchema).max(32),
        /** Host or address that links and snippets use; empty: the best address of this computer. */
        primaryHost: z.union([z.literal(''), z.ipv4(), z.ipv6(), hostSchema]),
      })
      .strict(),
    sessions: z
      .object({
        limit: limitValueSchema,
        policy: policySchema,
        browser: lifetimeSchema,
        app: lifetimeSchema,
        appSessions: appSessionsSchema,
        /** Limit of app sessions where they are counted apart. */
        appLimit: limitValueSchema,
        reclaim: z
          .object({
            /** Seconds a browser session must not have been seen before its place may go to somebody who needs it. */
            afterSeconds: seconds,
            /** Seconds after which a session whose token was never presented is the first to give its place. */
            unclaimedSeconds: seconds,
            /** Also under the policy `refuse`. */
            underRefuse: z.boolean(),
          })
          .strict(),
        kickWar: z
          .object({
            /** More automatic ends than this … */
            ends: z.int().min(1).max(1000),
            /** … within so many seconds make the policy `ask` … */
            withinSeconds: kickWarSeconds,
            /** … for so many. */
            askSeconds: kickWarSeconds,
          })
          .strict(),
        /** Seconds in which somebody at the limit may choose which device to sign out. */
        chooserSeconds: seconds,
        /** Seconds in which the same sign-in, sent again, gets the same session. */
        lostAnswerSeconds: seconds,
        /** Days an ended session is kept with its reason. */
        keepEndedDays: z.int().min(1).max(3650),
      })
      .strict(),
    throttle: z
      .object({
        /** Failures per account (and per known device) that cost nothing. */
        freeFailures: z.int().min(1).max(100),
        maxWaitSeconds: z.int().min(1).max(3600),
      })
      .strict(),
    portal: portalSettingsSchema,
    console: z
      .object({
        /** The console is also served to browsers, on the loopback addresses of this computer only. */
        browser: z.boolean(),
        port: z.int().min(0).max(65_535),
      })
      .strict(),
    backup: z
      .object({
        /** Where scheduled backups go; empty: there are none. */
        folder: z.string().transform(tidyPath).pipe(z.string().max(4096)),
        everyDays: z.int().min(1).max(365),
        /** So many are kept there; older ones go. */
        keep: z.int().min(1).max(1000),
      })
      .strict(),
    oidc: z
      .object({
        /** Address of the issuer, `https://HOST:PORT/oidc`; fixed when the first app of OpenID Connect is added. */
        issuer: z.union([z.literal(''), z.url()]),
        /** Where a user has no e-mail address, apps are told `NAME@` this domain. */
        emailDomain: hostSchema,
      })
      .strict(),
  })
  .strict();
export type Settings = z.infer<typeof settingsSchema>;

/** Values of a fresh install: the numbers of the rules of sessions. */
export const defaultSettings: Settings = {
  schema: 5,
  revision: 0,
  network: { hosts: [], httpsPort: 8443, httpPort: 8480, names: [], primaryHost: '' },
  sessions: {
    limit: 2,
    policy: 'ask',
    browser: { idleSeconds: 8 * hour, absoluteSeconds: 24 * hour },
    app: { idleSeconds: 30 * day, absoluteSeconds: 90 * day },
    appSessions: 'counted',
    appLimit: 2,
    reclaim: { afterSeconds: 30 * minute, unclaimedSeconds: minute, underRefuse: false },
    kickWar: { ends: 3, withinSeconds: 5 * minute, askSeconds: 10 * minute },
    chooserSeconds: 10 * minute,
    lostAnswerSeconds: 2 * minute,
    keepEndedDays: 90,
  },
  throttle: { freeFailures: 5, maxWaitSeconds: 5 * minute },
  portal: { title: 'Rollcall', note: '', accent: '' },
  console: { browser: false, port: 8490 },
  backup: { folder: '', everyDays: 7, keep: 10 },
  oidc: { issuer: '', emailDomain: 'rollcall.internal' },
};

/** Every setting by its dotted key, as the CLI and the audit name it. */
export const settingKeys = [
  'network.hosts',
  'network.httpsPort',
  'network.httpPort',
  'network.names',
  'network.primaryHost',
  'sessions.limit',
  'sessions.policy',
  'sessions.browser.idleSeconds',
  'sessions.browser.absoluteSeconds',
  'sessions.app.idleSeconds',
  'sessions.app.absoluteSeconds',
  'sessions.appSessions',
  'sessions.appLimit',
  'sessions.reclaim.afterSeconds',
  'sessions.reclaim.unclaimedSeconds',
  'sessions.reclaim.underRefuse',
  'sessions.kickWar.ends',
  'sessions.kickWar.withinSeconds',
  'sessions.kickWar.askSeconds',
  'sessions.chooserSeconds',
  'sessions.lostAnswerSeconds',
  'sessions.keepEndedDays',
  'throttle.freeFailures',
  'throttle.maxWaitSeconds',
  'portal.title',
  'portal.note',
  'portal.accent',
  'console.browser',
  'console.port',
  'backup.folder',
  'backup.everyDays',
  'backup.keep',
  'oidc.emailDomain',
] as const;
export const settingKeySchema = z.enum(settingKeys);
export type SettingKey = z.infer<typeof settingKeySchema>;

/**
 * The document as this program knows it: what an older one does not say yet has its default. Anything else is left as
 * it is, for the schema to judge.
 */
export function migrateSettings(document: unknown): unknown {
  return addConsole(addUpkeep(addOidc(addAdmissionRules(document))));
}

function addAdmissionRules(document: unknown): unknown {
  if (!isTree(document) || document['schema'] !== 1 || !isTree(document['sessions'])) return document;
  const { appSessions, appLimit, reclaim, kickWar, chooserSeconds, lostAnswerSeconds } =
    defaultSettings.sessions;
  const added = { appSessions, appLimit, reclaim, kickWar, chooserSeconds, lostAnswerSeconds };
  return { ...document, schema: 2, sessions: { ...document['sessions'], ...added } };
}

function addOidc(document: unknown): unknown {
  if (!isTree(document) || document['schema'] !== 2) return document;
  return { ...document, schema: 3, oidc: defaultSettings.oidc };
}

function addUpkeep(document: unknown): unknown {
  if (!isTree(document) || document['schema'] !== 3 || !isTree(document['portal'])) return document;
  const { portal, backup } = defaultSettings;
  return { ...document, schema: 4, portal: { ...portal, ...document['portal'] }, backup };
}

function addConsole(document: unknown): unknown {
  if (!isTree(document) || document['schema'] !== 4) return document;
  return { ...document, schema: 5, console: defaultSettings.console };
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
