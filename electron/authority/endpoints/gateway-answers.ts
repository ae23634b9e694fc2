import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openRequestHandler } from '../base/http/request-handler.ts';
import type { EdgeDependencies } from './edge-dependencies.ts';
import { sendAppPage, sendAppRefusal, type AppRefusal } from './forward-auth/app-page.ts';
import { ownAppRoutes } from './forward-auth/forward-auth-routes.ts';
import type { ForwardedRequest } from './forward-auth/forwarded-request.ts';
import { sendForbidden } from './forward-auth/send-forbidden.ts';
import { asksAsScript, startRoute } from './forward-auth/start-route.ts';
import type { OwnAnswer, SendOwnAnswer } from './gateway/gateway-parts.ts';
import { openRefusalNotes, type NoteRefusal } from './gateway/refusal-notes.ts';
import { mountRoutes, sendThrown } from './mount-routes.ts';
import { securityHeaders } from './portal/security-headers.ts';
import { sendProblem } from './problem.ts';

/** A body that nobody will read is taken for so long; then the connection is closed. */
const unreadBodyMs = 10_000;

export interface GatewayAnswers {
  readonly send: SendOwnAnswer;
  close(): Promise<void>;
}

/**
 * What the gateway answers itself: Rollcall's own paths on the host of an app, the way to sign-in, refusals.
 *
 * @param hosts values of `Host` that stand for an app
 */
export async function openGatewayAnswers(
  portal: EdgeDependencies,
  hosts: () => ReadonlySet<string>,
): Promise<GatewayAnswers> {
  const edge: EdgeDependencies = { ...portal, network: { ...portal.network, hosts } };
  const noteRefusal = openRefusalNotes(edge.log, () => edge.clock.now());
  const answers = new WeakMap<IncomingMessage, OwnAnswer>();
  const forwardedOf = (request: FastifyRequest): ForwardedRequest | undefined => {
    const answer = answers.get(request.raw);
    if (answer?.kind !== 'own' && answer?.kind !== 'sign_in') return undefined;
    const { app, address } = answer;
    // The gateway found the app by the very origin.
    return { app, address, method: request.method, uri: request.url, atRegisteredOrigin: true };
  };
  const handler = await openRequestHandler({
    configure: (app) => {
      // Before the body is read: nobody wants it.
      app.addHook('onRequest', async (request, reply) => {
        const answer = answers.get(request.raw);
        if (answer === undefined || answer.kind === 'own') return undefined;
        reply.headers(securityHeaders(edge.settings.current().portal.accent));
        const forwarded = forwardedOf(request);
        if (forwarded) return startRoute(edge, forwarded, request, reply);
        return sendInstead(edge, noteRefusal, answer, request, reply);
      });
      mountRoutes(app, edge, ownAppRoutes(edge, forwardedOf), (request, reply) =>
        sendRefused(noteRefusal, request, reply, 'not_found', answers.get(request.raw)),
      );
    },
    onError: (...all) => sendThrown(edge, ...all),
  });
  return {
    send(req, res, answer) {
      answers.set(req, answer);
      closeUnread(req, res);
      if (answer.kind === 'own' && req.httpVersion === '1.1' && req.headers.expect !== undefined) {
        res.writeContinue();
      }
      handler.listener(req, res);
    },
    close: () => handler.close(),
  };
}

function sendInstead(
  edge: EdgeDependencies,
  noteRefusal: NoteRefusal,
  answer: OwnAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  switch (answer.kind) {
    case 'refused':
      return answer.code === 'app_forbidden'
        ? sendForbidden(request, reply, () =>
            noteRefusal(request.id, { refusal: answer.code, app: answer.app.name }),
          )
        : sendRefused(noteRefusal, request, reply, answer.code, answer);
    case 'unreachable':
      return sendUnreachable(edge, answer, request, reply);
    case 'elsewhere':
      return sendElsewhere(noteRefusal, answer, request, reply);
    case 'own':
    case 'sign_in':
      return reply;
  }
}

function sendRefused(
  noteRefusal: NoteRefusal,
  request: FastifyRequest,
  reply: FastifyReply,
  code: AppRefusal,
  answer: OwnAnswer | undefined,
): FastifyReply {
  if (asksAsScript(request)) return sendProblem(reply, code);
  const app = answer && 'app' in answer ? answer.app : undefined;
  const reference = noteRefusal(request.id, { refusal: code, ...(app ? { app: app.name } : {}) });
  return sendAppRefusal(reply, code, app ? `${app.url}/` : '/', reference);
}

function sendUnreachable(
  edge: EdgeDependencies,
  { app, status, detail }: Extract<OwnAnswer, { kind: 'unreachable' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  edge.log.warn({ app: app.name, detail, requestId: request.id }, 'an app does not answer');
  if (asksAsScript(request)) {
    return sendProblem(reply, 'app_unreachable', {
      data: { app: app.name },
      requestId: request.id,
      status,
    });
  }
  return sendAppPage(reply, ({ unavailable: { title, sentence, step, action } }) => ({
    status,
    title,
    sentence: `${sentence} ${step.replace('{{reference}}', request.id)}`,
    action: { label: action, href: request.method === 'GET' ? request.url : '/' },
  }));
}

/** Of a name that is not ours nothing is told: it may be a stranger's, bound to our address (DNS rebinding). */
function sendElsewhere(
  noteRefusal: NoteRefusal,
  { urls }: Extract<OwnAnswer, { kind: 'elsewhere' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (asksAsScript(request)) return sendProblem(reply, 'unknown_host');
  const host = String(request.headers.host).slice(0, 100);
  const reference = noteRefusal(request.id, { refusal: 'unknown_host', host });
  return sendAppPage(reply, ({ nowhere: { title, sentence, step, ask } }) => ({
    status: 421,
    title,
    sentence: `${sentence} ${urls.length === 0 ? ask : step}`,
    reference,
    links: urls.map((url) => ({ label: url, href: `${url}/` })),
  }));
}

function closeUnread(req: IncomingMessage, res: ServerResponse): void {
  res.once('finish', () => {
    if (req.complete) return;
    const timer = setTimeout(() => req.socket.destroy(), unreadBodyMs).unref();
    req.once('close', () => clearTimeout(timer));
  });
}
