import { randomBytes } from 'node:crypto';
import type { Refusal } from '../../shared/errors.ts';
import { openUpstreamProxy } from './base/http/upstream-proxy.ts';
import type { Logger } from './base/log/open-log.ts';
import {
  openHttpsServers,
  type HttpsHandlers,
  type HttpsServers,
  type ServedCertificate,
} from './base/net/https-servers.ts';
import { listHosts } from './base/net/lan-listeners.ts';
import type { ListenRefusal } from './base/net/listen.ts';
import { listGatewayApps, portOf } from './endpoints/gateway/gateway-apps.ts';
import {
  usualUpstreamTimes,
  type GatewayEngine,
  type UpstreamTimes,
} from './endpoints/gateway/gateway-parts.ts';
import type { OpenExchanges } from './endpoints/gateway/open-exchanges.ts';
import { createUpstreamHealth } from './endpoints/gateway/upstream-health.ts';
import type { Lan } from './open-lan.ts';
import type { ApplyGateway } from './operations/change-apps.ts';
import type { GatewayState } from './operations/dependencies.ts';
import type { App, Apps } from './records/apps/apps.ts';

export interface Gateway {
  readonly engine: GatewayEngine;
  readonly state: GatewayState;
  /** Begins to listen. A port that cannot be had keeps nothing else from starting; it is tried again by `follow`. */
  listen(handlersAt: (port: number) => Required<HttpsHandlers>): Promise<void>;
  /** As `ApplyGateway` says. */
  apply: ApplyGateway;
  /** Follows the LAN: its addresses and its certificate; listens where it could not. @returns whether that changed */
  follow(): Promise<boolean>;
  close(): Promise<void>;
}

/** A port that apps of the gateway have, and why it is not listened on. */
interface Place {
  readonly servers?: HttpsServers;
  readonly trouble?: Refusal<ListenRefusal['code']>;
}

/** The ports of the gateway, one for all apps that share it. The portal's own port is none of them. */
export function openGateway(options: {
  readonly lan: Pick<Lan, 'listenHosts' | 'ports' | 'keyPair' | 'notListening'>;
  readonly apps: Pick<Apps, 'find' | 'list'>;
  readonly exchanges: OpenExchanges;
  readonly caPem: () => string | undefined;
  readonly appChanged: (id: string) => void;
  readonly log: Pick<Logger, 'error' | 'info'>;
  readonly times?: UpstreamTimes | undefined;
}): Gateway {
  const { lan, apps, exchanges, appChanged, log } = options;
  const proxy = openUpstreamProxy(options.caPem);
  const health = createUpstreamHealth(appChanged, (id) => apps.find(id) !== undefined);
  const places = new Map<number, Place>();
  let handlersAt: ((port: number) => Required<HttpsHandlers>) | undefined;
  let hosts: readonly string[] = [];
  let keyPair: ServedCertificate | undefined;
  /** What was applied and perhaps is not recorded yet. */
  let applied: readonly App[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };

  const portsOf = (all: readonly App[]): Set<number> =>
    new Set(
      listGatewayApps(all)
        .map(portOf)
        .filter((port) => port !== lan.ports().https),
    );
  const open = async (port: number): Promise<Place> => {
    if (!handlersAt || !keyPair) return {};
    const handlers = handlersAt(port);
    const opened = await openHttpsServers({
      hosts: await listHosts(hosts),
      port,
      handlers,
      certificate: keyPair,
    });
    return opened.ok ? { servers: opened.servers } : { trouble: withHolder(opened) };
  };
  const leave = (port: number): void => {
    void places.get(port)?.servers?.close();
    places.delete(port);
  };
  const tellAppsAt = (port: number): void => {
    for (const app of listGatewayApps(apps.list())) if (portOf(app) === port) appChanged(app.id);
  };
  /** Opens what is wanted and not open. @returns the ports where something has changed */
  const openWanted = async (): Promise<number[]> => {
    const changed: number[] = [];
    for (const port of portsOf(apps.list())) {
      const before = places.get(port);
      if (before?.servers) continue;
      const place = await open(port);
      places.set(port, place);
      if (place.trouble && !before?.trouble)
        log.error({ port, refusal: place.trouble }, 'a port of the gateway cannot be listened on');
      if (!place.trouble && before?.trouble) log.info({ port }, 'the gateway listens again');
      if (place.trouble?.code !== before?.trouble?.code) changed.push(port);
    }
    return changed;
  };

  return {
    engine: { proxy, exchanges, health, times: options.times ?? usualUpstreamTimes, mark: makeMark() },
    state: {
      notListening(id) {
        const app = apps.find(id);
        if (app?.kind !== 'gateway') return undefined;
        const port = portOf(app);
        return lan.notListening() && port === lan.ports().https
          ? lan.notListening()
          : places.get(port)?.trouble;
      },
      upstreamDownSince: (id) => health.downSince(id),
    },
    listen: (given) =>
      inTurn(async () => {
        handlersAt = given;
        hosts = lan.listenHosts();
        keyPair = lan.keyPair();
        await openWanted();
      }),
    apply: (next) =>
      inTurn(async () => {
        health.forgetOthers(new Set(next.map(({ id }) => id)));
        if (!handlersAt) return { ok: true };
        const wanted = portsOf(next);
        const opened: number[] = [];
        for (const port of wanted) {
          if (places.has(port)) continue;
          const place = await open(port);
          if (place.trouble) {
            for (const one of opened) leave(one);
            return place.trouble;
          }
          places.set(port, place);
          opened.push(port);
        }
        for (const port of Array.from(places.keys())) if (!wanted.has(port)) leave(port);
        applied = next;
        return { ok: true };
      }),
    follow: () =>
      inTurn(async () => {
        if (!handlersAt) return false;
        const pair = lan.keyPair();
        if (pair && (pair.certPem !== keyPair?.certPem || pair.forName !== keyPair.forName)) {
          keyPair = pair;
          for (const { servers } of places.values()) servers?.setCertificate(pair);
        }
        const wanted = portsOf([...apps.list(), ...applied]);
        applied = [];
        const moved = JSON.stringify(hosts) !== JSON.stringify(lan.listenHosts());
        hosts = lan.listenHosts();
        for (const port of Array.from(places.keys())) if (moved || !wanted.has(port)) leave(port);
        const changed = await openWanted();
        for (const port of changed) tellAppsAt(port);
        return changed.length > 0;
      }),
    async close() {
      exchanges.closeAll();
      await inTurn(async () => {
        await Promise.all(Array.from(places.values(), async ({ servers }) => servers?.close()));
        places.clear();
      });
      proxy.close();
    },
  };
}

/** Origins of the apps behind the gateway; the same list until one of them changes. */
export function makeGatewayUrls(apps: Pick<Apps, 'list'>): () => readonly string[] {
  let seen: readonly App[] | undefined;
  let urls: readonly string[] = [];
  return () => {
    const all = apps.list();
    if (all === seen) return urls;
    seen = all;
    const now = listGatewayApps(all).map(({ url }) => url);
    if (now.join(' ') !== urls.join(' ')) urls = now;
    return urls;
  };
}

/** Known to nobody before: another Rollcall on the way is no loop. */
function makeMark(): string {
  return `rollcall-${randomBytes(8).toString('hex')}`;
}

function withHolder({ code, data, holder }: ListenRefusal): Refusal<ListenRefusal['code']> {
  const by = holder ? { holder: `${holder.name} (pid ${String(holder.pid)})` } : {};
  return { ok: false, code, data: { ...data, ...by } };
}
