import { ORPCError } from '@orpc/client';

/** Why a command was not carried out. `not_connected`: nobody knows whether it was. */
export interface CommandFailure {
  readonly code: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export function readFailure(error: unknown): CommandFailure {
  if (error instanceof ORPCError) {
    const data: unknown = error.data;
    return {
      code: error.code,
      message: error.message,
      data: typeof data === 'object' && data !== null ? { ...data } : {},
    };
  }
  return { code: 'not_connected', message: '', data: {} };
}
