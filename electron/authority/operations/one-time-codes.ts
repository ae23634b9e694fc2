import { randomInt } from 'node:crypto';
import { hashToken } from '../base/crypto/tokens.ts';

/** No letters or digits that are read for one another on a slip of paper. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** 10 characters of 31: 49 bits, behind the throttle of the account. */
const lettersEach = 5;

/** A code for the first use or a reset, such as `K7QFM-2XD9P`. */
export function makeOneTimeCode(): string {
  return makeDashedCode(lettersEach);
}

/** Two halves of so many letters each, for people to read and type. */
export function makeDashedCode(half: number): string {
  const letters = Array.from({ length: 2 * half }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${letters.slice(0, half)}-${letters.slice(half)}`;
}

/** Typed with or without the dash, in either case. */
export function hashOneTimeCode(userId: string, code: string): string {
  return hashToken(`${userId}:${code.toUpperCase().replace(/[^A-Z0-9]/g, '')}`);
}
