import { ORPCError } from '@orpc/client';
import { errorCatalogue } from '../../../../shared/errors.ts';
import { describeFacts } from '../describe-facts.ts';
import { CliRefusal } from './cli-refusal.ts';
import { cleanText } from './clean-text.ts';

export interface Failure {
  readonly exitCode: number;
  /** `code: sentence`, then the facts a line each. */
  readonly text: string;
  readonly document: { readonly code: string; readonly message: string; readonly data: unknown };
}

const refusedExitCode = 1;
const unreachableExitCode = 3;

export function describeFailure(error: unknown): Failure {
  if (error instanceof CliRefusal || error instanceof ORPCError) {
    const { code, message, data } = nameFailure(error);
    const isRecord = typeof data === 'object' && data !== null && Object.keys(data).length > 0;
    const facts = isRecord ? `\n${describeFacts(data as Record<string, unknown>)}` : '';
    return {
      exitCode: code === 'authority_unreachable' ? unreachableExitCode : refusedExitCode,
      text: cleanText(`${code}: ${message}${facts}`, { keepLines: true }),
      document: { code, message, data: isRecord ? data : {} },
    };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    exitCode: refusedExitCode,
    text: `internal: ${message}`,
    document: { code: 'internal', message, data: {} },
  };
}

/** What fails on the way to the authority, such as an answer that does not come in time, has no code of Rollcall. */
function nameFailure(error: CliRefusal | ORPCError<string, unknown>): {
  readonly code: string;
  readonly message: string;
  readonly data: unknown;
} {
  if (error.code in errorCatalogue) return error;
  const code = 'authority_unreachable';
  return { code, message: errorCatalogue[code].sentence, data: { problem: error.message } };
}
