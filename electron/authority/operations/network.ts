import { hostname } from 'node:os';
import type { Settings } from '../../../shared/model/settings.ts';
import type { AddressView } from '../../../shared/model/status.ts';
import { listLocalAddresses, type LocalAddress } from '../base/net/local-addresses.ts';
import type { Network } from './dependencies.ts';

const noUrls: readonly string[] = [];

export interface NetworkFacts {
  readonly settings: Settings['network'];
  /** Every address of this computer, best first. */
  readonly addresses: readonly LocalAddress[];
  /** Addresses listened on; empty: all. */
  readonly listenHosts: readonly string[];
  /** Ports as bound, which differ from the settings when those say 0 or the command line says otherwise. */
  readonly ports: { readonly https: number; readonly http: number };
}

/** Names every certificate and allow-list has, besides the addresses. */
export function listNames(settings: Settings['network']): string[] {
  const own = hostname().toLowerCase();
  const short = own.split('.')[0] ?? own;
  const names = [...settings.names, own, `${short}.local`, 'rollcall.internal', 'localhost'];
  if (isName(settings.primaryHost)) names.unshift(settings.primaryHost);
  return [...new Set(names)].filter((name) => /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name));
}

/** Addresses people reach Rollcall under, best first; addresses that need a zone cannot be typed and are left out. */
export function listReachable(facts: Pick<NetworkFacts, 'addresses' | 'listenHosts'>): string[] {
  const all = facts.addresses.map(({ address }) => address).filter((address) => !address.includes('%'));
  const chosen = facts.listenHosts.filter((host) => host !== '0.0.0.0' && host !== '::');
  if (chosen.length === 0) return all;
  const ranked = all.filter((address) => chosen.includes(address));
  return [...ranked, ...chosen.filter((host) => !ranked.includes(host))];
}

/** Every address of this computer, for the console. */
export function listAddressViews(listenHosts: readonly string[]): AddressView[] {
  const addresses = listLocalAddresses();
  const reachable = listReachable({ addresses, listenHosts });
  return addresses.map(({ address, family, interfaceName, kind }) => ({
    address,
    family,
    interfaceName,
    kind,
    inUse: reachable.includes(address),
  }));
}

/**
 * Under which origins and `Host` values this authority answers. Computed anew when `facts` gives another object:
 * after an address, a port or a setting has changed.
 *
 * @param gatewayUrls origins that belong to apps behind the gateway: nobody finds the portal there
 */
export function createNetwork(
  facts: () => NetworkFacts,
  gatewayUrls: () => readonly string[] = () => noUrls,
): Network & { httpOrigins(): readonly string[] } {
  const hostsOf = (now: NetworkFacts): string[] => {
    const reachable = listReachable(now);
    const people = reachable.filter(
      (address) => now.addresses.find((one) => one.address === address)?.kind !== 'loopback',
    );
    const best = people.length > 0 ? people : reachable;
    const primary = now.settings.primaryHost;
    const named = [...best, ...now.settings.names];
    return primary === '' ? named : [primary, ...named.filter((host) => host !== primary)];
  };
  const authority = (host: string, port: number, usual: number): string => {
    const name = host.includes(':') ? `[${host}]` : host;
    return port === usual ? name : `${name}:${String(port)}`;
  };
  let seen: NetworkFacts | undefined;
  let seenUrls: readonly string[] = noUrls;
  let known = { origins: [] as string[], httpOrigins: [] as string[], hosts: new Set<string>() };
  const current = (): typeof known => {
    const now = facts();
    const urls = gatewayUrls();
    if (now === seen && urls === seenUrls) return known;
    seen = now;
    seenUrls = urls;
    const every = [
      ...now.addresses.map(({ address }) => address),
      ...listReachable(now),
      ...listNames(now.settings),
    ];
    const { https, http } = now.ports;
    known = {
      origins: hostsOf(now)
        .map((host) => `https://${authority(host, https, 443)}`)
        .filter((origin) => !urls.includes(origin)),
      httpOrigins: hostsOf(now).map((host) => `http://${authority(host, http, 80)}`),
      hosts: new Set(every.flatMap((host) => [authority(host, https, 443), authority(host, http, 80)])),
    };
    return known;
  };
  return {
    origins: () => current().origins,
    origin: () => current().origins[0] ?? `https://${authority('localhost', facts().ports.https, 443)}`,
    httpOrigins: () => current().httpOrigins,
    hosts: () => current().hosts,
    ports: () => [facts().ports.https, facts().ports.http],
  };
}

function isName(host: string): boolean {
  return host !== '' && !host.includes(':') && !/^[\d.]+$/.test(host);
}
