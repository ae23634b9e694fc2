import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

export type AddressKind = 'ethernet' | 'wifi' | 'vpn' | 'virtual' | 'link-local' | 'loopback';

export interface LocalAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly interfaceName: string;
  /** By the interface's name, the only thing the system tells without rights; macOS calls Wi-Fi `en0`: ethernet. */
  readonly kind: AddressKind;
  /** Position in the list: 1 is the address people on the LAN most likely reach. */
  readonly rank: number;
}

const vpnPattern =
  /^(?:u?tun|tap|wg|ppp|ipsec|zt|tailscale|nordlynx|proton|ham)\d*|vpn|wireguard|tailscale|zerotier|hamachi|anyconnect|\btap-/iu;
const virtualPattern =
  /^(?:docker|veth|br-|virbr|vmnet|vboxnet|vnic|vnet|lxc|lxdbr|incusbr|podman|cni|flannel|cali|kube|dummy|ifb|bridge|awdl|llw|anpi|ap\d|bnep|pan\d)|^vEthernet\b|virtualbox|vmware|hyper-v|host-only|bluetooth|\bwsl\b/iu;
const wifiPattern = /^(?:wl|ath\d|ra\d|wifi)|wi-?fi|wlan|wireless/iu;

/** IPv4 of a physical adapter before its IPv6: that is what people can type. */
const order: readonly (readonly [AddressKind, LocalAddress['family']])[] = [
  ['ethernet', 'IPv4'],
  ['wifi', 'IPv4'],
  ['ethernet', 'IPv6'],
  ['wifi', 'IPv6'],
  ['vpn', 'IPv4'],
  ['vpn', 'IPv6'],
  ['virtual', 'IPv4'],
  ['virtual', 'IPv6'],
  ['link-local', 'IPv4'],
  ['link-local', 'IPv6'],
  ['loopback', 'IPv4'],
  ['loopback', 'IPv6'],
];

/** Every address of this computer, best first. Link-local IPv6 carries its zone, without which nobody can listen on it. */
export function listLocalAddresses(
  interfaces: NodeJS.Dict<readonly NetworkInterfaceInfo[]> = networkInterfaces(),
): LocalAddress[] {
  const found = Object.entries(interfaces).flatMap(([interfaceName, infos]) =>
    (infos ?? []).map((info) => {
      const kind = kindOf(interfaceName, info);
      const zone = kind === 'link-local' && info.family === 'IPv6' ? `%${zoneOf(interfaceName, info)}` : '';
      return { address: `${info.address}${zone}`, family: info.family, interfaceName, kind };
    }),
  );
  return found
    .sort(
      (a, b) =>
        orderOf(a) - orderOf(b) ||
        compareNaturally(a.interfaceName, b.interfaceName) ||
        publicness(a.address) - publicness(b.address) ||
        compareNaturally(a.address, b.address),
    )
    .map((entry, index) => ({ ...entry, rank: index + 1 }));
}

function kindOf(interfaceName: string, info: NetworkInterfaceInfo): AddressKind {
  if (info.internal || info.address.startsWith('127.') || info.address === '::1') return 'loopback';
  if (info.address.startsWith('169.254.') || /^fe[89ab]/iu.test(info.address)) return 'link-local';
  if (vpnPattern.test(interfaceName)) return 'vpn';
  if (virtualPattern.test(interfaceName)) return 'virtual';
  if (wifiPattern.test(interfaceName)) return 'wifi';
  return 'ethernet';
}

/** Windows names zones by number, the others by interface. */
function zoneOf(interfaceName: string, info: NetworkInterfaceInfo): string {
  return /[^\w.-]/u.test(interfaceName) && info.family === 'IPv6' ? String(info.scopeid) : interfaceName;
}

function orderOf(entry: { kind: AddressKind; family: LocalAddress['family'] }): number {
  return order.findIndex(([kind, family]) => kind === entry.kind && family === entry.family);
}

/** 0 for addresses that only a LAN hands out (RFC 1918, RFC 4193). */
function publicness(address: string): number {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd])/iu.test(address) ? 0 : 1;
}

function compareNaturally(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
