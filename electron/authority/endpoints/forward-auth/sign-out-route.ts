import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashToken } from '../../base/crypto/tokens.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { signOut } from '../../operations/end-session.ts';
import { verifyRequest } from '../../operations/verify-request.ts';
import { appCookieName, clearCookie, readCookie } from '../app-cookies.ts';
import { sendAppPage, sendAppRefusal } from './app-page.ts';
import type { ForwardedRequest } from './forwarded-request.ts';
import { findState } from './start-route.ts';

/** Apps link here. Following a link signs nobody out: the page asks first. */
export function askSignOut(forwarded: ForwardedRequest, reply: FastifyReply): FastifyReply {
  if (!forwarded.atRegisteredOrigin) {
    return sendAppRefusal(reply, 'return_address_refused', `${forwarded.app.url}/`);
  }
  return sendAppPage(reply, (text) => ({
    status: 200,
    title: text.signOut.title,
    sentence: text.signOut.sentence,
    action: {
      label: text.signOut.action,
      back: { label: text.signOut.back, href: `${forwarded.app.url}/` },
    },
  }));
}

/** Ends the whole session. Only a page of the app's own origin may send this: another site must not sign people out. */
export async function signOutRoute(
  deps: Dependencies,
  { app, address, atRegisteredOrigin }: ForwardedRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const home = `${app.url}/`;
  const site = request.headers['sec-fetch-site'];
  const own = request.headers.origin === app.url && (site === undefined || site === 'same-origin');
  if (!atRegisteredOrigin || !own) return sendAppRefusal(reply, 'foreign_origin', home);

  const token = readCookie(request.headers.cookie, appCookieName(app));
  const signedIn = verifyRequest(deps, { app, token, address });
  if (signedIn) {
    const ended = await signOut(deps, signedIn.session, address);
    if (!ended.ok) return sendAppRefusal(reply, ended.code, home);
  }
  reply.header('Set-Cookie', clearCookie(app, appCookieName(app)));
  // The portal says what was ended, and knows the way back here.
  const state = findState(app, request);
  const back = state === undefined ? {} : { app: app.id, state: hashToken(state), return_to: home };
  const href = `${deps.network.origin()}/signed-out?${new URLSearchParams(back).toString()}`;
  return sendAppPage(reply, (text) => ({
    status: 200,
    title: text.signedOut.title,
    sentence: text.signedOut.sentence,
    action: { label: text.signedOut.action, href },
    goOn: true,
  }));
}
