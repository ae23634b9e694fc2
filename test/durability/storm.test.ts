import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleChild } from '../support/bundle-child.ts';
import { makeSeamDir, openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

const rounds = 50;
const userNames = Array.from({ length: 6 }, (_, n) => `user-${String(n)}`);

let childPath: string;
const dataDir = makeSeamDir();

beforeAll(async () => {
  childPath = await bundleChild('test/durability/storm-child.ts');
  const seam = await openSeam(dataDir);
  for (const [n, name] of userNames.entries()) {
    await seam.addUser(name, 2, n % 2 === 0 ? 'end-least-recent' : 'refuse');
  }
  await seam.close();
});

afterAll(() => removeSeamDir(dataDir));

/** What the child answered in one life, in order. */
async function stormUntilKilled(afterMs: number, fromReady: boolean): Promise<string[]> {
  const child = spawn(process.execPath, [childPath, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  await new Promise<void>((resolve) => {
    if (!fromReady) resolve();
    child.once('close', () => resolve());
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.startsWith('ready')) resolve();
    });
  });
  // The moment of death is chance; nothing is decided by this time.
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  const [code, signal] = await closed;
  expect([code, signal, errors]).toEqual([null, 'SIGKILL', '']);
  // A line that was cut off by the kill was never answered.
  return text.split('\n').slice(0, -1);
}

interface Told {
  readonly admitted: string[];
  readonly tried: Set<string>;
  readonly out: string[];
  title: number;
}

function readTold(lines: readonly string[], told: Told): void {
  for (const line of lines) {
    const [what, first = '', second = ''] = line.split(' ');
    if (what === 'in') told.admitted.push(second);
    else if (what === 'try-out') told.tried.add(first);
    else if (what === 'out') told.out.push(first);
    else if (what === 'title') told.title = Math.max(told.title, Number(first));
  }
}

async function checkEverything(seam: Seam, told: Told): Promise<void> {
  const { database, sessions, users, settings } = seam.deps;
  expect(await database.read('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);

  const rows = new Map(
    (await database.read('SELECT id, user_name, ended_at, ended_reason FROM sessions')).map((row) => [
      row['id'],
      row,
    ]),
  );
  for (const id of told.admitted) {
    const row = rows.get(id);
    expect(row, `the answered sign-in ${id} is on disk`).toBeDefined();
    const reason = row?.['ended_reason'];
    expect(sessions.findById(id) !== undefined, 'live in memory and on disk alike').toBe(reason === null);
    const allowed = [
      null,
      'ended_least_recent',
      'limit_reduced',
      ...(told.tried.has(id) ? ['signed_out'] : []),
    ];
    expect(allowed, `${id}: ended only for what was asked`).toContain(reason);
  }
  for (const id of told.out)
    expect(rows.get(id)?.['ended_reason'], `the answered end of ${id} holds`).toBe('signed_out');

  for (const name of userNames) {
    const user = users.findByName(name);
    const limit = Number(user?.limit);
    expect(sessions.countLive(user?.id), name).toBeLessThanOrEqual(limit);
    const onDisk = [...rows.values()].filter((row) => row['user_name'] === name && row['ended_at'] === null);
    expect(onDisk.length).toBe(sessions.countLive(user?.id));
    // Policy end-least-recent never ends the last place without filling it.
    const least = [...rows.values()].filter(
      (row) => row['user_name'] === name && row['ended_reason'] === 'ended_least_recent',
    );
    expect(user?.policy !== 'refuse' || least.length === 0, 'refuse ends nobody').toBe(true);
  }

  expect(Number(/\d+$/.exec(settings.current().portal.title)?.[0] ?? 0)).toBeGreaterThanOrEqual(told.title);
  const file = JSON.parse(readFileSync(path.join(dataDir, 'settings.json'), 'utf8')) as unknown;
  expect(file).toEqual(settings.current());
}

/** Every entry's hash covers the one before: nothing is missing in between, nothing was changed. */
async function checkAuditChain(seam: Seam): Promise<number> {
  let before = '';
  let expected = 1;
  for (const row of await seam.deps.database.read('SELECT * FROM audit ORDER BY seq')) {
    const fields = ['seq', 'at', 'action', 'actor', 'subject', 'address', 'data'].map((key) => row[key]);
    expect(row['seq']).toBe(expected);
    before = createHash('sha256')
      .update(JSON.stringify([before, ...fields]))
      .digest('base64url');
    expect(row['hash']).toBe(before);
    expected += 1;
  }
  return expected - 1;
}

describe('SIGKILL in a storm of sign-ins, ends and changes', () => {
  it(`loses nothing that was answered, ${String(rounds)} times over`, async () => {
    const told: Told = { admitted: [], tried: new Set(), out: [], title: 0 };
    for (let round = 0; round < rounds; round++) {
      // Every tenth dies while it starts.
      const fromReady = round % 10 !== 9;
      const lines = await stormUntilKilled(randomInt(fromReady ? 250 : 400), fromReady);
      readTold(lines, told);
      const seam = await openSeam(dataDir);
      await checkEverything(seam, told);
      await seam.close();
    }
    const seam = await openSeam(dataDir);
    const entries = await checkAuditChain(seam);
    await seam.close();
    console.log(
      `${String(told.admitted.length)} sign-ins, ${String(told.out.length)} ends, ${String(told.title)} settings answered; ${String(entries)} audit entries`,
    );
    expect(told.admitted.length).toBeGreaterThan(rounds * 10);
    expect(told.out.length).toBeGreaterThan(rounds * 10);
  });
});
