import { z } from 'zod';
import { idAndNameSchema } from './id-and-name.ts';

/** Columns of a file of users, by their header; others are refused by name. */
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

/** One row of the file: what it would do, and what is wrong with its cells. */
export const importRowSchema = z.object({
  /** In the file, the header being line 1. */
  line: z.int(),
  cells: z.partialRecord(importColumnSchema, z.string()),
  outcome: z.enum(['new', 'changed', 'unchanged', 'bad']),
  /** With `bad`: a sentence for each cell that does not fit. */
  errors: z.partialRecord(importColumnSchema, z.string()),
});
export type ImportRow = z.infer<typeof importRowSchema>;

/** How the file was read. */
export const importFormatSchema = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  separator: z.enum([',', ';', '\t']),
  /** Headers that no column is for. */
  ignored: z.array(z.string()),
});

export const importPreviewSchema = z.object({
  format: importFormatSchema,
  rows: z.array(importRowSchema),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** What an import did; it can be undone while its users have not signed in or been changed since. */
export const importDoneSchema = z.object({
  id: z.string(),
  added: z.array(idAndNameSchema),
  changed: z.array(idAndNameSchema),
  skipped: z.int(),
});
export type ImportDone = z.infer<typeof importDoneSchema>;
