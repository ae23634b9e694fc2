import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashToken, makeToken } from '../../base/crypto/tokens.ts';
import { checkReturnAddress } from '../../operations/app-tickets.ts';
import { findBearerAppToken, holdsSessionToken } from '../../operations/decide-request.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { isoTime } from '../../operations/show.ts';
import { explainRefusal } from '../../operations/verify-request.ts';
import type { App } from '../../records/apps/apps.ts';
import { sendProblem } from '../problem.ts';
import { wantsJson } from '../wants-json.ts';
import { appCookieName, readCookie, stateCookieName, writeCookie } from '../app-cookies.ts';
import { sendAppPage } from './app-page.ts';
import type { ForwardedRequest } from './forwarded-request.ts';

const startPath = '/.rollcall/start';

/**
 * Where a proxy sends whoever is not signed in, and where a person begins by hand with `?return_to=`. A page goes to
 * sign-in and comes back to its own address; a script gets 401 with the reason.
 */
export async function startRoute(
  deps: Dependencies,
  forwarded: ForwardedRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app } = forwarded;
  const isPage = forwarded.method === 'GET' || forwarded.method === 'HEAD';
  if (asksAsScript(request)) return sendUnauthorized(deps, forwarded, request, reply);
  if (!forwarded.atRegisteredOrigin) {
    const href = app.url + (isPage ? forwarded.uri : '/');
    return sendAppPage(reply, (text) => ({
      status: 421,
      title: text.elsewhere.title,
      sentence: text.elsewhere.sentence.replace('{{url}}', () => app.url),
      action: { label: app.url, href },
    }));
  }

  const returnTo = (isPage ? returnAddress(forwarded) : undefined) ?? `${app.url}/`;
  const state = findState(app, request) ?? makeToken('rct').slice(4);
  const query = new URLSearchParams({ app: app.id, state: hashToken(state), return_to: returnTo });
  return (
    reply
      // Anything but a GET must not be sent again at the other end.
      .code(isPage ? 302 : 303)
      .header('Set-Cookie', writeCookie(app, stateCookieName(app), state))
      .header('Cache-Control', 'no-store')
      .header('Location', `${deps.network.origin()}/sign-in?${query.toString()}`)
      .send()
  );
}

/** The state cookie this browser holds for the app, if it has the form of ours. */
export function findState(app: App, request: FastifyRequest): string | undefined {
  const state = readCookie(request.headers.cookie, stateCookieName(app));
  return state !== undefined && /^[\w-]{43}$/.test(state) ? state : undefined;
}

/** A navigation gets a redirect; fetch, XHR, WebSockets, images and API clients could do nothing with one. */
export function asksAsScript(request: FastifyRequest): boolean {
  const mode = request.headers['sec-fetch-mode'];
  return (
    wantsJson(request) ||
    request.headers.authorization !== undefined ||
    request.headers['sec-websocket-key'] !== undefined ||
    (mode !== undefined && mode !== 'navigate')
  );
}

async function sendUnauthorized(
  deps: Dependencies,
  { app, atRegisteredOrigin }: ForwardedRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const page = checkReturnAddress(app, request.headers.referer ?? '') ?? `${app.url}/`;
  const sign_in_url = `${app.url}${startPath}?${new URLSearchParams({ return_to: page }).toString()}`;
  if (!atRegisteredOrigin) {
    reply.header('Rollcall-Reason', 'wrong_address');
    return sendProblem(reply, 'not_signed_in', { data: { reason: 'wrong_address', sign_in_url } });
  }
  const { cookie, authorization } = request.headers;
  if (holdsSessionToken(authorization)) {
    reply.header('Rollcall-Reason', 'session_token');
    return sendProblem(reply, 'not_signed_in', { data: { reason: 'session_token', sign_in_url } });
  }
  const token = readCookie(cookie, appCookieName(app)) ?? findBearerAppToken(authorization);
  const why = await explainRefusal(deps, app, token);
  if (why.reason === 'not_signed_in') {
    reply.header('Rollcall-Reason', 'not_signed_in');
    return sendProblem(reply, 'not_signed_in', { data: { reason: 'not_signed_in', sign_in_url } });
  }
  const { reason, at, by } = why.session.ended;
  reply.header('Rollcall-Reason', reason);
  return sendProblem(reply, 'ended', {
    data: { reason, at: isoTime(at), ...(by === undefined ? {} : { by }), sign_in_url },
  });
}

/** The very address that was asked for, or the one a link to `start` names; only ever on the app's own origin. */
function returnAddress({ app, uri }: ForwardedRequest): string | undefined {
  const asked = new URL(app.url + uri);
  if (asked.pathname !== startPath) return checkReturnAddress(app, asked.href);
  return checkReturnAddress(app, asked.searchParams.get('return_to') ?? '');
}
