import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { createProxyServer } from 'httpxy';

/** Where requests go on to. */
export interface Upstream {
  /** http or https origin. */
  readonly origin: string;
  /** With https: take its certificate only when it is trusted, or any. */
  readonly certificate: 'verify' | 'any';
}

/** Names in lower case; several lines of one name as a list. The request is framed anew, so hop-by-hop headers have no place here. */
export type UpstreamHeaders = Record<string, string | string[]>;

/** Told what becomes of one request. Each is called in the middle of an event: what it attaches misses nothing. */
export interface RequestWatcher {
  /** There is a socket, perhaps not connected yet. */
  started(upstream: ClientRequest): void;
  /** The head of the answer is here. Whoever watches passes the answer on. */
  answered(answer: IncomingMessage): void;
  /** Before the head of an answer. Once, and never after `answered`. */
  failed(error: Error): void;
}

export interface UpgradeWatcher {
  started(upstream: ClientRequest): void;
  /** From here on both sockets are joined; `answer.headers` may still be changed. */
  joined(answer: IncomingMessage, upstream: Socket): void;
  /** The app answered like to any other request, which is passed on; `answer.headers` may still be changed. */
  declined(answer: IncomingMessage): void;
  failed(error: Error): void;
}

export interface UpstreamProxy {
  /** The body goes on as it comes, as fast as it is taken. */
  request(
    req: IncomingMessage,
    res: ServerResponse,
    to: Upstream,
    headers: UpstreamHeaders,
    watcher: RequestWatcher,
  ): void;
  upgrade(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    to: Upstream,
    headers: UpstreamHeaders,
    watcher: UpgradeWatcher,
  ): void;
  close(): void;
}

/** Shorter than what common app servers keep idle connections for, so that few are used in the instant they close. */
const idleConnectionMs = 4000;

/**
 * The proxy library, with connections that are kept. It follows no redirect and adds nothing of its own.
 *
 * @param caPem trusted besides the usual authorities, for apps with a certificate of this very install
 */
export function openUpstreamProxy(caPem: () => string | undefined): UpstreamProxy {
  const options = { keepAlive: true, timeout: idleConnectionMs, maxFreeSockets: 64 };
  const agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  let made: { readonly own: string | undefined; readonly context: SecureContext } | undefined;
  /** Takes a moment to make, and most apps speak plain HTTP on this very computer. */
  const secureContext = (): SecureContext => {
    const own = caPem();
    if (made === undefined || made.own !== own) {
      const ca = [...rootCertificates, ...(own === undefined ? [] : [own])];
      made = { own, context: createSecureContext({ ca }) };
    }
    return made.context;
  };
  const requests = new WeakMap<IncomingMessage, RequestWatcher>();
  const upgrades = new WeakMap<IncomingMessage, UpgradeWatcher>();

  const proxy = createProxyServer({ selfHandleResponse: true });
  proxy.on('proxyReq', (upstream, req) => requests.get(req)?.started(upstream));
  proxy.on('proxyRes', (answer, req) => requests.get(req)?.answered(answer));
  proxy.on('proxyReqWs', (upstream, req) => {
    const watcher = upgrades.get(req);
    if (!watcher) return;
    // Attached before the library's own, so that answers can be looked at before they are passed on.
    upstream.once('error', (error) => watcher.failed(error));
    upstream.once('upgrade', (answer, socket) => watcher.joined(answer, socket));
    upstream.once('response', (answer) => watcher.declined(answer));
    watcher.started(upstream);
  });

  const targetOf = ({ origin, certificate }: Upstream) => {
    const url = new URL(origin);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const secure = url.protocol === 'https:';
    return {
      target: { protocol: url.protocol, host, hostname: host, port: url.port || (secure ? '443' : '80') },
      // The library takes what is left out of the header Host, which is the client's.
      ssl: secure ? { servername: isIP(host) === 0 ? host : '', secureContext: secureContext() } : {},
      secure: certificate === 'verify',
    };
  };

  return {
    request(req, res, to, headers, watcher) {
      const { headers: asSent } = req;
      const watched = failingOnce(watcher);
      requests.set(req, watched);
      req.headers = headers;
      const agent = to.origin.startsWith('https:') ? agents.https : agents.http;
      proxy.web(req, res, { ...targetOf(to), agent }).then(undefined, (error: Error) => {
        req.headers = asSent;
        watched.failed(error);
      });
      // What is told of the request later, such as in a page, is told of what the client sent.
      req.headers = asSent;
    },
    upgrade(req, socket, head, to, headers, watcher) {
      const { headers: asSent } = req;
      upgrades.set(req, watcher);
      req.headers = headers;
      // It has a connection of its own. Failures are told by the events above.
      proxy.ws(req, socket as Socket, targetOf(to), head).then(undefined, () => undefined);
      req.headers = asSent;
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** The library tells of no end but an error: not of a protocol that nobody asked for, nor of one that just stops. */
function failingOnce(watcher: RequestWatcher): RequestWatcher {
  let settled = false;
  const failed = (error: Error): void => {
    if (settled) return;
    settled = true;
    watcher.failed(error);
  };
  const switched = (): void => failed(new Error('status 101, although no other protocol was asked for'));
  return {
    started(upstream) {
      upstream.once('error', failed);
      upstream.on('information', ({ statusCode }) => {
        if (statusCode === 101) switched();
      });
      upstream.once('upgrade', (_answer, socket) => {
        socket.destroy();
        switched();
      });
      upstream.once('close', () => failed(new Error('closed without an answer')));
      watcher.started(upstream);
    },
    answered(answer) {
      settled = true;
      watcher.answered(answer);
    },
    failed,
  };
}
