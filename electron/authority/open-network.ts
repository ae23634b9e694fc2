import type { Refusal } from '../../shared/errors.ts';
import type { Logger } from './base/log/open-log.ts';
import type { openCertificateAuthority } from './base/tls/certificate-authority.ts';
import { closedLan } from './closed-lan.ts';
import type { UpstreamTimes } from './endpoints/gateway/gateway-parts.ts';
import type { OpenExchanges } from './endpoints/gateway/open-exchanges.ts';
import type { Imported } from './open-imported.ts';
import { makeGatewayUrls, openGateway, type Gateway } from './open-gateway.ts';
import { openLan, type Lan, type ListenOverrides } from './open-lan.ts';
import type { Records } from './open-records.ts';
import type { Settings } from '../../shared/model/settings.ts';

/** Both ways in from the LAN: Rollcall's own address, and the apps behind the gateway. */
export interface NetworkDoors {
  readonly lan: Lan;
  readonly gateway: Gateway;
  /** Puts changed network settings in force; refused: everything stays as it was. */
  applyNetwork(network: Settings['network']): ReturnType<Lan['apply']>;
  /** Looks whether addresses have changed or a port has become free. @returns whether anything has changed */
  refresh(): Promise<boolean>;
}

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
  const settings = records.settings.current().network;
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
  const gateway = openGateway({
    lan,
    apps: records.apps,
    exchanges,
    caPem: ca.ok ? ca.authority.caPem : undefined,
    appChanged,
    log,
    times: options.upstreamTimes,
  });
  return {
    ok: true,
    lan,
    gateway,
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
