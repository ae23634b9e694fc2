import { domainToASCII } from 'node:url';
import { isIP } from 'node:net';

const dnsNamePattern =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/u;

/** Lower-case ASCII without the final dot; undefined when it cannot stand in a certificate. */
export function findDnsName(text: string): string | undefined {
  const name = domainToASCII(text.trim()).replace(/\.$/u, '').toLowerCase();
  return isIP(name) === 0 && dnsNamePattern.test(name) ? name : undefined;
}
