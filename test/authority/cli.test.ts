import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanText } from '../../electron/authority/entry/cli/clean-text.ts';
import { makeTable } from '../../electron/authority/entry/cli/make-table.ts';
import { defaultDataDir } from '../../electron/authority/entry/default-data-dir.ts';
import type { AffectedSession, SessionView } from '../../shared/model/session.ts';
import type { UserView } from '../../shared/model/user.ts';
import {
  addUser,
  adminPassword,
  makeDataDir,
  passwordOf,
  startAuthority,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { programPath } from '../support/root-dir.ts';
import { runProgram, type ProgramAnswer } from '../support/run-program.ts';

let authority: AuthorityProcess;
const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-cli-'));

beforeAll(async () => {
  authority = await startSetUpAuthority();
});

afterAll(async () => {
  await authority?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** As a person runs it: without --json. */
function type(args: readonly string[], stdin?: string): Promise<ProgramAnswer> {
  return runProgram([...args, '--data', authority.dataDir], { stdin });
}

function setUp(dataDir: string, more: readonly string[] = []): Promise<ProgramAnswer> {
  return runProgram(['setup', '--admin', 'boss', '--password-stdin', '--data', dataDir, '--json', ...more], {
    stdin: `${adminPassword}\n`,
  });
}

describe('exit codes', () => {
  it('are 0 when done, with one JSON document on standard output and nothing else', async () => {
    for (const args of [
      ['status'],
      ['user', 'list'],
      ['session', 'list'],
      ['session', 'list', '--ended'],
      ['app', 'list'],
      ['settings', 'get'],
      ['settings', 'get', 'sessions.limit'],
      ['audit', 'list'],
    ]) {
      const answer = await authority.cli(args);
      expect([args, answer.code, answer.stderr]).toEqual([args, 0, '']);
      expect(answer.stdout.split('\n')).toHaveLength(2);
      expect(answer.json()).toBeTypeOf('object');
    }
  });

  it('are 1 when refused, with code and sentence on standard error', async () => {
    const answer = await authority.cli(['user', 'disable', 'nobody']);
    expect(answer.code).toBe(1);
    expect(answer.stderr).toMatch(/^user_not_found: There is no such user\.\nname: nobody\n$/);
    expect(answer.json()).toEqual({
      error: { code: 'user_not_found', message: 'There is no such user.', data: { name: 'nobody' } },
    });
    expect((await type(['user', 'disable', 'nobody'])).stdout).toBe('');
  });

  it.each([
    [['nothing']],
    [['user']],
    [['user', 'nothing']],
    [['user', 'add']],
    [['user', 'add', 'a', 'b']],
    [['user', 'add', 'a', '--password', 'never as an argument']],
    [['user', 'add', 'a', '--limit', '-1']],
    [['user', 'add', 'a', '--limit', '1.5']],
    [['user', 'add', 'a', '--policy', 'kick']],
    [['user', 'add', 'a', '--final']],
    [['user', 'add', 'a', '--password-stdin']],
    [['user', 'set', 'boss']],
    [['session', 'end']],
    [['session', 'end', 'x', '--all']],
    [['app', 'add', 'x']],
    [['app', 'add', 'x', '--kind', 'magic', '--url', 'https://10.0.0.1']],
    [['setup']],
    [['serve', '--https-port', '70000']],
    [['serve', '--host', 'not an address']],
    [['status', '--nothing']],
    [['audit', 'list', '--limit', '0']],
  ])('are 2 for wrong use: %j', async (args) => {
    const answer = await type(args);
    expect(answer.code).toBe(2);
    expect(answer.stderr).not.toBe('');
    expect(answer.stdout).toBe('');
  });

  it('are 3 when nothing runs and nothing is there, without making anything', async () => {
    const dataDir = path.join(folder, 'not-there');
    for (const args of [['status'], ['user', 'list'], ['session', 'end', '--all']]) {
      const answer = await runProgram([...args, '--data', dataDir]);
      expect([args, answer.code]).toEqual([args, 3]);
      expect(answer.stderr).toMatch(/^authority_unreachable: /);
    }
    expect(existsSync(dataDir)).toBe(false);
  });

  it('are 0 for help and version', async () => {
    expect((await runProgram(['--help'])).code).toBe(0);
    expect((await runProgram(['help', 'user'])).stdout).toContain('disable');
    expect((await runProgram(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('setup', () => {
  it('works on a running authority and on a data directory nobody has open, once', async () => {
    expect((await setUp(authority.dataDir)).stderr).toMatch(/^admin_exists: /);
    const dataDir = path.join(folder, 'offline');
    const first = await setUp(dataDir);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(first.json()).toMatchObject({ admin: { name: 'boss', admin: true, state: 'active' } });
    const second = await setUp(dataDir);
    expect([second.code, second.json()]).toMatchObject([1, { error: { code: 'admin_exists' } }]);
    expect(statSync(path.join(dataDir, 'rollcall.db')).mode & 0o077).toBe(0);
  });

  it('takes settings and users from a file', async () => {
    const answersPath = path.join(folder, 'answers.json');
    writeFileSync(
      answersPath,
      JSON.stringify({
        settings: { 'sessions.limit': 1, 'portal.title': 'Shop' },
        users: [{ name: 'ann', email: 'ann@example.com', limit: 3 }, { name: 'bob' }],
      }),
    );
    const dataDir = path.join(folder, 'answers');
    const answer = await setUp(dataDir, ['--answers', answersPath]);
    expect(answer.code).toBe(0);
    const { users } = answer.json<{ users: { user: UserView; welcome: { code: string } }[] }>();
    expect(users.map(({ user }) => [user.name, user.effectiveLimit])).toEqual([
      ['ann', { value: 3, boundBy: 'user' }],
      ['bob', { value: 1, boundBy: 'install' }],
    ]);
    for (const { welcome } of users) expect(welcome.code).toMatch(/^[0-9A-Z-]{8,}$/);
  });

  it.each([
    ['broken JSON', '{"users": ['],
    ['an unknown field', '{"people": []}'],
    ['an unknown setting', '{"settings": {"sessions.nothing": 1}}'],
    ['a user twice', '{"users": [{"name": "Ann"}, {"name": "ａnn"}]}'],
    ['the admin as a user', '{"users": [{"name": "BOSS"}]}'],
    ['a name with a control character', '{"users": [{"name": "a\\u0007"}]}'],
  ])('changes nothing when the file has %s', async (_what, text) => {
    const answersPath = path.join(folder, 'wrong.json');
    writeFileSync(answersPath, text);
    const dataDir = path.join(folder, 'wrong');
    const answer = await setUp(dataDir, ['--answers', answersPath]);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain('wrong.json');
    expect(existsSync(dataDir)).toBe(false);
  });

  it('changes no setting of an install that has an admin', async () => {
    const answersPath = path.join(folder, 'again.json');
    writeFileSync(answersPath, JSON.stringify({ settings: { 'sessions.keepEndedDays': 7 } }));
    expect((await setUp(authority.dataDir, ['--answers', answersPath])).code).toBe(1);
    expect(await authority.run(['settings', 'get', 'sessions.keepEndedDays'])).toMatchObject({ value: 90 });
  });

  it('leaves no admin behind when a setting is refused', async () => {
    const answersPath = path.join(folder, 'refused.json');
    writeFileSync(answersPath, JSON.stringify({ settings: { 'sessions.limit': -5 } }));
    const dataDir = path.join(folder, 'refused');
    const refused = await setUp(dataDir, ['--answers', answersPath]);
    expect([refused.code, refused.json()]).toMatchObject([1, { error: { code: 'setting_invalid' } }]);
    expect((await setUp(dataDir)).code).toBe(0);
  });
});

describe('users', () => {
  it('are added with a one-time code, or with a password that is temporary unless final', async () => {
    const withCode = await authority.run<{ user: UserView; welcome: { code: string; url: string } }>([
      'user',
      'add',
      'code-user',
      '--limit',
      '1',
      '--name',
      'Full Name',
    ]);
    expect(withCode.user).toMatchObject({ state: 'not_set_up', limit: 1, displayName: 'Full Name' });
    expect(withCode.welcome.url).toBe(`${authority.origin}/welcome`);
    const temporary = await authority.run(
      ['user', 'add', 'temp', '--password-stdin'],
      'given by the admin\r\nmore',
    );
    expect(temporary).toMatchObject({ user: { state: 'not_set_up' } });
    expect(temporary).not.toHaveProperty('welcome');
    const final = await authority.run(
      ['user', 'add', 'fin', '--password-stdin', '--final'],
      'a good password',
    );
    expect(final).toMatchObject({ user: { state: 'active' } });
    const api = new ApiClient(authority.origin, authority.ca);
    expect((await api.signIn('fin', 'a good password', 'x')).status).toBe(201);
    expect((await api.signIn('temp', 'given by the admin', 'x')).json()).toMatchObject({
      code: 'own_password_required',
    });
  });

  it('are found by any spelling of the same name, changed, disabled, enabled and deleted', async () => {
    await authority.run(['user', 'add', 'Zoë']);
    const set = await authority.run(['user', 'set', 'ZOE\u0308', '--limit', 'unlimited', '--admin']);
    expect(set).toMatchObject({ user: { name: 'Zoë', limit: 'unlimited', admin: true } });
    expect(await authority.run(['user', 'set', 'zoë', '--no-admin'])).toMatchObject({
      user: { admin: false },
    });
    expect(await authority.run(['user', 'disable', 'zoë'])).toMatchObject({ user: { state: 'disabled' } });
    expect(await authority.run(['user', 'enable', 'zoë'])).toMatchObject({ user: { state: 'not_set_up' } });
    await authority.run(['user', 'delete', 'zoë']);
    expect((await authority.cli(['user', 'delete', 'zoë'])).code).toBe(1);
    expect((await authority.cli(['user', 'delete', 'boss'])).stderr).toMatch(/^last_admin: /);
  });

  it('keep their sessions when a limit is lowered, unless it says now', async () => {
    await addUser(authority, 'low', { limit: 3 });
    const api = new ApiClient(authority.origin, authority.ca);
    for (const device of ['first', 'second', 'third']) await api.mustSignIn('low', passwordOf('low'), device);
    const dry = await authority.run<{ affected: AffectedSession[] }>([
      'user',
      'set',
      'low',
      '--limit',
      '1',
      '--dry-run',
    ]);
    expect(dry.affected.map(({ session, reason }) => [session.device, reason])).toEqual([
      ['first', 'limit_reduced'],
      ['second', 'limit_reduced'],
    ]);
    expect(await authority.run(['user', 'set', 'low', '--limit', '2'])).toMatchObject({ ended: [] });
    const now = await authority.run<{ ended: SessionView[] }>([
      'user',
      'set',
      'low',
      '--limit',
      '1',
      '--surplus',
      'now',
    ]);
    expect(now.ended.map(({ device, ended }) => [device, ended?.reason])).toEqual([
      ['first', 'limit_reduced'],
      ['second', 'limit_reduced'],
    ]);
  });

  it('who are admins get a code to reset the password on this computer', async () => {
    const reset = await authority.run<{ user: string; code: string }>(['admin', 'reset', 'BOSS']);
    expect(reset).toMatchObject({ user: 'boss' });
    expect((await type(['admin', 'reset', 'boss'])).stdout).toMatch(/One-time code for boss, good until /);
  });
});

describe('sessions', () => {
  it('are listed and ended by id, by the end of an id, by user, and all', async () => {
    await addUser(authority, 'sam', { limit: 'unlimited' });
    const api = new ApiClient(authority.origin, authority.ca);
    const [one, two, three, four] = await Promise.all(
      ['one', 'two', 'three', 'four'].map((device) => api.mustSignIn('sam', passwordOf('sam'), device)),
    );
    const listed = await authority.run<{ sessions: SessionView[] }>(['session', 'list', '--user', 'SAM']);
    expect(listed.sessions.map(({ device }) => device).sort()).toEqual(['four', 'one', 'three', 'two']);

    const id = one?.session.id ?? '';
    await authority.run(['session', 'end', id]);
    expect((await authority.cli(['session', 'end', id])).stderr).toMatch(/^session_not_found: /);
    expect((await authority.cli(['session', 'end', (two?.session.id ?? '').slice(-3)])).code).toBe(1);
    await authority.run(['session', 'end', (two?.session.id ?? '').slice(-8)]);
    const byUser = await authority.run<{ ended: SessionView[] }>(['session', 'end', '--user', 'sam']);
    expect(byUser.ended).toHaveLength(2);
    for (const each of [one, two, three, four]) {
      expect((await api.whoAmI(each?.token ?? '')).json()).toMatchObject({
        code: 'ended',
        reason: 'ended_by_admin',
      });
    }
    const ended = await authority.run<{ sessions: SessionView[] }>([
      'session',
      'list',
      '--ended',
      '--user',
      'sam',
    ]);
    expect(ended.sessions.map((session) => session.ended?.reason)).toEqual(Array(4).fill('ended_by_admin'));
    await authority.run(['session', 'end', '--all']);
    expect(await authority.run(['session', 'list'])).toEqual({ sessions: [] });
    expect((await type(['session', 'list'])).stdout).toBe('Nobody is signed in.\n');
  });
});

describe('apps', () => {
  it('are added with id, key and snippet, listed, and removed by name', async () => {
    const url = 'https://10.1.2.3:4443';
    const added = await authority.run<{ app: { id: string }; secret: string; snippet: string }>([
      'app',
      'add',
      'ERP',
      '--kind',
      'forward-auth',
      '--url',
      `${url}/`,
    ]);
    expect(added.secret).toMatch(new RegExp(`^${added.app.id}\\.[\\w-]{43}$`));
    expect(added.snippet).toContain(added.secret);
    const listed = await authority.cli(['app', 'list']);
    expect(listed.json()).toMatchObject({ apps: [{ name: 'ERP', url, foreignAuthorization: 'refuse' }] });
    expect(listed.stdout).not.toContain(added.secret.split('.')[1]);

    const plain = ['app', 'add', 'Old', '--kind', 'forward-auth', '--url', 'http://10.1.2.4'];
    expect((await authority.cli(plain)).stderr).toMatch(/^app_plain_http: /);
    const typed = await type([...plain, '--allow-plain-http']);
    expect(typed.code).toBe(0);
    expect(typed.stdout).toMatch(/^# Rollcall in front of "Old"/);
    expect(typed.stderr).toMatch(/^Old is added\..*\n {2}id {3}old\w+\n {2}key {2}old\w+\.[\w-]+\n$/);
    await authority.run(['app', 'remove', 'erp']);
    expect((await authority.cli(['app', 'remove', 'erp'])).stderr).toMatch(/^app_not_found: /);
  });
});

describe('settings', () => {
  it('are read and written by key, each in its own form', async () => {
    for (const [key, text, value] of [
      ['sessions.limit', '7', 7],
      ['sessions.limit', 'unlimited', 'unlimited'],
      ['portal.title', '123', '123'],
      ['network.names', 'a.example, b.example', ['a.example', 'b.example']],
      ['network.names', '', []],
      ['sessions.browser.idleSeconds', '3600', 3600],
    ] as const) {
      await authority.run(['settings', 'set', key, text]);
      expect(await authority.run(['settings', 'get', key])).toEqual({ key, value });
    }
    expect((await type(['settings', 'get', 'portal.title'])).stdout).toBe('123\n');
  });

  it('that do not fit or do not exist are refused', async () => {
    expect((await authority.cli(['settings', 'set', 'sessions.limit', 'many'])).stderr).toMatch(
      /^setting_invalid: /,
    );
    expect((await authority.cli(['settings', 'set', 'portal.title', ''])).stderr).toMatch(
      /^setting_invalid: /,
    );
    expect((await authority.cli(['settings', 'get', '__proto__'])).stderr).toMatch(/^setting_unknown: /);
  });

  it('of the network are put in force at once; a port that another program holds changes nothing', async () => {
    const dataDir = path.join(folder, 'ports');
    await setUp(dataDir);
    const run = (...args: string[]) => runProgram([...args, '--data', dataDir, '--json']);
    const [https, http, next] = [await findFreePort(), await findFreePort(), await findFreePort()];
    await run('settings', 'set', 'network.hosts', '127.0.0.1');
    await run('settings', 'set', 'network.httpsPort', String(https));
    await run('settings', 'set', 'network.httpPort', String(http));
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const taken = (blocker.address() as AddressInfo).port;
    const child = spawn(process.execPath, [programPath, 'serve', '--data', dataDir], { stdio: 'ignore' });
    try {
      await eventually('the start', async () => (await run('status')).code === 0);
      const ca = readFileSync(path.join(dataDir, 'keys/ca.crt.pem'), 'utf8');
      const health = (port: number) =>
        send(`https://127.0.0.1:${String(port)}/health`, { ca, agent: new Agent({ ca }) });

      const refused = await run('settings', 'set', 'network.httpsPort', String(taken));
      expect([refused.code, refused.json()]).toMatchObject([
        1,
        {
          error: {
            code: 'port_busy',
            data: { port: taken, holder: expect.stringContaining(String(process.pid)) },
          },
        },
      ]);
      expect((await run('settings', 'get', 'network.httpsPort')).json()).toMatchObject({ value: https });
      expect((await health(https)).status).toBe(200);

      expect((await run('settings', 'set', 'network.httpsPort', String(next))).code).toBe(0);
      expect((await run('status')).json()).toMatchObject({ origin: `https://127.0.0.1:${String(next)}` });
      expect((await health(next)).status).toBe(200);
      await expect(health(https)).rejects.toThrow('ECONNREFUSED');
    } finally {
      blocker.close();
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    }
  });
});

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('without a running authority', () => {
  it('several command lines at once take turns with the data directory', async () => {
    const dataDir = path.join(folder, 'turns');
    await setUp(dataDir);
    const names = ['a', 'b', 'c', 'd'];
    const answers = await Promise.all(
      names.map((name) => runProgram(['user', 'add', name, '--data', dataDir])),
    );
    expect(answers.map(({ code, stderr }) => [code, stderr])).toEqual(names.map(() => [0, '']));
    const { users } = (await runProgram(['user', 'list', '--json', '--data', dataDir])).json<{
      users: UserView[];
    }>();
    expect(users.map(({ name }) => name).sort()).toEqual(['a', 'b', 'boss', 'c', 'd']);
  });

  it('status says that none runs', async () => {
    const dataDir = path.join(folder, 'status');
    await setUp(dataDir);
    expect((await runProgram(['status', '--data', dataDir])).code).toBe(3);
  });

  it('the socket of a killed one is no obstacle, to the command line and to the next authority', async () => {
    const other = await startSetUpAuthority();
    await other.kill();
    expect(existsSync(other.socket)).toBe(true);
    expect(await other.run(['user', 'add', 'after'])).toMatchObject({ user: { name: 'after' } });
    await other.restart();
    expect(await other.run(['status'])).toMatchObject({ users: 2 });
    await other.remove();
  });

  it('a data directory others can read is refused with the fix', async () => {
    const dataDir = path.join(folder, 'open');
    await setUp(dataDir);
    chmodSync(dataDir, 0o755);
    const answer = await runProgram(['user', 'list', '--data', dataDir]);
    expect([answer.code, answer.stderr]).toEqual([
      1,
      expect.stringMatching(/^data_dir_permissions: [^]*chmod 700/),
    ]);
  });
});

describe('a data directory with a long name', () => {
  it('has its socket at a short path, open to the owner alone', async () => {
    const dataDir = path.join(makeDataDir(), 'x'.repeat(60), 'y'.repeat(60));
    const other = await startAuthority({ dataDir });
    expect(Buffer.byteLength(other.socket)).toBeLessThanOrEqual(100);
    expect(statSync(path.dirname(other.socket)).mode & 0o077).toBe(0);
    expect(await other.run(['status'])).toMatchObject({ dataDir });
    const socket = other.socket;
    await other.remove();
    expect(existsSync(path.dirname(socket))).toBe(false);
  });
});

describe('what is printed', () => {
  it('cannot move the terminal, whatever a device calls itself', () => {
    expect(cleanText('a\u001B[2Jb\u202Ec\nd')).toBe('a\uFFFD[2Jb\uFFFDc\uFFFDd');
    expect(makeTable(['A', 'B'], [['x\ty', 'z']])).toBe('A    B\nx\uFFFDy  z');
  });

  it('stands in columns, also with wide characters', () => {
    expect(
      makeTable(
        ['NAME', 'N'],
        [
          ['李雷', '1'],
          ['ann', '2'],
        ],
      ),
    ).toBe('NAME  N\n李雷  1\nann   2');
  });
});

describe('the data directory when none is named', () => {
  it('is that of the desktop app, for root that of the service unless only the other exists', () => {
    const app = defaultDataDir(false);
    expect(app).toMatch(/Rollcall.data$/);
    expect(defaultDataDir(true, () => false)).toBe('/var/lib/rollcall');
    expect(defaultDataDir(true, () => true)).toBe('/var/lib/rollcall');
    expect(defaultDataDir(true, (dir) => dir === app)).toBe(app);
  });
});
