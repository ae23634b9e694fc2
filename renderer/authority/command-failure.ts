import { ORPCError } from '@orpc/client';

/** Why a command was not carried out. `not_connected`: nobody knows whether it was. */
export interface CommandFailure {
  readonly code: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Nobody is there to be asked; it is asked by itself when there is. */
export const cannotAsk: CommandFailure = { code: 'cannot_ask', message: '', data: {} };

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
