import { Batch } from '../../electron/authority/base/storage/batch.ts';
import type { Database } from '../../electron/authority/base/storage/database.ts';
import { openGrants } from '../../electron/authority/records/grants/grants.ts';
import { openEmbeddedSessionStore } from '../../electron/authority/records/sessions/embedded-session-store.ts';
import { openApps } from '../../electron/authority/records/apps/apps.ts';
import { openUsers } from '../../electron/authority/records/users/users.ts';
import { verifyRequest } from '../../electron/authority/operations/verify-request.ts';
import type { Dependencies } from '../../electron/authority/operations/dependencies.ts';
import type { Group } from '../../electron/authority/records/groups/groups.ts';
import type { App } from '../../electron/authority/records/apps/apps.ts';
import { noPlan } from '../../shared/model/plan.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import type { BenchRow } from './bench-row.ts';
import { makeSessions, makeUser, median, ratio } from './in-memory.ts';

const rounds = 5;
const checks = 200_000;
const ignore = (): void => undefined;
const noGroups: readonly Group[] = [];

const app: App = {
  id: 'erp',
  name: 'ERP',
  kind: 'forward-auth',
  url: 'https://192.168.1.20',
  upstream: 'http://127.0.0.1:8000',
  plainHttp: false,
  foreignAuthorization: 'refuse',
  backgroundPaths: ['/api/notifications', '/socket.io/*'],
  keyHash: '',
  createdAt: 0,
  lastUsedAt: undefined,
  upstreamCertificate: 'verify',
  groups: [],
  check: undefined,
  mismatch: undefined,
};

interface Loaded {
  readonly deps: Dependencies;
  readonly appTokens: readonly string[];
  readonly bytesPerSession: number;
}

/** The records as they are in memory after a start with so many live sessions; the disk is left out. */
async function loadRecords(count: number): Promise<Loaded> {
  const now = Date.now();
  const userIds = Array.from({ length: Math.max(1, count / 100) }, (_, n) => `user-${String(n)}`);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let made = makeSessions(count, { users: userIds, appId: app.id, now });
  const database = {
    read: (sql: string) =>
      Promise.resolve(
        sql.includes('FROM sessions WHERE ended_at IS NULL')
          ? made.sessions
          : sql.includes('FROM grants') || sql.includes('grants.*')
            ? made.grants
            : [],
      ),
    commit: (batch: Batch) => {
      batch.settle(true);
      return Promise.resolve({ ok: true as const });
    },
  } as unknown as Database;
  const sessions = await openEmbeddedSessionStore(database, {
    started: ignore,
    ended: ignore,
    touched: ignore,
  });
  const grants = await openGrants(database);
  // The rows are let go of: what is left is what the records keep.
  made = { sessions: [], grants: [], appTokens: [] };
  globalThis.gc?.();
  const bytesPerSession = (process.memoryUsage().heapUsed - before) / count;
  const users = await openUsers(database, { put: ignore, removed: ignore });
  const batch = new Batch();
  for (const id of userIds) {
    users.put(batch, makeUser(id));
  }
  const apps = await openApps(database, { put: ignore, removed: ignore });
  apps.put(batch, app);
  const deps = {
    clock: { now: () => Date.now() },
    sessions,
    grants,
    users,
    apps,
    groups: { list: () => noGroups },
    plan: { current: () => noPlan },
    settings: { current: () => defaultSettings },
  } as unknown as Dependencies;
  // Of texts in one piece, as they come off a socket.
  const appTokens = makeSessions(count, { users: userIds, appId: app.id, now, tokensOnly: true }).appTokens;
  return { deps, appTokens, bytesPerSession };
}

/** @returns checks a second */
function runChecks({ deps, appTokens }: Loaded): number {
  // A thousand devices are busy at a time, whoever else is signed in: the same work at any size.
  const step = Math.max(1, Math.floor(appTokens.length / 1000));
  const startedAt = performance.now();
  for (let n = 0; n < checks; n++) {
    const token = appTokens[((n % 1000) * step) % appTokens.length];
    if (!verifyRequest(deps, { app, token, uri: '/app/home?tab=1', address: '192.168.1.7' }))
      throw new Error('a live session was refused');
  }
  return checks / ((performance.now() - startedAt) / 1000);
}

export async function measure(): Promise<readonly BenchRow[]> {
  const few = await loadRecords(1_000);
  const many = await loadRecords(1_000_000);
  runChecks(few);
  runChecks(many);
  const atFew: number[] = [];
  const atMany: number[] = [];
  for (let round = 0; round < rounds; round++) {
    atFew.push(runChecks(few));
    atMany.push(runChecks(many));
  }
  const ratios = atMany.map((perSecond, n) => perSecond / (atFew[n] ?? NaN));
  return [
    {
      what: 'one check at 1,000,000 live sessions, against 1,000 (in memory; the aim of 0.90 is for the whole request)',
      result: `${ratio(median(ratios))} of the rate at 1,000`,
      numbers: { perSecondAt1000: atFew.map(Math.round), perSecondAt1000000: atMany.map(Math.round) },
    },
    {
      what: 'heap of one live session with one app grant, 1,000,000 of them',
      result: `${String(Math.round(many.bytesPerSession))} bytes`,
      aim: '≤ 1,024 bytes',
      met: many.bytesPerSession <= 1024,
      numbers: { bytes: many.bytesPerSession },
    },
  ];
}
