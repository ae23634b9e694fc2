import { randomBytes } from 'node:crypto';
import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFormToken, makeFormToken } from '../../base/crypto/form-token.ts';
import { hashToken } from '../../base/crypto/tokens.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';

/** Of the open page; it opens nothing and says nothing of who it is. */
const cookieName = 'rollcall-check';
const shape = /^[A-Za-z0-9_-]{22}$/;
const cookieSeconds = 400 * 24 * 3600;

/**
 * What stands in the address of the check's picture, so that one browser is counted once: browsers send no cookie of the
 * secure origin with a picture on an open page. Signed, since everybody may ask for the picture.
 */
export function nameTrustingDevice(
  edge: Pick<EdgeDependencies, 'formKey'>,
  request: FastifyRequest,
  reply: FastifyReply,
): string {
  const sent = request.cookies[cookieName] ?? '';
  const name = shape.test(sent) ? sent : randomBytes(16).toString('base64url');
  reply.setCookie(cookieName, name, {
    path: '/trust',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: cookieSeconds,
  });
  return `${name}.${makeFormToken(edge.formKey, `trust ${name}`)}`;
}

/** The hash of a name that we gave; undefined for any other. */
export function findTrustingDevice(
  edge: Pick<EdgeDependencies, 'formKey'>,
  request: FastifyRequest,
): string | undefined {
  const { device } = request.query as Readonly<Record<string, unknown>>;
  if (typeof device !== 'string') return undefined;
  const [name = '', mark] = device.split('.');
  return shape.test(name) && isFormToken(edge.formKey, `trust ${name}`, mark) ? hashToken(name) : undefined;
}
