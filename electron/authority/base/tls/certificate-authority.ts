import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { type Refusal, refuse } from '../../../../shared/errors.ts';
import {
  type CertificateNames,
  createCaCertificate,
  createLeafCertificate,
  findNameConstraints,
  type KeyAndCertificate,
  listCertificateNames,
} from './create-certificates.ts';
import { fingerprintWordList } from './fingerprint-word-list.ts';
import { findKeyFile, renameKeyFile, writeKeyFile } from './key-files.ts';
import { decideLeafNames, findDnsName, sameNames } from './leaf-names.ts';
import { createMobileConfig } from './mobile-config.ts';
import { decodeNameConstraints } from './name-constraints.ts';

export interface Leaf extends KeyAndCertificate, CertificateNames {
  readonly ok: true;
  readonly notBeforeAt: number;
  readonly expiresAt: number;
  /** True when this call made it: put it in force with `server.setSecureContext({ key, cert })`. */
  readonly renewed: boolean;
  /** Wanted names and addresses that the CA may not vouch for (public ones) or that are none. */
  readonly leftOut: readonly string[];
}

export interface CertificateAuthority {
  readonly caPem: string;
  readonly caDer: Uint8Array;
  readonly caExpiresAt: number;
  /** Upper-case hex with colons, as systems show it. */
  readonly fingerprintSha256: string;
  /** The first 8 bytes of the fingerprint, one word each. */
  readonly fingerprintWords: readonly string[];
  /** The stored leaf while it fits and has 30 days left, otherwise a new one. One call at a time. */
  ensureLeaf(wanted: CertificateNames): Promise<Leaf | Refusal<'data_dir_unwritable'>>;
  /** A new leaf in any case. */
  issueLeaf(wanted: CertificateNames): Promise<Leaf | Refusal<'data_dir_unwritable'>>;
  /** Apple configuration profile, `application/x-apple-aspen-config`. */
  mobileConfig(): string;
}

export interface CertificateAuthorityOptions {
  readonly keysDir: string;
  /** Epoch milliseconds of authority time. */
  readonly now: () => number;
  /** DNS names beyond the local domains, such as this computer's name. Read only when the CA is first made. */
  readonly chosenNames: readonly string[];
  readonly random?: (size: number) => Uint8Array;
}

const caKeyFile = 'ca.key.pem';
/** The key of a CA that is being made; see `createCa`. */
const caPendingKeyFile = 'ca.key.pem.new';
const caCertFile = 'ca.crt.pem';
const leafKeyFile = 'leaf.key.pem';
const leafCertFile = 'leaf.crt.pem';
const renewBeforeMs = 30 * 24 * 60 * 60 * 1000;

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
    return { ok: true, authority: loadAuthority(options, random, ca) };
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
  const chosenNames = options.chosenNames.flatMap((name) => findDnsName(name) ?? []);
  const ca = await createCaCertificate({ now: options.now(), random, chosenNames });
  await writeKeyFile(options.keysDir, caPendingKeyFile, ca.keyPem);
  await writeKeyFile(options.keysDir, caCertFile, ca.certPem);
  await renameKeyFile(options.keysDir, caPendingKeyFile, caKeyFile);
  return ca;
}

function loadAuthority(
  options: CertificateAuthorityOptions,
  random: (size: number) => Uint8Array,
  ca: KeyAndCertificate,
): CertificateAuthority {
  const certificate = checkPair(ca, 'the CA');
  const constraintsDer = findNameConstraints(ca.certPem);
  if (!certificate.ca || !constraintsDer) throw new Error(`${caCertFile} is not a name-constrained CA`);
  const constraints = decodeNameConstraints(constraintsDer);
  const sha256 = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex');

  const issueLeaf = async (wanted: CertificateNames): Promise<Leaf | Refusal<'data_dir_unwritable'>> => {
    const { names, leftOut } = decideLeafNames(wanted, constraints);
    const pair = await createLeafCertificate({ now: options.now(), random, ca, names });
    try {
      await writeKeyFile(options.keysDir, leafKeyFile, pair.keyPem);
      await writeKeyFile(options.keysDir, leafCertFile, pair.certPem);
    } catch (error) {
      if (!isDiskError(error)) throw error;
      return refuse('data_dir_unwritable', { detail: describe(error) });
    }
    return describeLeaf(pair, names, { renewed: true, leftOut });
  };

  const ensureLeaf = async (wanted: CertificateNames): Promise<Leaf | Refusal<'data_dir_unwritable'>> => {
    const { names, leftOut } = decideLeafNames(wanted, constraints);
    const stored = await findLeaf(options.keysDir, certificate);
    if (!stored || !sameNames(listCertificateNames(stored.certPem), names)) return issueLeaf(wanted);
    const leaf = describeLeaf(stored, names, { renewed: false, leftOut });
    const now = options.now();
    if (now < leaf.notBeforeAt || leaf.expiresAt - now < renewBeforeMs) return issueLeaf(wanted);
    return leaf;
  };

  return {
    caPem: ca.certPem,
    caDer: certificate.raw,
    caExpiresAt: Date.parse(certificate.validTo),
    fingerprintSha256: certificate.fingerprint256,
    fingerprintWords: Array.from(sha256.subarray(0, 8), (byte) => fingerprintWordList[byte] ?? ''),
    ensureLeaf,
    issueLeaf,
    mobileConfig: () => createMobileConfig({ der: certificate.raw, sha256, name: commonNameOf(certificate) }),
  };
}

/** Undefined for a missing, torn or foreign leaf as well: no device trusts the leaf itself, so a new one does. */
async function findLeaf(keysDir: string, ca: X509Certificate): Promise<KeyAndCertificate | undefined> {
  try {
    const keyPem = await findKeyFile(keysDir, leafKeyFile);
    const certPem = await findKeyFile(keysDir, leafCertFile);
    if (keyPem === undefined || certPem === undefined) return undefined;
    return checkPair({ keyPem, certPem }, 'the leaf').verify(ca.publicKey) ? { keyPem, certPem } : undefined;
  } catch {
    return undefined;
  }
}

function describeLeaf(
  pair: KeyAndCertificate,
  names: CertificateNames,
  more: Pick<Leaf, 'renewed' | 'leftOut'>,
): Leaf {
  const certificate = new X509Certificate(pair.certPem);
  return {
    ok: true,
    ...pair,
    ...names,
    ...more,
    notBeforeAt: Date.parse(certificate.validFrom),
    expiresAt: Date.parse(certificate.validTo),
  };
}

/** Throws when one of them cannot be read or they do not belong together. */
function checkPair(pair: KeyAndCertificate, whose: string): X509Certificate {
  const certificate = new X509Certificate(pair.certPem);
  if (!certificate.checkPrivateKey(createPrivateKey(pair.keyPem))) {
    throw new Error(`key and certificate of ${whose} do not belong together`);
  }
  return certificate;
}

function commonNameOf(certificate: X509Certificate): string {
  return /^CN=(.+)$/mu.exec(certificate.subject)?.[1] ?? 'Rollcall local CA';
}

function isDiskError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
