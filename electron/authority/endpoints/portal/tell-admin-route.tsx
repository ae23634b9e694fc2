import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { preSessionOfApprover } from '../../operations/answer-pairing.ts';
import { tellAdmin } from '../../operations/tell-admin.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { preSessionOf } from './browser.ts';
import { decodeForm, nameField, ticketField, travellingFields } from './decode-form.ts';
import { sendErrorPage } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { sendPage } from './send-page.ts';
import { problemOf } from './sign-in-route.tsx';
import { signedInOnly } from './signed-out-route.tsx';
import { ToldPage } from './told-page.tsx';
import { decodeDestination } from './transit.ts';
import { wayToSignIn, type WayBack } from './way-back.tsx';

const tellForm = z.strictObject({ ...travellingFields, ticket: ticketField, username: nameField.optional() });

/** Who was refused with the right password, or when an app was to be let in, tells the admin. */
export function tellAdminRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      // What was told is the answer to a form; who comes back to its address starts again.
      method: 'GET',
      path: '/sign-in/tell-admin',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: (_request, reply) => reply.redirect('/sign-in', 303),
    },
    {
      method: 'POST',
      path: '/sign-in/tell-admin',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'form-token'],
      handler: (request, reply) => {
        const decoded = decodeDestination(edge, request.body);
        if (!decoded.ok) return sendErrorPage(edge, request, reply, decoded.code);
        const { transit } = decoded;
        const way = wayToSignIn(edge, request, reply, transit);
        return tell(edge, request, reply, { preSession: preSessionOf(request), way });
      },
    },
    {
      method: 'POST',
      path: '/pair/tell-admin',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'session-form-token'],
      handler: signedInOnly(edge, (request, reply, { session }) =>
        tell(edge, request, reply, { preSession: preSessionOfApprover(session), way: { pairing: true } }),
      ),
    },
  ];
}

async function tell(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  from: {
    readonly preSession: string;
    readonly way: WayBack;
  },
): Promise<FastifyReply> {
  const frame = openFrame(edge, request);
  const read = decodeForm(tellForm, request.body);
  if (!read.ok) return sendErrorPage(edge, request, reply, read.code, { sentence: problemOf(frame, read) });
  const { preSession, way } = from;
  const told = await tellAdmin(edge, {
    ticket: read.form.ticket,
    preSession,
    address: remoteAddress(request),
  });
  if (!told.ok) {
    return sendErrorPage(edge, request, reply, told.code, {
      way: { back: way, text: frame.t('error.again') },
    });
  }
  const { plea, user } = told;
  const page = { frame, way, userName: user.name, device: plea.device, toldAt: plea.at };
  return sendPage(reply, 200, <ToldPage {...page} />);
}
