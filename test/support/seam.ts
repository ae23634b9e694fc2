import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TimeSources } from '../../electron/authority/base/clock/authority-clock.ts';
import { openPasswordHasher } from '../../electron/authority/base/crypto/password-hasher.ts';
import { openDataDir } from '../../electron/authority/base/storage/data-dir.ts';
import { openRecords } from '../../electron/authority/open-records.ts';
import type { SignInOutcome } from '../../electron/authority/operations/sign-in-outcome.ts';
import { addUser } from '../../electron/authority/operations/change-users.ts';
import { createProbes } from '../../electron/authority/operations/check-app/probes.ts';
import type { MaintainedDependencies } from '../../electron/authority/operations/maintain.ts';
import { signIn } from '../../electron/authority/operations/sign-in.ts';
import type { User } from '../../electron/authority/records/users/users.ts';
import type { OwnLimit, OwnPolicy } from '../../shared/model/limit.ts';
import { rootDir } from './root-dir.ts';

/** Moved by the test, in milliseconds. */
export class TestTime implements TimeSources {
  #awake = 0;
  #asleep = 0;
  #wallAhead = 0;
  #start: number;

  constructor(start = Date.UTC(2026, 5, 1, 10)) {
    this.#start = start;
  }

  readonly wall = (): number => this.#start + this.#awake + this.#asleep + this.#wallAhead;
  readonly monotonic = (): number => this.#awake;
  readonly uptime = (): number => this.#awake + this.#asleep;

  pass(ms: number): void {
    this.#awake += ms;
  }

  sleep(ms: number): void {
    this.#asleep += ms;
  }

  /** Somebody, or a dead battery, sets the wall clock. */
  jump(ms: number): void {
    this.#start += ms;
  }

  /** Somebody sets the clock of the computer. */
  setWall(aheadMs: number): void {
    this.#wallAhead = aheadMs;
  }
}

/** The operations on the real records, store worker and disk; only hashing is cheap and nothing listens. */
export interface Seam {
  readonly deps: MaintainedDependencies;
  readonly dataDir: string;
  readonly time: TestTime;
  /** Events of the session store, in order: `started ID`, `ended ID`. */
  readonly events: readonly string[];
  /** What was logged as an error, in order. */
  readonly faults: readonly string[];
  addUser(name: string, limit?: OwnLimit, policy?: OwnPolicy): Promise<User>;
  /** Signs in with the right password over the API, or in a browser when `place` says so. */
  signIn(name: string, device: string, place?: Partial<Parameters<typeof signIn>[1]>): Promise<SignInOutcome>;
  close(): Promise<void>;
}

const storeWorkerUrl = pathToFileURL(path.join(rootDir, 'out/authority/store-worker.js'));
const nothingHappens = (): void => undefined;

export function makeSeamDir(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), 'rollcall-seam-')), 'data');
}

export function removeSeamDir(dataDir: string): void {
  rmSync(path.dirname(dataDir), { recursive: true, force: true });
}

/** @throws when the data directory is refused */
export async function openSeam(dataDir = makeSeamDir(), time: TestTime = new TestTime()): Promise<Seam> {
  const dir = openDataDir(dataDir, 'a test');
  if (!dir.ok) throw new Error(dir.code);
  const events: string[] = [];
  const faults: string[] = [];
  const opened = await openRecords({
    dataDir: dir,
    time,
    workerUrl: storeWorkerUrl,
    log: { error: (_facts: unknown, sentence?: string) => void faults.push(sentence ?? '') },
    listeners: {
      sessions: {
        started: ({ id }) => void events.push(`started ${id}`),
        ended: ({ id }) => void events.push(`ended ${id}`),
        touched: nothingHappens,
      },
      users: { put: nothingHappens, removed: nothingHappens },
      apps: { put: nothingHappens, removed: nothingHappens },
      logouts: { changed: nothingHappens },
      settings: nothingHappens,
      groups: nothingHappens,
      plan: nothingHappens,
      signIns: nothingHappens,
      pleas: nothingHappens,
      consoleSessions: nothingHappens,
    },
  });
  if (!opened.ok) {
    dir.close();
    throw new Error(`${opened.code} ${opened.detail ?? ''}`);
  }
  const deps: MaintainedDependencies = {
    ...opened.records,
    hasher: openPasswordHasher({ cost: { memoryKib: 8, passes: 1 }, concurrency: 4, queueMax: 1000 }),
    network: {
      origins: () => ['https://127.0.0.1:8443'],
      origin: () => 'https://127.0.0.1:8443',
      hosts: () => new Set(['127.0.0.1:8443']),
      ports: () => [8443, 8480],
    },
    probes: createProbes(),
    gateway: { notListening: () => undefined, upstreamDownSince: () => undefined },
  };
  const add = async (name: string, limit: OwnLimit, policy: OwnPolicy, admin: boolean): Promise<User> => {
    const added = await addUser(
      deps,
      { name, password: passwordAtSeam, finalPassword: true, limit, policy, admin },
      'cli',
    );
    if (!added.ok) throw new Error(added.code);
    return added.user;
  };
  // Nobody signs in before there is an admin.
  if (!deps.users.list().some(({ admin }) => admin)) await add('boss', 'inherit', 'inherit', true);

  return {
    deps,
    dataDir,
    time,
    events,
    faults,
    addUser: (name, limit = 'inherit', policy = 'inherit') => add(name, limit, policy, false),
    signIn: (name, device, place = {}) =>
      signIn(deps, {
        name,
        password: passwordAtSeam,
        device,
        method: 'api',
        address: '192.168.1.7',
        preSession: '',
        ...place,
      }),
    async close() {
      await deps.database.close();
      dir.close();
    },
  };
}

export const passwordAtSeam = 'the password at the seam';
