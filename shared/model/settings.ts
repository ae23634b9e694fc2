import { z } from 'zod';
import { limitValueSchema, policySchema } from './limit.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const lifetimeSchema = z
  .object({
    /** Seconds without a request by the person after which a session ends. */
    idleSeconds: z
      .int()
      .min(minute)
      .max(400 * day),
    /** Seconds after the sign-in at which a session ends whatever happens. */
    absoluteSeconds: z
      .int()
      .min(minute)
      .max(400 * day),
  })
  .strict();

const hostSchema = z
  .string()
  .regex(/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'a DNS name in lower case');

/** settings.json, one JSON document. `schema` counts its form; `revision` counts the changes. */
export const settingsSchema = z
  .object({
    schema: z.literal(1),
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
    portal: z.object({ title: z.string().min(1).max(80) }).strict(),
  })
  .strict();
export type Settings = z.infer<typeof settingsSchema>;

/** Values of a fresh install: the numbers of the rules of sessions. */
export const defaultSettings: Settings = {
  schema: 1,
  revision: 0,
  network: { hosts: [], httpsPort: 8443, httpPort: 8480, names: [], primaryHost: '' },
  sessions: {
    limit: 2,
    policy: 'ask',
    browser: { idleSeconds: 8 * hour, absoluteSeconds: 24 * hour },
    app: { idleSeconds: 30 * day, absoluteSeconds: 90 * day },
    keepEndedDays: 90,
  },
  throttle: { freeFailures: 5, maxWaitSeconds: 5 * minute },
  portal: { title: 'Rollcall' },
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
  'sessions.keepEndedDays',
  'throttle.freeFailures',
  'throttle.maxWaitSeconds',
  'portal.title',
] as const;
export const settingKeySchema = z.enum(settingKeys);
export type SettingKey = z.infer<typeof settingKeySchema>;
