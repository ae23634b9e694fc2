import { z } from 'zod';
import { errorCatalogue, type ErrorCode } from '../errors.ts';
import { findingSchema } from './app.ts';
import { backupProblemSchema } from './backup.ts';
import { pleaViewSchema } from './plea.ts';
import { idAndNameSchema } from './id-and-name.ts';
import { logoutTroubleSchema } from './logout-trouble.ts';
import { timeSchema } from './session.ts';

/** A code of the error catalogue. */
export const errorCodeSchema = z.enum(Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]]);

const names = z.array(z.string());
/** How many there are besides those that are named. */
const more = z.int();

const facts = <Code extends string, Shape extends z.ZodRawShape>(code: Code, shape: Shape) =>
  z.object({ code: z.literal(code), ...shape });

/** What each alarm names, without a word of any language: `sayAlarm` makes the sentence. */
export const alarmFactsSchema = z.discriminatedUnion('code', [
  facts('store_unavailable', { dataDir: z.string() }),
  /** `trouble`: what the reader of the file says of it, in its own words. */
  facts('settings_replaced', { trouble: z.string() }),
  facts('clock_behind', {}),
  facts('clock_ahead', {}),
  facts('clock_jumped', {}),
  facts('not_listening', { why: errorCodeSchema, port: z.int().optional() }),
  /** The last one first. */
  facts('admission_asked', { people: z.array(pleaViewSchema), more }),
  facts('password_reported', { users: z.array(idAndNameSchema), more }),
  facts('seats_nearly_full', { used: z.int(), seats: z.int() }),
  facts('throttle_burst', { failures: z.int(), minutes: z.int() }),
  facts('kick_war', { users: z.array(z.object({ name: z.string(), until: timeSchema })), more }),
  /** `days`: age of the last one; absent: there was never one. */
  facts('backup_missing', { days: z.int().optional() }),
  facts('address_changed', { address: z.string(), apps: names, more }),
  /** Hosts that links use. */
  facts('certificate_lacks_hosts', { hosts: names, more }),
  facts('certificate_expires', { whose: z.enum(['own', 'imported']), days: z.int() }),
  /** Of the certificate authority. */
  facts('authority_expires', { days: z.int() }),
  facts('certificate_unusable', { state: z.enum(['expired', 'not_yet_valid', 'unreadable', 'missing']) }),
  /** To a tenth, so that it is no other alarm with every byte. */
  facts('disk_low', { freeBytes: z.number() }),
  facts('sign_ins_paused', { until: timeSchema.optional() }),
  facts('backup_failed', { problem: backupProblemSchema }),
  facts('address_from_dhcp', { host: z.string() }),
  facts('signing_key_broken', {
    files: z.array(z.object({ name: z.string(), trouble: z.string() })),
    /** Is one among them that signs now? */
    signs: z.boolean(),
  }),
  facts('console_not_listening', { port: z.int(), why: errorCodeSchema, holder: z.string().optional() }),
  facts('gateway_not_listening', {
    apps: z.array(
      z.object({ name: z.string(), url: z.string(), why: errorCodeSchema, holder: z.string().optional() }),
    ),
    more,
  }),
  facts('logout_unconfirmed', {
    apps: z.array(
      z.object({
        name: z.string(),
        ends: z.int(),
        since: timeSchema,
        /** What came of the last try; absent: there was none yet. */
        trouble: logoutTroubleSchema.optional(),
      }),
    ),
    more,
  }),
  facts('identity_mismatch', {
    /** `user` is who it is here, `other` whom the app takes the device for. */
    found: z.array(
      z.object({
        app: z.string(),
        user: z.string(),
        other: z.string(),
        at: timeSchema,
        byCookie: z.boolean(),
      }),
    ),
    more,
  }),
  /** `finding`: of the first of the apps. */
  facts('app_bypassable', { apps: names, more, finding: findingSchema.optional() }),
  facts('issuer_lost', { apps: names, more, issuer: z.string() }),
]);
export type AlarmFacts = z.infer<typeof alarmFactsSchema>;
