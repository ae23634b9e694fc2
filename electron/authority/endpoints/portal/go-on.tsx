import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../../../shared/errors.ts';
import { openAppTicket } from '../../operations/app-tickets.ts';
import type { SignedIn } from '../../operations/find-session.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { remoteAddress } from '../remote-address.ts';
import { sendErrorPage } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { GoOnPage } from './go-on-page.tsx';
import { sendPage } from './send-page.ts';
import { linkWith, type Destination } from './transit.ts';

/**
 * Takes somebody who is signed in to where they wanted to go: an app gets a one-time ticket. After a form by a page
 * that goes on, otherwise by a redirect.
 */
export async function goOn(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: Pick<SignedIn, 'session'>,
  destination: Destination,
): Promise<FastifyReply> {
  if (destination.kind === 'portal')
    return leaveFor(edge, request, reply, destination.path, { signedIn: true });
  if (destination.kind === 'oidc') {
    const { path, app } = destination;
    return leaveFor(edge, request, reply, path, { signedIn: true, app: app.name });
  }
  const { app, stateHash, returnTo } = destination;
  const address = remoteAddress(request);
  const opened = await openAppTicket(edge, { session: signedIn.session, app, stateHash, returnTo, address });
  if (!opened.ok) return sendNoEntry(edge, request, reply, opened.code, destination);
  const href = `${app.url}/.rollcall/callback?${new URLSearchParams({ ticket: opened.ticket }).toString()}`;
  return leaveFor(edge, request, reply, href, { signedIn: true, app: app.name });
}

/** Signed in, and not let into the app: another account is a way on, the app itself would only lead back here. */
function sendNoEntry(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  { app, stateHash, returnTo }: Extract<Destination, { kind: 'app' }>,
): FastifyReply {
  if (code !== 'app_forbidden') return sendErrorPage(edge, request, reply, code);
  const { t } = openFrame(edge, request);
  const transit = { app: app.id, state: stateHash, return_to: returnTo };
  return sendErrorPage(edge, request, reply, code, {
    title: t('error.forbidden'),
    sentence: t('error.forbiddenLead', { app: app.name }),
    way: { href: linkWith('/sign-in', transit, { again: '1' }), text: t('error.otherAccount') },
  });
}

/** Goes on to an address that is known to be good. */
export function leaveFor(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  href: string,
  how: { readonly signedIn?: boolean; readonly app?: string } = {},
): FastifyReply {
  if (request.method === 'GET') return reply.redirect(href, 303);
  const frame = openFrame(edge, request);
  return sendPage(
    reply,
    200,
    <GoOnPage frame={frame} href={href} app={how.app} signedIn={how.signedIn ?? false} />,
  );
}
