import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';

/**
 * What a form's hidden token is bound to: the browser (sign-in, before there is a session) or the session, so that
 * a form of one person is never sent in the name of the next one at the same browser.
 */
export type FormBinding = 'browser' | 'session';

export const formTokenField = 'form_token';
export const preSessionCookie = '__Host-rollcall-pre';
export const sessionCookie = '__Host-rollcall';
export const deviceCookie = '__Host-rollcall-device';

/** The secret of this browser or session; undefined when the cookie is missing. */
export function formBinding(request: FastifyRequest, binding: FormBinding): string | undefined {
  const value = request.cookies[binding === 'browser' ? preSessionCookie : sessionCookie];
  return value === undefined || value === '' ? undefined : `${binding}\n${value}`;
}
