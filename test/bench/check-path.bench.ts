import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { makeDataDir, startAuthority, startSetUpAuthority } from '../support/authority-process.ts';
import { rootDir } from '../support/root-dir.ts';
import { seedSessions } from '../support/seed-sessions.ts';
import type { BenchRow } from './bench-row.ts';
import { median, ratio } from './in-memory.ts';
import type { LoadOrder, LoadResult } from './load.worker.ts';

const rounds = 5;
const liveSessions = 100_000;

function forkWorker(name: string, args: readonly string[] = []): ChildProcess {
  return fork(path.join(rootDir, `out/bench/${name}.worker.js`), args);
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

async function measureStarts(dataDir: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    const authority = await startAuthority({ dataDir });
    times.push(performance.now() - startedAt);
    await authority.stop();
  }
  return times;
}

export async function measure(): Promise<readonly BenchRow[]> {
  const dataDir = makeDataDir();
  const first = await startSetUpAuthority({ dataDir });
  const { app, secret } = await first.run<{ app: { id: string }; secret: string }>([
    'app',
    'add',
    'ERP',
    '--kind',
    'forward-auth',
    '--url',
    'https://192.168.1.20',
  ]);
  await first.stop();
  const emptyStarts = await measureStarts(dataDir);
  const { appTokens } = await seedSessions(dataDir, app.id, liveSessions);
  const fullStarts = await measureStarts(dataDir);

  const authority = await startAuthority({ dataDir });
  const bare = forkWorker('bare-server', [path.join(dataDir, 'keys')]);
  const [barePort] = (await once(bare, 'message')) as [number];
  const port = Number(new URL(authority.origin).port);
  const requests = appTokens
    .filter((_, n) => n % 10 === 0)
    .map(
      (token) =>
        `GET /auth/verify HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nRollcall-App: ${secret}\r\n` +
        'X-Forwarded-Method: GET\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: 192.168.1.20\r\nX-Forwarded-Uri: /\r\n' +
        `Cookie: __Host-rollcall-${app.id}=${token}\r\n\r\n`,
    );
  const order = { ca: authority.ca, connections: 32, seconds: 3, requests };
  await load({ ...order, port, seconds: 2 });
  await load({ ...order, port: barePort, seconds: 2 });
  const checks: LoadResult[] = [];
  const bares: LoadResult[] = [];
  for (let round = 0; round < rounds; round++) {
    bares.push(await load({ ...order, port: barePort }));
    checks.push(await load({ ...order, port }));
  }
  bare.kill();
  await authority.remove();

  const ratios = checks.map((check, n) => check.perSecond / (bares[n]?.perSecond ?? NaN));
  const [empty, full] = [median(emptyStarts), median(fullStarts)];
  return [
    {
      what: `GET /auth/verify over HTTPS, ${liveSessions.toLocaleString('en')} live sessions, against bare node:https`,
      result: `${ratio(median(ratios))} of bare`,
      aim: '≥ 0.80 of bare',
      met: median(ratios) >= 0.8,
      numbers: {
        checksPerSecond: checks.map(({ perSecond }) => Math.round(perSecond)),
        barePerSecond: bares.map(({ perSecond }) => Math.round(perSecond)),
        checksP99Ms: checks.map(({ p99Ms }) => p99Ms),
        bareP99Ms: bares.map(({ p99Ms }) => p99Ms),
      },
    },
    {
      what: `start with ${liveSessions.toLocaleString('en')} live sessions on disk, against an empty start`,
      result: `${(full / 1000).toFixed(1)} s, empty ${(empty / 1000).toFixed(1)} s`,
      aim: '≤ 2 × empty + 1 s',
      met: full <= 2 * empty + 1000,
      numbers: { emptyMs: emptyStarts, fullMs: fullStarts },
    },
  ];
}
