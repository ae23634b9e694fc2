import { IncomingMessage, type RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext } from 'node:tls';
import { closeServer, followConnections } from './close-server.ts';
import { listen, type ListenRefusal } from './listen.ts';

export type UpgradeListener = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface HttpsHandlers {
  /** Also for a client that waits for `100 Continue`: whoever wants its body calls `res.writeContinue()`. */
  readonly request: RequestListener;
  /** To WebSocket. Without it, and with any other protocol, such a request is one like the others (RFC 9110, 7.8). */
  readonly upgrade?: UpgradeListener;
}

export interface KeyPair {
  readonly keyPem: string;
  readonly certPem: string;
}

/** What is shown to who connects. */
export interface ServedCertificate extends KeyPair {
  /**
   * To who asks for a name (addresses are not sent, RFC 6066 section 3); absent: the same one to everybody. The same
   * function means the same choice.
   */
  readonly forName?: (name: string) => KeyPair;
}

/** Servers on several addresses that share a port, a certificate and handlers. */
export interface HttpsServers {
  readonly port: number;
  /** From the next connection on. */
  setCertificate(certificate: ServedCertificate): void;
  /** Ends connections that wait for another request: that one comes over a new one, with the certificate of now. */
  closeIdle(): void;
  /** Stops taking connections at once; resolves when those under way have ended. */
  close(): Promise<void>;
}

/**
 * Node writes into `upgrade` whether the client asks for another protocol, and asks it again whether to take that up.
 * Only to WebSocket: a request that is taken up is cut off from its body.
 */
class PlainUnlessSocket extends IncomingMessage {
  /** Written by the constructor of node's class already, so it has no value of its own to begin with. */
  declare private asked: boolean | null;
  set upgrade(asked: boolean | null) {
    this.asked = asked;
  }
  get upgrade(): boolean {
    return this.asked === true && (this.method === 'CONNECT' || asksForSocket(this));
  }
}

function asksForSocket({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';
}

/** A phone that trickles the head of its request must not hold a place for long. */
export const headersTimeoutMs = 10_000;
export const keepAliveTimeoutMs = 65_000;
/** A device that lost its power is noticed although its open stream is silent. */
const keepAliveProbeMs = 15_000;
/** nginx passes on up to 32 KB of headers; Node's own limit is 16 KB. */
export const maxHeaderSize = 32 * 1024;

/**
 * Opens HTTPS on every host, or nothing at all; with port 0 all share the port the first one got. How long a body may
 * take is up to the handlers: an upload through the gateway takes as long as it takes.
 */
export async function openHttpsServers(options: {
  readonly hosts: readonly string[];
  readonly port: number;
  readonly handlers: HttpsHandlers;
  readonly certificate: ServedCertificate;
}): Promise<{ ok: true; servers: HttpsServers } | ListenRefusal> {
  const { hosts, handlers, certificate } = options;
  const servers: Server[] = [];
  const byName = createNameChoice(certificate);
  let { port } = options;
  for (const host of hosts) {
    const server = createServer({
      ...tls(certificate),
      SNICallback: (name, done) => byName.choose(name, done),
      maxHeaderSize,
      // Whatever node was started with: two readers of one request must not disagree.
      insecureHTTPParser: false,
      IncomingMessage: PlainUnlessSocket,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveProbeMs,
    });
    followConnections(server);
    server.on('request', handlers.request);
    server.on('checkContinue', handlers.request);
    if (handlers.upgrade) server.on('upgrade', handlers.upgrade);
    server.headersTimeout = headersTimeoutMs;
    server.requestTimeout = 0;
    server.keepAliveTimeout = keepAliveTimeoutMs;
    const opened = await listen(server, { host, port });
    if (!opened.ok) {
      await Promise.all(servers.map(closeServer));
      return opened;
    }
    port = opened.address.port;
    servers.push(server);
  }
  return {
    ok: true,
    servers: {
      port,
      setCertificate: (next) => {
        byName.set(next);
        for (const server of servers) server.setSecureContext(tls(next));
      },
      closeIdle: () => {
        for (const server of servers) server.closeIdleConnections();
      },
      close: async () => {
        await Promise.all(servers.map(closeServer));
      },
    },
  };
}

/** Chooses by the name that was asked for; contexts are made once for each certificate. */
function createNameChoice(first: ServedCertificate): {
  choose(name: string, done: (error: Error | null, context?: SecureContext) => void): void;
  set(next: ServedCertificate): void;
} {
  let served = first;
  let contexts = new Map<string, SecureContext>();
  const contextFor = (name: string): SecureContext | undefined => {
    const pair = served.forName?.(name);
    if (pair === undefined) return undefined;
    const known = contexts.get(pair.certPem) ?? createSecureContext(tls(pair));
    contexts.set(pair.certPem, known);
    return known;
  };
  return {
    // Without a context the one of the server is taken.
    choose: (name, done) => done(null, contextFor(name)),
    set(next) {
      served = next;
      contexts = new Map();
    },
  };
}

function tls({ keyPem, certPem }: KeyPair) {
  return { key: keyPem, cert: certPem, minVersion: 'TLSv1.2' as const };
}
