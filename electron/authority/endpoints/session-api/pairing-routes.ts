import type { FastifyReply, FastifyRequest } from 'fastify';
import { claimPairing } from '../../operations/claim-pairing.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { isoTime } from '../../operations/show.ts';
import { startPairing } from '../../operations/start-pairing.ts';
import { sendProblem } from '../problem.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { claimBody, pairingBody } from './bodies.ts';
import { decodeBody } from './decode-body.ts';
import { wireSession } from './wire.ts';

/** How often an app asks whether it was approved. */
const pollSeconds = 2;

/** The way in for apps that have no password: they ask here, and somebody who is signed in says yes on the portal. */
export function pairingRoutes(deps: Dependencies): RouteRow[] {
  const row = (path: string, handler: RouteRow['handler']): RouteRow => ({
    method: 'POST',
    path: `/api/v1${path}`,
    body: 'json',
    answers: 'json',
    guards: [],
    handler,
  });
  return [
    row('/pairings', (request, reply) => start(deps, request, reply)),
    row('/pairings/claim', (request, reply) => claim(deps, request, reply)),
  ];
}

async function start(
  deps: Dependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = decodeBody(pairingBody, request.body);
  if (!body.ok) return sendProblem(reply, body.code, { data: body.data });
  const { name, registration } = body.value.device;
  const started = await startPairing(deps, { device: name, address: remoteAddress(request), registration });
  if (!started.ok) {
    if (started.code === 'busy') reply.header('Retry-After', '60');
    return sendProblem(reply, started.code);
  }
  const { secret, pairing } = started;
  return send(reply, 201, {
    secret,
    code: pairing.code,
    approve_url: `${deps.network.origin()}/pair?code=${pairing.code}`,
    expires_at: isoTime(pairing.expiresAt),
    poll_after_seconds: pollSeconds,
  });
}

async function claim(
  deps: Dependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = decodeBody(claimBody, request.body);
  if (!body.ok) return sendProblem(reply, body.code, { data: body.data });
  const claimed = await claimPairing(deps, { ...body.value, address: remoteAddress(request) });
  if (!claimed.ok) return sendProblem(reply, claimed.code);
  if (claimed.kind === 'waiting') {
    return send(reply, 202, { status: 'waiting', poll_after_seconds: pollSeconds });
  }
  const { token, session, registration } = claimed;
  return send(reply, 201, {
    token,
    session: wireSession(deps, session),
    ...(registration === undefined ? {} : { registration }),
  });
}

function send(reply: FastifyReply, status: number, body: Record<string, unknown>): FastifyReply {
  return reply.code(status).header('Cache-Control', 'no-store').send(body);
}
