// The certificate library resolves its parts through Reflect metadata: this import must stay first.
import 'reflect-metadata';
import { createPrivateKey, KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { findCanonicalIp } from './ip-address.ts';
import { findDnsName } from './dns-name.ts';
import {
  encodeNameConstraints,
  getIpRange,
  type NameConstraints,
  nameConstraintsOid,
  permitsIp,
} from './name-constraints.ts';

x509.cryptoProvider.set(globalThis.crypto);

/** A private key with its certificate, both PEM. */
export interface KeyAndCertificate {
  readonly keyPem: string;
  readonly certPem: string;
}

/** The names a certificate speaks for: canonical IP addresses and lower-case ASCII DNS names. */
export interface CertificateNames {
  readonly ips: readonly string[];
  readonly dnsNames: readonly string[];
}

const dayMs = 24 * 60 * 60 * 1000;

/** Devices and this PC may disagree about the time (no NTP, dead clock battery): valid since two days ago. */
const backdateMs = 2 * dayMs;
const caLifetimeMs = 3650 * dayMs;
/** Counted from `notBefore`. Browsers refuse longer ones (CA/Browser Forum BR 6.3.2: 398 days, minus a margin). */
const leafLifetimeMs = 397 * dayMs;

/**
 * RFC 1918, RFC 6598 (shared), loopback, link-local, RFC 4193. Nearly any address a LAN hands out lies in one of them.
 * Known fault: BoringSSL's C verifier knows no IP constraints, so TLS clients on it (such as Node's `tls` inside
 * Electron) refuse a chain with `unsupported name constraint type` when the leaf has IP addresses. OpenSSL and
 * Chromium's own verifier are not touched by this.
 */
const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
];

/** Never delegated in public DNS: ICANN `internal`, RFC 6762, RFC 8375, RFC 6761; `lan` by custom of routers. */
const localDomains = ['internal', 'local', 'lan', 'home.arpa', 'localhost', 'test'];

// BoringSSL and OpenSSL both have it, and so does every client since 2010.
const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export async function createCaCertificate(options: {
  now: number;
  random: (size: number) => Uint8Array;
  /**
   * DNS names outside the local domains and IP addresses outside the private ranges that leaves may carry; nothing can be
   * added later without a new CA. What is neither is left out.
   */
  chosenNames: readonly string[];
}): Promise<KeyAndCertificate> {
  const keys = await webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
  // The suffix keeps the authorities of two installs apart in a phone's list of certificates.
  const suffix = toHex(options.random(3)).toUpperCase();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    keys,
    signingAlgorithm: keyAlgorithm,
    serialNumber: randomSerial(options.random),
    name: [{ O: ['Rollcall'] }, { CN: [`Rollcall local CA ${suffix}`] }],
    notBefore: new Date(options.now - backdateMs),
    notAfter: new Date(options.now - backdateMs + caLifetimeMs),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.Extension(
        nameConstraintsOid,
        true,
        Uint8Array.from(encodeNameConstraints(decideConstraints(options.chosenNames))),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { keyPem: toKeyPem(keys.privateKey), certPem: `${certificate.toString('pem')}\n` };
}

function decideConstraints(chosenNames: readonly string[]): NameConstraints {
  const usual = { dnsNames: localDomains, ipRanges: privateRanges.map(getIpRange) };
  const ips = chosenNames.flatMap((name) => findCanonicalIp(name) ?? []);
  const foreign = [...new Set(ips)].filter((ip) => !permitsIp(usual, ip));
  return {
    dnsNames: [...new Set([...usual.dnsNames, ...chosenNames.flatMap((name) => findDnsName(name) ?? [])])],
    ipRanges: [
      ...usual.ipRanges,
      ...foreign.map((ip) => getIpRange(`${ip}/${ip.includes(':') ? '128' : '32'}`)),
    ],
  };
}

export async function createLeafCertificate(options: {
  now: number;
  random: (size: number) => Uint8Array;
  ca: KeyAndCertificate;
  names: CertificateNames;
}): Promise<KeyAndCertificate> {
  const keys = await webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
  const ca = new x509.X509Certificate(options.ca.certPem);
  const notBeforeMs = options.now - backdateMs;
  const certificate = await x509.X509CertificateGenerator.create({
    publicKey: keys.publicKey,
    signingKey: await importSigningKey(options.ca.keyPem),
    signingAlgorithm: keyAlgorithm,
    serialNumber: randomSerial(options.random),
    subject: [{ CN: ['rollcall.internal'] }],
    issuer: ca.subject,
    notBefore: new Date(notBeforeMs),
    notAfter: new Date(Math.min(notBeforeMs + leafLifetimeMs, ca.notAfter.getTime())),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...options.names.dnsNames.map((value) => ({ type: 'dns' as const, value })),
        ...options.names.ips.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey),
    ],
  });
  return { keyPem: toKeyPem(keys.privateKey), certPem: `${certificate.toString('pem')}\n` };
}

/** Subject alternative names of a certificate, as it spells them. */
export function listCertificateNames(certPem: string): CertificateNames {
  const names = new x509.X509Certificate(certPem)
    .getExtension(x509.SubjectAlternativeNameExtension)
    ?.names.toJSON();
  const valuesOf = (type: string) =>
    (names ?? []).filter((name) => name.type === type).map((name) => name.value);
  return { dnsNames: valuesOf('dns'), ips: valuesOf('ip') };
}

/** DER value of the name constraints; undefined when the certificate has none. */
export function findNameConstraints(certPem: string): Uint8Array | undefined {
  const extension = new x509.X509Certificate(certPem).getExtension(nameConstraintsOid);
  return extension ? new Uint8Array(extension.value) : undefined;
}

function importSigningKey(keyPem: string): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, keyAlgorithm, false, ['sign']);
}

function toKeyPem(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** RFC 5280 section 4.1.2.2: positive and at most 20 octets; 0x40 keeps the first byte away from 0 and from the sign. */
function randomSerial(random: (size: number) => Uint8Array): string {
  const bytes = Uint8Array.from(random(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return toHex(bytes);
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
