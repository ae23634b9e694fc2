import type { z } from 'zod';
import { refuse, type Refusal } from '../../../../shared/errors.ts';

/**
 * A body as the schema wants it, or the refusal that names the field: `data.field` is its dotted path, `data.detail`
 * says what is wrong with it. Values are never repeated: they may be a password.
 */
export function decodeBody<T>(
  schema: z.ZodType<T>,
  body: unknown,
): { readonly ok: true; readonly value: T } | Refusal<'input_invalid'> {
  const decoded = schema.safeParse(body);
  if (decoded.success) return { ok: true, value: decoded.data };
  const issue = decoded.error.issues[0];
  const path = issue?.path.map(String) ?? [];
  if (issue?.code === 'unrecognized_keys') {
    const field = [...path, issue.keys[0]?.slice(0, 100) ?? ''].join('.');
    return refuse('input_invalid', { data: { field, detail: `${field}: there is no such field` } });
  }
  const field = path.join('.');
  const detail = issue?.message ?? 'wrong form';
  return refuse('input_invalid', { data: { field, detail: field === '' ? detail : `${field}: ${detail}` } });
}
