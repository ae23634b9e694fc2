import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../../shared/languages.ts';
import { cookieAttributes } from '../form-binding.ts';
import { pickText, type PortalText } from './portal-text.ts';

const languageCookie = '__Host-rollcall-language';
/** Browsers cut longer lives to this. */
const cookieSecondsMax = 400 * 24 * 3600;

/** In the language this browser chose, else the one it asks for. */
export function requestText(request: FastifyRequest): PortalText {
  // An address that cannot be decoded gets here without the hook that reads the cookies.
  const cookies = request.cookies as FastifyRequest['cookies'] | undefined;
  return pickText(request.headers['accept-language'], cookies?.[languageCookie]);
}

/** This browser sees every page of the portal in this language from now on. */
export function keepLanguage(request: FastifyRequest, reply: FastifyReply, language: Language): void {
  request.cookies[languageCookie] = language;
  reply.setCookie(languageCookie, language, { ...cookieAttributes, maxAge: cookieSecondsMax });
}
