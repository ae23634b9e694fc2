import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dependencies } from '../../operations/dependencies.ts';
import { sendProblem } from '../problem.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { callbackRoute } from './callback-route.ts';
import { decodeForwardedRequest, type ForwardedRequest } from './forwarded-request.ts';
import { askSignOut, signOutRoute } from './sign-out-route.ts';
import { startRoute } from './start-route.ts';

/** `/.rollcall/` on an app's own host, passed on by its proxy. The check of each request is not among them. */
export function forwardAuthRoutes(deps: Dependencies): RouteRow[] {
  const row = (
    method: 'GET' | 'POST',
    name: string,
    handler: (
      forwarded: ForwardedRequest,
      request: FastifyRequest,
      reply: FastifyReply,
    ) => FastifyReply | Promise<FastifyReply>,
  ): RouteRow => ({
    method,
    path: `/.rollcall/${name}`,
    body: method === 'POST' ? 'form' : 'none',
    answers: 'page',
    guards: [],
    handler: (request, reply) => {
      const forwarded = decodeForwardedRequest(deps, request.headers, remoteAddress(request));
      return forwarded ? handler(forwarded, request, reply) : sendProblem(reply, 'unknown_app');
    },
  });

  return [
    row('GET', 'start', (forwarded, request, reply) => startRoute(deps, forwarded, request, reply)),
    row('GET', 'callback', (forwarded, request, reply) => callbackRoute(deps, forwarded, request, reply)),
    row('GET', 'sign-out', (forwarded, _request, reply) => askSignOut(forwarded, reply)),
    row('POST', 'sign-out', (forwarded, request, reply) => signOutRoute(deps, forwarded, request, reply)),
  ];
}
