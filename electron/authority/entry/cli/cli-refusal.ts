import { errorCatalogue, type ErrorCode } from '../../../../shared/errors.ts';

/** An expected failure on the way out of the program. */
export class CliRefusal extends Error {
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, data: Readonly<Record<string, unknown>> = {}) {
    super(errorCatalogue[code].sentence);
    this.code = code;
    this.data = data;
  }
}
