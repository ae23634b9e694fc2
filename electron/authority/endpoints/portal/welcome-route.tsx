import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorCatalogue, type Refusal } from '../../../../shared/errors.ts';
import { findWelcome, welcome } from '../../operations/welcome.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import type { RouteRow } from '../route-row.ts';
import { browserFormToken, placeOf, preSessionOf, transactionOf } from './browser.ts';
import {
  codeField,
  decodeForm,
  nameField,
  passwordField,
  ticketField,
  transactionField,
  travellingFields,
} from './decode-form.ts';
import { sendErrorPage } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { sendPage } from './send-page.ts';
import { showOutcome } from './show-outcome.tsx';
import { problemOf } from './sign-in-route.tsx';
import { decodeDestination, type Transit } from './transit.ts';
import { WelcomePage } from './welcome-page.tsx';

const codeForm = z.strictObject({
  ...travellingFields,
  username: nameField,
  code: codeField,
  password: passwordField,
  transaction: transactionField.optional(),
});
const ticketForm = z.strictObject({
  ...travellingFields,
  ticket: ticketField,
  // For password managers only; whose password it is the ticket says.
  username: nameField.optional(),
  password: passwordField,
});

export function welcomeRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      method: 'GET',
      path: '/welcome',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: (request, reply) => {
        const decoded = decodeDestination(edge, request.query);
        if (!decoded.ok) return sendErrorPage(edge, request, reply, decoded.code);
        return sendWelcome(edge, request, reply, 200, decoded.transit);
      },
    },
    {
      method: 'POST',
      path: '/welcome',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'form-token'],
      handler: (...both) => submit(edge, ...both),
      refused: (request, reply, refusal) => askAgain(edge, request, reply, refusal),
    },
  ];
}

async function submit(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const decoded = decodeDestination(edge, request.body);
  if (!decoded.ok) return sendErrorPage(edge, request, reply, decoded.code);
  const { transit } = decoded;
  const read = decodeForm(ticketOf(request) === undefined ? codeForm : ticketForm, request.body);
  if (!read.ok) return askAgain(edge, request, reply, read);

  const { password } = read.form;
  const proof =
    'ticket' in read.form
      ? { ticket: read.form.ticket }
      : { name: read.form.username, code: read.form.code, transaction: read.form.transaction };
  const outcome = await welcome(edge, { ...placeOf(request), ...proof, password });
  return showOutcome(edge, request, reply, outcome, decoded, (status, problem) =>
    sendWelcome(edge, request, reply, status, transit, problem),
  );
}

function askAgain(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): FastifyReply {
  const decoded = decodeDestination(edge, request.body);
  if (!decoded.ok || refusal.code === 'foreign_origin')
    return sendErrorPage(edge, request, reply, refusal.code);
  const problem = problemOf(openFrame(edge, request), refusal);
  return sendWelcome(edge, request, reply, errorCatalogue[refusal.code].status, decoded.transit, problem);
}

/** As sent in the form: whether it is good is the operation's to say. */
function ticketOf(request: FastifyRequest): string | undefined {
  const ticket = (request.body as Readonly<Record<string, unknown>> | undefined)?.['ticket'];
  return typeof ticket === 'string' ? ticket : undefined;
}

function sendWelcome(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  transit: Transit,
  problem?: string,
): FastifyReply {
  // As it was typed, or as the code that was scanned has it.
  const { username: name } = { ...(request.query as object), ...(request.body as object | undefined) } as {
    readonly username?: unknown;
  };
  const ticket = ticketOf(request);
  const found = ticket === undefined ? {} : findWelcome(edge, { ticket, preSession: preSessionOf(request) });
  return sendPage(
    reply,
    status,
    <WelcomePage
      frame={openFrame(edge, request)}
      formToken={browserFormToken(edge, request, reply)}
      transit={transit}
      transaction={transactionOf(request)}
      ticket={ticket}
      {...found}
      name={nameField.safeParse(name).success ? String(name) : undefined}
      problem={problem}
    />,
  );
}
