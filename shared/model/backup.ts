import { z } from 'zod';
import { timeSchema } from './session.ts';

/** What of a backup is brought back. Sessions never are: after a restore everybody signs in again. */
export const restorePartSchema = z.enum(['everything', 'users-and-apps', 'settings']);
export type RestorePart = z.infer<typeof restorePartSchema>;

export const backupViewSchema = z.object({
  path: z.string(),
  createdAt: timeSchema,
  /** Name of the computer it was made on. */
  host: z.string(),
  version: z.string(),
  /** Bytes of the file. */
  size: z.int(),
  encrypted: z.boolean(),
  users: z.int(),
  apps: z.int(),
  auditEntries: z.int(),
  /** The chain of its audit was broken here already when the backup was made. */
  auditBrokenAt: z.int().optional(),
});
export type BackupView = z.infer<typeof backupViewSchema>;

/** A backup as the list shows it: what can be said of it without opening it, and what is known from earlier. */
export const backupFileSchema = z.object({
  path: z.string(),
  createdAt: timeSchema,
  version: z.string(),
  /** Absent in backups of the first version of Rollcall. */
  host: z.string().optional(),
  /** Bytes of the file. */
  size: z.int(),
  encrypted: z.boolean(),
  /** Made by the schedule of this install: the only ones that it takes away again. */
  scheduled: z.boolean(),
  /** When this very file was last found whole from end to end. */
  verifiedAt: timeSchema.optional(),
});
export type BackupFile = z.infer<typeof backupFileSchema>;

/** Why the last scheduled backup was not made: `sayBackupProblem` makes the sentence. */
export const backupProblemSchema = z.object({
  code: z.enum([
    /** It is to be encrypted, and the passphrase is gone. */
    'no_passphrase',
    'unwritable',
    /** It could not be read back. */
    'broken',
    'not_from_root',
    'folder_missing',
  ]),
  folder: z.string(),
});
export type BackupProblem = z.infer<typeof backupProblemSchema>;

export const backupScheduleSchema = z.object({
  /** With a passphrase that is kept beside the keys. */
  encrypted: z.boolean(),
  /** Absent: there is no schedule. */
  nextAt: timeSchema.optional(),
  /** Why the last try failed, in one English sentence. */
  problem: z.string().optional(),
  /** The same, for other languages. */
  trouble: backupProblemSchema.optional(),
});
export type BackupSchedule = z.infer<typeof backupScheduleSchema>;
