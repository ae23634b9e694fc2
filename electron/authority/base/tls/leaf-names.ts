import type { CertificateNames } from './create-certificates.ts';
import { findDnsName } from './dns-name.ts';
import { findCanonicalIp } from './ip-address.ts';
import { type NameConstraints, permitsDnsName, permitsIp } from './name-constraints.ts';

/** Always present: nginx cannot verify an upstream by IP, so snippets name `rollcall.internal`. */
const fixedDnsNames = ['rollcall.internal', 'localhost'];
const fixedIps = ['127.0.0.1', '::1'];

/**
 * The names a leaf will carry. One name outside the CA's constraints makes clients refuse the whole leaf, so such a name
 * is left out; where links use it, the admin is told (`listUncovered`).
 */
export function decideLeafNames(wanted: CertificateNames, constraints: NameConstraints): CertificateNames {
  const dnsNames = new Set(fixedDnsNames);
  const ips = new Set(fixedIps);
  for (const text of wanted.dnsNames) {
    const name = findDnsName(text);
    if (name && permitsDnsName(constraints, name)) dnsNames.add(name);
  }
  for (const text of wanted.ips) {
    const ip = findCanonicalIp(text);
    if (ip && permitsIp(constraints, ip)) ips.add(ip);
  }
  return { dnsNames: [...dnsNames].sort(), ips: [...ips].sort() };
}

export function sameNames(a: CertificateNames, b: CertificateNames): boolean {
  const keyOf = (names: CertificateNames) =>
    [...names.dnsNames, ...names.ips.map((ip) => findCanonicalIp(ip) ?? ip)].sort().join(' ');
  return keyOf(a) === keyOf(b);
}
