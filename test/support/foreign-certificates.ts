// The certificate library resolves its parts through Reflect metadata: this import must stay first.
import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(globalThis.crypto);

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 24 * 3600 * 1000;

export interface ForeignPair {
  readonly certificatePem: string;
  readonly keyPem: string;
}

export interface ForeignAuthority {
  readonly caPem: string;
  readonly intermediatePem: string;
  /** A certificate of the intermediate; names that are IP addresses become such. */
  issue(options: {
    readonly names: readonly string[];
    readonly from?: number;
    readonly to?: number;
    /** False: not for servers. */
    readonly serverAuth?: boolean;
  }): Promise<ForeignPair>;
}

/** A certificate authority of the works, with an intermediate, as an admin may have one. */
export async function makeForeignAuthority(now = Date.now()): Promise<ForeignAuthority> {
  const root = await makeKeys();
  const rootCertificate = await x509.X509CertificateGenerator.createSelfSigned({
    keys: root,
    signingAlgorithm: keyAlgorithm,
    serialNumber: '01',
    name: [{ CN: ['Works Root CA'] }],
    notBefore: new Date(now - dayMs),
    notAfter: new Date(now + 4000 * dayMs),
    extensions: caExtensions(),
  });
  const middle = await makeKeys();
  const middleCertificate = await x509.X509CertificateGenerator.create({
    publicKey: middle.publicKey,
    signingKey: root.privateKey,
    signingAlgorithm: keyAlgorithm,
    serialNumber: '02',
    subject: [{ CN: ['Works CA 1'] }],
    issuer: rootCertificate.subject,
    notBefore: new Date(now - dayMs),
    notAfter: new Date(now + 4000 * dayMs),
    extensions: caExtensions(),
  });
  let serial = 16;
  return {
    caPem: pemOf(rootCertificate),
    intermediatePem: pemOf(middleCertificate),
    async issue({ names, from = now - dayMs, to = now + 300 * dayMs, serverAuth = true }) {
      const keys = await makeKeys();
      serial += 1;
      const certificate = await x509.X509CertificateGenerator.create({
        publicKey: keys.publicKey,
        signingKey: middle.privateKey,
        signingAlgorithm: keyAlgorithm,
        serialNumber: serial.toString(16),
        subject: [{ CN: ['rollcall'] }],
        issuer: middleCertificate.subject,
        notBefore: new Date(from),
        notAfter: new Date(to),
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.ExtendedKeyUsageExtension([
            serverAuth ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth,
          ]),
          ...(names.length === 0
            ? []
            : [
                new x509.SubjectAlternativeNameExtension(
                  names.map((value) => ({
                    type: /^[\d.]+$/.test(value) ? ('ip' as const) : ('dns' as const),
                    value,
                  })),
                ),
              ]),
        ],
      });
      return {
        certificatePem: pemOf(certificate) + pemOf(middleCertificate),
        keyPem: KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

function caExtensions(): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
  ];
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
}

function pemOf(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}
