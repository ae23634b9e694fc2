import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorCatalogue } from '../../../../shared/errors.ts';
import {
  approvePairing,
  declinePairing,
  findPairing,
  preSessionOfApprover,
} from '../../operations/answer-pairing.ts';
import { dashed } from '../../operations/find-waiting-app.ts';
import { chooseDevices } from '../../operations/choose-devices.ts';
import type { SignedIn } from '../../operations/find-session.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { sessionFormToken } from './browser.ts';
import { chooserForm, chosenOf } from './chooser-route.tsx';
import { codeField, decodeForm, travellingFields } from './decode-form.ts';
import { sendErrorPage, sentenceOf } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { PairPage, type PairPageProps } from './pair-page.tsx';
import { PairQuestionPage } from './pair-question-page.tsx';
import { sendPage } from './send-page.ts';
import { showPairing, showPairingChooser } from './show-pairing.tsx';
import { problemOf } from './sign-in-route.tsx';
import { signedInOnly } from './signed-out-route.tsx';

const codeForm = z.strictObject({ ...travellingFields, code: codeField });
const answerForm = codeForm.extend({ answer: z.enum(['approve', 'decline']) });

type Handler = (
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn,
) => FastifyReply | Promise<FastifyReply>;

/** `/pair`: somebody who is signed in lets an app in as a device of theirs. */
export function pairRoutes(edge: EdgeDependencies): RouteRow[] {
  const form = (path: string, handler: Handler): RouteRow => ({
    method: 'POST',
    path,
    body: 'form',
    answers: 'page',
    guards: ['same-origin', 'session-form-token'],
    handler: signedInOnly(edge, handler),
  });
  return [
    {
      method: 'GET',
      path: '/pair',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: signedInOnly(edge, (request, reply, signedIn) => {
        const query = request.query as Readonly<Record<string, unknown>>;
        const code = codeField.safeParse(query['code']);
        const cancelled = query['cancelled'] === '1';
        return sendPair(edge, request, reply, signedIn, 200, {
          ...(code.success ? { code: code.data, linked: true } : {}),
          ...(cancelled ? { info: openFrame(edge, request).t('pair.cancelled') } : {}),
        });
      }),
    },
    form('/pair', (...all) => ask(edge, ...all)),
    form('/pair/answer', (...all) => answer(edge, ...all)),
    form('/pair/choose', (...all) => choose(edge, ...all)),
  ];
}

async function ask(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn,
): Promise<FastifyReply> {
  const frame = openFrame(edge, request);
  const read = decodeForm(codeForm, request.body);
  if (!read.ok) {
    const problem = read.data?.['field'] === 'code' ? frame.t('pair.codeWrong') : problemOf(frame, read);
    return sendPair(edge, request, reply, signedIn, errorCatalogue[read.code].status, { problem });
  }
  const { code } = read.form;
  const found = await findPairing(edge, { ...signedIn, code, address: remoteAddress(request) });
  if (found.kind === 'refused') {
    return showPairing(edge, request, reply, signedIn, found, (status, problem) =>
      sendPair(edge, request, reply, signedIn, status, { code, problem }),
    );
  }
  const formToken = sessionFormToken(edge, request);
  return sendPage(
    reply,
    200,
    <PairQuestionPage
      {...{ frame, formToken }}
      userName={signedIn.user.name}
      waiting={found.waiting}
      code={dashed(code)}
    />,
  );
}

async function answer(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn,
): Promise<FastifyReply> {
  const frame = openFrame(edge, request);
  const read = decodeForm(answerForm, request.body);
  if (!read.ok) {
    const problem = read.data?.['field'] === 'answer' ? frame.t('pair.answer') : problemOf(frame, read);
    return sendPair(edge, request, reply, signedIn, errorCatalogue[read.code].status, { problem });
  }
  const { code } = read.form;
  const given = { ...signedIn, code, address: remoteAddress(request) };
  const outcome =
    read.form.answer === 'approve' ? await approvePairing(edge, given) : await declinePairing(edge, given);
  if (outcome.kind === 'declined') {
    const info = frame.t('pair.declined', { device: frame.device(outcome.waiting.device) });
    return sendPair(edge, request, reply, signedIn, 200, { info });
  }
  return showPairing(edge, request, reply, signedIn, outcome, (status, problem) =>
    sendPair(edge, request, reply, signedIn, status, { code, problem }),
  );
}

/** The limit is reached: the person has chosen which device makes room for the app. */
async function choose(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn,
): Promise<FastifyReply> {
  const frame = openFrame(edge, request);
  const read = decodeForm(chooserForm, request.body);
  if (!read.ok) return sendErrorPage(edge, request, reply, read.code, { sentence: problemOf(frame, read) });
  const { ticket } = read.form;
  const outcome = await chooseDevices(edge, {
    ticket,
    end: chosenOf(read.form),
    preSession: preSessionOfApprover(signedIn.session),
    address: remoteAddress(request),
    approver: signedIn.session,
  });
  const askAgain = (status: number, problem: string): FastifyReply =>
    sendPair(edge, request, reply, signedIn, status, { problem });
  const again = (now: { ticket: string; problem: string }): FastifyReply => {
    const { status } = errorCatalogue.choice_invalid;
    return showPairingChooser(edge, request, reply, signedIn, { ...now, status }, askAgain);
  };
  if (outcome.kind === 'choose') {
    // More must go than were chosen. The new ticket is as good as the one that was sent.
    const problem = frame.t('chooser.tooFew', { count: outcome.mustEnd });
    return again({ ticket: outcome.ticket, problem });
  }
  if (outcome.kind === 'refused' && outcome.code === 'choice_invalid') {
    return again({ ticket, problem: sentenceOf(frame, outcome.code) });
  }
  return showPairing(edge, request, reply, signedIn, outcome, askAgain);
}

function sendPair(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  { user }: SignedIn,
  status: number,
  page: Pick<PairPageProps, 'code' | 'linked' | 'problem' | 'info'>,
): FastifyReply {
  const frame = openFrame(edge, request);
  const formToken = sessionFormToken(edge, request);
  return sendPage(reply, status, <PairPage {...{ frame, formToken }} userName={user.name} {...page} />);
}
