import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../problem.ts';
import { sendAppPage } from './app-page.ts';
import { asksAsScript } from './start-route.ts';

/**
 * Signing in would lead here again: the way on is another account.
 *
 * @param note writes it to the log and gives the reference to show
 */
export function sendForbidden(
  request: FastifyRequest,
  reply: FastifyReply,
  note?: () => string | undefined,
): FastifyReply {
  reply.header('Rollcall-Reason', 'app_forbidden');
  if (asksAsScript(request))
    return sendProblem(reply, 'app_forbidden', { data: { reason: 'app_forbidden' } });
  const reference = note?.();
  return sendAppPage(reply, ({ forbidden: { title, sentence, step, action } }) => ({
    status: 403,
    title,
    sentence: `${sentence} ${step}`,
    action: { label: action, href: '/.rollcall/sign-out' },
    reference,
  }));
}
