import { isIP } from 'node:net';
import type { Refusal } from '../../shared/errors.ts';
import type { PortPair } from '../../shared/model/ports.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Logger } from './base/log/open-log.ts';
import type { ServedCertificate } from './base/net/https-servers.ts';
import {
  openLanListeners,
  type LanHandlers,
  type LanListeners,
  type ListenPlan,
} from './base/net/lan-listeners.ts';
import type { ListenRefusal } from './base/net/listen.ts';
import { listLocalAddresses } from './base/net/local-addresses.ts';
import type { CertificateAuthority } from './base/tls/certificate-authority.ts';
import type { Leaf } from './base/tls/loaded-authority.ts';
import type { Network } from './operations/dependencies.ts';
import type { CertificateNames } from './base/tls/create-certificates.ts';
import { createNetwork, listNames, listReachable, type NetworkFacts } from './operations/network.ts';

/** Values of the command line, in force for this run instead of the settings. */
export interface ListenOverrides {
  readonly hosts: readonly string[] | undefined;
  readonly httpsPort: number | undefined;
  readonly httpPort: number | undefined;
  /** Ports that become those of the settings as soon as they are listened on. */
  readonly newPorts?: PortPair | undefined;
}

type LanNetwork = Network & { httpOrigins(): readonly string[] };

export interface Lan {
  readonly network: LanNetwork;
  /** Listens. Where the settings name an address that this computer does not have (yet), see `notListening`. */
  listen(handlers: LanHandlers): Promise<{ ok: true } | Refusal>;
  /** Puts changed network settings in force; when that cannot be, everything stays as it was (see `notListening`). */
  apply(settings: Settings['network']): Promise<{ ok: true } | Refusal<ListenRefusal['code']>>;
  /**
   * Looks whether the addresses of this computer have changed; then a new certificate is put in force. Listens again
   * where it had to stop. @returns whether anything has changed
   */
  refresh(): Promise<boolean>;
  /** A new certificate of Rollcall's own authority, in force. */
  readonly renewCertificate: () => Promise<Leaf | Refusal>;
  /**
   * Has another certificate authority take the place of the one there is, while nothing else works on the certificates.
   * `change` puts it in force and answers with the leaf that is shown from then on, or with why all stays as it was.
   */
  readonly changeAuthority: (
    change: (wanted: CertificateNames) => Promise<Leaf | Refusal<'store_unavailable'>>,
  ) => Promise<Leaf | Refusal<'store_unavailable'>>;
  /** Does this while nothing changes the certificates and their keys. */
  readonly whileKeysRest: <T>(work: () => Promise<T>) => Promise<T>;
  /** Looks anew which certificate is to be shown. */
  readonly showCertificate: () => Promise<void>;
  /** Why nobody can reach this authority: a change of the network failed, and the way back too. */
  notListening(): Refusal | undefined;
  certificate(): { readonly names: readonly string[]; readonly expiresAt: number };
  /** Key and certificate in force; undefined where there are none. */
  keyPair(): ServedCertificate | undefined;
  /** The address that links used at the start and that this computer no longer has. */
  lostAddress(): string | undefined;
  /** Addresses listened on; empty: all. */
  listenHosts(): readonly string[];
  /** Ports as bound. */
  ports(): NetworkFacts['ports'];
  close(): Promise<void>;
}

/** How the LAN reaches this authority: addresses, ports, certificate, listeners; kept right while it runs. */
export async function openLan(options: {
  readonly settings: Settings['network'];
  readonly overrides: ListenOverrides;
  readonly certificates: Pick<CertificateAuthority, 'ensureLeaf' | 'issueLeaf'>;
  /** Which certificate is shown under which name; left out: the leaf everywhere. */
  readonly serve?: (leaf: Leaf, linkHost: string) => ServedCertificate;
  /** Origins of the apps behind the gateway; the same list until one changes. */
  readonly gatewayUrls: () => readonly string[];
  readonly log: Pick<Logger, 'error' | 'info'>;
}): Promise<{ ok: true; lan: Lan } | Refusal> {
  const {
    overrides,
    certificates,
    gatewayUrls,
    log,
    serve = (own: Leaf): ServedCertificate => own,
  } = options;
  const planOf = (settings: Settings['network']): ListenPlan => ({
    hosts: overrides.hosts ?? settings.hosts,
    httpsPort: overrides.httpsPort ?? settings.httpsPort,
    httpPort: overrides.httpPort ?? settings.httpPort,
  });
  const factsOf = (settings: Settings['network'], ports: NetworkFacts['ports']): NetworkFacts => ({
    settings,
    addresses: listLocalAddresses(),
    listenHosts: planOf(settings).hosts,
    ports,
  });
  const plan = planOf(options.settings);
  let facts = factsOf(options.settings, { https: plan.httpsPort, http: plan.httpPort });
  const network = createNetwork(() => facts, gatewayUrls);

  const wantedNames = (): CertificateNames => ({
    ips: listReachable(facts),
    dnsNames: [...new Set([...listNames(facts.settings), ...gatewayUrls().flatMap(nameOf)])],
  });
  const ensureLeaf = (): ReturnType<CertificateAuthority['ensureLeaf']> =>
    certificates.ensureLeaf(wantedNames());
  const first = await ensureLeaf();
  if (!first.ok) return first;
  let leaf: Leaf = first;
  /** As last given to the listeners: given again without need, clients could not resume their TLS sessions. */
  let shown: ServedCertificate | undefined;
  const served = (): ServedCertificate => serve(leaf, new URL(network.origin()).hostname);

  let handlers: LanHandlers | undefined;
  let listeners: LanListeners | undefined;
  let firstOrigin: string | undefined;
  let notListening: Refusal<ListenRefusal['code']> | undefined;
  let leafTrouble: string | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  /** A change and a look at the addresses never work on the listeners at the same time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };

  const putLeafInForce = async (): Promise<void> => {
    const next = await ensureLeaf();
    const trouble = next.ok ? undefined : `${next.code} ${next.detail ?? ''}`;
    // Tried again every few seconds: said once.
    if (trouble !== undefined && trouble !== leafTrouble) {
      log.error({ refusal: next }, 'the certificate could not be renewed');
    }
    leafTrouble = trouble;
    if (!next.ok) return;
    leaf = next;
    showCertificate();
  };
  /** Gives the listeners what is to be shown, where that is another certificate than before. */
  const showCertificate = (): void => {
    const now = served();
    if (now.certPem === shown?.certPem && now.forName === shown.forName) return;
    shown = now;
    listeners?.setCertificate(now);
  };
  const openListeners = async (
    settings: Settings['network'],
    asPlanned: ListenPlan,
  ): Promise<{ ok: true } | Refusal<ListenRefusal['code']>> => {
    if (!handlers) return { ok: true };
    shown = served();
    const opened = await openLanListeners(asPlanned, handlers, shown);
    if (!opened.ok) {
      const holder = opened.holder ? `${opened.holder.name} (pid ${String(opened.holder.pid)})` : undefined;
      return {
        ok: false,
        code: opened.code,
        data: { ...opened.data, ...(holder === undefined ? {} : { holder }) },
      };
    }
    listeners = opened.listeners;
    notListening = undefined;
    facts = factsOf(settings, opened.listeners.ports);
    return { ok: true };
  };

  /** With the ports as they were bound, so that 0 does not become others. */
  const listenAsBefore = (): ReturnType<typeof openListeners> =>
    openListeners(facts.settings, {
      hosts: facts.listenHosts,
      httpsPort: facts.ports.https,
      httpPort: facts.ports.http,
    });
  /** Old listeners are closed after the new ones are open, unless they are in the way. */
  const moveListeners = async (settings: Settings['network']): ReturnType<typeof openListeners> => {
    const before = listeners;
    const next = planOf(settings);
    if (before && !collide(next, facts)) {
      const opened = await openListeners(settings, next);
      if (opened.ok) await before.close();
      return opened;
    }
    listeners = undefined;
    await before?.close();
    const opened = await openListeners(settings, next);
    if (opened.ok) return opened;
    const back = await listenAsBefore();
    if (!back.ok) {
      notListening = back;
      log.error({ refusal: back }, 'a change of the network failed, and the way back too: nobody listens');
    }
    return opened;
  };

  const lan: Lan = {
    network,
    async listen(given) {
      handlers = given;
      const opened = await openListeners(facts.settings, plan);
      firstOrigin = network.origin();
      if (opened.ok || opened.code !== 'address_missing' || overrides.hosts !== undefined) return opened;
      // It may come yet, as after a start of the computer; and where it does not, the console has others to choose from.
      notListening = opened;
      log.error({ refusal: opened }, 'the chosen address is not there: nobody listens until it is');
      return { ok: true };
    },
    apply: (settings) =>
      inTurn(async () => {
        const same = JSON.stringify(planOf(facts.settings)) === JSON.stringify(planOf(settings));
        if (same || !handlers) {
          facts = factsOf(settings, facts.ports);
        } else {
          const moved = await moveListeners(settings);
          if (!moved.ok) return moved;
        }
        firstOrigin = network.origin();
        await putLeafInForce();
        return { ok: true };
      }),
    refresh: () =>
      inTurn(async () => {
        const listensAgain = notListening !== undefined && (await listenAsBefore()).ok;
        if (listensAgain) log.info('listening again');
        const now = factsOf(facts.settings, facts.ports);
        const moved = JSON.stringify(now.addresses) !== JSON.stringify(facts.addresses);
        if (moved) facts = now;
        // The certificate ages all the same.
        await putLeafInForce();
        return moved || listensAgain;
      }),
    renewCertificate: () =>
      inTurn(async () => {
        const next = await certificates.issueLeaf(wantedNames());
        if (next.ok) leaf = next;
        showCertificate();
        return next;
      }),
    changeAuthority: (change) =>
      inTurn(async () => {
        const next = await change(wantedNames());
        if (!next.ok) return next;
        leaf = next;
        showCertificate();
        // Who waits on an old connection would see no difference, and the trust page's check would be green.
        listeners?.closeIdle();
        return next;
      }),
    whileKeysRest: inTurn,
    showCertificate: () => inTurn(async () => showCertificate()),
    notListening: () => notListening,
    certificate: () => ({ names: [...leaf.dnsNames, ...leaf.ips], expiresAt: leaf.expiresAt }),
    keyPair: () => served(),
    lostAddress() {
      if (firstOrigin === undefined || network.origins().includes(firstOrigin)) return undefined;
      return new URL(firstOrigin).hostname;
    },
    listenHosts: () => facts.listenHosts,
    ports: () => facts.ports,
    close: async () => listeners?.close(),
  };
  return { ok: true, lan };
}

/** The name in an origin; none when that is an address. */
function nameOf(url: string): string[] {
  const { hostname } = new URL(url);
  return hostname.startsWith('[') || isIP(hostname) !== 0 ? [] : [hostname];
}

/** Would listening by this plan want a port that is still listened on at the same address? */
function collide(next: ListenPlan, now: NetworkFacts): boolean {
  const isEvery = (hosts: readonly string[]): boolean =>
    hosts.length === 0 || hosts.includes('::') || hosts.includes('0.0.0.0');
  const ports = [now.ports.https, now.ports.http];
  return (
    (ports.includes(next.httpsPort) || ports.includes(next.httpPort)) &&
    (isEvery(next.hosts) ||
      isEvery(now.listenHosts) ||
      next.hosts.some((host) => now.listenHosts.includes(host)))
  );
}
