import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../../../shared/errors.ts';

/**
 * Looked at in the order a row lists them, after the body is read and before the handler. `known-host` is not among
 * them: it stands before every request on both listeners, the check path too.
 */
export type GuardName = 'same-origin' | 'form-token' | 'session-form-token';

/**
 * One row of the route table. Security headers are on the reply before the handler runs; a handler may replace one
 * with `reply.header(…)`. Bodies are at most 64 KB. Whatever a handler throws is a bug: it is logged with the request
 * id, the client sees `internal`.
 */
export interface RouteRow {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** In fastify's form, `/devices/:id/end`. */
  readonly path: string;
  /** Content type the handler takes; any other is refused with `input_invalid`. `none`: `request.body` is undefined. */
  readonly body: 'none' | 'form' | 'json';
  /**
   * How refusals outside the handler and bugs are shown: `page` is a portal page for people, problem+json when the
   * client wants JSON; `json` is always problem+json.
   */
  readonly answers: 'page' | 'json';
  readonly guards: readonly GuardName[];
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>;
  /** Shows a guard's refusal in the row's own way instead of the general page. */
  readonly refused?: (
    request: FastifyRequest,
    reply: FastifyReply,
    refusal: Refusal,
  ) => FastifyReply | Promise<FastifyReply>;
}
