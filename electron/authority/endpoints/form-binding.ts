import type {} from '@fastify/cookie';
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * What a form's hidden token is bound to: the browser (sign-in, before there is a session) or the session, so that
 * a form of one person is never sent in the name of the next one at the same browser.
 */
export type FormBinding = 'browser' | 'session';

export const formTokenField = 'form_token';
export const preSessionCookie = '__Host-rollcall-pre';
export const sessionCookie = '__Host-rollcall';
export const deviceCookie = '__Host-rollcall-device';
export const cookieAttributes = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

const preSessionShape = /^[A-Za-z0-9_-]{43}$/;

/** The secret of this browser from before it has a session; it gets one when it has none. */
export function ensurePreSession(request: FastifyRequest, reply: FastifyReply): string {
  const known = request.cookies[preSessionCookie];
  if (known !== undefined && preSessionShape.test(known)) return known;
  const secret = randomBytes(32).toString('base64url');
  request.cookies[preSessionCookie] = secret;
  reply.setCookie(preSessionCookie, secret, cookieAttributes);
  return secret;
}

/** The secret of this browser or session; undefined when the cookie is missing. */
export function formBinding(request: FastifyRequest, binding: FormBinding): string | undefined {
  const value = request.cookies[binding === 'browser' ? preSessionCookie : sessionCookie];
  return value === undefined || value === '' ? undefined : `${binding}\n${value}`;
}
