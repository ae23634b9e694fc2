import { domainToASCII } from 'node:url';
import { isIP } from 'node:net';
import type { CertificateNames } from './create-certificates.ts';
import { findCanonicalIp } from './ip-address.ts';
import { type NameConstraints, permitsDnsName, permitsIp } from './name-constraints.ts';

/** Always present: nginx cannot verify an upstream by IP, so snippets name `rollcall.internal`. */
const fixedDnsNames = ['rollcall.internal', 'localhost'];
const fixedIps = ['127.0.0.1', '::1'];

const dnsNamePattern =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/u;

/** Lower-case ASCII without the final dot; undefined when it cannot stand in a certificate. */
export function findDnsName(text: string): string | undefined {
  const name = domainToASCII(text.trim()).replace(/\.$/u, '').toLowerCase();
  return isIP(name) === 0 && dnsNamePattern.test(name) ? name : undefined;
}

/**
 * The names a leaf will carry. One name outside the CA's constraints makes clients refuse the whole leaf,
 * so such a name is left out and reported instead.
 */
export function decideLeafNames(
  wanted: CertificateNames,
  constraints: NameConstraints,
): { names: CertificateNames; leftOut: string[] } {
  const dnsNames = new Set(fixedDnsNames);
  const ips = new Set(fixedIps);
  const leftOut: string[] = [];
  for (const text of wanted.dnsNames) {
    const name = findDnsName(text);
    if (name && permitsDnsName(constraints, name)) dnsNames.add(name);
    else leftOut.push(text);
  }
  for (const text of wanted.ips) {
    const ip = findCanonicalIp(text);
    if (ip && permitsIp(constraints, ip)) ips.add(ip);
    else leftOut.push(text);
  }
  return { names: { dnsNames: [...dnsNames].sort(), ips: [...ips].sort() }, leftOut };
}

export function sameNames(a: CertificateNames, b: CertificateNames): boolean {
  const keyOf = (names: CertificateNames) =>
    [...names.dnsNames, ...names.ips.map((ip) => findCanonicalIp(ip) ?? ip)].sort().join(' ');
  return keyOf(a) === keyOf(b);
}
