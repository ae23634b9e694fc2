import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { languageTags } from '../../../../shared/languages.ts';
import { findSession } from '../../operations/find-session.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { sessionTokenOf } from './browser.ts';
import { decodeForm, nameField, travellingFields } from './decode-form.ts';
import { sendErrorPage } from './error-page.tsx';
import { keepLanguage } from './request-text.ts';
import { decodeDestination, linkWith } from './transit.ts';

const languageForm = z.strictObject({
  ...travellingFields,
  username: nameField.optional(),
  language: z.enum(languageTags),
});

export function languageRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      method: 'POST',
      path: '/language',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'form-token'],
      handler: (...both) => choose(edge, ...both),
    },
  ];
}

/** Back to the sign-in page, on the same way as before. */
async function choose(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const decoded = decodeDestination(edge, request.body);
  if (!decoded.ok) return sendErrorPage(edge, request, reply, decoded.code);
  const read = decodeForm(languageForm, request.body);
  if (!read.ok) return sendErrorPage(edge, request, reply, read.code);
  keepLanguage(request, reply, read.form.language);
  // The browser sends the form once more to where the name comes from: it stands in no address.
  if (read.form.username !== undefined) return reply.redirect('/sign-in/again', 307);
  const found = await findSession(edge, sessionTokenOf(request), 'seen', remoteAddress(request));
  // Who is signed in and looks at the sign-in page asked to be somebody else: the app is not entered by a language.
  const more: Record<string, string> = found.kind === 'live' ? { again: '1' } : {};
  return reply.redirect(linkWith('/sign-in', decoded.transit, more), 303);
}
