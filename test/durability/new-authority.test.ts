import { spawn } from 'node:child_process';
import { createPrivateKey, randomBytes, randomInt, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { openCertificateAuthority } from '../../electron/authority/base/tls/certificate-authority.ts';
import { makeNextAuthority } from '../../electron/authority/base/tls/next-authority.ts';
import { openNewAuthority } from '../../electron/authority/open-new-authority.ts';
import { createBackup } from '../../electron/authority/operations/create-backup.ts';
import { makeAuthority } from '../../electron/authority/operations/make-authority.ts';
import { openTrustingDevices } from '../../electron/authority/records/devices/trusting-devices.ts';
import { writeNextKeys } from '../../electron/authority/records/keys/pending-keys.ts';
import { programPath } from '../support/root-dir.ts';
import { runProgram } from '../support/run-program.ts';
import { openSeam, passwordAtSeam, type Seam } from '../support/seam.ts';

const roundsMax = 6;
/** After so long it ends earlier: a slow computer has fewer rounds. */
const enoughMs = 10_000;
const root = mkdtempSync(path.join(tmpdir(), 'rollcall-new-authority-'));
const sourceDir = path.join(root, 'source/data');
const dataDir = path.join(root, 'round/data');
const keysDir = path.join(dataDir, 'keys');
const files = ['ca.key.pem', 'ca.crt.pem', 'leaf.key.pem', 'leaf.crt.pem'];
const wanted = { ips: ['127.0.0.1'], dnsNames: ['localhost'] };

beforeAll(async () => {
  const setup = ['setup', '--data', sourceDir, '--admin', 'boss', '--password-stdin'];
  const answer = await runProgram(setup, { stdin: `${passwordAtSeam}\n` });
  if (answer.code !== 0) throw new Error(answer.stderr);
  const seam = await openSeam(sourceDir);
  const trusting = await openTrustingDevices(seam.deps.database, 'of before');
  const batch = new Batch();
  trusting.add(batch, 'a device', 1);
  await seam.deps.database.commit(batch);
  // So that whatever is in its log later comes from the act.
  await seam.deps.database.read('PRAGMA wal_checkpoint(TRUNCATE)');
  await seam.close();
}, 120_000);

afterAll(() => rmSync(root, { recursive: true }));

function takeSource(): void {
  rmSync(path.dirname(dataDir), { recursive: true, force: true });
  cpSync(sourceDir, dataDir, { recursive: true });
}

const read = (name: string): string => readFileSync(path.join(keysDir, name), 'utf8');
const fingerprintOf = (pem: string): string => new X509Certificate(pem).fingerprint256;
const before = (): string => fingerprintOf(readFileSync(path.join(sourceDir, 'keys/ca.crt.pem'), 'utf8'));

/** Opens the records as a start does, which makes no certificate, and looks whether all is of one piece. */
async function checkOldOrNew(): Promise<'old' | 'new'> {
  const seam = await openSeam(dataDir);
  const entries = await seam.deps.database.read(
    "SELECT subject FROM audit WHERE action = 'certificate.authority_made'",
  );
  const trusting = await seam.deps.database.read('SELECT COUNT(*) AS n FROM trusting_devices');
  const waiting = await seam.deps.database.read("SELECT key FROM meta WHERE key = 'next_keys'");
  await seam.close();
  const ca = new X509Certificate(read('ca.crt.pem'));
  const leaf = new X509Certificate(read('leaf.crt.pem'));
  expect(ca.checkPrivateKey(createPrivateKey(read('ca.key.pem')))).toBe(true);
  expect(leaf.checkPrivateKey(createPrivateKey(read('leaf.key.pem')))).toBe(true);
  expect(leaf.verify(ca.publicKey)).toBe(true);
  expect(readdirSync(keysDir).filter((name) => name.endsWith('.next'))).toEqual([]);
  expect(waiting).toEqual([]);
  const isNew = entries.length > 0;
  expect(ca.fingerprint256).toBe(isNew ? entries[0]?.['subject'] : before());
  expect(trusting).toEqual([{ n: isNew ? 0 : 1 }]);
  return isNew ? 'new' : 'old';
}

/** Steps that can be seen from outside. */
const steps = {
  waits: () => readdirSync(keysDir).some((name) => name.endsWith('.next')),
  moves: () => existsSync(path.join(keysDir, 'leaf.crt.pem.next')),
};

async function makeUntilKilled(step: keyof typeof steps, afterMs: number): Promise<void> {
  const args = [programPath, 'network', 'new-authority', '--admin', 'boss', '--password-stdin'];
  const child = spawn(process.execPath, [...args, '--data', dataDir], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(`${passwordAtSeam}\n`);
  let isOver = false;
  const closed = once(child, 'close').then(() => (isOver = true));
  while (!isOver && !steps[step]()) await nextTurn();
  // The moment of death is chance; nothing is decided by this time.
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  await closed;
  clearTimeout(timer);
}

/** The act on real records and files; nothing listens. */
async function openAct(seam: Seam) {
  const ca = await openCertificateAuthority({ keysDir, now: () => seam.deps.clock.now(), chosenNames: [] });
  if (!ca.ok) throw new Error(ca.code);
  const trusting = await openTrustingDevices(seam.deps.database, 'of before');
  const replace = openNewAuthority({
    deps: seam.deps,
    keysDir,
    ca,
    lan: { changeAuthority: (change) => change(wanted) },
    gateway: { follow: async () => true },
    upkeep: {
      trustingDevices: () => trusting.count(),
      stageAuthority: (batch, fingerprint) => trusting.startAnew(batch, fingerprint),
    },
    log: { error: () => undefined },
    reopen: () => undefined,
  });
  const make = (actor = 'cli', admin = 'boss'): ReturnType<typeof makeAuthority> =>
    makeAuthority(seam.deps, { admin, password: passwordAtSeam }, actor, replace);
  return { authority: ca.authority, trusting, make };
}

describe('SIGKILL while a new certificate authority is made', () => {
  it('leaves the old one with its certificate, or the new one with its own', async () => {
    takeSource();
    await makeUntilKilled('waits', 60_000);
    expect(await checkOldOrNew()).toBe('new');
    const found = { old: 0, new: 0 };
    const startedAt = performance.now();
    for (let round = 0; round < roundsMax && performance.now() - startedAt < enoughMs; round++) {
      takeSource();
      await makeUntilKilled(round % 2 === 0 ? 'waits' : 'moves', randomInt(4));
      found[await checkOldOrNew()] += 1;
    }
    console.log(`killed: ${String(found.old)} old, ${String(found.new)} new`);
  });

  it.each([0, 1, 2, 3, 4])('between two of its files, after %i of them: it is the new one', async (moved) => {
    takeSource();
    const seam = await openSeam(dataDir);
    const next = await makeNextAuthority({ now: () => seam.deps.clock.now(), random: randomBytes }, wanted);
    const waiting = await writeNextKeys(keysDir, next.files);
    const trusting = await openTrustingDevices(seam.deps.database, 'of before');
    const batch = new Batch();
    waiting.stage(batch);
    trusting.startAnew(batch, next.fingerprintSha256);
    seam.deps.audit.append(batch, {
      at: 1,
      action: 'certificate.authority_made',
      actor: 'cli',
      subject: next.fingerprintSha256,
    });
    expect(await seam.deps.database.commit(batch)).toEqual({ ok: true });
    await seam.close();
    for (const name of files.slice(0, moved))
      renameSync(path.join(keysDir, `${name}.next`), path.join(keysDir, name));
    expect(await checkOldOrNew()).toBe('new');
  });

  it('before it is recorded: what waits is thrown away', async () => {
    takeSource();
    const next = await makeNextAuthority({ now: () => Date.now(), random: randomBytes }, wanted);
    await writeNextKeys(keysDir, next.files);
    expect(await checkOldOrNew()).toBe('old');
  });
});

describe('a new certificate authority that cannot be written', () => {
  it('changes nothing, and the next try is as the first', async () => {
    takeSource();
    const seam = await openSeam(dataDir);
    const act = await openAct(seam);
    const execute = async (sql: string): Promise<void> => {
      const batch = new Batch();
      batch.write(sql);
      expect(await seam.deps.database.commit(batch)).toEqual({ ok: true });
    };
    await execute('ALTER TABLE audit RENAME TO audit_away');
    expect(await act.make()).toMatchObject({ ok: false, code: 'store_unavailable' });
    expect(act.authority.fingerprintSha256).toBe(before());
    expect(act.trusting.count()).toBe(1);
    expect(readdirSync(keysDir).filter((name) => name.endsWith('.next'))).toEqual([]);
    await execute('ALTER TABLE audit_away RENAME TO audit');
    const made = await act.make();
    expect(made).toMatchObject({ ok: true, fingerprint: act.authority.fingerprintSha256 });
    expect(act.trusting.count()).toBe(0);
    await seam.close();
    expect(await checkOldOrNew()).toBe('new');
  });
});

it('a backup waits until nobody changes the keys that belong together', async () => {
  takeSource();
  const seam = await openSeam(dataDir);
  const waited: string[] = [];
  const made = await createBackup(
    seam.deps,
    {
      dataDir,
      keysDir,
      host: 'here',
      whileKeysRest(work) {
        waited.push('asked');
        return work();
      },
    },
    { path: path.join(root, 'a.backup') },
    'cli',
  );
  expect([made.ok, waited]).toEqual([true, ['asked']]);
  await seam.close();
});

it('in a browser it takes the password of the very admin who signed in there', async () => {
  takeSource();
  const seam = await openSeam(dataDir);
  const act = await openAct(seam);
  expect(await act.make('user:carol')).toMatchObject({ ok: false, code: 'credentials' });
  expect(act.authority.fingerprintSha256).toBe(before());
  expect(await act.make('user:boss', 'BOSS')).toMatchObject({ ok: true });
  await seam.close();
});
