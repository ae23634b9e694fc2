import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolderOf } from '../durable-file.ts';
import type { KeyAndCertificate } from './create-certificates.ts';
import { findKeyFile, writeKeyFile } from './key-files.ts';

/** Key and chain in one file: there is no moment at which only one of them is new. */
const importedFile = 'imported.pem';

/** Undefined when there is none; a part that is missing is an empty text. @throws when it cannot be read */
export async function findImportedFile(keysDir: string): Promise<KeyAndCertificate | undefined> {
  const text = await findKeyFile(keysDir, importedFile);
  if (text === undefined) return undefined;
  const start = text.indexOf('-----BEGIN CERTIFICATE-----');
  return start < 0
    ? { keyPem: text, certPem: '' }
    : { keyPem: text.slice(0, start), certPem: text.slice(start) };
}

export function writeImportedFile(keysDir: string, { keyPem, certPem }: KeyAndCertificate): Promise<void> {
  return writeKeyFile(keysDir, importedFile, `${keyPem.trimEnd()}\n${certPem}`);
}

export async function removeImportedFile(keysDir: string): Promise<void> {
  const filePath = join(keysDir, importedFile);
  await rm(filePath, { force: true });
  await syncFolderOf(filePath);
}
