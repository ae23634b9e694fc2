import { createHmac } from 'node:crypto';
import { sameText } from './tokens.ts';

/**
 * The hidden field that shows that a form was ours and for this browser: an HMAC over a secret only this browser
 * has in a cookie. Needs no memory, and survives a restart as long as the key does.
 */
export function makeFormToken(key: Buffer, binding: string): string {
  return createHmac('sha256', key).update(`form\n${binding}`).digest('base64url');
}

export function isFormToken(key: Buffer, binding: string, token: unknown): boolean {
  return typeof token === 'string' && token.length === 43 && sameText(token, makeFormToken(key, binding));
}
