import { z } from 'zod';
import { idAndNameSchema } from './id-and-name.ts';
import { affectedSessionSchema, sessionViewSchema, timeSchema } from './session.ts';

/** Of a file of users: 10,000 long rows fit easily. */
export const importFileBytesMax = 5 * 1024 * 1024;
export const importRowsMax = 20_000;

/** Columns of a file of users. */
export const importColumns = [
  'name',
  'display_name',
  'email',
  'groups',
  'limit',
  'policy',
  'reserved_seats',
] as const;
export const importColumnSchema = z.enum(importColumns);
export type ImportColumn = z.infer<typeof importColumnSchema>;

/** What becomes of rows that name groups that do not exist yet; `leave_out`: they come in without those groups. */
export const missingGroupsSchema = z.enum(['skip', 'make', 'leave_out']);
export type MissingGroups = z.infer<typeof missingGroupsSchema>;

/** What can be wrong with a cell, or with a line as a whole. Each has its sentence in the console and in the command line. */
export const importFaultCodes = [
  'name_missing',
  'name_invalid',
  /** `of` is the line that has the name first. */
  'name_twice',
  'display_name_long',
  'email_invalid',
  /** `of` is the name no group has. */
  'group_unknown',
  'group_name_invalid',
  /** There would be more groups than are possible: those of this row are not made. */
  'groups_surplus',
  'limit_invalid',
  'policy_invalid',
  'reserved_seats_invalid',
  /** More cells than the header has columns: a separator inside a cell that is not in quotes. */
  'cells_surplus',
] as const;
export const importFaultSchema = z.object({
  /** Absent: the line as a whole. */
  column: importColumnSchema.optional(),
  code: z.enum(importFaultCodes),
  of: z.string().optional(),
});
export type ImportFault = z.infer<typeof importFaultSchema>;

export const importOutcomeSchema = z.enum(['new', 'changed', 'unchanged', 'bad']);
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

/** One row of the file: what it would do, and what is wrong with its cells. */
export const importRowSchema = z.object({
  /** In the file, its first being 1. A row with line breaks in its cells has the line where it starts. */
  line: z.int(),
  /** As they stand in the file, without spaces around them; those that are empty are left out, and so are groups that are. */
  cells: z.partialRecord(importColumnSchema, z.string()),
  outcome: importOutcomeSchema,
  /** With `changed`: what the cells that differ would take the place of, as such a file has it. */
  before: z.partialRecord(importColumnSchema, z.string()).optional(),
  /** With `bad`. */
  faults: z.array(importFaultSchema).optional(),
});
export type ImportRow = z.infer<typeof importRowSchema>;

/** How the file was read. */
export const importFormatSchema = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  separator: z.enum([',', ';', '\t']),
  columns: z.array(importColumnSchema),
  /** Headers that no column is for. */
  ignored: z.array(z.string()),
  /** What several columns are for: which one is read and which are not, by their places in the file from 1 on. */
  repeated: z.array(z.object({ column: importColumnSchema, used: z.int(), left: z.array(z.int()) })),
});
export type ImportFormat = z.infer<typeof importFormatSchema>;

export const importPreviewSchema = z.object({
  format: importFormatSchema,
  rows: z.array(importRowSchema),
  /** Groups that do not exist yet and that `missingGroups: make` would make, as the file first writes them. */
  missingGroups: z.array(z.string()).optional(),
  /** Sessions that lowered limits leave over, and such as would end at once, each with its reason. */
  affected: z.array(affectedSessionSchema),
  /** Present when the good rows together reserve more than the plan has: as they are, they are refused. */
  reservations: z.object({ reserved: z.int(), seats: z.int() }).optional(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importDoneSchema = z.object({
  /** To undo it with; absent when nothing was changed. */
  id: z.string().optional(),
  added: z.array(idAndNameSchema),
  changed: z.array(idAndNameSchema),
  /** Groups it made. */
  groups: z.array(idAndNameSchema).optional(),
  unchanged: z.int(),
  skipped: z.int(),
  ended: z.array(sessionViewSchema),
});
export type ImportDone = z.infer<typeof importDoneSchema>;

/** An import that can still be undone. */
export const importViewSchema = z.object({
  id: z.string(),
  at: timeSchema,
  added: z.int(),
  changed: z.int(),
  /** Groups it made. */
  groups: z.int().optional(),
});
export type ImportView = z.infer<typeof importViewSchema>;

/** What undoing did. Who has signed in, or was changed by somebody since, is kept. */
export const importUndoneSchema = z.object({
  undone: z.array(idAndNameSchema),
  kept: z.array(idAndNameSchema),
  /** Groups the import made: those that nothing uses and nobody changed are gone again. */
  groups: z.object({ undone: z.array(idAndNameSchema), kept: z.array(idAndNameSchema) }).optional(),
});
export type ImportUndone = z.infer<typeof importUndoneSchema>;
