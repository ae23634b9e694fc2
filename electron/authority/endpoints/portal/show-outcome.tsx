import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorCatalogue } from '../../../../shared/errors.ts';
import type { SignInOutcome } from '../../operations/sign-in-outcome.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { BlockedPage } from './blocked-page.tsx';
import { browserFormToken, setDeviceCookie, setSessionCookie } from './browser.ts';
import { ChooserPage } from './chooser-page.tsx';
import { nameSent } from './decode-form.ts';
import { clockSentence, wrongCodeSentence } from './clock-sentence.ts';
import { sendErrorPage, sentenceOf } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { goOn } from './go-on.tsx';
import { LimitPage } from './limit-page.tsx';
import { offerToTell } from './offer-to-tell.tsx';
import { sendClosed } from './send-closed.tsx';
import { SecondStepPage } from './second-step-page.tsx';
import { sendPage } from './send-page.ts';
import type { Destination, Transit } from './transit.ts';
import { wayToSignIn } from './way-back.tsx';
import { WelcomePage } from './welcome-page.tsx';

/**
 * What a sign-in came to, as the browser sees it: the same for the form, the chooser and the first use.
 *
 * @param askAgain shows the form that was sent once more, with what is wrong
 */
export function showOutcome(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: SignInOutcome,
  way: { readonly destination: Destination; readonly transit: Transit },
  askAgain: (status: number, problem: string) => FastifyReply,
): FastifyReply | Promise<FastifyReply> {
  const frame = openFrame(edge, request);
  const { destination, transit } = way;
  const name = nameSent(request.body);
  switch (outcome.kind) {
    case 'admitted':
      setSessionCookie(edge, reply, outcome.token);
      setDeviceCookie(reply, outcome.deviceToken);
      return goOn(edge, request, reply, outcome, destination);
    case 'choose': {
      const formToken = browserFormToken(edge, request, reply);
      return sendPage(reply, 200, <ChooserPage {...{ frame, formToken, transit, name, ...outcome }} />);
    }
    case 'own_password': {
      const formToken = browserFormToken(edge, request, reply);
      const { ticket, user, reportEnded } = outcome;
      return sendPage(
        reply,
        200,
        <WelcomePage
          {...{ frame, formToken, transit, ticket, reportEnded }}
          reported={reportEnded !== undefined}
          userName={user.name}
        />,
      );
    }
    case 'second_factor': {
      const formToken = browserFormToken(edge, request, reply);
      const { ticket } = outcome;
      return sendPage(reply, 200, <SecondStepPage {...{ frame, formToken, transit, ticket, name }} />);
    }
    case 'refused':
      break;
  }

  const { status } = errorCatalogue[outcome.code];
  const toSignIn = wayToSignIn(edge, request, reply, transit);
  const back = { ...toSignIn, passwordSaved: outcome.passwordSaved };
  switch (outcome.code) {
    case 'session_limit': {
      const { limit, sessions, freeAt } = outcome;
      const tell = offerToTell(edge, request, reply, outcome.tell, back);
      return sendPage(reply, status, <LimitPage {...{ frame, way: back, limit, sessions, freeAt, tell }} />);
    }
    case 'throttled':
      reply.header('Retry-After', String(outcome.retryAfterSeconds));
      return askAgain(status, frame.t('code.throttled', { count: outcome.retryAfterSeconds }));
    case 'ticket_invalid':
      return sendErrorPage(edge, request, reply, outcome.code, {
        way: { back: toSignIn, text: frame.t('error.again') },
      });
    case 'seats_full':
    case 'outside_hours':
    case 'sign_ins_paused':
      return sendClosed(edge, request, reply, outcome, back);
    case 'device_blocked': {
      const tell = offerToTell(edge, request, reply, outcome.tell, back);
      return sendPage(reply, status, <BlockedPage {...{ frame, tell }} way={back} />);
    }
    case 'not_this_account':
      return sendErrorPage(edge, request, reply, outcome.code);
    case 'second_factor_clock':
      return askAgain(status, clockSentence(frame, edge.clock, outcome.minutes));
    case 'second_factor_wrong':
      return askAgain(status, wrongCodeSentence(frame, edge.clock));
    case 'second_factor_required':
    case 'password_unchanged':
    case 'password_reported':
    case 'credentials':
    case 'user_disabled':
    case 'not_set_up':
    case 'busy':
    case 'store_unavailable':
    case 'choice_invalid':
    case 'code_invalid':
    case 'pairing_invalid':
    case 'app_forbidden':
    case 'password_too_short':
    case 'password_too_long':
    case 'password_too_common':
      return askAgain(status, sentenceOf(frame, outcome.code));
  }
}
