import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KeyPair } from '../../electron/authority/base/net/https-servers.ts';
import { openCertificateAuthority } from '../../electron/authority/base/tls/certificate-authority.ts';
import { createOpenExchanges } from '../../electron/authority/endpoints/gateway/open-exchanges.ts';
import { openGateway, type Gateway } from '../../electron/authority/open-gateway.ts';
import type { Dependencies } from '../../electron/authority/operations/dependencies.ts';
import type { App } from '../../electron/authority/records/apps/apps.ts';
import { findFreePort } from '../proxies/free-port.ts';

let dir: string;
let gateway: Gateway;
let apps: App[];
let hosts: string[];
let keyPair: KeyPair;
let changed: string[];
const servers: Server[] = [];

const makeApp = (id: string, port: number): App => ({
  id,
  name: id,
  kind: 'gateway',
  url: `https://127.0.0.1:${String(port)}`,
  upstream: 'http://127.0.0.1:1',
  plainHttp: false,
  upstreamCertificate: 'verify',
  foreignAuthorization: 'refuse',
  backgroundPaths: [],
  groups: [],
  oidc: undefined,
  tells: undefined,
  keyHash: '',
  createdAt: 0,
  lastUsedAt: undefined,
  check: undefined,
  mismatch: undefined,
});
/** What answers at an address; undefined: nobody. */
const ask = (host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const sent = request({ host, port, rejectUnauthorized: false, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.once('end', () => resolve(text));
    });
    sent.once('error', () => resolve(undefined));
    sent.end();
  });
const hold = async (port: number): Promise<Server> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  servers.push(server);
  return server;
};
const listen = (): Promise<void> =>
  gateway.listen((port) => ({
    request: (_req, res) => void res.end(`port ${String(port)}`),
    upgrade: (_req, socket) => void socket.destroy(),
  }));

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'rollcall-gateway-'));
  const ca = await openCertificateAuthority({ keysDir: dir, now: () => Date.now(), chosenNames: [] });
  if (!ca.ok) throw new Error(ca.code);
  const leaf = await ca.authority.ensureLeaf({ ips: ['127.0.0.1'], dnsNames: [] });
  if (!leaf.ok) throw new Error(leaf.code);
  keyPair = leaf;
  apps = [];
  hosts = ['127.0.0.1'];
  changed = [];
  gateway = openGateway({
    lan: {
      listenHosts: () => hosts,
      ports: () => ({ https: 8443, http: 8480 }),
      keyPair: () => keyPair,
      notListening: () => undefined,
    },
    apps: { find: (id) => apps.find((app) => app.id === id), list: () => apps },
    exchanges: createOpenExchanges(() => ({}) as Dependencies),
    caPem: () => undefined,
    appChanged: (id) => void changed.push(id),
    log: { error: () => undefined, info: () => undefined },
  });
});

afterEach(async () => {
  await gateway.close();
  for (const server of servers.splice(0)) server.close();
  rmSync(dir, { recursive: true });
});

it('moves to other addresses with the LAN', async () => {
  const port = await findFreePort('127.0.0.1');
  apps = [makeApp('erp', port)];
  await listen();
  expect(await ask('127.0.0.1', port)).toBe(`port ${String(port)}`);
  hosts = ['127.0.0.3'];
  await gateway.follow();
  expect(await ask('127.0.0.1', port)).toBe(undefined);
  expect(await ask('127.0.0.3', port)).toBe(`port ${String(port)}`);
});

it('leaves everything as it is when one of the ports wanted is busy', async () => {
  const [kept, free, busy] = [
    await findFreePort('127.0.0.1'),
    await findFreePort('127.0.0.1'),
    ((await hold(0)).address() as AddressInfo).port,
  ];
  apps = [makeApp('erp', kept)];
  await listen();
  const answer = await gateway.apply([...apps, makeApp('free', free), makeApp('busy', busy)]);
  expect(answer).toMatchObject({ ok: false, code: 'port_busy', data: { port: busy } });
  expect(await ask('127.0.0.1', free)).toBe(undefined);
  expect(await ask('127.0.0.1', kept)).toBe(`port ${String(kept)}`);
});

it('does not mind a port that was busy before, and takes it when it is free', async () => {
  const thief = await hold(0);
  const { port: busy } = thief.address() as AddressInfo;
  const free = await findFreePort('127.0.0.1');
  apps = [makeApp('busy', busy)];
  await listen();
  expect(gateway.state.notListening('busy')).toMatchObject({ code: 'port_busy' });
  const next = [...apps, makeApp('free', free)];
  expect(await gateway.apply(next)).toEqual({ ok: true });
  // Looked at before it is recorded: it is not taken away again.
  expect(await gateway.follow()).toBe(false);
  expect(await ask('127.0.0.1', free)).toBe(`port ${String(free)}`);
  apps = next;
  await new Promise((resolve) => thief.close(resolve));
  expect(await gateway.follow()).toBe(true);
  expect(changed).toEqual(['busy']);
  expect(gateway.state.notListening('busy')).toBe(undefined);
  expect(await ask('127.0.0.1', busy)).toBe(`port ${String(busy)}`);
});

it('has nothing to do with the port of the portal', async () => {
  apps = [makeApp('named', 8443)];
  await listen();
  expect(gateway.state.notListening('named')).toBe(undefined);
  expect(await ask('127.0.0.1', 8443)).toBe(undefined);
});
