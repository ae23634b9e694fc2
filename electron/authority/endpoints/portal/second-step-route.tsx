import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorCatalogue } from '../../../../shared/errors.ts';
import { takeSecondStep } from '../../operations/take-second-step.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import type { RouteRow } from '../route-row.ts';
import { browserFormToken, placeOf } from './browser.ts';
import { codeField, decodeForm, nameField, nameSent, ticketField, travellingFields } from './decode-form.ts';
import { sendErrorPage } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { SecondStepPage } from './second-step-page.tsx';
import { sendPage } from './send-page.ts';
import { showOutcome } from './show-outcome.tsx';
import { problemOf } from './sign-in-route.tsx';
import { decodeDestination } from './transit.ts';

const secondStepForm = z.strictObject({
  ...travellingFields,
  ticket: ticketField,
  username: nameField.optional(),
  code: codeField,
});

export function secondStepRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      // The second step is the answer to a form; who comes back to its address starts again.
      method: 'GET',
      path: '/sign-in/code',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: (_request, reply) => reply.redirect('/sign-in', 303),
    },
    {
      method: 'POST',
      path: '/sign-in/code',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'form-token'],
      handler: (...both) => submit(edge, ...both),
    },
  ];
}

async function submit(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const frame = openFrame(edge, request);
  const decoded = decodeDestination(edge, request.body);
  if (!decoded.ok) return sendErrorPage(edge, request, reply, decoded.code);
  const { transit } = decoded;
  const name = nameSent(request.body);
  const askAgain = (ticket: string, status: number, problem: string): FastifyReply => {
    const formToken = browserFormToken(edge, request, reply);
    return sendPage(
      reply,
      status,
      <SecondStepPage {...{ frame, formToken, transit, ticket, problem, name }} />,
    );
  };
  const read = decodeForm(secondStepForm, request.body);
  if (!read.ok) {
    const { ticket } = request.body as Readonly<Record<string, unknown>>;
    const problem = read.data?.['field'] === 'code' ? frame.t('field.secondFactor') : problemOf(frame, read);
    return ticketField.safeParse(ticket).success
      ? askAgain(String(ticket), errorCatalogue.input_invalid.status, problem)
      : sendErrorPage(edge, request, reply, read.code, { sentence: problem });
  }
  const { ticket, code } = read.form;
  const outcome = await takeSecondStep(edge, { ...placeOf(request), ticket, code });
  return showOutcome(edge, request, reply, outcome, decoded, (status, problem) =>
    askAgain(ticket, status, problem),
  );
}
