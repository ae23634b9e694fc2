import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { refuse, type Refusal } from '../../../../shared/errors.ts';
import {
  type CertificateNames,
  type KeyAndCertificate,
  listCertificateNames,
} from './create-certificates.ts';
import { findDnsName } from './dns-name.ts';
import { findCanonicalIp } from './ip-address.ts';

/** Why a certificate is not taken; goes to the caller as `reason`. */
export type CertificateFault =
  | 'certificate_unreadable'
  | 'key_unreadable'
  | 'key_encrypted'
  | 'key_foreign'
  | 'weak_key'
  | 'expired'
  | 'not_yet_valid'
  | 'not_for_servers'
  | 'no_names'
  | 'chain_broken';

/** A certificate of somebody else's authority, with its chain in `certPem`, the certificate itself first. */
export interface ImportedCertificate extends KeyAndCertificate, CertificateNames {
  readonly notBeforeAt: number;
  readonly expiresAt: number;
  readonly issuer: string;
}

/** RFC 5280 section 4.2.1.12, id-kp-serverAuth. Apple refuses server certificates without it (HT210176). */
const serverAuthOid = '1.3.6.1.5.5.7.3.1';
/** CA/Browser Forum BR 6.1.5: what browsers still take. */
const rsaBitsMin = 2048;
const certificatePattern = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Reads PEM texts as an admin has them, in any order, and checks that they fit each other and what browsers ask of a
 * server. Whether it is valid now is another question: see `findDateFault`.
 */
export function decodeImportedCertificate(
  certificatePem: string,
  keyPem: string,
): { ok: true; certificate: ImportedCertificate } | Refusal<'certificate_unfit'> {
  const certificates = readCertificates(certificatePem);
  if (certificates === undefined) return unfit('certificate_unreadable');
  const key = readKey(keyPem);
  if (typeof key === 'string') return unfit(key);
  const leaf = certificates.find((one) => one.checkPrivateKey(key));
  if (leaf === undefined) return unfit('key_foreign');
  if (isWeak(key)) return unfit('weak_key');
  if (!(leaf.keyUsage ?? []).includes(serverAuthOid)) return unfit('not_for_servers');
  const chain = orderChain(leaf, certificates);
  if (chain === undefined) return unfit('chain_broken');

  const leafPem = leaf.toString();
  const spelled = listCertificateNames(leafPem);
  const names = {
    dnsNames: spelled.dnsNames.flatMap((name) => findDnsPattern(name) ?? []),
    ips: spelled.ips.flatMap((ip) => findCanonicalIp(ip) ?? []),
  };
  if (names.dnsNames.length + names.ips.length === 0) return unfit('no_names');
  const pair = {
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certPem: chain.map((one) => one.toString().trimEnd()).join('\n') + '\n',
  };
  try {
    createSecureContext({ key: pair.keyPem, cert: pair.certPem });
  } catch (error) {
    return unfit('certificate_unreadable', String(error));
  }
  return {
    ok: true,
    certificate: {
      ...pair,
      ...names,
      notBeforeAt: Date.parse(leaf.validFrom),
      expiresAt: Date.parse(leaf.validTo),
      issuer: nameOf(leaf.issuer),
    },
  };
}

export function findDateFault(
  { notBeforeAt, expiresAt }: Pick<ImportedCertificate, 'notBeforeAt' | 'expiresAt'>,
  now: number,
): 'expired' | 'not_yet_valid' | undefined {
  if (now >= expiresAt) return 'expired';
  return now < notBeforeAt ? 'not_yet_valid' : undefined;
}

/** Is a host, as it stands in an address, one of the names? A `*` stands for one label (RFC 6125 section 6.4.3). */
export function coversHost(names: CertificateNames, host: string): boolean {
  const ip = findCanonicalIp(host.replace(/^\[|\]$/g, ''));
  if (ip !== undefined) return names.ips.includes(ip);
  const name = findDnsName(host);
  if (name === undefined) return false;
  const parent = name.slice(name.indexOf('.') + 1);
  return names.dnsNames.some((known) => known === name || (name.includes('.') && known === `*.${parent}`));
}

export function unfit(reason: CertificateFault, detail?: string): Refusal<'certificate_unfit'> {
  return refuse('certificate_unfit', { data: { reason }, ...(detail === undefined ? {} : { detail }) });
}

function readCertificates(pem: string): X509Certificate[] | undefined {
  try {
    const found = [...pem.matchAll(certificatePattern)].map(([text]) => new X509Certificate(text));
    return found.length === 0 ? undefined : found;
  } catch {
    return undefined;
  }
}

function readKey(pem: string): KeyObject | 'key_encrypted' | 'key_unreadable' {
  // Both forms of an encrypted key: PKCS#8, and the older one of OpenSSL.
  if (/ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem)) return 'key_encrypted';
  try {
    return createPrivateKey(pem);
  } catch {
    return 'key_unreadable';
  }
}

function isWeak(key: KeyObject): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa') return (details?.modulusLength ?? 0) < rsaBitsMin;
  // No browser takes Ed25519 or DSA from a server.
  return type !== 'ec';
}

/** Each one issued by the next, as far as the issuers were given; undefined when one is left over. */
function orderChain(leaf: X509Certificate, given: readonly X509Certificate[]): X509Certificate[] | undefined {
  const chain = [leaf];
  const rest = given.filter((one) => one.fingerprint256 !== leaf.fingerprint256);
  for (;;) {
    const last = chain.at(-1) ?? leaf;
    const place = rest.findIndex((one) => one.ca && last.checkIssued(one) && last.verify(one.publicKey));
    if (place < 0) break;
    chain.push(...rest.splice(place, 1));
  }
  return rest.length === 0 ? chain : undefined;
}

/** As `findDnsName`, with a first label `*`. */
function findDnsPattern(text: string): string | undefined {
  if (!text.startsWith('*.')) return findDnsName(text);
  const parent = findDnsName(text.slice(2));
  return parent === undefined ? undefined : `*.${parent}`;
}

/** `CN=Works CA`, or the organisation where there is none. */
function nameOf(distinguishedName: string): string {
  const find = (part: string): string | undefined =>
    new RegExp(`^${part}=(.+)$`, 'mu').exec(distinguishedName)?.[1];
  return find('CN') ?? find('O') ?? distinguishedName.replaceAll('\n', ', ');
}
