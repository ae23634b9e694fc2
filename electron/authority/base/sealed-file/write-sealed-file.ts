import { createCipheriv, createHash, randomBytes, type CipherGCM } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rm, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { renameDurableFile, syncFolderOf } from '../durable-file.ts';
import { deriveKey, encodeHeader, makeEncryption } from './sealed-header.ts';

export interface SealedTarget {
  /** Writes the header, then the file at `sourcePath`: compressed, encrypted when there is a passphrase, summed up. */
  fill(sourcePath: string, facts: Readonly<Record<string, string>>, passphrase?: string): Promise<void>;
  /** Under its own name from now on, and on disk. @returns false when that name was taken meanwhile */
  publish(): Promise<boolean>;
  /** Removes what is not published; closes in any case. */
  close(): Promise<void>;
}

/**
 * A new sealed file for its owner alone, under another name until it is complete. By streams: nothing waits for it.
 *
 * Form: header line; gzip, or AES-256-GCM of the gzip with the header as further data and its tag behind it; SHA-256
 * of everything before. So damage is told from a wrong passphrase.
 *
 * @throws when the place cannot be written
 */
export async function createSealedFile(target: {
  readonly filePath: string;
  readonly mark: string;
  readonly form: number;
}): Promise<SealedTarget> {
  const tempPath = `${target.filePath}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = await open(tempPath, 'wx', 0o600);
  return {
    async fill(sourcePath, facts, passphrase) {
      const encryption = passphrase === undefined ? undefined : makeEncryption();
      const header = encodeHeader(target.mark, { form: target.form, facts, encryption });
      let cipher: CipherGCM | undefined;
      if (encryption && passphrase !== undefined) {
        const key = await deriveKey(passphrase, encryption);
        cipher = createCipheriv(encryption.cipher, key, Buffer.from(encryption.nonce, 'base64url'));
        cipher.setAAD(header);
      }
      const sum = createHash('sha256');
      const write = async (bytes: Buffer): Promise<void> => {
        sum.update(bytes);
        await writeBytes(handle, bytes);
      };
      await write(header);
      const writeAll = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
        for await (const chunk of chunks) await write(chunk);
      };
      if (cipher) {
        await pipeline(createReadStream(sourcePath), createGzip(), cipher, writeAll);
        await write(cipher.getAuthTag());
      } else {
        await pipeline(createReadStream(sourcePath), createGzip(), writeAll);
      }
      await writeBytes(handle, sum.digest());
      await handle.sync();
    },
    async publish() {
      await handle.close();
      return publishUnder(target.filePath, tempPath);
    },
    async close() {
      await handle.close();
      await rm(tempPath, { force: true });
    },
  };
}

async function writeBytes(handle: FileHandle, bytes: Buffer): Promise<void> {
  let from = 0;
  while (from < bytes.length) from += (await handle.write(bytes, from)).bytesWritten;
}

/** Never over a file that is there already, whoever made it a moment ago. */
async function publishUnder(filePath: string, tempPath: string): Promise<boolean> {
  try {
    await link(tempPath, filePath);
    await rm(tempPath);
    await syncFolderOf(filePath);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
  }
  try {
    // Memory sticks with FAT have no links: an empty file of ours keeps the name for the rename.
    await (await open(filePath, 'wx', 0o600)).close();
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
  await renameDurableFile(tempPath, filePath);
  return true;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
