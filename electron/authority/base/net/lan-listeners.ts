import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http';
import { closeServer, followConnections } from './close-server.ts';
import {
  headersTimeoutMs,
  keepAliveTimeoutMs,
  maxHeaderSize,
  openHttpsServers,
  type ServedCertificate,
  type UpgradeListener,
} from './https-servers.ts';
import { listen, type ListenRefusal } from './listen.ts';

export interface ListenPlan {
  /** Addresses to listen on; empty: every address of this computer. */
  readonly hosts: readonly string[];
  readonly httpsPort: number;
  readonly httpPort: number;
}

/** What answers on the two ports of the LAN. */
export interface LanHandlers {
  readonly https: RequestListener;
  readonly http: RequestListener;
  readonly upgrade?: UpgradeListener;
}

export interface LanListeners {
  readonly ports: { readonly https: number; readonly http: number };
  /** From the next connection on. */
  setCertificate(certificate: ServedCertificate): void;
  /** Ends HTTPS connections that wait for another request. */
  closeIdle(): void;
  /** Stops taking requests; those under way are answered, idle connections are closed. */
  close(): Promise<void>;
}

/** Nothing of plain HTTP takes longer; a phone that trickles its request must not hold a place for long. */
const requestTimeoutMs = 30_000;

/** Opens HTTPS and HTTP on every address of the plan, or nothing at all. With port 0 all addresses share the port the first one got. */
export async function openLanListeners(
  plan: ListenPlan,
  handlers: LanHandlers,
  certificate: ServedCertificate,
): Promise<{ ok: true; listeners: LanListeners } | ListenRefusal> {
  const hosts = await listHosts(plan.hosts);
  const opened = await openHttpsServers({
    hosts,
    port: plan.httpsPort,
    handlers: {
      request: handlers.https,
      ...(handlers.upgrade === undefined ? {} : { upgrade: handlers.upgrade }),
    },
    certificate,
  });
  if (!opened.ok) return opened;
  const { servers: secure } = opened;
  const plain: HttpServer[] = [];
  const closeAll = async (): Promise<void> => {
    await Promise.all([secure.close(), ...plain.map(closeServer)]);
  };
  let http = plan.httpPort;
  for (const host of hosts) {
    const server = createHttpServer({ maxHeaderSize, insecureHTTPParser: false }, handlers.http);
    followConnections(server);
    server.headersTimeout = headersTimeoutMs;
    server.requestTimeout = requestTimeoutMs;
    server.keepAliveTimeout = keepAliveTimeoutMs;
    const listening = await listen(server, { host, port: http });
    if (!listening.ok) {
      await closeAll();
      return listening;
    }
    http = listening.address.port;
    plain.push(server);
  }
  return {
    ok: true,
    listeners: {
      ports: { https: secure.port, http },
      setCertificate: (next) => secure.setCertificate(next),
      closeIdle: () => secure.closeIdle(),
      close: closeAll,
    },
  };
}

/** The hosts to listen on; none stands for every address of this computer. */
export async function listHosts(hosts: readonly string[]): Promise<readonly string[]> {
  return hosts.length > 0 ? hosts : [await anyHost()];
}

/** `::` takes IPv4 too, where the system has IPv6. */
async function anyHost(): Promise<string> {
  const probe = createHttpServer();
  const opened = await listen(probe, { host: '::', port: 0 });
  await closeServer(probe);
  return opened.ok ? '::' : '0.0.0.0';
}
