import type { FastifyReply, FastifyRequest } from 'fastify';
import { makeAppToken } from '../../operations/app-tickets.ts';
import { chooseDevices } from '../../operations/choose-devices.ts';
import { endOwnSession, signOut } from '../../operations/end-session.ts';
import type { SignedIn } from '../../operations/find-session.ts';
import { signIn } from '../../operations/sign-in.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { sendProblem } from '../problem.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { findBearer } from './bearer.ts';
import { appTokenBody, chooseBody, signInBody } from './bodies.ts';
import { decodeBody } from './decode-body.ts';
import { eventsHandler } from './events-handler.ts';
import { pairingRoutes } from './pairing-routes.ts';
import { sendSignIn } from './sign-in-answer.ts';
import { wireSession, wireUser } from './wire.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** The JSON API for native apps and scripts. */
export function sessionApiRoutes(deps: EdgeDependencies): RouteRow[] {
  const row = (
    method: RouteRow['method'],
    path: string,
    body: RouteRow['body'],
    handler: Handler,
  ): RouteRow => ({
    method,
    path: `/api/v1${path}`,
    body,
    answers: 'json',
    guards: [],
    handler,
  });

  return [
    ...pairingRoutes(deps),
    row('GET', '/session/events', 'none', eventsHandler(deps)),

    row('POST', '/sessions', 'json', async (request, reply) => {
      const body = decodeBody(signInBody, request.body);
      if (!body.ok) return sendProblem(reply, body.code, { data: body.data });
      const { username, password, code, device, transaction } = body.value;
      const outcome = await signIn(deps, {
        name: username,
        password,
        code,
        device: device.name,
        deviceToken: device.registration,
        method: 'api',
        address: remoteAddress(request),
        preSession: '',
        transaction,
      });
      return sendSignIn(deps, reply, outcome);
    }),

    row('POST', '/sessions/choose', 'json', async (request, reply) => {
      const body = decodeBody(chooseBody, request.body);
      if (!body.ok) return sendProblem(reply, body.code, { data: body.data });
      const outcome = await chooseDevices(deps, {
        ...body.value,
        preSession: '',
        address: remoteAddress(request),
      });
      return sendSignIn(deps, reply, outcome);
    }),

    row(
      'GET',
      '/session',
      'none',
      signedIn(deps, ({ session, user }, _request, reply) =>
        sendJson(reply, { session: wireSession(deps, session), user: wireUser(user) }),
      ),
    ),

    row(
      'DELETE',
      '/session',
      'none',
      signedIn(deps, async ({ session }, request, reply) =>
        sendDone(reply, await signOut(deps, session, remoteAddress(request))),
      ),
    ),

    row(
      'GET',
      '/sessions',
      'none',
      signedIn(deps, ({ session, user }, _request, reply) =>
        sendJson(reply, {
          sessions: deps.sessions
            .listLive(user.id)
            .map((own) => ({ ...wireSession(deps, own), current: own.id === session.id })),
        }),
      ),
    ),

    row(
      'DELETE',
      '/sessions/:id',
      'none',
      signedIn(deps, async ({ session }, request, reply) => {
        const { id } = request.params as { id: string };
        return sendDone(reply, await endOwnSession(deps, session, id, remoteAddress(request)));
      }),
    ),

    row(
      'POST',
      '/session/app-token',
      'json',
      signedIn(deps, async ({ session }, request, reply) => {
        const body = decodeBody(appTokenBody, request.body);
        if (!body.ok) return sendProblem(reply, body.code, { data: body.data });
        const made = await makeAppToken(deps, {
          session,
          appId: body.value.app,
          address: remoteAddress(request),
        });
        return made.ok ? sendJson(reply, { token: made.token }) : sendProblem(reply, made.code);
      }),
    ),
  ];
}

/** A handler that only runs with a live session; without one the answer says why. */
function signedIn(
  deps: EdgeDependencies,
  handler: (
    signedIn: SignedIn,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => FastifyReply | Promise<FastifyReply>,
): Handler {
  return async (request, reply) => {
    const found = await findBearer(deps, request, reply);
    return found ? handler(found, request, reply) : reply;
  };
}

function sendJson(reply: FastifyReply, body: Record<string, unknown>): FastifyReply {
  return reply.header('Cache-Control', 'no-store').send(body);
}

function sendDone(reply: FastifyReply, answer: Awaited<ReturnType<typeof signOut>>): FastifyReply {
  return answer.ok ? reply.code(204).send() : sendProblem(reply, answer.code);
}
