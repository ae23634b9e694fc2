import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../problem.ts';
import { sendAppPage } from './app-page.ts';
import { asksAsScript } from './start-route.ts';

/** Signing in would lead here again: the way on is another account. */
export function sendForbidden(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('Rollcall-Reason', 'app_forbidden');
  if (asksAsScript(request))
    return sendProblem(reply, 'app_forbidden', { data: { reason: 'app_forbidden' } });
  return sendAppPage(reply, ({ forbidden: { title, sentence, step, action } }) => ({
    status: 403,
    title,
    sentence: `${sentence} ${step}`,
    action: { label: action, href: '/.rollcall/sign-out' },
  }));
}
