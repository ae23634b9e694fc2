import type { Refusal } from '../../shared/errors.ts';
import type { Logger } from './base/log/open-log.ts';
import type { openCertificateAuthority } from './base/tls/certificate-authority.ts';
import { closedLan } from './closed-lan.ts';
import type { UpstreamTimes } from './endpoints/gateway/gateway-parts.ts';
import type { OpenExchanges } from './endpoints/gateway/open-exchanges.ts';
import type { Imported } from './open-imported.ts';
import { makeGatewayUrls, openGateway, type Gateway } from './open-gateway.ts';
import { openLan, type Lan, type ListenOverrides } from './open-lan.ts';
import { changeSettings } from './operations/change-settings.ts';
import type { Dependencies } from './operations/dependencies.ts';
import type { Records } from './open-records.ts';
import type { PortPair } from '../../shared/model/ports.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { LanHandlers } from './base/net/lan-listeners.ts';

/** Both ways in from the LAN: Rollcall's own address, and the apps behind the gateway. */
export interface NetworkDoors {
  readonly lan: Lan;
  readonly gateway: Gateway;
  /** Of the certificate authority of now; undefined when it cannot be read. */
  readonly caPem: () => string | undefined;
  /** Listens for the first time. Ports that were chosen for this start are in the settings when it is done. */
  listen(handlers: LanHandlers, deps: Dependencies): Promise<{ ok: true } | ListenFailure>;
  /** Puts changed network settings in force; refused: everything stays as it was. */
  applyNetwork(network: Settings['network']): ReturnType<Lan['apply']>;
  /** Looks whether addresses have changed or a port has become free. @returns whether anything has changed */
  refresh(): Promise<boolean>;
}

/** Why nobody listens, and where it was to be when a port is in the way. */
export type ListenFailure = Refusal & { readonly ports?: PortPair };

/** @param ca without one nobody could trust this authority: then the LAN stays closed */
export async function openNetwork(options: {
  readonly records: Pick<Records, 'apps' | 'settings'>;
  readonly ca: Awaited<ReturnType<typeof openCertificateAuthority>>;
  readonly overrides: ListenOverrides;
  /** Which certificate is shown under which name. */
  readonly serve: Imported['serve'];
  readonly exchanges: OpenExchanges;
  readonly appChanged: (id: string) => void;
  readonly upstreamTimes: UpstreamTimes | undefined;
  readonly log: Logger;
}): Promise<({ ok: true } & NetworkDoors) | Refusal> {
  const { records, ca, overrides, exchanges, appChanged, log } = options;
  const { newPorts } = overrides;
  const current = records.settings.current().network;
  const settings = newPorts ? { ...current, httpsPort: newPorts.https, httpPort: newPorts.http } : current;
  const opened = ca.ok
    ? await openLan({
        settings,
        overrides,
        certificates: ca.authority,
        serve: options.serve,
        gatewayUrls: makeGatewayUrls(records.apps),
        log,
      })
    : { ok: true as const, lan: closedLan(settings, ca) };
  if (!opened.ok) return opened;
  const { lan } = opened;
  const caPem = (): string | undefined => (ca.ok ? ca.authority.caPem : undefined);
  const gateway = openGateway({
    lan,
    apps: records.apps,
    exchanges,
    caPem,
    appChanged,
    log,
    times: options.upstreamTimes,
  });
  return {
    ok: true,
    lan,
    gateway,
    caPem,
    async listen(handlers, deps) {
      const listening = await lan.listen(handlers);
      if (!listening.ok) {
        const isPort = listening.code === 'port_busy' || listening.code === 'port_forbidden';
        return isPort ? { ...listening, ports: lan.ports() } : listening;
      }
      if (!newPorts) return listening;
      // Listened on already: there is nothing to put in force.
      const kept = await changeSettings(
        deps,
        { 'network.httpsPort': newPorts.https, 'network.httpPort': newPorts.http },
        'as_they_expire',
        'console',
        async () => ({ ok: true }),
      );
      if (!kept.ok) await lan.close();
      return kept.ok ? listening : kept;
    },
    async applyNetwork(network) {
      const applied = await lan.apply(network);
      if (applied.ok) await gateway.follow();
      return applied;
    },
    async refresh() {
      const moved = await lan.refresh();
      return (await gateway.follow()) || moved;
    },
  };
}
