import { createHmac } from 'node:crypto';
import { generateSync, generateURI, type CryptoPlugin } from 'otplib';
import { sameText } from './tokens.ts';

/** TOTP (RFC 6238) as every authenticator app has it: SHA-1, 6 digits, a code each 30 seconds. */
const stepSeconds = 30;
const secretBytes = 20;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Native, since a wrong code is compared with many steps. */
const nativeCrypto: CryptoPlugin = {
  name: 'node',
  algorithms: ['sha1'],
  hmac: (_algorithm, key, data) => createHmac('sha1', key).update(data).digest(),
  randomBytes() {
    throw new Error('secrets are not made here');
  },
  constantTimeEqual: (a, b) => sameText(String(a), String(b)),
};

export function totpStepAt(wallMs: number): number {
  return Math.floor(wallMs / 1000 / stepSeconds);
}

/**
 * A secret in base32 that stays the same for the same binding, so that a page can be opened again before it is saved
 * anywhere.
 *
 * @param binding something secret that only the owner has, and that changes when the second factor does
 */
export function deriveTotpSecret(key: Buffer, binding: string): string {
  const bytes = createHmac('sha256', key).update(`totp\n${binding}`).digest().subarray(0, secretBytes);
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}

/** What the QR code for the authenticator app says. */
export function totpAddress(secret: string, issuer: string, account: string): string {
  return generateURI({ issuer, label: account, secret, period: stepSeconds });
}

/** The steps from `first` to `last` that have this code. */
export function findTotpSteps(secret: string, code: string, first: number, last: number): number[] {
  const found: number[] = [];
  for (let step = Math.max(0, first); step <= last; step++) {
    const right = generateSync({
      secret,
      epoch: step * stepSeconds,
      period: stepSeconds,
      crypto: nativeCrypto,
    });
    if (sameText(right, code)) found.push(step);
  }
  return found;
}
