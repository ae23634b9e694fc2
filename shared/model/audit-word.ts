import { z } from 'zod';
import { auditActionSchema, type AuditEntry } from './audit.ts';

/** Names of fields on the way into the data. */
const pathSchema = z
  .array(z.string().regex(/^[\w.]{1,100}$/))
  .min(1)
  .max(4);

const scalarSchema = z.union([z.string().max(200), z.number(), z.boolean()]);

/** Of which entries something shown is said: those where all that is given holds. */
export const auditMeaningSchema = z.object({
  actions: z.array(auditActionSchema).min(1).max(100).optional(),
  actor: z.string().max(100).optional(),
  subject: z.string().max(100).optional(),
  /** `is`, `isIn`, `isNot`: what stands there in the data, at all. `unlike`: something else than there, so it was changed. */
  data: z
    .object({
      path: pathSchema,
      is: scalarSchema.optional(),
      isIn: z.array(scalarSchema).min(1).max(2000).optional(),
      isNot: scalarSchema.optional(),
      unlike: pathSchema.optional(),
    })
    .optional(),
});
export type AuditMeaning = z.infer<typeof auditMeaningSchema>;

/**
 * A word that was typed: somewhere in an entry as it was written, its action included, or in what is shown of it in the
 * language of whoever reads it. The audit speaks none, so the reader says what the word stands for.
 */
export const auditWordSchema = z.object({
  text: z.string().min(1).max(200),
  stands: z.array(auditMeaningSchema).max(300).optional(),
});
export type AuditWord = z.infer<typeof auditWordSchema>;

/** Whether it is one of those that are meant. */
export function isOfMeaning(
  { action, actor, subject, data }: AuditEntry,
  { actions, data: wanted, ...meaning }: AuditMeaning,
): boolean {
  return (
    (actions === undefined || actions.includes(action)) &&
    (meaning.actor === undefined || meaning.actor === actor) &&
    (meaning.subject === undefined || meaning.subject === subject) &&
    (wanted?.is === undefined || valueAt(data, wanted.path) === wanted.is) &&
    (wanted?.isIn === undefined || wanted.isIn.some((one) => valueAt(data, wanted.path) === one)) &&
    (wanted?.isNot === undefined || isOther(valueAt(data, wanted.path), wanted.isNot)) &&
    (wanted?.unlike === undefined ||
      JSON.stringify(valueAt(data, wanted.path)) !== JSON.stringify(valueAt(data, wanted.unlike)))
  );
}

function isOther(value: unknown, than: unknown): boolean {
  return value !== undefined && value !== null && value !== than;
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    data,
  );
}
