import type { FastifyReply, FastifyRequest } from 'fastify';
import { findSession, type SignedIn } from '../../operations/find-session.ts';
import { isoTime } from '../../operations/show.ts';
import type { EndedSession } from '../../records/sessions/session.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { sendProblem } from '../problem.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { wantsJson } from '../wants-json.ts';
import { sessionTokenOf } from './browser.ts';
import { sendErrorPage } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { sendPage } from './send-page.ts';
import { SignedOutPage } from './signed-out-page.tsx';
import { decodeDestination, linkWith, type Transit } from './transit.ts';

type SignedInHandler = (
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn,
) => FastifyReply | Promise<FastifyReply>;

/** A handler for people who are signed in. Anybody else learns why they are not, or is sent to sign in. */
export function signedInOnly(edge: EdgeDependencies, handler: SignedInHandler): RouteRow['handler'] {
  return async (request, reply) => {
    const found = await findSession(edge, sessionTokenOf(request), 'used', remoteAddress(request));
    if (found.kind === 'live') return handler(request, reply, found);
    const transit = request.method === 'GET' ? { return_to: request.url } : {};
    if (wantsJson(request)) {
      const data = { sign_in_url: `${edge.network.origin()}${linkWith('/sign-in', transit)}` };
      if (found.kind === 'unknown') return sendProblem(reply, 'not_signed_in', { data });
      const { at, reason, by } = found.session.ended;
      return sendProblem(reply, 'ended', { data: { ...data, reason, at: isoTime(at), by } });
    }
    if (found.kind === 'ended')
      return sendSignedOut(edge, request, reply, { ended: found.session, transit, status: 401 });
    if (request.method === 'GET') return reply.redirect(linkWith('/sign-in', transit), 303);
    return sendSignedOut(edge, request, reply, { transit, status: 401 });
  };
}

export function sendSignedOut(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  why: {
    readonly ended?: EndedSession;
    readonly transit: Transit;
    readonly status: number;
    readonly bye?: boolean;
  },
): FastifyReply {
  const { ended, transit, status, bye = false } = why;
  const frame = openFrame(edge, request);
  return sendPage(reply, status, <SignedOutPage frame={frame} ended={ended} transit={transit} bye={bye} />);
}

/** `GET /signed-out`: why, when, by which device, and the way back. */
export function signedOutRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      method: 'GET',
      path: '/signed-out',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: async (request, reply) => {
        const decoded = decodeDestination(edge, request.query);
        if (!decoded.ok) return sendErrorPage(edge, request, reply, decoded.code);
        const { transit } = decoded;
        const found = await findSession(edge, sessionTokenOf(request), 'seen', remoteAddress(request));
        if (found.kind === 'live') return reply.redirect('/devices', 303);
        const bye = (request.query as Record<string, unknown>)['bye'] === '1';
        return sendSignedOut(edge, request, reply, {
          transit,
          status: 200,
          bye,
          ...(found.kind === 'ended' ? { ended: found.session } : {}),
        });
      },
    },
  ];
}
