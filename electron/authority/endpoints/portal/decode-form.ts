import { z } from 'zod';
import { refuse, type Refusal } from '../../../../shared/errors.ts';
import { formTokenField } from '../form-binding.ts';

/** Names of users are at most 64 characters after normalising; more than this is never one. */
export const nameMax = 256;
/** Chosen passwords have at most 256; an imported one may be longer. Bounds the work of hashing. */
export const passwordMax = 1024;
export const codeMax = 64;

export const nameField = z
  .string()
  .min(1)
  .max(nameMax)
  .regex(/^[^\p{Cc}]*$/u);
export const passwordField = z.string().min(1).max(passwordMax);
export const codeField = z
  .string()
  .min(1)
  .max(codeMax)
  .regex(/^[^\p{Cc}]*$/u);

/** A one-time ticket, as it travels in a hidden field. */
export const ticketField = z.string().max(64);

const transactionShape = /^[A-Za-z0-9_-]{16,64}$/;
/** Made for one sign-in: sent again with the same form, it gets the same session. */
export const transactionField = z.string().regex(transactionShape);

/** The name as it was sent in a form: it need not be typed again. Never taken from, or put into, an address. */
export function nameSent(body: unknown): string | undefined {
  const sent = nameField.safeParse((body as Readonly<Record<string, unknown>> | undefined)?.['username']);
  return sent.success ? sent.data : undefined;
}

/** Fields that every form may carry; what they say is decoded on its own. */
export const travellingFields = {
  [formTokenField]: z.string(),
  app: z.string().optional(),
  state: z.string().optional(),
  return_to: z.string().optional(),
};

/** A form with exactly these fields, each once. The refusal names the first field that is wrong. */
export function decodeForm<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): { ok: true; form: z.infer<Schema> } | Refusal<'input_invalid'> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, form: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
  return refuse('input_invalid', { data: { field: String(field ?? '').slice(0, 40) } });
}
