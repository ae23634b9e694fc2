import { randomUUID } from 'node:crypto';
import { ORPCError, ValidationError } from '@orpc/server';
import { errorCatalogue } from '../../../../shared/errors.ts';
import type { Logger } from '../../base/log/open-log.ts';

/**
 * Makes the error a caller may see from whatever a call threw: typed refusals as they are, input that does not fit
 * as `input_invalid`, everything else as `internal` with the reference under which the log has it.
 */
export function renderFault(log: Logger, fault: unknown): ORPCError<string, unknown> {
  if (fault instanceof ORPCError) {
    if (fault.defined) return fault;
    if (fault.status === 413) return makeError('body_too_large', undefined);
    if (fault.status === 400) return makeError('input_invalid', { problems: listProblems(fault.cause) });
  }
  const reference = randomUUID();
  log.error({ err: fault, reference }, 'a control call failed');
  return makeError('internal', { reference });
}

function makeError(
  code: 'input_invalid' | 'body_too_large' | 'internal',
  data: unknown,
): ORPCError<string, unknown> {
  const { status, sentence } = errorCatalogue[code];
  return new ORPCError(code, { status, message: sentence, data });
}

/** Where the input is wrong and how; never the input itself, which may hold a password. */
function listProblems(cause: unknown): string[] {
  if (!(cause instanceof ValidationError)) return [];
  return cause.issues.slice(0, 10).map(({ path, message }) => {
    const place = (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
    return place === '' ? message : `${place}: ${message}`;
  });
}
