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
    if (fault.cause instanceof ValidationError && fault.status === 400) {
      return makeError('input_invalid', { problems: listProblems(fault.cause) });
    }
  }
  const reference = randomUUID();
  log.error({ err: fault, reference }, 'a control call failed');
  return makeError('internal', { reference });
}

/** The same for what is thrown around a call: a request that cannot be read. */
export function renderRequestFault(log: Logger, fault: unknown): ORPCError<string, unknown> {
  if (fault instanceof ORPCError) {
    if (fault.code in errorCatalogue) return fault;
    if (fault.status === 405) return makeError('method_not_allowed', undefined);
    if (fault.status === 413) return makeError('body_too_large', undefined);
  }
  log.warn({ err: fault }, 'a control request could not be read');
  return makeError('input_invalid', undefined);
}

function makeError(
  code: 'input_invalid' | 'body_too_large' | 'method_not_allowed' | 'internal',
  data: unknown,
): ORPCError<string, unknown> {
  const { status, sentence } = errorCatalogue[code];
  return new ORPCError(code, { status, message: sentence, data });
}

/** Where the input is wrong and how; never the input itself, which may hold a password. */
function listProblems(cause: ValidationError): string[] {
  return cause.issues.slice(0, 10).map(({ path, message }) => {
    const place = (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
    return place === '' ? message : `${place}: ${message}`;
  });
}
