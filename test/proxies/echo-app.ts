import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AddressInfo } from 'node:net';

/** One request as the app behind the proxy received it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  /** Names as written on the wire, in order. */
  readonly rawHeaders: readonly string[];
  readonly bodyBytes: number;
}

export interface EchoApp {
  readonly port: number;
  readonly received: Received[];
  /** Addresses of requests whose head has arrived, the body perhaps not yet. */
  readonly begun: string[];
  /** Values of a header, whatever way its name is written: case, `-` or `_`. */
  valuesOf(request: Received, name: string): string[];
  close(): Promise<void>;
}

/**
 * An app that prints what it received. Some paths answer in their own way: `/status/N`, `/set-cookie?NAME=VALUE`,
 * `/page` (HTML), and upgrades to WebSocket are accepted and their first frame is echoed.
 */
export async function openEchoApp(host = '127.0.0.1', port = 0): Promise<EchoApp> {
  const received: Received[] = [];
  const begun: string[] = [];
  const upgraded = new Set<Duplex>();
  const server = createServer((req, res) => {
    begun.push(req.url ?? '');
    void countBody(req).then((bodyBytes) => {
      const request = note(req, bodyBytes);
      const url = new URL(req.url ?? '/', 'http://app');
      const status = /^\/status\/(\d+)$/.exec(url.pathname)?.[1];
      if (status !== undefined) {
        res.writeHead(Number(status), { 'Content-Type': 'text/plain' }).end(`the app's own ${status}`);
      } else if (url.pathname === '/set-cookie') {
        const cookies = [...url.searchParams].map(([name, value]) => `${name}=${value}; Path=/; Secure`);
        res.writeHead(200, { 'Set-Cookie': cookies, 'Content-Type': 'text/plain' }).end('set');
      } else if (url.pathname.startsWith('/page')) {
        res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(
          // Without a word about an icon a browser asks for one, whenever it likes.
          `<!doctype html><title>App</title><link rel="icon" href="data:,"><h1>App</h1><pre id="request">${JSON.stringify(request)}</pre>`,
        );
      } else {
        res.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(request));
      }
      // A request whose body never came whole is none.
    }, nothing);
  });
  server.on('upgrade', (req, socket) => {
    note(req, 0);
    const accept = createHash('sha1')
      .update(`${req.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    upgraded.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.destroy());
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    // A text frame, unmasked: what the page waits for.
    socket.write(Buffer.from([0x81, 5, ...Buffer.from('hello')]));
  });
  const note = (req: IncomingMessage, bodyBytes: number): Received => {
    const request = { method: req.method ?? '', url: req.url ?? '', rawHeaders: req.rawHeaders, bodyBytes };
    received.push(request);
    return request;
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    received,
    begun,
    valuesOf: (request, name) =>
      request.rawHeaders.flatMap((text, n) =>
        n % 2 === 0 && plainName(text) === plainName(name) ? [request.rawHeaders[n + 1] ?? ''] : [],
      ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of upgraded) socket.destroy();
      }),
  };
}

const nothing = (): void => undefined;

/** How frameworks that make environment variables of headers see a name. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '_');
}

async function countBody(req: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of req) bytes += (chunk as Buffer).length;
  return bytes;
}
