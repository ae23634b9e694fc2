import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signOut } from '../../operations/end-session.ts';
import { findSession, type SignedIn } from '../../operations/find-session.ts';
import { allowsRedirect } from '../../operations/policies/allows-redirect.ts';
import type { App } from '../../records/apps/apps.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { clearSessionCookie, sessionFormToken, sessionTokenOf } from './browser.ts';
import { decodeForm, travellingFields } from './decode-form.ts';
import { sendErrorPage } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { leaveFor } from './go-on.tsx';
import { OidcSignOutPage } from './oidc-sign-out-page.tsx';
import { sendPage } from './send-page.ts';
import { problemOf } from './sign-in-route.tsx';
import { signedInOnly } from './signed-out-route.tsx';

const addressMax = 4096;
const signOutForm = z.strictObject({
  ...travellingFields,
  client: z.string().max(100),
  next: z.string().max(addressMax),
  app_state: z.string().max(addressMax).optional(),
});

const signedOutPath = '/signed-out?bye=1';

/** `POST /oidc/sign-out`: the person says yes to an app that asks to sign out. */
export function oidcSignOutRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      method: 'POST',
      path: '/oidc/sign-out',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'session-form-token'],
      handler: signedInOnly(edge, (...all) => submit(edge, ...all)),
    },
  ];
}

/** Asks first: an app, or whoever sends somebody here by a link, ends nothing on its own. */
export async function askSignOut(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  ask: {
    readonly app: App | undefined;
    readonly userId: string | undefined;
    readonly returnTo: string | undefined;
    readonly state: string | undefined;
  },
): Promise<FastifyReply> {
  const { app, userId, returnTo, state } = ask;
  const found = await findSession(edge, sessionTokenOf(request), 'seen', remoteAddress(request));
  if (found.kind !== 'live') {
    return reply.redirect(returnTo === undefined ? '/signed-out' : withState(returnTo, state), 303);
  }
  const { user } = found;
  const other = userId !== undefined && userId !== user.id;
  return sendPage(
    reply,
    200,
    <OidcSignOutPage
      frame={openFrame(edge, request)}
      formToken={sessionFormToken(edge, request)}
      userName={user.name}
      appName={app?.name}
      other={other ? { name: edge.users.find(userId)?.name } : undefined}
      fields={{
        client: app?.id ?? '',
        next: returnTo ?? '',
        ...(state === undefined ? {} : { app_state: state }),
      }}
    />,
  );
}

async function submit(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  { session }: SignedIn,
): Promise<FastifyReply> {
  const frame = openFrame(edge, request);
  const read = decodeForm(signOutForm, request.body);
  if (!read.ok) return sendErrorPage(edge, request, reply, read.code, { sentence: problemOf(frame, read) });
  const { client, next, app_state: state } = read.form;
  const app = edge.apps.find(client);
  const oidc = app?.oidc;
  if (next !== '' && !(oidc && allowsRedirect(oidc.public, oidc.postLogoutRedirectUris, next)))
    return sendErrorPage(edge, request, reply, 'return_address_refused');
  const ended = await signOut(edge, session, remoteAddress(request));
  if (!ended.ok) {
    return sendErrorPage(edge, request, reply, ended.code, { sentence: frame.t('error.endNotSure') });
  }
  clearSessionCookie(reply);
  const href = next === '' ? signedOutPath : withState(next, state);
  return leaveFor(edge, request, reply, href, next === '' || !app ? {} : { app: app.name });
}

function withState(address: string, state: string | undefined): string {
  const url = new URL(address);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}
