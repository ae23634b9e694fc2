import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorCatalogue } from '../../../../shared/errors.ts';
import { counts } from '../../operations/policies/rules.ts';
import { showPlan } from '../../operations/show.ts';
import type { SignInOutcome } from '../../operations/sign-in-outcome.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { ClosedPage } from './closed-page.tsx';
import { openFrame } from './frame.ts';
import { offerToTell } from './offer-to-tell.tsx';
import { SeatsPage } from './seats-page.tsx';
import { sendPage } from './send-page.ts';
import type { WayBack } from './way-back.tsx';

type Closed = Extract<SignInOutcome, { code: 'seats_full' | 'outside_hours' | 'sign_ins_paused' }>;

/**
 * Nobody more is let in at the moment, whoever it is: no seat is free, sign-in is closed or paused.
 *
 * @param way where to try again
 */
export function sendClosed(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: Closed,
  way: WayBack,
): FastifyReply {
  const tell = 'tell' in outcome ? offerToTell(edge, request, reply, outcome.tell, way) : undefined;
  const frame = openFrame(edge, request);
  const { status } = errorCatalogue[outcome.code];
  if (outcome.code === 'outside_hours') {
    return sendPage(
      reply,
      status,
      <ClosedPage {...{ frame, way, tell }} why="hours" opensAt={outcome.opensAt} />,
    );
  }
  if (outcome.code === 'sign_ins_paused') {
    return sendPage(reply, status, <ClosedPage {...{ frame, way }} why="paused" opensAt={outcome.until} />);
  }
  const { seats, sessions } = outcome;
  const settings = edge.settings.current();
  const { used } = showPlan(edge);
  // Where more are in use than there are, one more place is free only when several have gone.
  const own = used > seats ? [] : sessions.filter((session) => counts(session.class, settings));
  return sendPage(reply, status, <SeatsPage {...{ frame, way, seats, own, tell }} allUsed={used >= seats} />);
}
