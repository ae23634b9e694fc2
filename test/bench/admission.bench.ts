import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase, type Database } from '../../electron/authority/base/storage/database.ts';
import { openAudit } from '../../electron/authority/records/audit/audit.ts';
import { migrations } from '../../electron/authority/records/schema.ts';
import { openEmbeddedSessionStore } from '../../electron/authority/records/sessions/embedded-session-store.ts';
import { openInstall } from '../../electron/authority/records/install/install.ts';
import { openKnownDevices } from '../../electron/authority/records/devices/known-devices.ts';
import type { Group } from '../../electron/authority/records/groups/groups.ts';
import { openSignIns } from '../../electron/authority/records/sign-ins/sign-ins.ts';
import { openTickets } from '../../electron/authority/records/tickets/tickets.ts';
import { openUsers } from '../../electron/authority/records/users/users.ts';
import { admit } from '../../electron/authority/operations/admit.ts';
import { passwordMark } from '../../electron/authority/operations/password-mark.ts';
import type { Dependencies } from '../../electron/authority/operations/dependencies.ts';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { noPlan, type Plan } from '../../shared/model/plan.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import type { BenchRow } from './bench-row.ts';
import { makeUser, median, ratio } from './in-memory.ts';

const rounds = 5;
const atOnce = 64;
/** So many that nobody holds more than a few devices at 100,000 live sessions: what grows is the install, not an account. */
const userCount = 50_000;
const reservedUsers = 1000;
const noGroups: readonly Group[] = [];
const ignore = (): void => undefined;

interface Store {
  readonly deps: Dependencies;
  readonly database: Database;
  readonly close: () => Promise<void>;
}

/** The admission on the real store and disk; only the password is taken as right. */
async function openStore(groupCommit: boolean, plan: Plan = noPlan): Promise<Store> {
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-bench-'));
  const opened = await openDatabase({ filePath: path.join(dir, 'rollcall.db'), migrations, groupCommit });
  if (!opened.ok) throw new Error(opened.code);
  const { database } = opened;
  const users = await openUsers(database, { put: ignore, removed: ignore });
  const batch = new Batch();
  for (let n = 0; n < userCount; n++) {
    // Reservations of a thousand users, as a large install has them.
    users.put(batch, { ...makeUser(`user-${String(n)}`), reservedSeats: n < reservedUsers ? 1 : 0 });
  }
  await database.commit(batch);
  const deps = {
    clock: { now: () => Date.now() },
    database,
    users,
    sessions: await openEmbeddedSessionStore(database, { started: ignore, ended: ignore, touched: ignore }),
    audit: await openAudit(database),
    install: await openInstall(database),
    knownDevices: await openKnownDevices(database),
    tickets: await openTickets(database),
    signIns: await openSignIns(database, Date.now(), ignore),
    groups: { list: () => noGroups },
    plan: { current: () => plan },
    settings: { current: () => defaultSettings },
  } as unknown as Dependencies;
  return {
    deps,
    database,
    async close() {
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

let device = 0;

/** `count` admissions, `atOnce` under way all the time. @returns admissions a second, each answered after its fsync */
async function admitMany({ deps }: Store, count: number): Promise<number> {
  let left = count;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        device += 1;
        const userId = `user-${String(device % userCount)}`;
        const user = deps.users.find(userId);
        const place = {
          device: `device ${String(device)}`,
          method: 'api',
          address: '192.168.1.7',
          preSession: '',
        } as const;
        const outcome = await admit(deps, userId, place, { mark: user && passwordMark(user) });
        if (outcome.kind !== 'admitted') throw new Error(outcome.kind);
      }
    }),
  );
  return count / ((performance.now() - startedAt) / 1000);
}

export async function measure(): Promise<readonly BenchRow[]> {
  const grouped = await openStore(true);
  const single = await openStore(false);
  await admitMany(grouped, 1000);
  await admitMany(single, 200);
  const groupedPerSecond: number[] = [];
  const singlePerSecond: number[] = [];
  for (let round = 0; round < rounds; round++) {
    groupedPerSecond.push(await admitMany(grouped, 4000));
    singlePerSecond.push(await admitMany(single, 800));
  }
  await single.close();
  await grouped.close();

  const small = await openStore(true);
  const large = await openStore(true);
  await admitMany(small, 1000);
  await admitMany(large, 100_000);
  const costs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const atSmall = await admitMany(small, 1000);
    const atLarge = await admitMany(large, 1000);
    costs.push(atSmall / atLarge);
    // The small one stays small.
    const ids = small.deps.sessions
      .listLive()
      .slice(1000)
      .map(({ id }) => ({ id, reason: 'signed_out' as const, at: 0 }));
    await small.deps.sessions.end(ids, ignore);
  }
  await small.close();
  await large.close();

  const planless = await openStore(true);
  const planned = await openStore(true, { seats: 1_000_000, mode: 'floating', whenFull: 'refuse' });
  await admitMany(planless, 10_000);
  await admitMany(planned, 10_000);
  const planCosts: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const without = await admitMany(planless, 2000);
    planCosts.push(without / (await admitMany(planned, 2000)));
  }
  await planless.close();
  await planned.close();

  const ratios = groupedPerSecond.map((perSecond, n) => perSecond / (singlePerSecond[n] ?? NaN));
  return [
    {
      what: `durable sign-ins, ${String(atOnce)} at once, without hashing: group commit against one fsync each`,
      result: `${ratio(median(ratios))} ×`,
      aim: '≥ 10 ×',
      met: median(ratios) >= 10,
      numbers: {
        groupedPerSecond: groupedPerSecond.map(Math.round),
        singlePerSecond: singlePerSecond.map(Math.round),
      },
    },
    {
      what: 'cost of one sign-in at 100,000 live sessions, against 1,000',
      result: `${ratio(median(costs))} ×`,
      aim: '≤ 1.2 ×',
      met: median(costs) <= 1.2,
      numbers: { costs },
    },
    {
      what: `cost of one sign-in with a seat plan and ${String(reservedUsers)} reservations, against none`,
      result: `${ratio(median(planCosts))} ×`,
      aim: '≤ 1.2 ×',
      met: median(planCosts) <= 1.2,
      numbers: { planCosts },
    },
  ];
}
