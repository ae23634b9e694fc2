import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  createCaCertificate,
  createLeafCertificate,
  type KeyAndCertificate,
} from '../../electron/authority/base/tls/create-certificates.ts';
import { decodeJwt, type JWTPayload } from 'jose';

/** What an app was told by back-channel logout. */
export interface Told {
  /** `performance.now()` */
  readonly at: number;
  readonly token: string;
  readonly claims: JWTPayload;
  readonly contentType: string | undefined;
}

/** An app of its own process's making that remembers what it is told. */
export interface ToldApp {
  /** Where it is told, such as `https://127.0.0.1:43211/logout`; the same one after `stop` and `start`. */
  readonly uri: string;
  readonly told: readonly Told[];
  /** Requests that were made to any other path. */
  readonly elsewhere: readonly string[];
  /** Session ids it was told of, in order. */
  sids(): string[];
  /** From now on it answers so; without one: 200. */
  answer: ((res: ServerResponse) => void) | undefined;
  /** Nothing listens there any more, as when the computer of the app is off. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function startToldApp(tls?: KeyAndCertificate): Promise<ToldApp> {
  const told: Told[] = [];
  const elsewhere: string[] = [];
  let server: Server | undefined;
  let port = 0;

  const listener = (req: IncomingMessage, res: ServerResponse): void => {
    let body = '';
    req.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    req.once('end', () => {
      if (req.url !== '/logout' || req.method !== 'POST') {
        elsewhere.push(`${String(req.method)} ${String(req.url)}`);
        res.writeHead(404).end();
        return;
      }
      const token = new URLSearchParams(body).get('logout_token') ?? '';
      const contentType = req.headers['content-type'];
      told.push({ at: performance.now(), token, claims: decodeJwt(token), contentType });
      if (app.answer) app.answer(res);
      else res.writeHead(200).end();
    });
  };
  const app: ToldApp = {
    get uri() {
      return `${tls ? 'https' : 'http'}://127.0.0.1:${String(port)}/logout`;
    },
    told,
    elsewhere,
    sids: () => told.map(({ claims }) => String(claims['sid'])),
    answer: undefined,
    async stop() {
      const running = server;
      server = undefined;
      if (!running) return;
      const closed = once(running, 'close');
      running.close();
      running.closeAllConnections();
      await closed;
    },
    async start() {
      server = tls
        ? createHttpsServer({ key: tls.keyPem, cert: tls.certPem }, listener)
        : createHttpServer(listener);
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
  };
  await app.start();
  return app;
}

/** What the admin of an app gets from the CA of an install. */
export function issueCertificate(dataDir: string, ips = ['127.0.0.1']): Promise<KeyAndCertificate> {
  const read = (name: string): string => readFileSync(path.join(dataDir, 'keys', name), 'utf8');
  return createLeafCertificate({
    now: Date.now(),
    random: randomBytes,
    ca: { keyPem: read('ca.key.pem'), certPem: read('ca.crt.pem') },
    names: { ips, dnsNames: [] },
  });
}

/** From an authority that nobody knows. */
export async function issueForeignCertificate(): Promise<KeyAndCertificate> {
  const ca = await createCaCertificate({ now: Date.now(), random: randomBytes, chosenNames: [] });
  return createLeafCertificate({
    now: Date.now(),
    random: randomBytes,
    ca,
    names: { ips: ['127.0.0.1'], dnsNames: [] },
  });
}
