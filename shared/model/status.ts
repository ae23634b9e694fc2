import { z } from 'zod';
import { alarmFactsSchema } from './alarm-facts.ts';
import { timeSchema } from './session.ts';

/** A thing that needs the admin, ranked as listed. */
export const alarmSchema = z.object({
  code: z.enum([
    'store_unavailable',
    'settings_replaced',
    'clock_behind',
    'clock_ahead',
    'clock_jumped',
    'not_listening',
    'admission_asked',
    'password_reported',
    'seats_nearly_full',
    'throttle_burst',
    'kick_war',
    'backup_missing',
    'address_changed',
    'certificate_lacks_hosts',
    'certificate_expires',
    'authority_expires',
    'certificate_unusable',
    'disk_low',
    'sign_ins_paused',
    'backup_failed',
    'address_from_dhcp',
    'signing_key_broken',
    'console_not_listening',
    'gateway_not_listening',
    'logout_unconfirmed',
    'identity_mismatch',
    'app_bypassable',
    'issuer_lost',
  ]),
  since: timeSchema,
  /** One plain sentence: what, why, what to do. English, for the command line and where there are no facts. */
  sentence: z.string(),
  /** What it names, for the sentence in another language: `sayAlarm`. */
  facts: alarmFactsSchema.optional(),
});
export type Alarm = z.infer<typeof alarmSchema>;

export const certificateViewSchema = z.object({
  caFingerprint: z.string(),
  caFingerprintWords: z.array(z.string()),
  /** Absent: the authority cannot be read. */
  caValidUntil: timeSchema.optional(),
  /** Of the certificate that people's browsers are shown: the imported one while it is in force. */
  names: z.array(z.string()),
  validUntil: timeSchema,
  /** Imported by the admin, in the place of Rollcall's own. */
  imported: z.boolean(),
  /** Rollcall's own: shown under every name and address that the imported one does not name. */
  own: z.object({ names: z.array(z.string()), validUntil: timeSchema }),
  /** Hosts that links use and that no certificate has: devices warn there, even those that trust Rollcall. */
  uncovered: z.array(z.string()),
  /** What the admin imported, in force or not. */
  import: z
    .object({
      state: z.enum(['in_force', 'expired', 'not_yet_valid', 'unreadable', 'missing']),
      names: z.array(z.string()),
      issuer: z.string(),
      validUntil: timeSchema.optional(),
      /** Hosts that links use and that it does not name. */
      uncovered: z.array(z.string()),
    })
    .optional(),
});
export type CertificateView = z.infer<typeof certificateViewSchema>;

export const signInCountsSchema = z.object({
  admitted: z.int(),
  /** At the limit and asked which device to sign out: whoever chose one is counted among the admitted as well. */
  asked: z.int(),
  /** Refused by the limit. */
  limit: z.int(),
  seats: z.int(),
  hours: z.int(),
  /** While the admin had paused signing in. */
  paused: z.int(),
  /** Wrong name, password, code or second factor. */
  failed: z.int(),
  throttled: z.int(),
});
export type SignInCounts = z.infer<typeof signInCountsSchema>;

export const statusSchema = z.object({
  version: z.string(),
  runningSince: timeSchema,
  /** Authority time when this was sent. */
  now: timeSchema,
  dataDir: z.string(),
  /** Where the LAN reaches it, best first. */
  https: z.array(z.string()),
  http: z.array(z.string()),
  /** The origin that links and snippets use. */
  origin: z.string(),
  certificate: certificateViewSchema,
  /** Of the disk that the data directory is on. */
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
  /** The admin has paused signing in; without `until`: until it is resumed. */
  paused: z.object({ until: timeSchema.optional() }).optional(),
  /** Browsers that opened Rollcall over https without a warning, as the trust page's check found. */
  trustingDevices: z.int(),
  liveSessions: z.int(),
  users: z.int(),
  alarms: z.array(alarmSchema),
  /** Sign-ins since midnight on this computer's clock. Refusals by a rule are no failures. */
  today: signInCountsSchema,
  /** Absent: none was ever made. */
  lastBackupAt: timeSchema.optional(),
  /** Authority time when `audit.verify` last found the chain whole. */
  auditVerifiedAt: timeSchema.optional(),
  setup: z.object({
    adminExists: z.boolean(),
    /** A user besides the admin exists. */
    firstUser: z.boolean(),
    /** A browser or app of the LAN has asked for anything. */
    firstDeviceSeen: z.boolean(),
    /** A session was started at least once. */
    firstSession: z.boolean(),
    /** The first run was finished or put aside in the console. */
    finished: z.boolean(),
  }),
});
export type Status = z.infer<typeof statusSchema>;

export const addressViewSchema = z.object({
  address: z.string(),
  family: z.enum(['IPv4', 'IPv6']),
  interfaceName: z.string(),
  kind: z.string(),
  inUse: z.boolean(),
  /** Given by DHCP, so that it may change; undefined: cannot be told. */
  dhcp: z.boolean().optional(),
});
export type AddressView = z.infer<typeof addressViewSchema>;

/** What still carries an address that this computer no longer has. */
export const toMendSchema = z.object({
  /** The one lost last; absent: nothing is to be mended. */
  lost: z.object({ address: z.string(), since: timeSchema }).optional(),
  apps: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** `snippet`: its proxy asks under the lost address; `issuer`: it was told so; the others are fields of the app. */
      what: z.enum(['snippet', 'issuer', 'url', 'upstream']),
    }),
  ),
});
export type ToMend = z.infer<typeof toMendSchema>;
