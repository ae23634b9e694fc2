import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type Refusal, refuse } from '../../../../shared/errors.ts';
import {
  type CertificateNames,
  createLeafCertificate,
  findNameConstraints,
  type KeyAndCertificate,
  listCertificateNames,
} from './create-certificates.ts';
import { fingerprintWordList } from './fingerprint-word-list.ts';
import { findKeyFile, writeKeyFile } from './key-files.ts';
import { decideLeafNames, sameNames } from './leaf-names.ts';
import { createMobileConfig } from './mobile-config.ts';
import { decodeNameConstraints, type NameConstraints } from './name-constraints.ts';

export interface Leaf extends KeyAndCertificate, CertificateNames {
  readonly ok: true;
  readonly notBeforeAt: number;
  readonly expiresAt: number;
  /** True when this call made it: put it in force with `server.setSecureContext({ key, cert })`. */
  readonly renewed: boolean;
}

/** One CA, with what is made of its key. */
export interface LoadedAuthority {
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

export interface LoadOptions {
  readonly keysDir: string;
  /** Epoch milliseconds of authority time. */
  readonly now: () => number;
  readonly random: (size: number) => Uint8Array;
}

export const leafKeyFile = 'leaf.key.pem';
export const leafCertFile = 'leaf.crt.pem';
const renewBeforeMs = 30 * 24 * 60 * 60 * 1000;

/** @throws when it is no CA of ours */
export function readCa(ca: KeyAndCertificate): {
  certificate: X509Certificate;
  constraints: NameConstraints;
} {
  const certificate = checkPair(ca, 'the CA');
  const constraintsDer = findNameConstraints(ca.certPem);
  if (!certificate.ca || !constraintsDer)
    throw new Error('the certificate is not that of a name-constrained CA');
  return { certificate, constraints: decodeNameConstraints(constraintsDer) };
}

/** @throws when it is no CA of ours */
export function loadAuthority({ keysDir, now, random }: LoadOptions, ca: KeyAndCertificate): LoadedAuthority {
  const { certificate, constraints } = readCa(ca);
  const caExpiresAt = Date.parse(certificate.validTo);
  const sha256 = hashOf(certificate);

  const issueLeaf = async (wanted: CertificateNames): Promise<Leaf | Refusal<'data_dir_unwritable'>> => {
    const names = decideLeafNames(wanted, constraints);
    const pair = await createLeafCertificate({ now: now(), random, ca, names });
    try {
      await writeKeyFile(keysDir, leafKeyFile, pair.keyPem);
      await writeKeyFile(keysDir, leafCertFile, pair.certPem);
    } catch (error) {
      if (!isDiskError(error)) throw error;
      return refuse('data_dir_unwritable', { detail: String(error) });
    }
    return describeLeaf(pair, names, { renewed: true });
  };

  const ensureLeaf = async (wanted: CertificateNames): Promise<Leaf | Refusal<'data_dir_unwritable'>> => {
    const names = decideLeafNames(wanted, constraints);
    const stored = await findLeaf(keysDir, certificate);
    if (!stored || !sameNames(listCertificateNames(stored.certPem), names)) return issueLeaf(wanted);
    const leaf = describeLeaf(stored, names, { renewed: false });
    // One that ends with the CA cannot be had any longer.
    const renewable = leaf.expiresAt < caExpiresAt;
    const isDue = renewable && leaf.expiresAt - now() < renewBeforeMs;
    return now() < leaf.notBeforeAt || isDue ? issueLeaf(wanted) : leaf;
  };

  return {
    caPem: ca.certPem,
    caDer: certificate.raw,
    caExpiresAt,
    fingerprintSha256: certificate.fingerprint256,
    fingerprintWords: wordsOf(certificate),
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

export function describeLeaf(
  pair: KeyAndCertificate,
  names: CertificateNames,
  more: Pick<Leaf, 'renewed'>,
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

/** @throws when one of them cannot be read or they do not belong together */
export function checkPair(pair: KeyAndCertificate, whose: string): X509Certificate {
  const certificate = new X509Certificate(pair.certPem);
  if (!certificate.checkPrivateKey(createPrivateKey(pair.keyPem))) {
    throw new Error(`key and certificate of ${whose} do not belong together`);
  }
  return certificate;
}

/** The first 8 bytes of its fingerprint, one word each. */
export function wordsOf(certificate: X509Certificate): string[] {
  return Array.from(hashOf(certificate).subarray(0, 8), (byte) => fingerprintWordList[byte] ?? '');
}

function hashOf(certificate: X509Certificate): Buffer {
  return Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex');
}

function commonNameOf(certificate: X509Certificate): string {
  return /^CN=(.+)$/mu.exec(certificate.subject)?.[1] ?? 'Rollcall local CA';
}

export function isDiskError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
