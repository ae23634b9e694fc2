import type { ErrorCode, Refusal } from '../../../../shared/errors.ts';

type ErrorMakers<Code extends ErrorCode> = Readonly<
  Record<Code, (options: { data: Record<string, unknown> }) => Error>
>;

/**
 * The value, or the refusal as the typed error of its call. That the contract of the call has every code the
 * operation may answer with is checked by the compiler; what travels is the code and its public data, never the detail.
 */
export function orThrow<Value extends { readonly ok: true }, Code extends ErrorCode>(
  answer: Value | Refusal<Code>,
  errors: ErrorMakers<Code>,
): Value {
  if (answer.ok) return answer;
  throw errors[answer.code]({ data: { ...answer.data } });
}
