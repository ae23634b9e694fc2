import { importJWK, type CryptoKey, type JWK } from 'jose';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolderOf, writeDurableFile } from '../../base/durable-file.ts';

/** The private part of a signing key, or why its file is of no use. */
export type PrivateKey =
  | { readonly ok: true; readonly jwk: JWK; readonly key: CryptoKey }
  | { readonly ok: false; readonly trouble: string };

const fileNamePattern = /^oidc-([\w-]+)\.json(?:\.tmp)?$/;

export function keyFileName(id: string): string {
  return `oidc-${id}.json`;
}

/** Is a file of this name in the keys folder a signing key? Those are in no backup. */
export function isSigningKeyFile(fileName: string): boolean {
  return fileNamePattern.test(fileName);
}

/** @throws when the disk does not take it */
export function writePrivateKey(keysDir: string, id: string, jwk: JWK): Promise<void> {
  return writeDurableFile(path.join(keysDir, keyFileName(id)), `${JSON.stringify(jwk)}\n`);
}

export async function findPrivateKey(keysDir: string, id: string, algorithm: string): Promise<PrivateKey> {
  try {
    const jwk = JSON.parse(await readFile(path.join(keysDir, keyFileName(id)), 'utf8')) as JWK;
    if (jwk.kid !== id || jwk.alg !== algorithm || jwk.d === undefined)
      return { ok: false, trouble: 'it holds another key' };
    const key = await importJWK(jwk, algorithm);
    return key instanceof Uint8Array
      ? { ok: false, trouble: 'it holds another key' }
      : { ok: true, jwk, key };
  } catch (error) {
    return { ok: false, trouble: error instanceof Error ? error.message : String(error) };
  }
}

export async function removePrivateKey(keysDir: string, id: string): Promise<void> {
  const filePath = path.join(keysDir, keyFileName(id));
  await rm(filePath, { force: true });
  await syncFolderOf(filePath);
}

/** Removes what no record knows: a key that was not made to the end, one from before a restore. */
export async function forgetStrayKeys(keysDir: string, knownIds: readonly string[]): Promise<void> {
  const known = new Set(knownIds.map(keyFileName));
  const strays = (await readdir(keysDir)).filter((name) => isSigningKeyFile(name) && !known.has(name));
  // One that cannot be removed signs nothing all the same.
  await Promise.allSettled(strays.map((name) => rm(path.join(keysDir, name), { force: true })));
}
