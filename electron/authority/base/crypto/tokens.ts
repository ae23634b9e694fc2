import { createHash, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Prefixes make a leaked token searchable and keep one kind from passing as another. */
export type TokenKind = 'rcs' | 'rca' | 'rct' | 'rcd' | 'rcc';

const tokenBytes = 32;
const tokenLength = 4 + Math.ceil((tokenBytes * 4) / 3);
const shape = /^rc[satdc]_[A-Za-z0-9_-]{43}$/;

export type RandomBytes = (size: number) => Buffer;

/** A secret of 256 random bits: `rcs_…` session, `rca_…` app, `rct_…` ticket, `rcd_…` known device,
 * `rcc_…` session of the browser console. */
export function makeToken(kind: TokenKind, random: RandomBytes = randomBytes): string {
  return `${kind}_${random(tokenBytes).toString('base64url')}`;
}

export function isToken(text: string | undefined, kind: TokenKind): text is string {
  return text !== undefined && text.length === tokenLength && text.startsWith(`${kind}_`) && shape.test(text);
}

/** SHA-256 in base64url: the only form in which a token is stored. Tokens are random, so no salt is needed. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url');
}

export function sameText(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
}
