import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { writeDurableFile } from '../../base/durable-file.ts';

/** A secret of 32 random bytes kept in a file of the owner's, made at the first use. */
export async function openSecretFile(filePath: string): Promise<Buffer> {
  if (existsSync(filePath)) {
    const secret = Buffer.from((await readFile(filePath, 'utf8')).trim(), 'base64url');
    if (secret.length === 32) return secret;
  }
  const secret = randomBytes(32);
  await writeDurableFile(filePath, `${secret.toString('base64url')}\n`);
  return secret;
}
