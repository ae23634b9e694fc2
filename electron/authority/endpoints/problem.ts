import type { FastifyReply } from 'fastify';
import { errorCatalogue, type ErrorCode } from '../../../shared/errors.ts';

/**
 * Answers with RFC 9457 `application/problem+json`: `type`, `title` (the public sentence), `status`, `code`, and the
 * members of `data` as extensions. `requestId` is the reference a person can name to the admin.
 */
export function sendProblem(
  reply: FastifyReply,
  code: ErrorCode,
  more: {
    readonly data?: Readonly<Record<string, unknown>> | undefined;
    readonly requestId?: string;
    /** Where another one than the usual says more. */
    readonly status?: number;
  } = {},
): FastifyReply {
  const { sentence } = errorCatalogue[code];
  const status = more.status ?? errorCatalogue[code].status;
  return reply
    .code(status)
    .type('application/problem+json')
    .header('Cache-Control', 'no-store')
    .send({
      ...more.data,
      type: `urn:rollcall:error:${code}`,
      title: sentence,
      status,
      code,
      ...(more.requestId === undefined ? {} : { request_id: more.requestId }),
    });
}
