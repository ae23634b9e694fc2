import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, get, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  openCertificateAuthority,
  type CertificateAuthority,
} from '../../electron/authority/base/tls/certificate-authority.ts';
import { openLan, type Lan } from '../../electron/authority/open-lan.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';

let dir: string;
let certificates: CertificateAuthority;
let lan: Lan | undefined;
let said: string[];
const servers: Server[] = [];

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'rollcall-lan-'));
  const opened = await openCertificateAuthority({
    keysDir: path.join(dir, 'keys'),
    now: () => Date.now(),
    chosenNames: [],
  });
  if (!opened.ok) throw new Error(opened.code);
  certificates = opened.authority;
  said = [];
});

afterEach(async () => {
  await lan?.close();
  lan = undefined;
  for (const server of servers.splice(0)) server.close();
  rmSync(dir, { recursive: true });
});

const atLoopback: Settings['network'] = {
  ...defaultSettings.network,
  hosts: ['127.0.0.1'],
  httpsPort: 0,
  httpPort: 0,
};

async function openAtLoopback(
  source: Pick<CertificateAuthority, 'ensureLeaf' | 'issueLeaf'> = certificates,
  settings = atLoopback,
): Promise<Lan> {
  const opened = await openLan({
    settings,
    overrides: { hosts: undefined, httpsPort: undefined, httpPort: undefined },
    certificates: source,
    gatewayUrls: () => [],
    log: {
      error: (_facts: unknown, sentence?: string) => void said.push(sentence ?? ''),
      info: (sentence: unknown) => void said.push(String(sentence)),
    },
  });
  if (!opened.ok) throw new Error(opened.code);
  lan = opened.lan;
  const handler: RequestListener = (_req, res) => void res.end('here');
  expect(await lan.listen({ https: handler, http: handler })).toEqual({ ok: true });
  return lan;
}

function answersAt(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host, port, agent: false }, (response) => {
      response.resume();
      resolve(true);
    }).once('error', () => resolve(false));
  });
}

async function holdPort(port = 0): Promise<number> {
  const server = createServer();
  servers.push(server);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Gets the port the very moment it is free. */
async function snatchPort(port: number): Promise<Server> {
  for (;;) {
    const server = createServer();
    const got = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (got) return server;
  }
}

it('other ports that are free are moved to, and the old ones are left', async () => {
  const open = await openAtLoopback();
  const before = open.ports();
  const free = await holdPort();
  servers.splice(0).forEach((server) => server.close());
  expect(await open.apply({ ...atLoopback, httpPort: free })).toEqual({ ok: true });
  expect(open.ports().http).toBe(free);
  expect([await answersAt(free), await answersAt(before.http)]).toEqual([true, false]);
});

it('a port that is taken is refused, and what listens was never interrupted', async () => {
  const open = await openAtLoopback();
  const { http } = open.ports();
  const taken = await holdPort();
  let answered = 0;
  let asking = true;
  const ask = (async () => {
    while (asking) {
      expect(await answersAt(http)).toBe(true);
      answered += 1;
    }
  })();
  expect(await open.apply({ ...atLoopback, httpPort: taken })).toMatchObject({
    ok: false,
    code: 'port_busy',
  });
  asking = false;
  await ask;
  expect(answered).toBeGreaterThan(0);
  expect(open.ports().http).toBe(http);
  expect(open.notListening()).toBeUndefined();
});

it('a way that leads neither there nor back is said, and gone on with until it leads back', async () => {
  const open = await openAtLoopback();
  const { https, http } = open.ports();
  const snatched = snatchPort(http);
  // Every address on the same ports: the old listeners are in the way and must go first.
  const everywhere = { ...atLoopback, hosts: [], httpsPort: https, httpPort: http };
  expect(await open.apply(everywhere)).toMatchObject({ ok: false, code: 'port_busy' });
  const thief = await snatched;
  servers.push(thief);
  expect(open.notListening()).toMatchObject({ code: 'port_busy', data: { port: http } });
  expect(said).toEqual(['a change of the network failed, and the way back too: nobody listens']);
  expect(await open.refresh()).toBe(false);

  thief.close();
  await once(thief, 'close');
  expect(await open.refresh()).toBe(true);
  expect(open.notListening()).toBeUndefined();
  expect(open.ports()).toEqual({ https, http });
  expect(await answersAt(http)).toBe(true);
});

it('a chosen address that the computer does not have is waited for, and another can be chosen meanwhile', async () => {
  const missing = { ...atLoopback, hosts: ['192.0.2.77'] };
  const open = await openAtLoopback(certificates, missing);
  expect(open.notListening()).toMatchObject({ code: 'address_missing', data: { host: '192.0.2.77' } });
  expect(said).toEqual(['the chosen address is not there: nobody listens until it is']);
  expect(await open.refresh()).toBe(false);
  expect(open.notListening()).toBeDefined();

  expect(await open.apply(atLoopback)).toEqual({ ok: true });
  expect(open.notListening()).toBeUndefined();
  expect(await answersAt(open.ports().http)).toBe(true);
});

/** Listens for the first time, which is a refusal. */
async function startRefused(settings: Settings['network'], hosts?: readonly string[]): Promise<unknown> {
  const opened = await openLan({
    settings,
    overrides: { hosts, httpsPort: undefined, httpPort: undefined },
    certificates,
    gatewayUrls: () => [],
    log: { error: () => undefined, info: () => undefined },
  });
  if (!opened.ok) throw new Error(opened.code);
  lan = opened.lan;
  const handler: RequestListener = (_req, res) => void res.end();
  return lan.listen({ https: handler, http: handler });
}

it('an address that is missing is a refusal where it was given for this run alone', async () => {
  expect(await startRefused(atLoopback, ['192.0.2.77'])).toMatchObject({ code: 'address_missing' });
});

it('a port that is taken at the start is a refusal: who has it is there, and is not waited for', async () => {
  const port = await holdPort();
  expect(await startRefused({ ...atLoopback, httpPort: port })).toMatchObject({ code: 'port_busy' });
  expect(lan?.notListening()).toBeUndefined();
});

it('a certificate that cannot be renewed is in the log, once', async () => {
  let full = false;
  const open = await openAtLoopback({
    issueLeaf: (wanted) => certificates.issueLeaf(wanted),
    ensureLeaf: (wanted) =>
      full
        ? Promise.resolve({ ok: false, code: 'data_dir_unwritable', detail: 'ENOSPC' })
        : certificates.ensureLeaf(wanted),
  });
  await open.refresh();
  expect(said).toEqual([]);
  full = true;
  await open.refresh();
  await open.refresh();
  expect(said).toEqual(['the certificate could not be renewed']);
  full = false;
  await open.refresh();
  full = true;
  await open.refresh();
  expect(said).toHaveLength(2);
});

it('keys that belong together are read before or after the authority is replaced, not in between', async () => {
  const open = await openAtLoopback();
  const next = await certificates.makeNext({ ips: ['127.0.0.1'], dnsNames: [] });
  const steps: string[] = [];
  const changing = open.changeAuthority(async () => {
    steps.push('begins');
    await new Promise((resolve) => setImmediate(resolve));
    certificates.adopt(next);
    steps.push('ends');
    return next.leaf;
  });
  const reading = open.whileKeysRest(async () => void steps.push('reads'));
  await Promise.all([changing, reading]);
  expect(steps).toEqual(['begins', 'ends', 'reads']);
  expect(open.keyPair()?.certPem).toBe(next.leaf.certPem);
});
