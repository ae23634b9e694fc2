import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/**
 * The first line of a sealed file, readable with any program: a mark, the version of the form, and JSON with what is
 * needed to open the rest.
 */
export interface SealedHeader {
  readonly form: number;
  readonly facts: Readonly<Record<string, string>>;
  readonly encryption: Encryption | undefined;
}

const encryptionSchema = z.object({
  cipher: z.literal('aes-256-gcm'),
  kdf: z.literal('scrypt'),
  // Bounded: a file somebody made up must not take all memory or time.
  n: z
    .int()
    .min(2)
    .max(2 ** 20),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
  salt: z.base64url().max(200),
  nonce: z.base64url().length(16),
});
export type Encryption = z.infer<typeof encryptionSchema>;

const headerSchema = z.object({
  facts: z.record(z.string(), z.string()),
  encryption: encryptionSchema.optional(),
});

/** Bytes after the body. */
export const tagBytes = 16;
export const sumBytes = 32;
export const headerBytesMax = 4096;

export function makeEncryption(): Encryption {
  return {
    cipher: 'aes-256-gcm',
    kdf: 'scrypt',
    // 128 MiB and about half a second: what OWASP asks for at least.
    n: 2 ** 17,
    r: 8,
    p: 1,
    salt: randomBytes(16).toString('base64url'),
    nonce: randomBytes(12).toString('base64url'),
  };
}

export function deriveKey(passphrase: string, { n, r, p, salt }: Encryption): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFKC'),
      Buffer.from(salt, 'base64url'),
      32,
      { N: n, r, p, maxmem: 128 * n * r + 128 * r * p + 1024 * 1024 },
      (error, key) => (error ? reject(error) : resolve(key)),
    );
  });
}

export function encodeHeader(mark: string, { form, facts, encryption }: SealedHeader): Buffer {
  const more = JSON.stringify({ facts, ...(encryption ? { encryption } : {}) });
  return Buffer.from(`${mark} ${String(form)} ${more}\n`);
}

/** Undefined when the bytes do not start with a header; of a newer form only its number is known. */
export function decodeHeader(
  mark: string,
  formKnown: number,
  start: Buffer,
): { readonly header: SealedHeader; readonly bytes: Buffer } | undefined {
  const end = start.indexOf('\n');
  if (end < 0) return undefined;
  const line = start.subarray(0, end).toString('utf8');
  const found = /^(.+) (\d{1,6}) (\{.*\})$/.exec(line);
  if (found?.[1] !== mark) return undefined;
  const bytes = start.subarray(0, end + 1);
  const form = Number(found[2]);
  if (form > formKnown) return { header: { form, facts: {}, encryption: undefined }, bytes };
  const parsed = headerSchema.safeParse(parseJson(found[3] ?? ''));
  if (!parsed.success) return undefined;
  return { header: { form, facts: parsed.data.facts, encryption: parsed.data.encryption }, bytes };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
