import { oc } from '@orpc/contract';
import { z } from 'zod';
import { auditWordSchema } from '../model/audit-word.ts';
import { auditActionSchema, auditEntrySchema } from '../model/audit.ts';
import {
  backupFileSchema,
  backupScheduleSchema,
  backupViewSchema,
  restorePartSchema,
} from '../model/backup.ts';
import { surplusSchema } from '../model/limit.ts';
import { sessionViewSchema, timeSchema } from '../model/session.ts';
import { portalSettingsSchema, settingKeySchema, settingsSchema } from '../model/settings.ts';
import { addressViewSchema, toMendSchema } from '../model/status.ts';
import { affectedSchema, errors, passwordSchema, pathSchema, write } from './call-parts.ts';

export const settingsCalls = {
  get: oc.output(settingsSchema),
  /** `surplus` says what a stricter limit does to sessions above it; shorter lives end at once. */
  set: oc
    .input(
      z.object({
        values: z.partialRecord(settingKeySchema, z.unknown()),
        surplus: surplusSchema.optional(),
      }),
    )
    .output(z.object({ settings: settingsSchema, ended: z.array(sessionViewSchema) }))
    .errors({
      ...write,
      ...errors('setting_invalid', 'port_busy', 'port_forbidden', 'address_missing'),
    }),
  /** Which sessions `set` would end, with `surplus: now` where the limit is meant. Changes nothing. */
  previewSet: oc
    .input(z.object({ values: z.partialRecord(settingKeySchema, z.unknown()) }))
    .output(affectedSchema)
    .errors(errors('setting_invalid')),
  /** The sign-in page as it would be with these values, in both themes: documents with their style and without scripts. */
  previewPortal: oc.input(portalSettingsSchema).output(z.object({ light: z.string(), dark: z.string() })),
};

/** An admin and the password: for what the way that a call comes in is not enough. */
const adminProofSchema = z.object({ admin: z.string().min(1).max(64), password: passwordSchema });

export const networkCalls = {
  addresses: oc.output(z.array(addressViewSchema)),
  /** Is this port free on this computer, and if not, who holds it. */
  checkPort: oc.input(z.object({ port: z.int().min(1).max(65_535) })).output(
    z.object({
      state: z.enum(['free', 'ours', 'busy', 'forbidden']),
      holder: z.object({ pid: z.int(), name: z.string() }).optional(),
    }),
  ),
  /** A new certificate of Rollcall's own authority, now. Nobody is signed out. */
  renewCertificate: oc.output(z.object({ validUntil: timeSchema })).errors(write),
  /** A certificate of somebody else's authority, with its chain, in the place of Rollcall's own. PEM texts. */
  importCertificate: oc
    .input(z.object({ certificatePem: z.string().max(200_000), keyPem: z.string().max(50_000) }))
    .output(
      z.object({
        names: z.array(z.string()),
        validUntil: timeSchema,
        /** Hosts that links use and that it does not name: there Rollcall's own certificate is shown. */
        uncovered: z.array(z.string()),
      }),
    )
    .errors({ ...write, ...errors('certificate_unfit') }),
  /** Back to Rollcall's own. */
  removeCertificate: oc.errors(write),
  /**
   * A new certificate authority of Rollcall's own, at once and for good: every device and app that trusts the old one has to
   * trust it anew. Nobody is signed out. By the password of an admin; in a browser, of the one who signed in there.
   */
  makeAuthority: oc
    .input(adminProofSchema)
    .output(z.object({ fingerprint: z.string(), words: z.array(z.string()), validUntil: timeSchema }))
    .errors({ ...write, ...errors('credentials', 'throttled', 'busy') }),
  /** Apps and snippets that carry an address this computer no longer has. */
  toMend: oc.output(toMendSchema),
};

/** All that is given must hold. */
const auditFilterSchema = z.object({
  actions: z.array(auditActionSchema).max(100).optional(),
  /** Somewhere in the name of who did it or to whom it was done, whatever its case. */
  who: z.string().max(200).optional(),
  /** Somewhere in action, actor, subject, address or the data, as it stands but for its case. */
  text: z.string().max(200).optional(),
  /** Each of them, in the entry as it was written or in what is shown of it. */
  words: z.array(auditWordSchema).max(20).optional(),
  /** From this moment on. */
  from: timeSchema.optional(),
  /** Up to but not at this moment. */
  to: timeSchema.optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditCalls = {
  /**
   * Newest first. `next` is where to go on, as `before`; absent: that was all. A filter may have an answer end early,
   * even empty, with more to look through.
   */
  list: oc
    .input(
      z.object({
        before: z.int().optional(),
        /** Only entries with a larger number: what has come since. */
        after: z.int().optional(),
        limit: z.int().min(1).max(1000).optional(),
        filter: auditFilterSchema.optional(),
      }),
    )
    .output(z.object({ entries: z.array(auditEntrySchema), next: z.int().optional() })),
  /** Oldest first, from sequence number `after` on: to read all of it page by page. */
  read: oc
    .input(z.object({ after: z.int().min(0), limit: z.int().min(1).max(1000) }))
    .output(z.object({ entries: z.array(auditEntrySchema.extend({ hash: z.string() })) })),
  /** Walks the whole chain. `brokenAt` is the sequence number of the first entry that does not fit. */
  verify: oc.output(z.object({ entries: z.int(), brokenAt: z.int().optional() })),
};

export const clockCalls = {
  /** The clock of the authority's computer, and the time the authority goes by, at the same moment. */
  show: oc.output(z.object({ computer: timeSchema, rollcall: timeSchema })),
  /**
   * "This clock is right": authority time is set to the clock of this computer, forward or back. Live sessions keep
   * what is left of their lives, exactly.
   */
  accept: oc
    .output(z.object({ now: timeSchema, movedSeconds: z.int() }))
    .errors({ ...write, ...errors('clock_not_in_question') }),
};

/** Why a backup cannot be opened. */
const opening = errors(
  'backup_unreadable',
  'backup_passphrase',
  'backup_newer',
  'backup_path_relative',
  'backup_file_missing',
  'backup_file_closed',
);

export const backupCalls = {
  /** Paths are on the computer of the authority. */
  create: oc
    .input(z.object({ path: pathSchema, passphrase: passwordSchema.optional() }))
    .output(z.object({ backup: backupViewSchema }))
    .errors({
      ...write,
      ...errors(
        'backup_unwritable',
        'backup_exists',
        'backup_path_relative',
        'backup_folder_missing',
        'passphrase_too_short',
        'passphrase_too_common',
      ),
    }),
  verify: oc
    .input(z.object({ path: pathSchema, passphrase: passwordSchema.optional() }))
    .output(z.object({ backup: backupViewSchema }))
    .errors({ ...write, ...opening }),
  /** Backups in the data directory's folder for them and in the folder of the schedule, newest first. */
  list: oc.output(
    z.object({
      backups: z.array(backupFileSchema),
      schedule: backupScheduleSchema,
      /** Where the last one was written, wherever that is; absent: the audit knows of none. */
      lastPath: z.string().optional(),
    }),
  ),
  /** Of scheduled backups; kept on this computer beside the keys. Null: they are not encrypted. */
  setPassphrase: oc
    .input(z.object({ passphrase: passwordSchema.nullable() }))
    .errors({ ...write, ...errors('passphrase_too_short', 'passphrase_too_common') }),
  /**
   * Everybody is signed out; the authority starts again by itself with what was restored. From the console by the password of
   * an admin of this install, once it has one; in a browser, of the one who signed in there. The command line needs none.
   */
  restore: oc
    .input(
      z.object({
        path: pathSchema,
        passphrase: passwordSchema.optional(),
        part: restorePartSchema,
        confirm: adminProofSchema.optional(),
      }),
    )
    .output(z.object({ backup: backupViewSchema, endedSessions: z.int() }))
    .errors({ ...write, ...opening, ...errors('credentials', 'throttled', 'busy') }),
};
