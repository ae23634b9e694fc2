import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import WebSocket from 'ws';
import { openProtectedApp, signInTo, type ProtectedApp } from '../proxies/protected-app.ts';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { openControl } from '../support/open-control.ts';
import { rootDir } from '../support/root-dir.ts';
import { seedSessions, type SeededSessions } from '../support/seed-sessions.ts';
import type { BenchRow } from './bench-row.ts';
import { median, ratio } from './in-memory.ts';
import type { LoadOrder, LoadResult } from './load.worker.ts';

const rounds = 5;
const streamRounds = 3;
const sockets = 1000;

function forkWorker(name: string): ChildProcess {
  return fork(path.join(rootDir, `out/bench/${name}.worker.js`));
}

async function load(order: LoadOrder): Promise<LoadResult> {
  const child = forkWorker('load');
  const answer = once(child, 'message') as Promise<[LoadResult]>;
  child.send(order);
  const [result] = await answer;
  child.kill();
  if (result.refused > 0) throw new Error(`${String(result.refused)} requests were not answered with 200`);
  return result;
}

/** One of the two ways to the same app. */
interface Way {
  readonly app: ProtectedApp;
  readonly order: LoadOrder;
  /** Seconds that the stream of 1 GB takes. */
  stream(): Promise<number>;
}

async function openWay(authority: AuthorityProcess, app: ProtectedApp): Promise<Way> {
  const { appToken } = await signInTo(authority, app.id, 'ann');
  const { host, port } = new URL(app.origin);
  const ca = app.proxy.dir === '' ? authority.ca : readFileSync(`${app.proxy.dir}/app.crt`, 'utf8');
  const caPath = path.join(path.dirname(authority.dataDir), `${app.id}.pem`);
  writeFileSync(caPath, ca);
  const cookie = `${app.cookieName}=${appToken}`;
  return {
    app,
    order: {
      port: Number(port),
      ca,
      connections: 32,
      seconds: 3,
      requests: [`GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`],
    },
    async stream() {
      const what = ['-sS', '--fail', '--cacert', caPath, '-H', `Cookie: ${cookie}`, `${app.origin}/stream`];
      const how = ['-o', '/dev/null', '-w', '%{size_download} %{time_total}'];
      const { stdout } = await promisify(execFile)('curl', [...what, ...how]);
      const [bytes, seconds] = stdout.split(' ').map(Number);
      if (bytes !== 1024 ** 3 || seconds === undefined)
        throw new Error(`the stream had ${String(bytes)} bytes`);
      return seconds;
    },
  };
}

/** Milliseconds from the admin's call to the last socket closed. */
async function measureEnds(
  authority: AuthorityProcess,
  app: ProtectedApp,
  seeded: SeededSessions,
): Promise<number> {
  const closed: Promise<number>[] = [];
  for (let n = 0; n < sockets; n += 50) {
    await Promise.all(
      seeded.appTokens.slice(n, n + 50).map(async (token) => {
        const socket = new WebSocket(`${app.origin.replace('https', 'wss')}/ws`, {
          ca: authority.ca,
          origin: app.origin,
          perMessageDeflate: false,
          headers: { Cookie: `${app.cookieName}=${token}` },
        });
        closed.push(new Promise((resolve) => socket.once('close', () => resolve(performance.now()))));
        await once(socket, 'open');
      }),
    );
  }
  const startedAt = performance.now();
  await openControl(authority).sessions.end({ ids: [...seeded.ids] });
  return Math.max(...(await Promise.all(closed))) - startedAt;
}

export async function measure(): Promise<readonly BenchRow[]> {
  const upstream = forkWorker('upstream');
  const [port] = (await once(upstream, 'message')) as [number];
  const authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 'unlimited' });
  const behind = { upstream: `http://127.0.0.1:${String(port)}`, host: '127.0.0.1' };
  const gatewayApp = await openProtectedApp(authority, { name: 'Gateway', proxy: 'gateway', ...behind });
  const nginxApp = await openProtectedApp(authority, { name: 'nginx', proxy: 'nginx', ...behind });
  await authority.stop();
  const seeded = await seedSessions(authority.dataDir, gatewayApp.id, sockets);
  await authority.restart();

  const gateway = await openWay(authority, gatewayApp);
  const nginx = await openWay(authority, nginxApp);
  for (const { order } of [gateway, nginx]) await load({ ...order, seconds: 2 });
  const loads: { gateway: LoadResult; nginx: LoadResult }[] = [];
  for (let round = 0; round < rounds; round++) {
    loads.push({ nginx: await load(nginx.order), gateway: await load(gateway.order) });
  }
  const streams: { gateway: number; nginx: number }[] = [];
  for (let round = 0; round < streamRounds; round++) {
    streams.push({ nginx: await nginx.stream(), gateway: await gateway.stream() });
  }
  const endMs = await measureEnds(authority, gatewayApp, seeded);

  await gatewayApp.close();
  await nginxApp.close();
  await authority.remove();
  upstream.kill();

  const speeds = loads.map((one) => one.gateway.perSecond / one.nginx.perSecond);
  const streamSpeeds = streams.map((one) => one.nginx / one.gateway);
  return [
    {
      what: 'small answers through the gateway, against nginx with auth_request to Rollcall',
      result: `${ratio(median(speeds))} of nginx`,
      numbers: {
        gatewayPerSecond: loads.map((one) => Math.round(one.gateway.perSecond)),
        nginxPerSecond: loads.map((one) => Math.round(one.nginx.perSecond)),
        gatewayP99Ms: loads.map((one) => one.gateway.p99Ms),
        nginxP99Ms: loads.map((one) => one.nginx.p99Ms),
      },
    },
    {
      what: 'a stream of 1 GB through the gateway, against nginx',
      result: `${ratio(median(streamSpeeds))} of nginx`,
      numbers: {
        gatewaySeconds: streams.map((one) => one.gateway),
        nginxSeconds: streams.map((one) => one.nginx),
      },
    },
    {
      what: `${sockets.toLocaleString('en')} gateway sockets of as many sessions that the admin ends at once`,
      result: `all closed after ${(endMs / 1000).toFixed(2)} s`,
      aim: '≤ 1 s',
      met: endMs <= 1000,
      numbers: { endMs },
    },
  ];
}
