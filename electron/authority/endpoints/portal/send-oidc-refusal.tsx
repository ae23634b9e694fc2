import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../../../shared/errors.ts';
import type { App } from '../../records/apps/apps.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { sendErrorPage } from './error-page.tsx';
import { openFrame } from './frame.ts';

/** An app of OpenID Connect cannot be answered; the person who is on the way to it gets this page, and a way on. */
export function sendOidcRefusal(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  app: App | undefined,
): FastifyReply {
  const { t } = openFrame(edge, request);
  const back =
    app === undefined || app.url === ''
      ? {}
      : { way: { href: app.url, text: t('oidc.openApp', { app: app.name }) } };
  if (code === 'ticket_invalid')
    return sendErrorPage(edge, request, reply, code, { ...back, sentence: t('oidc.expired') });
  if (code === 'oidc_request_invalid') {
    const sentence = app === undefined ? t('oidc.invalid') : t('oidc.invalidApp', { app: app.name });
    return sendErrorPage(edge, request, reply, code, { ...back, sentence, referred: true });
  }
  return sendErrorPage(edge, request, reply, code, back);
}
