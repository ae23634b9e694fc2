import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorCatalogue, type Refusal } from '../../../../shared/errors.ts';
import { findSession } from '../../operations/find-session.ts';
import { reportNotMe } from '../../operations/report-not-me.ts';
import type { EndedSession } from '../../records/sessions/session.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { browserFormToken, placeOf, sessionTokenOf } from './browser.ts';
import { decodeForm, nameField, nameSent, passwordField, travellingFields } from './decode-form.ts';
import { sendErrorPage } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { leaveFor } from './go-on.tsx';
import { NotMePage } from './not-me-page.tsx';
import { sendPage } from './send-page.ts';
import { showOutcome } from './show-outcome.tsx';
import { problemOf } from './sign-in-route.tsx';
import { wasPlaceTaken } from './signed-out-page.tsx';
import { decodeDestination } from './transit.ts';

const notMeForm = z.strictObject({ ...travellingFields, username: nameField, password: passwordField });

export function notMeRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      method: 'GET',
      path: '/not-me',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: (...both) =>
        withLost(edge, ...both, (lost) =>
          // Whose place it was is as good as sure.
          sendNotMe(edge, ...both, lost, 200, { name: edge.users.find(lost.userId)?.name }),
        ),
    },
    {
      method: 'POST',
      path: '/not-me',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'form-token'],
      handler: (...both) => withLost(edge, ...both, (lost) => submit(edge, ...both, lost)),
      refused: (request, reply, refusal) =>
        refusal.code === 'foreign_origin'
          ? sendErrorPage(edge, request, reply, refusal.code)
          : withLost(edge, request, reply, (lost) => askAgain(edge, request, reply, lost, refusal)),
    },
  ];
}

/** Only for a browser whose session had to make room for another device; for any other there is nothing to say. */
async function withLost(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  handler: (lost: EndedSession) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  const found = await findSession(edge, sessionTokenOf(request), 'seen', remoteAddress(request));
  if (found.kind === 'ended' && wasPlaceTaken(found.session)) return handler(found.session);
  return leaveFor(edge, request, reply, found.kind === 'live' ? '/devices' : '/signed-out');
}

async function submit(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  lost: EndedSession,
): Promise<FastifyReply> {
  const read = decodeForm(notMeForm, request.body);
  if (!read.ok) return askAgain(edge, request, reply, lost, read);
  const decoded = decodeDestination(edge, request.body);
  if (!decoded.ok) return sendErrorPage(edge, request, reply, decoded.code);
  const { username, password } = read.form;
  const outcome = await reportNotMe(edge, {
    ...placeOf(request),
    name: username,
    password,
    sessionId: lost.id,
  });
  return showOutcome(edge, request, reply, outcome, decoded, (status, problem) =>
    sendNotMe(edge, request, reply, lost, status, { name: username, problem }),
  );
}

function askAgain(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  lost: EndedSession,
  refusal: Refusal,
): FastifyReply {
  return sendNotMe(edge, request, reply, lost, errorCatalogue[refusal.code].status, {
    name: nameSent(request.body),
    problem: problemOf(openFrame(edge, request), refusal),
  });
}

function sendNotMe(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  ended: EndedSession,
  status: number,
  more: { readonly name?: string | undefined; readonly problem?: string } = {},
): FastifyReply {
  const formToken = browserFormToken(edge, request, reply);
  return sendPage(
    reply,
    status,
    <NotMePage frame={openFrame(edge, request)} {...{ formToken, ended, ...more }} />,
  );
}
