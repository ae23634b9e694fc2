import { randomBytes } from 'node:crypto';
import { type Refusal, refuse } from '../../../../shared/errors.ts';
import { type CertificateNames, createCaCertificate, type KeyAndCertificate } from './create-certificates.ts';
import { findKeyFile, renameKeyFile, writeKeyFile } from './key-files.ts';
import {
  checkPair,
  isDiskError,
  loadAuthority,
  type LoadedAuthority,
  type LoadOptions,
} from './loaded-authority.ts';
import { caCertFile, caKeyFile, makeNextAuthority, type NextAuthority } from './next-authority.ts';

/** What it says of itself is of the CA of now: it may be replaced while it runs. */
export interface CertificateAuthority extends LoadedAuthority {
  /** To take its place. May vouch for every wanted name and address, and for private addresses as any. */
  makeNext(wanted: CertificateNames): Promise<NextAuthority>;
  /** From now on it is this one; whoever holds it asks it anew each time, and so never has one that was replaced. */
  adopt(next: NextAuthority): void;
}

export interface CertificateAuthorityOptions extends Omit<LoadOptions, 'random'> {
  /** Names and addresses of this computer beyond local domains and private ranges. Read only when the CA is first made. */
  readonly chosenNames: readonly string[];
  readonly random?: (size: number) => Uint8Array;
}

/** The key of a CA that is being made; see `createCa`. */
const caPendingKeyFile = 'ca.key.pem.new';

/**
 * Loads the install's own CA from `keysDir`, or makes it when there is none at all. What is there but damaged is
 * refused, never replaced: people's devices trust that very certificate.
 */
export async function openCertificateAuthority(
  options: CertificateAuthorityOptions,
): Promise<
  { ok: true; authority: CertificateAuthority } | Refusal<'tls_key_broken' | 'data_dir_unwritable'>
> {
  const random = options.random ?? randomBytes;
  let ca: KeyAndCertificate | undefined;
  try {
    ca = await findCa(options.keysDir);
  } catch (error) {
    return refuse('tls_key_broken', { detail: describe(error) });
  }
  if (!ca) {
    try {
      ca = await createCa(options, random);
    } catch (error) {
      if (!isDiskError(error)) throw error;
      return refuse('data_dir_unwritable', { detail: describe(error) });
    }
  }
  try {
    return { ok: true, authority: replaceable({ ...options, random }, ca) };
  } catch (error) {
    return refuse('tls_key_broken', { detail: describe(error) });
  }
}

async function findCa(keysDir: string): Promise<KeyAndCertificate | undefined> {
  const certPem = await findKeyFile(keysDir, caCertFile);
  const keyPem = await findKeyFile(keysDir, caKeyFile);
  if (certPem === undefined && keyPem === undefined) return undefined;
  if (certPem === undefined) throw new Error(`${caKeyFile} is there, ${caCertFile} is missing`);
  if (keyPem !== undefined) return { keyPem, certPem };
  const pendingKeyPem = await findKeyFile(keysDir, caPendingKeyFile);
  if (pendingKeyPem === undefined) throw new Error(`${caCertFile} is there, ${caKeyFile} is missing`);
  checkPair({ keyPem: pendingKeyPem, certPem }, 'the CA');
  await renameKeyFile(keysDir, caPendingKeyFile, caKeyFile);
  return { keyPem: pendingKeyPem, certPem };
}

/** Power may fail between two files: the key waits under another name until its certificate is on disk. */
async function createCa(
  options: CertificateAuthorityOptions,
  random: (size: number) => Uint8Array,
): Promise<KeyAndCertificate> {
  const ca = await createCaCertificate({ now: options.now(), random, chosenNames: options.chosenNames });
  await writeKeyFile(options.keysDir, caPendingKeyFile, ca.keyPem);
  await writeKeyFile(options.keysDir, caCertFile, ca.certPem);
  await renameKeyFile(options.keysDir, caPendingKeyFile, caKeyFile);
  return ca;
}

/** @throws when it is no CA of ours */
function replaceable(options: LoadOptions, first: KeyAndCertificate): CertificateAuthority {
  let current = loadAuthority(options, first);
  return {
    get caPem() {
      return current.caPem;
    },
    get caDer() {
      return current.caDer;
    },
    get caExpiresAt() {
      return current.caExpiresAt;
    },
    get fingerprintSha256() {
      return current.fingerprintSha256;
    },
    get fingerprintWords() {
      return current.fingerprintWords;
    },
    ensureLeaf: (wanted) => current.ensureLeaf(wanted),
    issueLeaf: (wanted) => current.issueLeaf(wanted),
    mobileConfig: () => current.mobileConfig(),
    makeNext: (wanted) => makeNextAuthority(options, wanted),
    adopt(next) {
      current = loadAuthority(options, next.ca);
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
