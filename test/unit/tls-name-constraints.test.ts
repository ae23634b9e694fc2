import { describe, expect, it } from 'vitest';
import { findCanonicalIp, findIpBytes } from '../../electron/authority/base/tls/ip-address.ts';
import {
  decodeNameConstraints,
  encodeNameConstraints,
  getIpRange,
  permitsDnsName,
  permitsIp,
} from '../../electron/authority/base/tls/name-constraints.ts';

describe('IP addresses', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1', [10, 0, 0, 1]],
    ['FE80:0::1%eth0', 'fe80::1', [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    ['::', '::', new Array(16).fill(0)],
    ['1::', '1::', [0, 1, ...new Array(14).fill(0)]],
    ['::ffff:10.0.0.1', '::ffff:a00:1', [...new Array(10).fill(0), 0xff, 0xff, 10, 0, 0, 1]],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
  ])('%s is read as %s', (text, canonical, bytes) => {
    expect(findCanonicalIp(text)).toBe(canonical);
    expect(Array.from(findIpBytes(text) ?? [])).toEqual(bytes);
  });

  it.each(['', '10.0.0', '10.0.0.256', 'fe80', '::1::', 'localhost', '010.0.0.1'])('%j is none', (text) => {
    expect(findIpBytes(text)).toBeUndefined();
    expect(findCanonicalIp(text)).toBeUndefined();
  });
});

describe('name constraints', () => {
  const constraints = {
    dnsNames: ['local', 'home.arpa'],
    ipRanges: ['10.0.0.0/8', '172.16.0.0/12', 'fe80::/10', '::1/128'].map(getIpRange),
  };

  it('come back from DER as they went in, however many there are', () => {
    expect(decodeNameConstraints(encodeNameConstraints(constraints))).toEqual(constraints);
    const many = {
      dnsNames: Array.from({ length: 300 }, (_, index) => `name-${index}.example.org`),
      ipRanges: constraints.ipRanges,
    };
    expect(decodeNameConstraints(encodeNameConstraints(many))).toEqual(many);
  });

  it('are thrown out when the DER is cut', () => {
    const der = encodeNameConstraints(constraints);
    expect(() => decodeNameConstraints(der.subarray(0, der.length - 1))).toThrow();
  });

  it.each([
    ['local', true],
    ['pc.local', true],
    ['a.b.home.arpa', true],
    ['arpa', false],
    ['mylocal', false],
    ['local.example.com', false],
  ])('decide for %s: %s', (name, permitted) => {
    expect(permitsDnsName(constraints, name)).toBe(permitted);
  });

  it.each([
    ['10.255.255.255', true],
    ['11.0.0.0', false],
    ['172.31.255.255', true],
    ['172.32.0.0', false],
    ['172.15.255.255', false],
    ['febf::1', true],
    ['fec0::1', false],
    ['::1', true],
    ['::2', false],
    ['::ffff:10.0.0.1', false],
    ['none', false],
  ])('decide for %s: %s', (ip, permitted) => {
    expect(permitsIp(constraints, ip)).toBe(permitted);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '::/129', 'x/8', '10.0.0.0/-1'])('refuse the range %s', (cidr) => {
    expect(() => getIpRange(cidr)).toThrow();
  });
});
