import { existsSync, readFileSync } from 'node:fs';
import tls from 'node:tls';

/** Where Linux systems keep what they trust in one file: Debian and Alpine, Red Hat, SUSE. */
const bundlePaths = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
];

/** PEM of the certificate authorities that this computer trusts, its admin's own among them. */
export function listTrustedCertificates(): string[] {
  // Node has it from version 22.15 on, and Electron with it.
  const { getCACertificates } = tls as { getCACertificates?: (kind: 'system') => string[] };
  const ofSystem = getCACertificates?.('system') ?? [];
  if (ofSystem.length > 0) return ofSystem;
  const bundle = bundlePaths.find((filePath) => existsSync(filePath));
  return bundle === undefined ? [...tls.rootCertificates] : [readFileSync(bundle, 'utf8')];
}
