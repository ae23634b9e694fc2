import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse, type ErrorCode, type Refusal } from '../../../shared/errors.ts';
import type { EdgeDependencies } from './edge-dependencies.ts';
import { checkFormToken } from './guards/form-token.ts';
import { checkKnownHost } from './guards/known-host.ts';
import { checkSameOrigin } from './guards/same-origin.ts';
import { sendErrorPage } from './portal/error-page.tsx';
import { securityHeaders } from './portal/security-headers.ts';
import { sendProblem } from './problem.ts';
import { remoteAddress } from './remote-address.ts';
import type { GuardName, RouteRow } from './route-row.ts';
import { wantsJson } from './wants-json.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly answers?: RouteRow['answers'];
  }
}

type Guard = (edge: EdgeDependencies, request: FastifyRequest) => Refusal | undefined;

const guards: Record<GuardName, Guard> = {
  'same-origin': (_edge, request) => checkSameOrigin(request.raw),
  'form-token': (edge, request) => checkFormToken(edge.formKey, 'browser', request),
  'session-form-token': (edge, request) => checkFormToken(edge.formKey, 'session', request),
};

const contentTypes = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const;
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * Puts the table in force. In front of each row: security headers and the known host; then the body, the guards in
 * their order, the handler.
 *
 * @param notFound answers what no row is for
 */
export function mountRoutes(
  app: FastifyInstance,
  edge: EdgeDependencies,
  rows: readonly RouteRow[],
  notFound: (request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(edge.settings.current().portal.accent));
    const unknown = checkKnownHost(edge.network, request.raw);
    if (unknown) return sendRefusal(edge, request, reply, unknown);
    edge.onRequest?.(remoteAddress(request));
    return undefined;
  });
  for (const row of rows) {
    app.route({
      method: row.method,
      url: row.path,
      config: { answers: row.answers },
      preHandler: (request, reply) => runGuards(edge, row, request, reply),
      handler: row.handler,
    });
  }
  for (const path of new Set(rows.map((row) => row.path))) {
    const taken = rows.filter((row) => row.path === path);
    const allowed: string[] = taken.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    app.route({
      method: methods.filter((method) => !allowed.includes(method)),
      url: path,
      config: { answers: taken[0]?.answers ?? 'page' },
      // Before the body is read: it is of no use.
      onRequest: async (request, reply) =>
        sendRefusal(edge, request, reply.header('Allow', allowed.join(', ')), refuse('method_not_allowed')),
      handler: (_request, reply) => reply,
    });
  }
  app.setNotFoundHandler(notFound);
}

async function runGuards(
  edge: EdgeDependencies,
  row: RouteRow,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  if (row.body !== 'none') {
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (type !== contentTypes[row.body] || typeof request.body !== 'object' || request.body === null) {
      return sendRefusal(edge, request, reply, refuse('input_invalid'));
    }
  }
  for (const name of row.guards) {
    const refusal = guards[name](edge, request);
    if (refusal)
      return row.refused ? row.refused(request, reply, refusal) : sendRefusal(edge, request, reply, refusal);
  }
  return undefined;
}

/** A refusal outside a handler, as a page for people or as JSON for programs. */
export function sendRefusal(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): FastifyReply {
  const answers = request.is404 ? undefined : request.routeOptions.config.answers;
  const json = answers === 'json' || wantsJson(request) || request.url.startsWith('/api/');
  if (!json) return sendErrorPage(edge, request, reply, refusal.code);
  return sendProblem(reply, refusal.code, {
    data: refusal.data,
    ...(refusal.code === 'internal' ? { requestId: request.id } : {}),
  });
}

/** What was thrown: a request that cannot be decoded is refused, everything else is a bug and goes to the log. */
export function sendThrown(
  edge: EdgeDependencies,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  // A path that cannot be decoded gets here without the hooks.
  reply.headers(securityHeaders(edge.settings.current().portal.accent));
  const code = codeOf(error);
  if (code === 'internal') {
    edge.log.error(
      { err: error, requestId: request.id, method: request.method, route: request.routeOptions?.url },
      'bug',
    );
  }
  return sendRefusal(edge, request, reply, refuse(code));
}

function codeOf(error: FastifyError): ErrorCode {
  if (error.statusCode === 413) return 'body_too_large';
  const decoding = error.code?.startsWith('FST_ERR_') || error instanceof SyntaxError;
  const client = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return decoding && client ? 'input_invalid' : 'internal';
}
