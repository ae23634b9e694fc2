import { chmodSync, cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';
import {
  addUser,
  makeDataDir,
  passwordOf,
  startAuthority,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient } from '../support/client.ts';
import { listAudit } from '../support/facts.ts';
import { runProgram, type ProgramAnswer } from '../support/run-program.ts';

/** Set up once and stopped in order; each test starts a copy of it. */
let original: AuthorityProcess;
let authority: AuthorityProcess;

beforeAll(async () => {
  original = await startSetUpAuthority();
  await original.stop();
});
afterAll(() => original.remove());

beforeEach(async () => {
  const dataDir = makeDataDir();
  cpSync(original.dataDir, dataDir, { recursive: true });
  authority = await startAuthority({ dataDir });
});

afterEach(() => authority.remove());

function filePath(name: string): string {
  return path.join(authority.dataDir, name);
}

function serve(): Promise<ProgramAnswer> {
  return runProgram([
    'serve',
    '--data',
    authority.dataDir,
    '--host',
    '127.0.0.1',
    '--https-port',
    '0',
    '--http-port',
    '0',
    '--json',
  ]);
}

async function refusalOfStart(): Promise<Record<string, unknown>> {
  const answer = await serve();
  expect(answer.code, answer.stderr).toBe(1);
  const line = answer.json();
  expect(line['ready']).toBe(false);
  expect(answer.stderr).toContain(String(line['code']));
  return line;
}

function readSettings(): Settings {
  return JSON.parse(readFileSync(filePath('settings.json'), 'utf8')) as Settings;
}

describe('a damaged database', () => {
  const damages: [string, (database: Buffer) => Buffer][] = [
    ['cut at 1 KB', (database) => database.subarray(0, 1024)],
    ['cut to nothing', () => Buffer.alloc(0)],
    ['cut in the middle', (database) => database.subarray(0, Math.floor(database.length / 2 / 4096) * 4096)],
    ['with its header zeroed', (database) => Buffer.concat([Buffer.alloc(100), database.subarray(100)])],
    [
      'with a page overwritten',
      (database) => {
        const broken = Buffer.from(database);
        for (let page = 4096; page < broken.length; page += 2 * 4096) broken.fill(0xff, page, page + 4096);
        return broken;
      },
    ],
    ['that is another file', () => Buffer.from('this is no database\n'.repeat(1000))],
  ];

  it.each(damages)('%s: refuses to start and leaves the file as it is', async (_what, damage) => {
    await authority.stop();
    const damaged = damage(readFileSync(filePath('rollcall.db')));
    writeFileSync(filePath('rollcall.db'), damaged);
    expect(await refusalOfStart()).toMatchObject({ code: 'database_broken' });
    expect(readFileSync(filePath('rollcall.db')).equals(damaged)).toBe(true);
    // And again: the refusal itself has made nothing look good.
    expect(await refusalOfStart()).toMatchObject({ code: 'database_broken' });
    expect(readFileSync(filePath('rollcall.db')).equals(damaged)).toBe(true);
  });

  it('cut at 1 KB after SIGKILL, with a younger write-ahead log: refuses to start and leaves both', async () => {
    // In order to its end, so that the file holds everything; then a few writes more.
    await authority.restart();
    await addUser(authority, 'ann', {});
    await authority.kill();
    const log = readFileSync(filePath('rollcall.db-wal'));
    expect(log.length).toBeGreaterThan(0);
    truncateSync(filePath('rollcall.db'), 1024);
    const file = readFileSync(filePath('rollcall.db'));
    expect(await refusalOfStart()).toMatchObject({ code: 'database_broken' });
    expect(readFileSync(filePath('rollcall.db')).equals(file)).toBe(true);
    expect(readFileSync(filePath('rollcall.db-wal')).equals(log)).toBe(true);
  });

  it('cut after SIGKILL while the write-ahead log still holds everything: nothing was lost, and it starts', async () => {
    // One that was never stopped: all that it knows is in the log.
    await authority.remove();
    authority = await startSetUpAuthority();
    await authority.kill();
    truncateSync(filePath('rollcall.db'), 1024);
    await authority.restart();
    const { users } = await authority.run<{ users: { name: string }[] }>(['user', 'list']);
    expect(users.map(({ name }) => name)).toEqual(['boss']);
  });
});

describe('the data directory', () => {
  it.each(['.', 'keys'])(
    'that others can read (%s) is refused, with the command that mends it',
    async (name) => {
      await authority.stop();
      chmodSync(filePath(name), 0o755);
      const refusal = await refusalOfStart();
      expect(refusal).toMatchObject({ code: 'data_dir_permissions' });
      expect(String(refusal['fix'])).toMatch(/^chmod 700 /);
      chmodSync(filePath(name), 0o700);
      await authority.restart();
    },
  );

  it('belongs to one process: a second one is told who holds it', async () => {
    const refusal = await refusalOfStart();
    expect(refusal).toMatchObject({ code: 'data_dir_locked' });
    expect(String(refusal['holder'])).toContain(String(authority.pid));
  });

  it('is free again after SIGKILL, without anybody cleaning up', async () => {
    await authority.kill();
    await authority.restart();
    expect((await new ApiClient(authority.origin, authority.ca).call('GET', '/health')).status).toBe(200);
  });
});

describe('settings.json', () => {
  it('with a syntax error: the last recorded settings are in force, loudly, and the broken file is kept', async () => {
    await authority.run(['settings', 'set', 'sessions.limit', '1']);
    await authority.stop();
    const broken = readFileSync(filePath('settings.json'), 'utf8').replace('{', '{ oops');
    writeFileSync(filePath('settings.json'), broken);
    await authority.restart();

    expect(readSettings().sessions.limit).toBe(1);
    expect(readFileSync(filePath('settings.json.broken'), 'utf8')).toBe(broken);
    expect(JSON.stringify(await authority.run(['status']))).toContain('settings_replaced');
    expect((await listAudit(authority)).some(({ action }) => action === 'settings.replaced')).toBe(true);

    await addUser(authority, 'ann', {});
    const api = new ApiClient(authority.origin, authority.ca);
    await api.mustSignIn('ann', passwordOf('ann'), 'first');
    expect((await api.signIn('ann', passwordOf('ann'), 'second')).status).toBe(409);
  });

  it.each([
    ['an unknown field', (settings: Settings) => ({ ...settings, extra: 1 })],
    [
      'a wrong type',
      (settings: Settings) => ({ ...settings, sessions: { ...settings.sessions, limit: '1' } }),
    ],
    [
      'a limit below 0',
      (settings: Settings) => ({ ...settings, sessions: { ...settings.sessions, limit: -1 } }),
    ],
    ['a list instead of an object', () => []],
  ])('with %s: replaced by the last recorded ones', async (_what, edit) => {
    await authority.stop();
    const before = readSettings();
    writeFileSync(filePath('settings.json'), JSON.stringify(edit(before)));
    await authority.restart();
    expect(readSettings()).toEqual(before);
    expect(JSON.stringify(await authority.run(['status']))).toContain('settings_replaced');
  });

  it('of a newer schema: refuses to start, and leaves the file as it is', async () => {
    await authority.stop();
    const newer = JSON.stringify({ ...readSettings(), schema: defaultSettings.schema + 1, brandNew: true });
    writeFileSync(filePath('settings.json'), newer);
    expect(await refusalOfStart()).toMatchObject({ code: 'settings_newer' });
    expect(readFileSync(filePath('settings.json'), 'utf8')).toBe(newer);
    rmSync(filePath('settings.json'));
    await authority.restart();
    expect(readSettings().schema).toBe(defaultSettings.schema);
  });

  it('edited by hand: in force, as a new revision in the audit', async () => {
    await authority.stop();
    const before = readSettings();
    const edited = { ...before, portal: { ...before.portal, title: 'Workshop' } };
    writeFileSync(filePath('settings.json'), JSON.stringify(edited));
    await authority.restart();
    expect(readSettings()).toEqual({ ...edited, revision: before.revision + 1 });
    const entry = (await listAudit(authority)).find(
      ({ action, actor }) => action === 'settings.changed' && actor === 'file',
    );
    expect(entry).toBeDefined();
    expect((await new ApiClient(authority.origin, authority.ca).call('GET', '/sign-in')).text).toContain(
      'Workshop',
    );
  });

  it('edited by hand with an absurd revision: starts, and starts again', async () => {
    await authority.stop();
    const before = readSettings();
    const portal = { ...before.portal, title: 'Workshop' };
    const edited = { ...before, portal, revision: Number.MAX_SAFE_INTEGER };
    writeFileSync(filePath('settings.json'), JSON.stringify(edited));
    await authority.restart();
    await authority.run(['settings', 'set', 'portal.title', 'Office']);
    await authority.restart();
    expect(readSettings().portal.title).toBe('Office');
  });

  it('of an older revision, or missing: written again from the record', async () => {
    await authority.stop();
    const older = readFileSync(filePath('settings.json'), 'utf8');
    await authority.restart();
    await authority.run(['settings', 'set', 'sessions.limit', '7']);
    await authority.stop();
    writeFileSync(filePath('settings.json'), older);
    await authority.restart();
    expect(readSettings().sessions.limit).toBe(7);
    await authority.stop();
    rmSync(filePath('settings.json'));
    expect(existsSync(filePath('settings.json'))).toBe(false);
    await authority.restart();
    expect(readSettings().sessions.limit).toBe(7);
  });
});
