import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorCatalogue } from '../../../../shared/errors.ts';
import { preSessionOfApprover } from '../../operations/answer-pairing.ts';
import { findChooser } from '../../operations/choose-devices.ts';
import type { SignedIn } from '../../operations/find-session.ts';
import type { SignInOutcome } from '../../operations/sign-in-outcome.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { BlockedPage } from './blocked-page.tsx';
import { sessionFormToken } from './browser.ts';
import { ChooserPage } from './chooser-page.tsx';
import { sentenceOf } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { leaveFor } from './go-on.tsx';
import { LimitPage } from './limit-page.tsx';
import { offerToTell } from './offer-to-tell.tsx';
import { sendClosed } from './send-closed.tsx';
import { sendPage } from './send-page.ts';

type AskAgain = (status: number, problem: string) => FastifyReply;

/**
 * What the admission of an app came to, as the person who approved it sees it. The browser stays what it is: the
 * token goes to the app alone.
 *
 * @param askAgain shows the page for the code once more, with what is wrong
 */
export function showPairing(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn,
  outcome: SignInOutcome,
  askAgain: AskAgain,
): FastifyReply {
  const frame = openFrame(edge, request);
  switch (outcome.kind) {
    case 'admitted':
      return leaveFor(edge, request, reply, '/devices?notice=app_added');
    case 'choose':
      return showPairingChooser(
        edge,
        request,
        reply,
        signedIn,
        { ticket: outcome.ticket, status: 200 },
        askAgain,
      );
    case 'own_password':
    case 'second_factor':
      throw new Error(`a session that approves was asked for its ${outcome.kind}`);
    case 'refused':
      break;
  }
  const { status } = errorCatalogue[outcome.code];
  switch (outcome.code) {
    case 'session_limit': {
      const { limit, sessions, freeAt } = outcome;
      const tell = offerToTell(edge, request, reply, outcome.tell, { pairing: true });
      return sendPage(
        reply,
        status,
        <LimitPage {...{ frame, limit, sessions, freeAt, tell }} way={{ pairing: true }} />,
      );
    }
    case 'seats_full':
    case 'outside_hours':
    case 'sign_ins_paused':
      return sendClosed(edge, request, reply, outcome, { pairing: true });
    case 'device_blocked': {
      const tell = offerToTell(edge, request, reply, outcome.tell, { pairing: true });
      return sendPage(reply, status, <BlockedPage {...{ frame, tell }} way={{ pairing: true }} />);
    }
    case 'throttled':
      reply.header('Retry-After', String(outcome.retryAfterSeconds));
      return askAgain(status, frame.t('pair.throttled', { count: outcome.retryAfterSeconds }));
    default:
      return askAgain(status, sentenceOf(frame, outcome.code));
  }
}

/** Which device makes room for the app? As things are now, with what was wrong with the choice before. */
export function showPairingChooser(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  { session }: SignedIn,
  now: { readonly ticket: string; readonly status: number; readonly problem?: string },
  askAgain: AskAgain,
): FastifyReply {
  const frame = openFrame(edge, request);
  const { ticket, status, problem } = now;
  const chooser = findChooser(edge, ticket, preSessionOfApprover(session));
  if (!chooser) return askAgain(errorCatalogue.ticket_invalid.status, sentenceOf(frame, 'ticket_invalid'));
  const { limit, mustEnd, sessions, afterKickWar, device } = chooser;
  const formToken = sessionFormToken(edge, request);
  const pairing = { device, ownId: session.id };
  return sendPage(
    reply,
    status,
    <ChooserPage
      {...{ frame, formToken, ticket, limit, mustEnd, sessions, afterKickWar, problem, pairing }}
      transit={{}}
    />,
  );
}
