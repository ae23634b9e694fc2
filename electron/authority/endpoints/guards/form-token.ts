import type { FastifyRequest } from 'fastify';
import { refuse, type Refusal } from '../../../../shared/errors.ts';
import { isFormToken } from '../../base/crypto/form-token.ts';
import { formBinding, formTokenField, type FormBinding } from '../form-binding.ts';

/** The form was made by us, for this browser (`browser`) or for its session (`session`). */
export function checkFormToken(
  formKey: Buffer,
  binding: FormBinding,
  request: FastifyRequest,
): Refusal<'form_expired'> | undefined {
  const secret = formBinding(request, binding);
  const body = request.body as Readonly<Record<string, unknown>> | undefined;
  if (secret !== undefined && isFormToken(formKey, secret, body?.[formTokenField])) return undefined;
  return refuse('form_expired');
}
