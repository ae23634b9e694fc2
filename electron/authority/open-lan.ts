import type { RequestListener } from 'node:http';
import type { Refusal } from '../../shared/errors.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { openLanListeners, type LanListeners, type ListenPlan } from './base/net/lan-listeners.ts';
import type { ListenRefusal } from './base/net/listen.ts';
import { listLocalAddresses } from './base/net/local-addresses.ts';
import type { CertificateAuthority, Leaf } from './base/tls/certificate-authority.ts';
import type { Network } from './operations/dependencies.ts';
import { createNetwork, listNames, listReachable, type NetworkFacts } from './operations/network.ts';

/** Values of the command line, in force for this run instead of the settings. */
export interface ListenOverrides {
  readonly hosts: readonly string[] | undefined;
  readonly httpsPort: number | undefined;
  readonly httpPort: number | undefined;
}

type LanNetwork = Network & { httpOrigins(): readonly string[] };

export interface Lan {
  readonly network: LanNetwork;
  listen(handlers: { https: RequestListener; http: RequestListener }): Promise<{ ok: true } | Refusal>;
  /** Puts changed network settings in force; when that cannot be, everything stays as it was. */
  apply(settings: Settings['network']): Promise<{ ok: true } | Refusal<ListenRefusal['code']>>;
  /** Looks whether the addresses of this computer have changed; then a new certificate is put in force. */
  refresh(): Promise<boolean>;
  certificate(): { readonly names: readonly string[]; readonly expiresAt: number };
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
  readonly certificates: CertificateAuthority;
}): Promise<{ ok: true; lan: Lan } | Refusal> {
  const { overrides, certificates } = options;
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
  const network = createNetwork(() => facts);

  const ensureLeaf = (): ReturnType<CertificateAuthority['ensureLeaf']> =>
    certificates.ensureLeaf({ ips: listReachable(facts), dnsNames: listNames(facts.settings) });
  const first = await ensureLeaf();
  if (!first.ok) return first;
  let leaf: Leaf = first;

  let handlers: { https: RequestListener; http: RequestListener } | undefined;
  let listeners: LanListeners | undefined;
  let firstOrigin: string | undefined;

  const putLeafInForce = async (): Promise<void> => {
    const next = await ensureLeaf();
    if (!next.ok) return;
    leaf = next;
    if (next.renewed) listeners?.setCertificate(next);
  };
  const openListeners = async (
    settings: Settings['network'],
  ): Promise<{ ok: true } | Refusal<ListenRefusal['code']>> => {
    if (!handlers) return { ok: true };
    const opened = await openLanListeners(planOf(settings), handlers, leaf);
    if (!opened.ok) {
      const holder = opened.holder ? `${opened.holder.name} (pid ${String(opened.holder.pid)})` : undefined;
      return {
        ok: false,
        code: opened.code,
        data: { ...opened.data, ...(holder === undefined ? {} : { holder }) },
      };
    }
    listeners = opened.listeners;
    facts = factsOf(settings, opened.listeners.ports);
    return { ok: true };
  };

  const lan: Lan = {
    network,
    async listen(given) {
      handlers = given;
      const opened = await openListeners(facts.settings);
      firstOrigin = network.origin();
      return opened;
    },
    async apply(settings) {
      const before = facts.settings;
      const same = JSON.stringify(planOf(before)) === JSON.stringify(planOf(settings));
      facts = factsOf(settings, facts.ports);
      if (!same && listeners) {
        await listeners.close();
        const opened = await openListeners(settings);
        if (!opened.ok) {
          facts = factsOf(before, facts.ports);
          await openListeners(before);
          return opened;
        }
      }
      firstOrigin = network.origin();
      await putLeafInForce();
      return { ok: true };
    },
    async refresh() {
      const now = factsOf(facts.settings, facts.ports);
      if (JSON.stringify(now.addresses) === JSON.stringify(facts.addresses)) {
        // The certificate ages all the same.
        await putLeafInForce();
        return false;
      }
      facts = now;
      await putLeafInForce();
      return true;
    },
    certificate: () => ({ names: [...leaf.dnsNames, ...leaf.ips], expiresAt: leaf.expiresAt }),
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
