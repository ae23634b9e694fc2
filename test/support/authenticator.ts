import { createHmac } from 'node:crypto';
import { passwordOf } from './authority-process.ts';
import { readForms, type Answer, type Browser } from './client.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An authenticator app (RFC 6238), written apart from the product. */
export function codeOf(secret: string, at = Date.now()): string {
  let bits = '';
  for (const letter of secret) bits += alphabet.indexOf(letter).toString(2).padStart(5, '0');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const start = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The code of the step after this one: good for at least 30 seconds, and for as long not used yet. */
export function nextCodeOf(secret: string): string {
  return codeOf(secret, Date.now() + 30_000);
}

/** Six digits that are right at no time near now. */
export function wrongCodeOf(secret: string): string {
  const near = new Set(Array.from({ length: 121 }, (_, n) => codeOf(secret, Date.now() + (n - 60) * 30_000)));
  for (let n = 111_111; ; n += 1) if (!near.has(String(n))) return String(n);
}

/** The secret that a page for adding a second factor shows as text. */
export function readSecret(page: Answer): string {
  const secret = /<code class="secret">([A-Z2-7 ]+)<\/code>/.exec(page.text)?.[1]?.replaceAll(' ', '');
  if (secret === undefined) throw new Error(`no secret: ${page.text.slice(-2000)}`);
  return secret;
}

export interface Factor {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Adds a second factor in a browser that is signed in. Uses the code of the step of `at`. */
export async function addSecondFactor(browser: Browser, name: string, at = Date.now()): Promise<Factor> {
  const page = await browser.open('/account/second-factor');
  const secret = readSecret(page);
  const form = readForms(page.text).find(({ action }) => action === '/account/second-factor/add');
  if (!form) throw new Error('no form to add a second factor');
  const added = await browser.submit(form, { current: passwordOf(name), code: codeOf(secret, at) });
  return { secret, recoveryCodes: readRecoveryCodes(added) };
}

export function readRecoveryCodes(page: Answer): string[] {
  const codes = [...page.text.matchAll(/<code>([A-Z2-9]{5}-[A-Z2-9]{5})<\/code>/g)];
  if (codes.length === 0)
    throw new Error(`no recovery codes: ${String(page.status)} ${page.text.slice(-2000)}`);
  return codes.map(([, code = '']) => code);
}
