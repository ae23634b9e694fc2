import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import type { BackupPlace } from '../../electron/authority/operations/backup-file.ts';
import { changeSettings } from '../../electron/authority/operations/change-settings.ts';
import { checkAuditChain } from '../../electron/authority/operations/check-audit-chain.ts';
import type { AdminProof } from '../../electron/authority/operations/confirm-admin.ts';
import { createBackup } from '../../electron/authority/operations/create-backup.ts';
import { restoreBackup } from '../../electron/authority/operations/restore-backup.ts';
import type { User } from '../../electron/authority/records/users/users.ts';
import { remakeBackup } from '../support/remade-backup.ts';
import { programPath } from '../support/root-dir.ts';
import { runProgram } from '../support/run-program.ts';
import { openSeam, passwordAtSeam, type Seam } from '../support/seam.ts';

const roundsMax = 14;
/** After so long it ends earlier: a slow computer has fewer rounds. */
const enoughMs = 25_000;
const sessionsOfBackup = 100;
const liveBefore = 40;
const root = mkdtempSync(path.join(tmpdir(), 'rollcall-restore-'));
const sourceDir = path.join(root, 'source/data');
const targetDir = path.join(root, 'target/data');
const roundDir = path.join(root, 'round/data');
const backupPath = path.join(root, 'backup');
const noNetwork = (): Promise<{ ok: true }> => Promise.resolve({ ok: true });

function placeOf(seam: Seam): BackupPlace {
  return { dataDir: seam.dataDir, keysDir: path.join(seam.dataDir, 'keys'), host: hostname() };
}

function caOf(dataDir: string): string {
  return readFileSync(path.join(dataDir, 'keys/ca.crt.pem'), 'utf8');
}

/** An install with its own CA, users and title; nobody is signed in yet. */
async function makeInstall(dataDir: string, names: readonly string[], title: string): Promise<void> {
  const setup = ['setup', '--data', dataDir, '--admin', 'boss', '--password-stdin'];
  const answer = await runProgram(setup, { stdin: `${passwordAtSeam}\n` });
  expect(answer.code, answer.stderr).toBe(0);
  const seam = await openSeam(dataDir);
  for (const name of names) await seam.addUser(name, 'unlimited');
  await changeSettings(seam.deps, { 'portal.title': title }, 'as_they_expire', 'cli', noNetwork);
  await seam.close();
}

beforeAll(async () => {
  await makeInstall(sourceDir, ['ann', 'bob'], 'Of the backup');
  const source = await openSeam(sourceDir);
  for (let n = 0; n < sessionsOfBackup; n++) await source.signIn('ann', `old ${String(n)}`);
  const made = await createBackup(source.deps, placeOf(source), { path: backupPath }, 'cli');
  if (!made.ok) throw new Error(`${made.code} ${made.detail ?? ''}`);
  await source.close();

  await makeInstall(targetDir, ['carl'], 'Of before');
  const target = await openSeam(targetDir);
  for (let n = 0; n < liveBefore; n++) await target.signIn('carl', `pc ${String(n)}`);
  // So that whatever is in its log later comes from the restore.
  await target.deps.database.read('PRAGMA wal_checkpoint(TRUNCATE)');
  await target.close();
}, 120_000);

afterAll(() => rmSync(root, { recursive: true }));

function takeTarget(): void {
  rmSync(path.dirname(roundDir), { recursive: true, force: true });
  cpSync(targetDir, roundDir, { recursive: true });
}

/** Steps of a restore that can be seen from outside: it unpacks the backup; its transaction is on the way to the disk. */
const steps = {
  unpacks: () => readdirSync(roundDir).some((name) => name.startsWith('work-')),
  writes: () =>
    existsSync(path.join(roundDir, 'rollcall.db-wal')) &&
    statSync(path.join(roundDir, 'rollcall.db-wal')).size > 0,
};

/** @returns how long it went on after the step, ms */
async function restoreUntilKilled(step: keyof typeof steps, afterMs: number): Promise<number> {
  const args = [programPath, 'backup', 'restore', backupPath, '--data', roundDir, '--json'];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  let isOver = false;
  const closed = once(child, 'close').then(() => (isOver = true));
  while (!isOver && !steps[step]()) await nextTurn();
  const seenAt = performance.now();
  // The moment of death is chance; nothing is decided by this time.
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  await closed;
  clearTimeout(timer);
  return performance.now() - seenAt;
}

async function checkOldOrNew(): Promise<'old' | 'new'> {
  const seam = await openSeam(roundDir);
  const { database, users, settings, sessions, audit, install } = seam.deps;
  expect(await database.read('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await checkAuditChain(audit)).not.toHaveProperty('brokenAt');
  const restored = await database.read("SELECT seq FROM audit WHERE action = 'backup.restored'");
  const isNew = restored.length > 0;
  const names = users.list().map(({ name }) => name);
  expect(names.toSorted()).toEqual(isNew ? ['ann', 'bob', 'boss'] : ['boss', 'carl']);
  expect(settings.current().portal.title).toBe(isNew ? 'Of the backup' : 'Of before');
  expect(JSON.parse(readFileSync(path.join(roundDir, 'settings.json'), 'utf8'))).toEqual(settings.current());
  expect(sessions.countLive()).toBe(isNew ? 0 : liveBefore);
  expect(install.epoch()).toBe(isNew ? 1 : 0);
  const byReason = await database.read('SELECT ended_reason AS why, COUNT(*) AS n FROM sessions GROUP BY 1');
  expect(byReason).toEqual([
    isNew ? { why: 'restored', n: sessionsOfBackup + liveBefore } : { why: null, n: liveBefore },
  ]);
  expect(caOf(roundDir)).toBe(caOf(isNew ? sourceDir : targetDir));
  expect(existsSync(path.join(roundDir, 'keys/form.key'))).toBe(!isNew);
  expect(readdirSync(roundDir).filter((name) => name.startsWith('work-'))).toEqual([]);
  await seam.close();
  return isNew ? 'new' : 'old';
}

describe('SIGKILL during a restore', () => {
  it('leaves the old state or the new one', async () => {
    takeTarget();
    const wholeMs = await restoreUntilKilled('unpacks', 60_000);
    // As a power cut between two keys leaves them: the new state is whole all the same.
    cpSync(path.join(sourceDir, 'keys/ca.key.pem'), path.join(roundDir, 'keys/ca.key.pem'));
    expect(await checkOldOrNew()).toBe('new');
    const found = { old: 0, new: 0 };
    const startedAt = performance.now();
    for (let round = 0; round < roundsMax && performance.now() - startedAt < enoughMs; round++) {
      takeTarget();
      if (round % 2 === 0) await restoreUntilKilled('unpacks', randomInt(Math.ceil(wholeMs)));
      else await restoreUntilKilled('writes', randomInt(4));
      found[await checkOldOrNew()] += 1;
    }
    console.log(
      `restored in ${wholeMs.toFixed(0)} ms; killed: ${String(found.old)} old, ${String(found.new)} new`,
    );
  });
});

describe('while a restore is under way', () => {
  it('nobody is admitted, and afterwards nothing changes until it has opened anew', async () => {
    takeTarget();
    const seam = await openSeam(roundDir);
    const before = await seam.deps.audit.head();
    const during: unknown[] = [];
    const restoring = restoreBackup(
      seam.deps,
      placeOf(seam),
      { file: { path: backupPath }, part: 'everything', proof: undefined },
      'cli',
      noNetwork,
    );
    let done = false;
    void restoring.then(() => (done = true));
    while (!done) {
      const outcome = await seam.signIn('carl', 'newcomer');
      during.push(outcome.kind === 'admitted' ? outcome.session.id : outcome);
    }
    expect(await restoring).toMatchObject({ ok: true });
    expect(await seam.signIn('carl', 'too late')).toMatchObject({
      kind: 'refused',
      code: 'store_unavailable',
    });
    // Whoever was admitted before the step is signed out by it; nobody came after.
    expect(seam.deps.sessions.countLive()).toBe(0);
    expect(during.length).toBeGreaterThan(0);
    await seam.close();

    const again = await openSeam(roundDir);
    for (const id of during.filter((one) => typeof one === 'string'))
      expect(await again.deps.sessions.findEnded({ id })).toMatchObject({ ended: { reason: 'restored' } });
    for (const table of ['grants', 'tickets', 'pairings'])
      expect(await again.deps.database.read(`SELECT COUNT(*) AS n FROM ${table}`)).toEqual([{ n: 0 }]);
    expect((await again.deps.audit.head()).seq).toBeGreaterThan(before.seq);
    expect(await checkAuditChain(again.deps.audit)).not.toHaveProperty('brokenAt');
    await again.close();
  });

  it('one that cannot be written changes nothing, and everything goes on', async () => {
    takeTarget();
    const unfit = path.join(root, 'unfit');
    remakeBackup(backupPath, unfit, (database) =>
      database.exec('ALTER TABLE apps DROP COLUMN background_paths'),
    );
    const seam = await openSeam(roundDir);
    const refused = await restoreBackup(
      seam.deps,
      placeOf(seam),
      { file: { path: unfit }, part: 'everything', proof: undefined },
      'cli',
      noNetwork,
    );
    expect(refused).toMatchObject({ ok: false, code: 'store_unavailable' });
    expect(seam.deps.sessions.countLive()).toBe(liveBefore);
    expect(seam.deps.settings.current().portal.title).toBe('Of before');
    expect(await seam.signIn('carl', 'afterwards')).toMatchObject({ kind: 'admitted' });
    await seam.close();
    const again = await openSeam(roundDir);
    expect(again.deps.sessions.countLive()).toBe(liveBefore + 1);
    expect(await checkAuditChain(again.deps.audit)).not.toHaveProperty('brokenAt');
    await again.close();
  });
});

describe('who confirms a restore from the console', () => {
  const request = (seam: Seam, proof?: AdminProof) => (happens: () => void) => {
    const { database } = seam.deps;
    // The backup is opened after the password was found right.
    const openOther = (filePath: string): ReturnType<typeof database.openOther> => {
      happens();
      return database.openOther(filePath);
    };
    return restoreBackup(
      { ...seam.deps, database: { ...database, openOther } },
      placeOf(seam),
      { file: { path: backupPath }, part: 'everything', proof },
      'console',
      noNetwork,
    );
  };
  const put = (seam: Seam, name: string, fields: Partial<User>): void => {
    const user = seam.deps.users.findByName(name);
    assert.ok(user);
    const batch = new Batch();
    seam.deps.users.put(batch, { ...user, ...fields });
    void seam.deps.database.commit(batch);
  };

  it.each([
    ['is an admin no more', { admin: false }],
    ['has another password', { passwordHash: 'another' }],
    ['is switched off', { disabled: true }],
  ] as const)('is looked at once more at the write: who %s by then confirms nothing', async (_, fields) => {
    takeTarget();
    const seam = await openSeam(roundDir);
    const restore = request(seam, { admin: 'boss', password: passwordAtSeam });
    expect(await restore(() => put(seam, 'boss', fields))).toMatchObject({ ok: false, code: 'credentials' });
    expect(seam.deps.sessions.countLive()).toBe(liveBefore);
    await seam.close();
  });

  it('is asked of an install whose first admin was made while the backup was being opened', async () => {
    takeTarget();
    const seam = await openSeam(roundDir);
    put(seam, 'boss', { admin: false });
    const restore = request(seam);
    expect(await restore(() => put(seam, 'boss', { admin: true }))).toMatchObject({ code: 'credentials' });
    put(seam, 'boss', { admin: false });
    expect(await restore(() => undefined)).toMatchObject({ ok: true });
    await seam.close();
  });
});
