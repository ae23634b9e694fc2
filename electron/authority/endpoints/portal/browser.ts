import type {} from '@fastify/cookie';
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashToken } from '../../base/crypto/tokens.ts';
import { makeFormToken } from '../../base/crypto/form-token.ts';
import type { SignInPlace } from '../../operations/sign-in-outcome.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import {
  cookieAttributes,
  deviceCookie,
  ensurePreSession,
  formBinding,
  preSessionCookie,
  sessionCookie,
} from '../form-binding.ts';
import { remoteAddress } from '../remote-address.ts';
import { transactionField } from './decode-form.ts';
import { deviceLabel } from './device-label.ts';

const daySeconds = 24 * 3600;
/** Browsers cut longer lives to this. */
const cookieSecondsMax = 400 * daySeconds;

/**
 * The cookie outlives the session it is for by the time an ended session is remembered: it opens nothing by then, but
 * its owner learns why the session ended.
 */
export function setSessionCookie(edge: EdgeDependencies, reply: FastifyReply, token: string): void {
  const { browser, keepEndedDays } = edge.settings.current().sessions;
  const maxAge = Math.min(cookieSecondsMax, browser.absoluteSeconds + keepEndedDays * daySeconds);
  reply.setCookie(sessionCookie, token, { ...cookieAttributes, maxAge });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, cookieAttributes);
}

/** The device is known to this account from now on; it opens nothing, it only has a throttle of its own. */
export function setDeviceCookie(reply: FastifyReply, token: string | undefined): void {
  if (token !== undefined)
    reply.setCookie(deviceCookie, token, { ...cookieAttributes, maxAge: cookieSecondsMax });
}

/** Hidden token for a form that needs no session. Gives the browser its pre-session when it has none. */
export function browserFormToken(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): string {
  ensurePreSession(request, reply);
  return makeFormToken(edge.formKey, formBinding(request, 'browser') ?? '');
}

/** Hidden token for a form of somebody who is signed in. */
export function sessionFormToken(edge: EdgeDependencies, request: FastifyRequest): string {
  return makeFormToken(edge.formKey, formBinding(request, 'session') ?? '');
}

export function sessionTokenOf(request: FastifyRequest): string | undefined {
  return request.cookies[sessionCookie];
}

export function preSessionOf(request: FastifyRequest): string {
  return hashToken(request.cookies[preSessionCookie] ?? '');
}

/** The transaction of the form that was sent, to be kept when it is shown again; a new one for a new form. */
export function transactionOf(request: FastifyRequest): string {
  const sent = (request.body as Readonly<Record<string, unknown>> | undefined)?.['transaction'];
  const known = transactionField.safeParse(sent);
  return known.success ? known.data : randomBytes(16).toString('base64url');
}

export function placeOf(request: FastifyRequest): SignInPlace {
  return {
    device: deviceLabel(request.headers['user-agent']),
    method: 'portal',
    address: remoteAddress(request),
    preSession: preSessionOf(request),
    sessionToken: sessionTokenOf(request),
    deviceToken: request.cookies[deviceCookie],
  };
}
