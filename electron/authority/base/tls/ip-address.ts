import { isIP } from 'node:net';

/** 4 or 16 bytes in network order; undefined when `text` is no IP address. An IPv6 zone (`%eth0`) is dropped. */
export function findIpBytes(text: string): Uint8Array | undefined {
  const address = text.split('%')[0] ?? '';
  const version = isIP(address);
  if (version === 4) return Uint8Array.from(address.split('.'), Number);
  if (version === 6) return bytesOfIpv6(address);
  return undefined;
}

/** One spelling per address, so that addresses of different sources compare as strings. */
export function findCanonicalIp(text: string): string | undefined {
  const address = text.split('%')[0] ?? '';
  const version = isIP(address);
  if (version === 4) return address;
  if (version === 6) return compressIpv6(address);
  return undefined;
}

/** The URL parser writes IPv6 in the one form of RFC 5952 (and resolves an embedded IPv4 part). */
function compressIpv6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function bytesOfIpv6(address: string): Uint8Array {
  const [head = '', tail] = compressIpv6(address).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(8 - before.length - after.length).fill('0');
  return Uint8Array.from(
    [...before, ...zeros, ...after].flatMap((group) => {
      const value = parseInt(group, 16);
      return [value >> 8, value & 0xff];
    }),
  );
}
