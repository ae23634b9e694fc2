import type { FastifyReply } from 'fastify';
import { isoTime } from '../../operations/show.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import type { SignInOutcome } from '../../operations/sign-in-outcome.ts';
import { sendProblem } from '../problem.ts';
import { wireChoice, wireSession } from './wire.ts';

const busyRetrySeconds = 2;

/** One answer for every outcome of a sign-in over the API. */
export function sendSignIn(deps: Dependencies, reply: FastifyReply, outcome: SignInOutcome): FastifyReply {
  switch (outcome.kind) {
    case 'admitted':
      return reply
        .code(201)
        .header('Cache-Control', 'no-store')
        .send({
          token: outcome.token,
          session: wireSession(deps, outcome.session),
          ...(outcome.deviceToken === undefined ? {} : { registration: outcome.deviceToken }),
        });
    case 'choose':
      return sendProblem(reply, 'session_limit', {
        data: {
          limit: outcome.limit.value,
          bound_by: outcome.limit.boundBy,
          ...(outcome.limit.group === undefined ? {} : { bound_by_group: outcome.limit.group }),
          must_end: outcome.mustEnd,
          sessions: outcome.sessions.map(wireChoice),
          ticket: outcome.ticket,
        },
      });
    case 'second_factor':
      return sendProblem(reply, 'second_factor_required');
    case 'own_password':
      return sendProblem(reply, 'own_password_required', {
        data: { sign_in_url: `${deps.network.origin()}/sign-in` },
      });
    case 'refused':
      switch (outcome.code) {
        case 'throttled':
          reply.header('Retry-After', String(outcome.retryAfterSeconds));
          return sendProblem(reply, 'throttled', {
            data: { retry_after_seconds: outcome.retryAfterSeconds },
          });
        case 'session_limit':
          return sendProblem(reply, 'session_limit', {
            data: {
              limit: outcome.limit.value,
              bound_by: outcome.limit.boundBy,
              sessions: outcome.sessions.map(wireChoice),
              ...(outcome.freeAt === undefined ? {} : { free_at: isoTime(outcome.freeAt) }),
            },
          });
        case 'seats_full':
          return sendProblem(reply, 'seats_full', {
            data: { seats: outcome.seats, sessions: outcome.sessions.map(wireChoice) },
          });
        case 'outside_hours':
          return sendProblem(reply, 'outside_hours', {
            data: outcome.opensAt === undefined ? {} : { opens_at: isoTime(outcome.opensAt) },
          });
        case 'sign_ins_paused':
          return sendProblem(reply, 'sign_ins_paused', {
            data: outcome.until === undefined ? {} : { until: isoTime(outcome.until) },
          });
        case 'second_factor_clock':
          return sendProblem(reply, outcome.code, {
            data: { minutes_off: outcome.minutes, ...clockInQuestion(deps) },
          });
        case 'second_factor_wrong':
          return sendProblem(reply, outcome.code, { data: clockInQuestion(deps) });
        case 'busy':
          reply.header('Retry-After', String(busyRetrySeconds));
          return sendProblem(reply, 'busy');
        default:
          return sendProblem(reply, outcome.code);
      }
  }
}

/** Codes of authenticator apps go by the clock of this computer: while that has an alarm, it may be the one that is off. */
function clockInQuestion(deps: Dependencies): Record<string, unknown> {
  const alarm = deps.clock.alarm();
  return alarm === undefined ? {} : { clock_alarm: alarm };
}
