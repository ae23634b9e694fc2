import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorCatalogue } from '../../../../shared/errors.ts';
import { chooseDevices, findChooser } from '../../operations/choose-devices.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import type { RouteRow } from '../route-row.ts';
import { browserFormToken, placeOf, preSessionOf } from './browser.ts';
import { ChooserPage } from './chooser-page.tsx';
import { decodeForm, nameField, travellingFields } from './decode-form.ts';
import { sendErrorPage } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { sendPage } from './send-page.ts';
import { showOutcome } from './show-outcome.tsx';
import { problemOf } from './sign-in-route.tsx';
import { decodeDestination } from './transit.ts';
import { wayToSignIn } from './way-back.tsx';

/** More devices than any limit makes somebody tick at once. */
const choicesMax = 1000;
const id = z.string().max(64);

export const chooserForm = z.strictObject({
  ...travellingFields,
  ticket: z.string().max(64),
  username: nameField.optional(),
  end: z.union([id, z.array(id).max(choicesMax)]).optional(),
  end_least: z
    .string()
    .max(choicesMax * 40)
    .optional(),
});

export function chooserRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      // The chooser is the answer to a form; who comes back to its address starts again.
      method: 'GET',
      path: '/sign-in/choose',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: (_request, reply) => reply.redirect('/sign-in', 303),
    },
    {
      method: 'POST',
      path: '/sign-in/choose',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'form-token'],
      handler: (...both) => choose(edge, ...both),
    },
  ];
}

/** Ids of the sessions to end, ticked one by one or named by the button for the least recently used. */
export function chosenOf({ end, end_least: least }: z.infer<typeof chooserForm>): string[] {
  return least === undefined ? [end ?? []].flat() : least.split(',').filter((one) => one !== '');
}

async function choose(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const frame = openFrame(edge, request);
  const decoded = decodeDestination(edge, request.body);
  if (!decoded.ok) return sendErrorPage(edge, request, reply, decoded.code);
  const { transit } = decoded;
  const read = decodeForm(chooserForm, request.body);
  if (!read.ok) return sendErrorPage(edge, request, reply, read.code, { sentence: problemOf(frame, read) });
  const { ticket } = read.form;
  const name = read.form.username;
  const chosen = chosenOf(read.form);

  const { address, preSession, sessionToken, deviceToken } = placeOf(request);
  const outcome = await chooseDevices(edge, {
    ticket,
    end: chosen,
    address,
    preSession,
    sessionToken,
    deviceToken,
  });
  if (outcome.kind === 'choose') {
    // More must go than were chosen. The new ticket is as good as the one that was sent.
    const { limit, mustEnd, sessions, afterKickWar } = outcome;
    const formToken = browserFormToken(edge, request, reply);
    const problem = frame.t('chooser.tooFew', { count: mustEnd });
    return sendPage(
      reply,
      errorCatalogue.choice_invalid.status,
      <ChooserPage
        {...{
          frame,
          formToken,
          transit,
          ticket: outcome.ticket,
          limit,
          mustEnd,
          sessions,
          afterKickWar,
          problem,
          name,
        }}
      />,
    );
  }
  return showOutcome(edge, request, reply, outcome, decoded, (status, problem) => {
    const chooser = findChooser(edge, ticket, preSessionOf(request));
    if (!chooser) {
      const way = { back: wayToSignIn(edge, request, reply, transit), text: frame.t('error.again') };
      return sendErrorPage(edge, request, reply, 'ticket_invalid', { sentence: problem, way });
    }
    const formToken = browserFormToken(edge, request, reply);
    return sendPage(
      reply,
      status,
      <ChooserPage {...{ frame, formToken, transit, ticket, problem, name, ...chooser }} />,
    );
  });
}
