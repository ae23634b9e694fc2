import fc from 'fast-check';
import { rmSync, writeFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFormPoster } from '../../electron/authority/base/net/post-form.ts';
import { hashToken, makeToken } from '../../electron/authority/base/crypto/tokens.ts';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { listAttention } from '../../electron/authority/operations/attention.ts';
import { addApp, removeApp } from '../../electron/authority/operations/change-apps.ts';
import { createBackup } from '../../electron/authority/operations/create-backup.ts';
import { endSessions } from '../../electron/authority/operations/end-session.ts';
import { forgetOld, makeExpirySweep } from '../../electron/authority/operations/maintain.ts';
import { restoreBackup } from '../../electron/authority/operations/restore-backup.ts';
import { showAppHistory } from '../../electron/authority/operations/show-app-history.ts';
import { createAppTeller, type AppTeller } from '../../electron/authority/operations/tell-apps.ts';
import { eventually } from '../support/eventually.ts';
import { makeSeamDir, openSeam, removeSeamDir, type Seam } from '../support/seam.ts';
import { startToldApp, type ToldApp } from '../support/told-app.ts';

const second = 1000;
const day = 24 * 3600 * second;
const noGateway = (): Promise<{ ok: true }> => Promise.resolve({ ok: true });

let seam: Seam;
let teller: AppTeller;
let app: ToldApp;
let appId: string;
const faults: unknown[] = [];

beforeEach(async () => {
  seam = await openSeam(makeSeamDir());
  await seam.addUser('ann', 'unlimited');
  app = await startToldApp();
  appId = await register('ERP', app);
  openTeller();
});

afterEach(async () => {
  await teller.close();
  if (faults.length > 0) throw new Error('telling apps failed', { cause: faults.splice(0) });
  await app.stop();
  await seam.close();
  removeSeamDir(seam.dataDir);
});

/** As `open-app-teller.ts` does, only that an app has less time to answer, and chance always says 0. */
function openTeller(): void {
  teller = createAppTeller(seam.deps, {
    poster: createFormPoster({ listTrusted: () => [], findDistrust: () => undefined, timeoutMs: 500 }),
    random: () => 0,
    onError: (error) => faults.push(error),
  });
  teller.begin();
}

async function reopen(): Promise<void> {
  await teller.close();
  await seam.close();
  seam = await openSeam(seam.dataDir, seam.time);
  openTeller();
}

async function register(name: string, { uri }: ToldApp): Promise<string> {
  const added = await addApp(
    seam.deps,
    {
      name,
      kind: 'oidc',
      url: '',
      oidc: {
        redirectUris: ['https://app.lan/callback'],
        postLogoutRedirectUris: [],
        backchannelLogoutUri: uri,
        public: false,
        deviceFlow: false,
      },
    },
    'cli',
    noGateway,
  );
  if (!added.ok) throw new Error(added.code);
  return added.app.id;
}

/** A session that has reached these apps. @returns its id */
async function enter(device: string, appIds: readonly string[] = [appId]): Promise<string> {
  const signedIn = await seam.signIn('ann', device);
  if (signedIn.kind !== 'admitted') throw new Error(signedIn.kind);
  const batch = new Batch();
  for (const id of appIds) {
    const grant = { sessionId: signedIn.session.id, appId: id };
    seam.deps.grants.add(batch, hashToken(makeToken('rca')), grant, seam.deps.clock.now());
  }
  await seam.deps.database.commit(batch);
  return signedIn.session.id;
}

async function end(...ids: string[]): Promise<void> {
  const ended = await endSessions(seam.deps, { ids }, 'cli');
  if (!ended.ok) throw new Error(ended.code);
}

/** A round, and all that it does. */
async function round(): Promise<void> {
  teller.round();
  await teller.idle();
}

/** Rounds each second while this time passes. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += second) {
    seam.time.pass(second);
    await round();
  }
}

const waiting = (id = appId): number => seam.deps.logouts.countUnconfirmed(id);
const alarm = (): string | undefined =>
  listAttention(seam.deps).find(({ code }) => code === 'logout_unconfirmed')?.sentence;
const sorted = (ids: readonly string[]): string[] => ids.toSorted((a, b) => a.localeCompare(b));

async function auditOf(action: string): Promise<Record<string, unknown>[]> {
  const entries = await seam.deps.audit.read({ after: 0, limit: 10_000 });
  return entries.filter((entry) => entry.action === action).map(({ data }) => data);
}

describe('an app that is down', () => {
  it('is asked after 1, 2, 4 … seconds, at most every five minutes, for as long as it takes', async () => {
    const id = await enter('PC');
    await app.stop();
    await end(id);
    const pauses: number[] = [];
    for (let n = 1; n <= 12; n++) {
      await round();
      const [logout] = seam.deps.logouts.listUnconfirmed(appId);
      expect(logout?.tries).toBe(n);
      const pause = (logout?.nextTryAt ?? 0) - seam.deps.clock.now();
      pauses.push(pause / second);
      seam.time.pass(pause - 1);
      await round();
      expect(seam.deps.logouts.listUnconfirmed(appId)[0]?.tries).toBe(n);
      seam.time.pass(1);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    await app.start();
    await round();
    expect(app.sids()).toEqual([id]);
    expect(waiting()).toBe(0);
    expect(await auditOf('logout.failing')).toMatchObject([
      { app: 'ERP', trouble: 'the app refuses the connection: nothing listens there', givenUp: false },
    ]);
    expect(await auditOf('logout.confirmed')).toMatchObject([{ app: 'ERP', device: 'PC', tries: 13 }]);
  });

  it('is asked one thing at a time however much waits; when it is back it is told all, each once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 300; n++) ids.push(await enter(`PC ${String(n)}`));
    app.answer = (res) => void res.socket?.destroy();
    await end(...ids);
    await pass(60 * second);
    expect(waiting()).toBe(300);
    // Four at the same time before it was known to be down; then after 1, 2, 4, 8, 16 s.
    expect(app.told.length).toBeLessThanOrEqual(4 + 5);
    const before = app.told.length;
    app.answer = undefined;
    await pass(32 * second);
    expect(waiting()).toBe(0);
    expect(sorted(app.sids().slice(before))).toEqual(sorted(ids));
    expect(await auditOf('logout.failing')).toHaveLength(1);
  });

  it('does not hold up another one, and is told when it is back after a restart', async () => {
    const other = await startToldApp();
    const otherId = await register('Wiki', other);
    const id = await enter('PC', [appId, otherId]);
    app.answer = () => undefined;
    await end(id);
    teller.round();
    await eventually('the other one is told', () => other.sids().length === 1);
    expect(waiting()).toBe(1);
    await teller.idle();
    app.answer = undefined;
    await reopen();
    await teller.idle();
    expect(app.sids()).toEqual([id, id]);
    expect([waiting(), waiting(otherId)]).toEqual([0, 0]);
    await other.stop();
  });

  it('is named by an alarm after half a minute, until it confirms', async () => {
    const id = await enter('PC');
    await app.stop();
    await end(id);
    await pass(30 * second);
    expect(alarm()).toBeUndefined();
    await pass(second);
    expect(alarm()).toMatch(
      /^Apps have not confirmed .*: ERP \(1 since \d{4}-\d\d-\d\d \d\d:\d\d; last try: the app refuses the connection: nothing listens there\)\. Look whether /,
    );
    await app.start();
    expect(await teller.tellApp(appId)).toEqual({ ok: true, confirmed: 1, unconfirmed: 0 });
    expect(alarm()).toBeUndefined();
  });
});

describe('an app that refuses a logout (400)', () => {
  it('gets that one eight times and others at once; then it stays unconfirmed until the admin asks again', async () => {
    const refused = await enter('refused');
    app.answer = (res) => res.writeHead(400).end('{"error":"invalid_request"}\u0007');
    await end(refused);
    await round();
    const { logouts } = (await showAppHistory(seam.deps, appId)) as unknown as { logouts: object[] };
    expect(logouts).toMatchObject([
      {
        tries: 1,
        trouble: { code: 'answered', status: 400, meaning: 'refused', said: '{"error":"invalid_request"}' },
      },
    ]);
    app.answer = undefined;
    const fine = await enter('fine');
    await end(fine);
    await round();
    expect(app.sids()).toEqual([refused, fine]);
    app.answer = (res) => res.writeHead(400).end();
    await pass(200 * second);
    expect(app.sids().filter((sid) => sid === refused)).toHaveLength(8);
    expect(waiting()).toBe(1);
    expect(alarm()).toContain('answered 400: it does not take the token');
    expect(await auditOf('logout.failing')).toMatchObject([{ device: 'refused', givenUp: true }]);
    await reopen();
    await pass(5 * second);
    expect(app.sids().filter((sid) => sid === refused)).toHaveLength(8);

    expect(await teller.tellApp(appId)).toEqual({ ok: true, confirmed: 0, unconfirmed: 1 });
    expect(app.sids().filter((sid) => sid === refused)).toHaveLength(9);
    app.answer = undefined;
    expect(await teller.tellApp(appId)).toEqual({ ok: true, confirmed: 1, unconfirmed: 0 });
  });

  it('does not keep it for longer than other ended sessions', async () => {
    app.answer = (res) => res.writeHead(400).end();
    await end(await enter('refused'));
    await pass(200 * second);
    seam.time.pass(90 * day);
    await forgetOld(seam.deps);
    expect(waiting()).toBe(0);
    await reopen();
    expect(waiting()).toBe(0);
  });
});

describe('an app that answers something else', () => {
  it.each([
    [404, {}],
    [503, {}],
    [202, {}],
    [302, { meaning: 'elsewhere' }],
  ])('such as %i is asked again until it confirms', async (status, more) => {
    const id = await enter('PC');
    app.answer = (res) => res.writeHead(status, { Location: '/elsewhere' }).end();
    await end(id);
    await pass(600 * second);
    expect(seam.deps.logouts.listUnconfirmed(appId)).toMatchObject([
      { trouble: { code: 'answered', status, ...more } },
    ]);
    expect(app.elsewhere).toEqual([]);
    app.answer = undefined;
    await pass(301 * second);
    expect(waiting()).toBe(0);
  });

  it('and to one session only, gets all others in time', async () => {
    const odd = await enter('odd');
    const answerOdd: ToldApp['answer'] = (res) => res.writeHead(app.sids().at(-1) === odd ? 500 : 204).end();
    app.answer = answerOdd;
    await end(odd);
    await pass(20 * second);
    for (let n = 0; n < 5; n++) {
      const id = await enter(`PC ${String(n)}`);
      await end(id);
      await round();
      expect(app.sids()).toContain(id);
    }
    expect(waiting()).toBe(1);
  });
});

describe('what waits', () => {
  it('is gone with its app', async () => {
    await app.stop();
    await end(await enter('PC'));
    await round();
    await removeApp(seam.deps, appId, 'cli', noGateway);
    expect(seam.deps.logouts.listApps()).toEqual([]);
    await app.start();
    await reopen();
    await pass(10 * second);
    expect(app.told).toEqual([]);
  });

  it('is gone with its app also when a try is under way', async () => {
    const answers: (() => void)[] = [];
    app.answer = (res) => void answers.push(() => res.writeHead(400).end());
    await end(await enter('PC'));
    teller.round();
    await eventually('a try is under way', () => answers.length === 1);
    await removeApp(seam.deps, appId, 'cli', noGateway);
    answers[0]?.();
    await teller.idle();
    expect(seam.deps.logouts.listApps()).toEqual([]);
  });

  it('is not in a backup, and a restore tells of the sessions it ends those apps that are still there', async () => {
    const later = await startToldApp();
    await app.stop();
    await end(await enter('before the backup'));
    const place = { dataDir: seam.dataDir, keysDir: path.join(seam.dataDir, 'keys'), host: 'here' };
    const backup = { path: path.join(path.dirname(seam.dataDir), 'backup') };
    expect(await createBackup(seam.deps, place, backup, 'cli')).toMatchObject({ ok: true });
    const laterId = await register('Later', later);
    const live = await enter('live', [appId, laterId]);
    await teller.close();
    const restored = await restoreBackup(
      seam.deps,
      place,
      { file: backup, part: 'everything', proof: undefined },
      'cli',
      noGateway,
    );
    expect(restored).toMatchObject({ ok: true, endedSessions: 1 });
    await app.start();
    await reopen();
    await teller.idle();
    expect(app.sids()).toContain(live);
    expect(later.told).toEqual([]);
    expect(seam.deps.logouts.listApps()).toEqual([]);
    await later.stop();
  });

  it('is told of a session that expired by itself', async () => {
    const id = await enter('PC');
    const sweep = makeExpirySweep(seam.deps);
    seam.time.pass(400 * day);
    await sweep();
    await round();
    expect(app.sids()).toEqual([id]);
  });

  it('waits for a key that cannot be read, and the alarm says so', async () => {
    await end(await enter('first'));
    await round();
    const keysDir = path.join(seam.dataDir, 'keys');
    const [file = ''] = readdirSync(keysDir).filter((name) => name.startsWith('oidc-'));
    writeFileSync(path.join(keysDir, file), 'broken');
    await reopen();
    const id = await enter('second');
    await end(id);
    await pass(40 * second);
    expect(app.sids()).not.toContain(id);
    expect(alarm()).toContain(
      'last try: Rollcall could not ask the app. The key that signs for OpenID Connect cannot be read',
    );
    rmSync(path.join(keysDir, file));
    await seam.deps.signingKeys.rotate('cli');
    await pass(40 * second);
    expect(app.sids()).toContain(id);
  });

  it('is told once for each app and end, in whatever order ends, rounds and retries come', async () => {
    const other = await startToldApp();
    const otherId = await register('Wiki', other);
    const wanted = { erp: [] as string[], wiki: [] as string[] };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('end', 'end two', 'round', 'wake', 'retry', 'wait'), { maxLength: 30 }),
        async (steps) => {
          const running: Promise<unknown>[] = [];
          for (const step of steps) {
            if (step === 'round') teller.round();
            if (step === 'wake') teller.wake(appId);
            if (step === 'retry') running.push(teller.tellApp(otherId));
            if (step === 'wait') await teller.idle();
            if (step !== 'end' && step !== 'end two') continue;
            const ids = [await enter('A', [appId, otherId]), await enter('B', [otherId])];
            wanted.erp.push(ids[0] ?? '');
            wanted.wiki.push(...ids);
            if (step === 'end two') running.push(end(...ids));
            else for (const id of ids) running.push(end(id));
          }
          await Promise.all(running);
          await round();
        },
      ),
      { numRuns: 25 },
    );
    expect(sorted(app.sids())).toEqual(sorted(wanted.erp));
    expect(sorted(other.sids())).toEqual(sorted(wanted.wiki));
    expect([waiting(), waiting(otherId)]).toEqual([0, 0]);
    await other.stop();
  });
});
