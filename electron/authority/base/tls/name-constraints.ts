import { findIpBytes } from './ip-address.ts';

/** What a CA may vouch for: DNS names with everything below them, and IP ranges. */
export interface NameConstraints {
  readonly dnsNames: readonly string[];
  /** 8 bytes (IPv4) or 32 bytes (IPv6): address, then mask, as in RFC 5280 section 4.2.1.10. */
  readonly ipRanges: readonly Uint8Array[];
}

/** RFC 5280 section 4.2.1.10: id-ce-nameConstraints. */
export const nameConstraintsOid = '2.5.29.30';

const sequenceTag = 0x30;
const permittedSubtreesTag = 0xa0;
const dnsNameTag = 0x82;
const ipAddressTag = 0x87;

/** `10.0.0.0/8` or `fe80::/10` as address and mask. */
export function getIpRange(cidr: string): Uint8Array {
  const [address = '', prefixText] = cidr.split('/');
  const bytes = findIpBytes(address);
  const prefixBits = Number(prefixText);
  if (!bytes || !Number.isInteger(prefixBits) || prefixBits < 0 || prefixBits > bytes.length * 8) {
    throw new Error(`not an IP range: ${cidr}`);
  }
  const mask = bytes.map((_, index) => {
    const ones = Math.min(8, Math.max(0, prefixBits - index * 8));
    return (0xff << (8 - ones)) & 0xff;
  });
  return Uint8Array.from([...bytes, ...mask]);
}

/** DER value of the extension. */
export function encodeNameConstraints(constraints: NameConstraints): Uint8Array {
  const bases = [
    ...constraints.dnsNames.map((name) => encodeTlv(dnsNameTag, Buffer.from(name, 'ascii'))),
    ...constraints.ipRanges.map((range) => encodeTlv(ipAddressTag, range)),
  ];
  const subtrees = bases.map((base) => encodeTlv(sequenceTag, base));
  return encodeTlv(sequenceTag, encodeTlv(permittedSubtreesTag, Buffer.concat(subtrees)));
}

/** Reads back what `encodeNameConstraints` wrote; throws on anything that is not DER. */
export function decodeNameConstraints(der: Uint8Array): NameConstraints {
  const dnsNames: string[] = [];
  const ipRanges: Uint8Array[] = [];
  for (const outer of decodeTlvs(der)) {
    for (const field of decodeTlvs(outer.value)) {
      if (field.tag !== permittedSubtreesTag) continue;
      for (const subtree of decodeTlvs(field.value)) {
        const base = decodeTlvs(subtree.value)[0];
        if (base?.tag === dnsNameTag) dnsNames.push(Buffer.from(base.value).toString('ascii'));
        if (base?.tag === ipAddressTag) ipRanges.push(Uint8Array.from(base.value));
      }
    }
  }
  return { dnsNames, ipRanges };
}

export function permitsDnsName(constraints: NameConstraints, dnsName: string): boolean {
  return constraints.dnsNames.some((base) => dnsName === base || dnsName.endsWith(`.${base}`));
}

export function permitsIp(constraints: NameConstraints, ip: string): boolean {
  const bytes = findIpBytes(ip);
  if (!bytes) return false;
  return constraints.ipRanges.some((range) => {
    if (range.length !== bytes.length * 2) return false;
    return bytes.every((byte, index) => {
      const mask = range[bytes.length + index] ?? 0xff;
      return (byte & mask) === ((range[index] ?? 0) & mask);
    });
  });
}

function encodeTlv(tag: number, value: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag), encodeLength(value.length), value]);
}

/** X.690 section 8.1.3: one byte below 128, otherwise the count of length bytes and those bytes. */
function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  if (length < 0x100) return Uint8Array.of(0x81, length);
  if (length < 0x10000) return Uint8Array.of(0x82, length >> 8, length & 0xff);
  throw new Error('too many name constraints');
}

function decodeTlvs(der: Uint8Array): { tag: number; value: Uint8Array }[] {
  const found: { tag: number; value: Uint8Array }[] = [];
  let at = 0;
  const take = (): number => {
    const byte = der[at];
    if (byte === undefined) throw new Error('DER ends too early');
    at += 1;
    return byte;
  };
  while (at < der.length) {
    const tag = take();
    let length = take();
    if (length >= 0x80) {
      let bytesLeft = length & 0x7f;
      for (length = 0; bytesLeft > 0; bytesLeft -= 1) length = length * 0x100 + take();
    }
    if (at + length > der.length) throw new Error('DER ends too early');
    found.push({ tag, value: der.subarray(at, at + length) });
    at += length;
  }
  return found;
}
