import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashToken } from '../../base/crypto/tokens.ts';
import { redeemAppTicket } from '../../operations/app-tickets.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { verifyRequest } from '../../operations/verify-request.ts';
import { appCookieName, readCookie, writeCookie } from '../app-cookies.ts';
import { sendAppPage, sendAppRefusal } from './app-page.ts';
import type { ForwardedRequest } from './forwarded-request.ts';
import { findState } from './start-route.ts';

/** The way back from sign-in: a one-time ticket becomes a cookie of this host, always with a new secret. */
export async function callbackRoute(
  deps: Dependencies,
  { app, address, atRegisteredOrigin }: ForwardedRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header('Referrer-Policy', 'no-referrer');
  const home = `${app.url}/`;
  if (!atRegisteredOrigin) return sendAppRefusal(reply, 'return_address_refused', home);
  const { ticket } = request.query as { ticket?: unknown };
  const state = findState(app, request);
  if (state === undefined) {
    return sendAppPage(reply, (text) => ({
      status: 400,
      title: text.cookies.title,
      sentence: text.cookies.sentence,
      action: { label: text.cookies.action, href: home },
    }));
  }

  const redeemed = await redeemAppTicket(deps, {
    ticket: typeof ticket === 'string' ? ticket : '',
    app,
    stateHash: hashToken(state),
    address,
  });
  if (redeemed.ok) {
    return reply
      .code(303)
      .header('Set-Cookie', writeCookie(app, appCookieName(app), redeemed.token))
      .header('Cache-Control', 'no-store')
      .header('Location', redeemed.returnTo)
      .send();
  }
  if (redeemed.code !== 'ticket_invalid') return sendAppRefusal(reply, redeemed.code, home);

  // The page was loaded again, the way back used twice, or another tab was faster: whoever is in already just goes on.
  const token = readCookie(request.headers.cookie, appCookieName(app));
  if (verifyRequest(deps, { app, token, address })) {
    return reply
      .code(303)
      .header('Cache-Control', 'no-store')
      .header('Location', redeemed.begunElsewhere ?? home)
      .send();
  }
  // Two tabs that began in the same instant each got a state, and the browser kept one: the other begins again with
  // that one. A ticket of another browser gets its bearer to his own sign-in.
  if (redeemed.begunElsewhere !== undefined) {
    const again = new URLSearchParams({ return_to: redeemed.begunElsewhere });
    return reply
      .code(303)
      .header('Cache-Control', 'no-store')
      .header('Location', `${home}.rollcall/start?${again.toString()}`)
      .send();
  }
  return sendAppPage(reply, (text) => ({
    status: 410,
    title: text.ticket.title,
    sentence: text.ticket.sentence,
    action: { label: text.ticket.action, href: home },
  }));
}
