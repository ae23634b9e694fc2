import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dependencies } from '../../operations/dependencies.ts';
import { identityOf, noIdentity, type Identity } from '../identity-headers.ts';
import { sendProblem } from '../problem.ts';
import type { ForwardedRequest } from './forwarded-request.ts';
import { sendForbidden } from './send-forbidden.ts';
import { startRoute } from './start-route.ts';
import { decideForwarded } from './verify.ts';

/**
 * `GET /auth/verify?proxy=…` where the answer is not yes and the proxy passes it on to the browser as it is: a way to
 * sign in, or the reason why not. Asked anew, since the first look answers only what is in memory.
 */
export function browserVerifyRoute(
  deps: Dependencies,
  forwarded: ForwardedRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> {
  if (!forwarded.atRegisteredOrigin) return startRoute(deps, forwarded, request, reply);
  const decision = decideForwarded(deps, forwarded, request.headers);
  switch (decision.outcome) {
    case 'enter':
      return sendPass(reply, identityOf(deps, decision.signedIn.user));
    case 'pass':
      return sendPass(reply, noIdentity);
    case 'forbidden':
      return sendForbidden(request, reply);
    case 'foreign_origin':
      reply.header('Rollcall-Reason', 'foreign_origin');
      return sendProblem(reply, 'foreign_origin', { data: { reason: 'foreign_origin' } });
    case 'refuse':
      return startRoute(deps, forwarded, request, reply);
  }
}

function sendPass(reply: FastifyReply, identity: Identity): FastifyReply {
  return reply.headers(identity).header('Cache-Control', 'no-store').code(200).send();
}
