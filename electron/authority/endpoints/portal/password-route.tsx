import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorCatalogue } from '../../../../shared/errors.ts';
import { changePassword } from '../../operations/change-password.ts';
import type { SignedIn } from '../../operations/find-session.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { deviceCookie } from '../form-binding.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { sessionFormToken, setSessionCookie } from './browser.ts';
import { decodeForm, nameField, passwordField, travellingFields } from './decode-form.ts';
import { sentenceOf } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { leaveFor } from './go-on.tsx';
import { PasswordPage } from './password-page.tsx';
import { sendPage } from './send-page.ts';
import { problemOf } from './sign-in-route.tsx';
import { sendSignedOut, signedInOnly } from './signed-out-route.tsx';

const passwordForm = z.strictObject({
  ...travellingFields,
  // For password managers only; whose password it is the session says.
  username: nameField.optional(),
  current: passwordField,
  password: passwordField,
});

export function passwordRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      method: 'GET',
      path: '/account/password',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: signedInOnly(edge, (request, reply, { user }) =>
        sendPassword(edge, request, reply, 200, user.name),
      ),
    },
    {
      method: 'POST',
      path: '/account/password',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'session-form-token'],
      handler: signedInOnly(edge, (...all) => submit(edge, ...all)),
    },
  ];
}

async function submit(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  { session, user }: SignedIn,
): Promise<FastifyReply> {
  const frame = openFrame(edge, request);
  const read = decodeForm(passwordForm, request.body);
  if (!read.ok) {
    return sendPassword(
      edge,
      request,
      reply,
      errorCatalogue.input_invalid.status,
      user.name,
      problemOf(frame, read),
    );
  }
  const changed = await changePassword(edge, {
    session,
    current: read.form.current,
    next: read.form.password,
    address: remoteAddress(request),
    deviceToken: request.cookies[deviceCookie],
  });
  if (changed.ok) {
    setSessionCookie(edge, reply, changed.token);
    return leaveFor(edge, request, reply, '/devices?notice=password_changed');
  }
  const { code, data } = changed;
  // The old password as the reason is no reason to end the session's page with 401.
  const status = code === 'credentials' ? 403 : errorCatalogue[code].status;
  switch (code) {
    case 'not_signed_in':
      return sendSignedOut(edge, request, reply, { transit: {}, status });
    case 'throttled': {
      const seconds = Number(data?.['retryAfterSeconds'] ?? 1);
      reply.header('Retry-After', String(seconds));
      return sendPassword(
        edge,
        request,
        reply,
        status,
        user.name,
        frame.t('code.throttled', { count: seconds }),
      );
    }
    case 'credentials':
      return sendPassword(edge, request, reply, status, user.name, frame.t('code.credentialsCurrent'));
    default:
      return sendPassword(edge, request, reply, status, user.name, sentenceOf(frame, code));
  }
}

function sendPassword(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  userName: string,
  problem?: string,
): FastifyReply {
  const frame = openFrame(edge, request);
  const formToken = sessionFormToken(edge, request);
  return sendPage(reply, status, <PasswordPage {...{ frame, formToken, userName, problem }} />);
}
