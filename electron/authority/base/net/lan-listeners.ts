import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import { listen, type ListenRefusal } from './listen.ts';

export interface ListenPlan {
  /** Addresses to listen on; empty: every address of this computer. */
  readonly hosts: readonly string[];
  readonly httpsPort: number;
  readonly httpPort: number;
}

interface KeyAndCertificate {
  readonly keyPem: string;
  readonly certPem: string;
}

/** What is shown to who connects. */
export interface ServedCertificate extends KeyAndCertificate {
  /**
   * To who asks for a name (addresses are not sent, RFC 6066 section 3); absent: the same one to everybody. The same function
   * means the same choice. */
  readonly forName?: (name: string) => KeyAndCertificate;
}

export interface LanListeners {
  readonly ports: { readonly https: number; readonly http: number };
  /** From the next connection on. */
  setCertificate(certificate: ServedCertificate): void;
  /** Stops taking requests; those under way are answered, idle connections are closed. */
  close(): Promise<void>;
}

/** A phone that trickles its request must not hold a place for long. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
const keepAliveTimeoutMs = 65_000;
/** nginx passes on up to 32 KB of headers; Node's own limit is 16 KB. */
const maxHeaderSize = 32 * 1024;

/** Opens HTTPS and HTTP on every address of the plan, or nothing at all. With port 0 all addresses share the port the first one got. */
export async function openLanListeners(
  plan: ListenPlan,
  handlers: { readonly https: RequestListener; readonly http: RequestListener },
  certificate: ServedCertificate,
): Promise<{ ok: true; listeners: LanListeners } | ListenRefusal> {
  const secure: HttpsServer[] = [];
  const plain: HttpServer[] = [];
  const closeAll = async (): Promise<void> => {
    await Promise.all([...secure, ...plain].map(closeServer));
  };
  const minVersion = 'TLSv1.2' as const;
  const tls = ({ keyPem, certPem }: KeyAndCertificate) => ({ key: keyPem, cert: certPem, minVersion });
  let served = certificate;
  let contexts = new Map<string, SecureContext>();
  const contextFor = (name: string): SecureContext | undefined => {
    const pair = served.forName?.(name);
    if (pair === undefined) return undefined;
    const known = contexts.get(pair.certPem) ?? createSecureContext(tls(pair));
    contexts.set(pair.certPem, known);
    return known;
  };
  const chooseByName = (name: string, done: (error: Error | null, context?: SecureContext) => void): void =>
    // Without a context the one of the server is taken.
    done(null, contextFor(name));

  const ports = { https: plan.httpsPort, http: plan.httpPort };
  for (const host of plan.hosts.length > 0 ? plan.hosts : [await anyHost()]) {
    const httpsServer = createHttpsServer(
      { ...tls(certificate), SNICallback: chooseByName, maxHeaderSize },
      handlers.https,
    );
    const httpServer = createHttpServer({ maxHeaderSize }, handlers.http);
    for (const [kind, server] of [
      ['https', httpsServer],
      ['http', httpServer],
    ] as const) {
      server.headersTimeout = headersTimeoutMs;
      server.requestTimeout = requestTimeoutMs;
      server.keepAliveTimeout = keepAliveTimeoutMs;
      const opened = await listen(server, { host, port: ports[kind] });
      if (!opened.ok) {
        await closeAll();
        return opened;
      }
      ports[kind] = opened.address.port;
      if (kind === 'https') secure.push(httpsServer);
      else plain.push(httpServer);
    }
  }

  return {
    ok: true,
    listeners: {
      ports,
      setCertificate: (next) => {
        served = next;
        contexts = new Map();
        for (const server of secure) server.setSecureContext(tls(next));
      },
      close: closeAll,
    },
  };
}

/** `::` takes IPv4 too, where the system has IPv6. */
async function anyHost(): Promise<string> {
  const probe = createHttpServer();
  const opened = await listen(probe, { host: '::', port: 0 });
  await closeServer(probe);
  return opened.ok ? '::' : '0.0.0.0';
}

function closeServer(server: HttpServer | HttpsServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Event streams and slow clients do not end by themselves.
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
}
