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
