import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dependencies } from '../../operations/dependencies.ts';
import { sendProblem } from '../problem.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { browserVerifyRoute } from './browser-verify-route.ts';
import { callbackRoute } from './callback-route.ts';
import { decodeForwardedRequest, type ForwardedRequest } from './forwarded-request.ts';
import { askSignOut, signOutRoute } from './sign-out-route.ts';
import { startRoute } from './start-route.ts';
import { verifyPath } from './verify.ts';

type FindForwarded = (request: FastifyRequest) => ForwardedRequest | undefined;
type Handler = (
  forwarded: ForwardedRequest,
  request: FastifyRequest,
  reply: FastifyReply,
) => FastifyReply | Promise<FastifyReply>;

/**
 * `/.rollcall/` on an app's own host, passed on by its proxy; and the check of a request where the proxy passes its
 * answer on, when that is not yes.
 */
export function forwardAuthRoutes(deps: Dependencies): RouteRow[] {
  const find =
    (asIs: (request: FastifyRequest) => { method?: string; uri?: string }): FindForwarded =>
    (request) =>
      decodeForwardedRequest(deps, request.headers, remoteAddress(request), asIs(request));
  return [
    ...ownAppRoutes(
      deps,
      find(({ method, url }) => ({ method, uri: url })),
    ),
    row(
      'GET',
      verifyPath,
      find(() => ({})),
      (forwarded, request, reply) => browserVerifyRoute(deps, forwarded, request, reply),
    ),
  ];
}

/** `/.rollcall/` on an app's own host, whoever stands in front of the app. */
export function ownAppRoutes(deps: Dependencies, find: FindForwarded): RouteRow[] {
  return [
    row('GET', '/.rollcall/start', find, (forwarded, request, reply) =>
      startRoute(deps, forwarded, request, reply),
    ),
    row('GET', '/.rollcall/callback', find, (forwarded, request, reply) =>
      callbackRoute(deps, forwarded, request, reply),
    ),
    row('GET', '/.rollcall/sign-out', find, (forwarded, _request, reply) => askSignOut(forwarded, reply)),
    row('POST', '/.rollcall/sign-out', find, (forwarded, request, reply) =>
      signOutRoute(deps, forwarded, request, reply),
    ),
  ];
}

function row(method: 'GET' | 'POST', path: string, find: FindForwarded, handler: Handler): RouteRow {
  return {
    method,
    path,
    body: method === 'POST' ? 'form' : 'none',
    answers: 'page',
    guards: [],
    handler: (request, reply) => {
      const forwarded = find(request);
      return forwarded ? handler(forwarded, request, reply) : sendProblem(reply, 'unknown_app');
    },
  };
}
