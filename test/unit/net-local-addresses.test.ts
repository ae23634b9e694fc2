import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { listLocalAddresses } from '../../electron/authority/base/net/local-addresses.ts';

function info(address: string, internal = false): NetworkInterfaceInfo {
  const rest = { address, netmask: '', mac: '00:00:00:00:00:00', internal, cidr: null };
  return address.includes(':') ? { ...rest, family: 'IPv6', scopeid: 14 } : { ...rest, family: 'IPv4' };
}

function summary(interfaces: Record<string, NetworkInterfaceInfo[]>): string[] {
  return listLocalAddresses(interfaces).map((entry) => `${entry.rank} ${entry.kind} ${entry.address}`);
}

describe('the addresses of this computer', () => {
  it('on Linux: cable, Wi-Fi, then their IPv6, VPNs, containers, link-local, loopback', () => {
    expect(
      summary({
        lo: [info('127.0.0.1', true), info('::1', true)],
        docker0: [info('172.17.0.1')],
        'br-3f2a9c': [info('172.18.0.1')],
        veth12ab: [info('fe80::42')],
        virbr0: [info('192.168.122.1')],
        tailscale0: [info('100.101.102.103'), info('fd7a:115c::1')],
        wg0: [info('10.8.0.2')],
        tun0: [info('10.9.0.2')],
        wlp3s0: [info('192.168.1.40')],
        enp5s0: [info('192.168.1.5'), info('2003:db::5'), info('fd00::5'), info('fe80::5')],
      }),
    ).toEqual([
      '1 ethernet 192.168.1.5',
      '2 wifi 192.168.1.40',
      '3 ethernet fd00::5',
      '4 ethernet 2003:db::5',
      '5 vpn 100.101.102.103',
      '6 vpn 10.9.0.2',
      '7 vpn 10.8.0.2',
      '8 vpn fd7a:115c::1',
      '9 virtual 172.18.0.1',
      '10 virtual 172.17.0.1',
      '11 virtual 192.168.122.1',
      '12 link-local fe80::5%enp5s0',
      '13 link-local fe80::42%veth12ab',
      '14 loopback 127.0.0.1',
      '15 loopback ::1',
    ]);
  });

  it('on Windows: adapters by their display names, also localised ones', () => {
    expect(
      summary({
        'Loopback Pseudo-Interface 1': [info('127.0.0.1', true)],
        'vEthernet (WSL)': [info('172.28.0.1')],
        'vEthernet (Default Switch)': [info('172.29.0.1')],
        'VirtualBox Host-Only Network': [info('192.168.56.1')],
        'VMware Network Adapter VMnet8': [info('192.168.80.1')],
        'Bluetooth Network Connection': [info('169.254.3.4')],
        'OpenVPN TAP-Windows6': [info('10.8.0.6')],
        'Wi-Fi': [info('192.168.1.41')],
        WLAN: [info('192.168.1.42')],
        'LAN-Verbindung': [info('192.168.1.6')],
        'Ethernet 10': [info('10.0.10.1')],
        'Ethernet 2': [info('10.0.2.1'), info('fe80::9')],
      }),
    ).toEqual([
      '1 ethernet 10.0.2.1',
      '2 ethernet 10.0.10.1',
      '3 ethernet 192.168.1.6',
      '4 wifi 192.168.1.41',
      '5 wifi 192.168.1.42',
      '6 vpn 10.8.0.6',
      '7 virtual 172.29.0.1',
      '8 virtual 172.28.0.1',
      '9 virtual 192.168.56.1',
      '10 virtual 192.168.80.1',
      '11 link-local 169.254.3.4',
      '12 link-local fe80::9%14',
      '13 loopback 127.0.0.1',
    ]);
  });

  it('on macOS: en adapters first, sharing bridges, AirDrop and utun after them', () => {
    expect(
      summary({
        lo0: [info('127.0.0.1', true), info('fe80::1', true)],
        en1: [info('192.168.1.8')],
        en0: [info('192.168.1.7'), info('fe80::7')],
        bridge100: [info('192.168.64.1')],
        awdl0: [info('fe80::a')],
        utun3: [info('10.7.0.2')],
      }),
    ).toEqual([
      '1 ethernet 192.168.1.7',
      '2 ethernet 192.168.1.8',
      '3 vpn 10.7.0.2',
      '4 virtual 192.168.64.1',
      '5 link-local fe80::a%awdl0',
      '6 link-local fe80::7%en0',
      '7 loopback 127.0.0.1',
      '8 loopback fe80::1',
    ]);
  });

  it('keeps a bridge named br0 among the physical ones, since a server puts its LAN card in it', () => {
    expect(summary({ br0: [info('192.168.1.5')], docker0: [info('172.17.0.1')] })[0]).toBe(
      '1 ethernet 192.168.1.5',
    );
  });

  it('is empty without any interface and works on this machine', () => {
    expect(listLocalAddresses({})).toEqual([]);
    expect(listLocalAddresses().some((entry) => entry.kind === 'loopback')).toBe(true);
  });
});
