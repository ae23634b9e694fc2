import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dependencies } from '../../operations/dependencies.ts';
import { findSession, type SignedIn, type Use } from '../../operations/find-session.ts';
import { sendProblem } from '../problem.ts';
import { remoteAddress } from '../remote-address.ts';
import { wireEnd } from './wire.ts';

/**
 * The session of `Authorization: Bearer rcs_…`, the only proof this API takes: no cookie is read here, so another
 * site's page can do nothing with a browser's session. Without a live one the answer is sent, with the reason.
 */
export async function findBearer(
  deps: Dependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  use: Use = 'used',
): Promise<SignedIn | undefined> {
  const token = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const found = await findSession(deps, token, use, remoteAddress(request));
  if (found.kind === 'live') return found;
  reply.header('WWW-Authenticate', 'Bearer');
  if (found.kind === 'ended') sendProblem(reply, 'ended', { data: wireEnd(found.session) });
  else sendProblem(reply, 'not_signed_in');
  return undefined;
}
