import { expect, it } from 'vitest';
import {
  decodeGetPacket,
  decodeIpAddr,
  decodeNetIpAddress,
  findAddressOrigins,
} from '../../electron/authority/base/net/address-origins.ts';

/** As iproute2 6.1 prints it, shortened. */
const ipAddr = JSON.stringify([
  { ifname: 'lo', addr_info: [{ family: 'inet', local: '127.0.0.1', prefixlen: 8, scope: 'host' }] },
  {
    ifname: 'enp3s0',
    addr_info: [
      { family: 'inet', local: '192.168.1.5', dynamic: true, noprefixroute: true, valid_life_time: 85_000 },
      { family: 'inet', local: '192.168.1.200', scope: 'global', secondary: true },
      { family: 'inet6', local: '2001:db8::5', dynamic: true, mngtmpaddr: true },
    ],
  },
  {},
]);

it('on Linux an address with a lease is told from one set by hand', () => {
  expect([...decodeIpAddr(ipAddr)]).toEqual([
    ['127.0.0.1', false],
    ['192.168.1.5', true],
    ['192.168.1.200', false],
    ['2001:db8::5', true],
  ]);
});

it('on Windows by name or by number, with the zone left out', () => {
  const output = [
    'fe80::1c2:3d4%12 WellKnown',
    '192.168.1.5 Dhcp',
    '192.168.1.6 Manual',
    '10.0.0.7 3',
    '10.0.0.8 1',
    '2001:db8::5 RouterAdvertisement',
    '192.168.1.9 Other',
    '',
  ].join('\r\n');
  expect(Object.fromEntries(decodeNetIpAddress(output))).toEqual({
    'fe80::1c2:3d4': false,
    '192.168.1.5': true,
    '192.168.1.6': false,
    '10.0.0.7': true,
    '10.0.0.8': false,
    '2001:db8::5': true,
  });
});

it('on macOS by the lease of the interface', () => {
  const packet = 'op = BOOTREPLY\nhtype = 1\nciaddr = 0.0.0.0\nyiaddr = 192.168.1.5\nsiaddr = 192.168.1.1\n';
  expect(decodeGetPacket(packet)).toBe('192.168.1.5');
  expect(decodeGetPacket('')).toBeUndefined();
});

it('where the program is missing, fails, or prints something else, nothing is claimed', async () => {
  for (const output of ['', 'command not found', '{}', '[1, null, "x"]', '[{"addr_info": 5}]']) {
    expect((await findAddressOrigins('linux', () => Promise.resolve(output))).size).toBe(0);
    expect((await findAddressOrigins('win32', () => Promise.resolve(output))).size).toBe(0);
  }
  expect((await findAddressOrigins('freebsd', () => Promise.reject(new Error('not asked')))).size).toBe(0);
});
