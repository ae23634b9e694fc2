import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { decodeHeader, deriveKey, headerBytesMax, sumBytes, tagBytes } from './sealed-header.ts';

export type SealedContent =
  | {
      readonly kind: 'read';
      readonly facts: Readonly<Record<string, string>>;
      readonly encrypted: boolean;
      /** Bytes of the sealed file. */
      readonly size: number;
    }
  | { readonly kind: 'damaged'; readonly detail: string }
  /** There is none, or this account may not read it. */
  | { readonly kind: 'missing' | 'closed' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'passphrase' };

/**
 * Checks a sealed file from its first byte to its last, and only then unpacks it to `toPath`.
 *
 * @throws when `toPath` cannot be written
 */
export async function readSealedFile(options: {
  readonly filePath: string;
  readonly mark: string;
  readonly form: number;
  readonly passphrase: string | undefined;
  readonly toPath: string;
}): Promise<SealedContent> {
  let handle: FileHandle;
  try {
    handle = await open(options.filePath, 'r');
  } catch (error) {
    return whyNotOpen(error);
  }
  try {
    return await readFrom(handle, options);
  } finally {
    await handle.close();
  }
}

function whyNotOpen(error: unknown): SealedContent {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'closed' };
  return { kind: 'damaged', detail: String(error) };
}

async function readFrom(
  handle: FileHandle,
  options: Parameters<typeof readSealedFile>[0],
): Promise<SealedContent> {
  const { filePath, mark, form, passphrase, toPath } = options;
  const stat = await handle.stat();
  if (!stat.isFile()) return { kind: 'damaged', detail: 'not a file' };
  const start = Buffer.alloc(headerBytesMax);
  const { bytesRead } = await handle.read(start, 0, headerBytesMax, 0);
  const decoded = decodeHeader(mark, form, start.subarray(0, bytesRead));
  if (!decoded) return { kind: 'damaged', detail: 'no header' };
  const { header, bytes } = decoded;
  if (header.form > form) return { kind: 'newer' };

  const { encryption } = header;
  const bodyEnd = stat.size - sumBytes - (encryption ? tagBytes : 0);
  if (bodyEnd <= bytes.length) return { kind: 'damaged', detail: 'too short' };
  if (!(await isWhole(handle, filePath, stat.size)))
    return { kind: 'damaged', detail: 'the sum does not fit' };
  if ((passphrase === undefined) === (encryption !== undefined)) return { kind: 'passphrase' };

  const body = createReadStream(filePath, { start: bytes.length, end: bodyEnd - 1 });
  const output = createWriteStream(toPath, { flags: 'wx', mode: 0o600 });
  // Whatever goes wrong in the writing is another thing than what goes wrong in the reading.
  let writeError: Error | undefined;
  output.on('error', (error) => (writeError = error));
  try {
    if (encryption && passphrase !== undefined) {
      const tag = Buffer.alloc(tagBytes);
      await handle.read(tag, 0, tagBytes, bodyEnd);
      const key = await deriveKey(passphrase, encryption);
      const decipher = createDecipheriv(encryption.cipher, key, Buffer.from(encryption.nonce, 'base64url'));
      decipher.setAAD(bytes);
      decipher.setAuthTag(tag);
      await pipeline(body, decipher, createGunzip(), output);
    } else {
      await pipeline(body, createGunzip(), output);
    }
  } catch (error) {
    if (writeError) throw writeError;
    // Its sum fits, so the file is as it was written: the key is the wrong one.
    return encryption ? { kind: 'passphrase' } : { kind: 'damaged', detail: String(error) };
  }
  return { kind: 'read', facts: header.facts, encrypted: encryption !== undefined, size: stat.size };
}

async function isWhole(handle: FileHandle, filePath: string, size: number): Promise<boolean> {
  const sum = createHash('sha256');
  for await (const chunk of createReadStream(filePath, { end: size - sumBytes - 1 }))
    sum.update(chunk as Buffer);
  const written = Buffer.alloc(sumBytes);
  await handle.read(written, 0, sumBytes, size - sumBytes);
  return timingSafeEqual(sum.digest(), written);
}
