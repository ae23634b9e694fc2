import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'libsql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../shared/model/audit.ts';
import type { GroupView } from '../../shared/model/group.ts';
import type { AffectedSession, SessionView } from '../../shared/model/session.ts';
import type { RulesFile } from '../../shared/model/rules-file.ts';
import type { UserView } from '../../shared/model/user.ts';
import type { WhatIfAnswer } from '../../shared/model/what-if.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient } from '../support/client.ts';
import { countLive, listAudit, listEnded } from '../support/facts.ts';
import { runProgram, type ProgramAnswer } from '../support/run-program.ts';

/** Many commands, each a process of its own. */
const longMs = 240_000;

/** The one that the commands of a test talk to. */
let authority: AuthorityProcess;
let shared: AuthorityProcess;
let api: ApiClient;
const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-rules-'));
const started: AuthorityProcess[] = [];

function talkTo(one: AuthorityProcess): void {
  authority = one;
  api = new ApiClient(one.origin, one.ca);
}

/** For tests that are about everybody who is in. */
async function startAnew(): Promise<void> {
  const one = await startSetUpAuthority();
  started.push(one);
  talkTo(one);
}

beforeAll(async () => {
  shared = await startSetUpAuthority();
});

beforeEach(() => talkTo(shared));

afterEach(async () => {
  for (const one of started.splice(0)) await one.remove();
});

afterAll(async () => {
  await shared?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** As a person runs it: without --json. */
function type(...args: string[]): Promise<ProgramAnswer> {
  return runProgram([...args, '--data', authority.dataDir]);
}

async function addUsers(...names: string[]): Promise<void> {
  for (const name of names) await addUser(authority, name);
}

function signIn(name: string, device: string): ReturnType<ApiClient['mustSignIn']> {
  return api.mustSignIn(name, passwordOf(name), device);
}

async function findUser(name: string): Promise<UserView | undefined> {
  const { users } = await authority.run<{ users: UserView[] }>(['user', 'list']);
  return users.find((user) => user.name === name);
}

describe('groups', { timeout: longMs }, () => {
  it('are added, set, ordered and deleted, and bind in their order', async () => {
    await authority.run(['group', 'add', 'Office', '--limit', '3', '--browser-idle', '4h']);
    await authority.run(['group', 'add', 'night', '--limit', '1', '--policy', 'refuse']);
    await addUsers('ann');
    await authority.run(['user', 'set', 'ann', '--group', 'NIGHT', '--group', 'office']);
    expect(await findUser('ann')).toMatchObject({
      effectiveLimit: { value: 3, boundBy: 'group', group: 'Office' },
      effectivePolicy: { value: 'refuse', boundBy: 'group', group: 'night' },
      expiry: { browser: { idleSeconds: { value: 4 * 3600 } } },
    });
    expect((await type('user', 'list')).stdout).toMatch(/^ann .* 3 \(group Office\) .* Office, night /m);

    await authority.run(['group', 'order', 'night', 'Office']);
    expect(await findUser('ann')).toMatchObject({ effectiveLimit: { value: 1, group: 'night' } });
    await authority.run(['group', 'set', 'night', '--limit', 'inherit', '--rename', 'Late']);
    expect(await findUser('ann')).toMatchObject({ effectiveLimit: { value: 3, group: 'Office' } });
    // One time of a life changes only that one.
    await authority.run(['group', 'set', 'Office', '--browser-absolute', '1h30m']);
    await authority.run(['group', 'set', 'Office', '--hours', 'mon-fri 8:00-18:00', '--outside', 'end']);
    const { groups } = await authority.run<{ groups: GroupView[] }>(['group', 'list']);
    expect(groups.map(({ name, members }) => [name, members])).toEqual([
      ['Late', 1],
      ['Office', 1],
    ]);
    expect(groups[1]?.rules).toMatchObject({
      browser: { idleSeconds: 4 * 3600, absoluteSeconds: 5400 },
      hours: { windows: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }], outside: 'end' },
    });
    expect((await type('group', 'list')).stdout).toMatch(
      /^Office .* 4h \/ 1h30m .* mon-fri 08:00-18:00, then signed out$/m,
    );
    await authority.run(['group', 'set', 'Office', '--browser-idle', 'inherit', '--hours', 'always']);
    expect((await type('group', 'list')).stdout).toMatch(/^Office .* inherit \/ 1h30m .* always$/m);
    await authority.run(['group', 'delete', 'office']);
    expect(await findUser('ann')).toMatchObject({ effectiveLimit: { value: 2, boundBy: 'install' } });
    await authority.run(['user', 'set', 'ann', '--no-groups']);
    expect(await findUser('ann')).toMatchObject({ groups: [] });
  });

  it('refuse what does not fit, with the sentence, and change nothing', async () => {
    await authority.run(['group', 'add', 'one']);
    await authority.run(['group', 'add', 'two']);
    for (const [args, code] of [
      [['group', 'add', 'ONE'], 'group_name_taken'],
      [['group', 'set', 'two', '--rename', 'One'], 'group_name_taken'],
      [['group', 'set', 'three', '--limit', '1'], 'group_not_found'],
      [['group', 'order', 'two'], 'groups_incomplete'],
      [['group', 'order', 'two', 'two'], 'groups_incomplete'],
      [['user', 'set', 'boss', '--group', 'three'], 'group_not_found'],
    ] as const) {
      const answer = await authority.cli(args);
      expect([args, answer.code, answer.json()]).toMatchObject([args, 1, { error: { code } }]);
    }
    const { groups } = await authority.run<{ groups: GroupView[] }>(['group', 'list']);
    expect(groups.map(({ name }) => name).slice(-2)).toEqual(['one', 'two']);
  });

  it('show first whom a stricter rule would end', async () => {
    await authority.run(['group', 'add', 'g', '--limit', '3']);
    await addUsers('gus');
    await authority.run(['user', 'set', 'gus', '--group', 'g']);
    for (const device of ['A', 'B', 'C']) await signIn('gus', device);
    const dry = await authority.run<{ affected: AffectedSession[] }>([
      'group',
      'set',
      'g',
      '--limit',
      '1',
      '--dry-run',
    ]);
    expect(dry.affected.map(({ session, reason }) => [session.device, reason])).toEqual([
      ['A', 'limit_reduced'],
      ['B', 'limit_reduced'],
    ]);
    expect(await countLive(authority, 'gus')).toBe(3);
    expect((await type('group', 'set', 'g', '--limit', '1', '--surplus', 'now')).stdout).toBe(
      'g is changed. Ended now: A of gus, B of gus.\n',
    );
    expect(await countLive(authority, 'gus')).toBe(1);
  });
});

describe('the plan', { timeout: longMs }, () => {
  beforeEach(startAnew);

  it('9: 2 + 2 + 1 = 5 of 5 is saved, 2 + 2 + 2 is refused with "6 of 5"; a fourth user finds no seat', async () => {
    await addUsers('ann', 'bob', 'cid', 'dora');
    const reserve = ['--reserve', 'ann=2', '--reserve', 'bob=2'];
    for (const more of [[], ['--dry-run']]) {
      const refused = await authority.cli([
        'plan',
        'set',
        '--seats',
        '5',
        ...reserve,
        '--reserve',
        'cid=2',
        ...more,
      ]);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(/^reservations_exceed_plan: .*\n(.*\n)*sum: 6 of 5\n$/);
    }
    expect(await authority.run(['plan', 'show'])).toMatchObject({
      plan: { seats: 'unlimited' },
      reservations: [],
    });
    const set = await type('plan', 'set', '--seats', '5', ...reserve, '--reserve', 'cid=1');
    expect(set.stdout).toBe('The plan is changed. Reserved: 2 + 2 + 1 = 5 of 5.\n');
    expect((await type('user', 'set', 'dora', '--reserve', '1')).stderr).toContain('sum: 6 of 5');

    for (const [name, device] of [
      ['ann', 'A1'],
      ['ann', 'A2'],
      ['bob', 'B1'],
      ['bob', 'B2'],
      ['cid', 'C1'],
    ] as const) {
      await signIn(name, device);
    }
    expect((await api.signIn('dora', passwordOf('dora'), 'D')).json()).toMatchObject({ code: 'seats_full' });
    expect(await countLive(authority)).toBe(5);
    const shown = (await type('plan', 'show')).stdout;
    expect(shown).toContain('Seats      5 of 5 in use\n');
    expect(shown).toContain('Reserved   2 + 2 + 1 = 5 of 5\n');
    expect(shown).toMatch(/^cid {3}1 {9}1$/m);
    const status = (await type('status')).stdout;
    expect(status).toContain('Seats                5 of 5 in use\n');
    expect(status).toContain(
      '5 let in, 0 asked which device to sign out, 0 stopped by the limit, 1 without a seat, 0 outside the hours, 0 while paused, 0 wrong',
    );
    expect(status).toContain('Last backup          none yet\n');
    expect(status).toMatch(/^ALARM seats_nearly_full: 5 of 5 seats of the plan are in use/m);
  });

  it('25: lowered below its use, says who is affected and ends nobody before it is told to', async () => {
    await addUsers('ann', 'bob');
    await authority.run(['settings', 'set', 'sessions.limit', '5']);
    for (const device of ['1', '2', '3', '4']) await signIn('ann', device);
    for (const device of ['5', '6', '7']) await signIn('bob', device);
    const dry = await authority.run<{ affected: AffectedSession[] }>([
      'plan',
      'set',
      '--seats',
      '5',
      '--dry-run',
    ]);
    expect(dry.affected.map(({ session, reason }) => [session.device, reason])).toEqual([
      ['1', 'plan_reduced'],
      ['2', 'plan_reduced'],
    ]);
    await authority.run(['plan', 'set', '--seats', '5']);
    expect(await countLive(authority)).toBe(7);
    expect((await api.signIn('bob', passwordOf('bob'), '8')).json()).toMatchObject({ code: 'seats_full' });
    expect((await type('plan', 'set', '--seats', '3', '--surplus', 'now')).stdout).toMatch(
      /Ended now: 1 of ann, 2 of ann, 3 of ann, 4 of ann\.\n$/,
    );
    expect(await countLive(authority)).toBe(3);
  });

  it('is tried on what was recorded, and changes nothing by it', async () => {
    await addUsers('ann', 'bob');
    for (const device of ['A', 'B']) await signIn('ann', device);
    await signIn('bob', 'X');
    await api.signIn('ann', passwordOf('ann'), 'C');
    const what = (...args: string[]): Promise<WhatIfAnswer> =>
      authority.run<WhatIfAnswer>(['plan', 'what-if', ...args]);
    expect(await what('--limit', '1', '--policy', 'refuse')).toMatchObject({
      signIns: 4,
      refused: 2,
      asked: 0,
      cases: [
        { userName: 'ann', device: 'C', outcome: 'refused', devices: [{ userName: 'ann', device: 'A' }] },
        { userName: 'ann', device: 'B', outcome: 'refused', devices: [{ userName: 'ann', device: 'A' }] },
      ],
    });
    expect(await what()).toMatchObject({ asked: 1, cases: [{ device: 'C' }] });
    expect(await what('--limit', '3')).toMatchObject({ asked: 0, refused: 0, cases: [] });
    expect(await what('--limit', '1', '--user', 'bob')).toMatchObject({ signIns: 1, cases: [] });
    expect(await what('--limit', 'unlimited', '--seats', '2')).toMatchObject({ seatsFull: 2 });
    expect(await what('--seats', '3', '--reserve', 'ann=3', '--limit', '5')).toMatchObject({
      seatsFull: 1,
      cases: [{ userName: 'bob', outcome: 'seats_full' }],
    });
    const text = (await type('plan', 'what-if', '--limit', '1', '--policy', 'end-oldest')).stdout;
    expect(text).toMatch(/ ann +B +browser +let in, signed out +A of ann$/m);
    expect(await countLive(authority)).toBe(3);
    expect(await authority.run(['settings', 'get', 'sessions.limit'])).toMatchObject({ value: 2 });
    expect((await authority.cli(['plan', 'what-if', '--user', 'nobody'])).code).toBe(1);
  });

  it('and the rules of one user are tried first', async () => {
    await addUsers('ann');
    await authority.run(['group', 'add', 'tight', '--limit', '1']);
    for (const device of ['A', 'B']) await signIn('ann', device);
    const dry = await authority.run<{ affected: AffectedSession[] }>([
      'user',
      'set',
      'ann',
      '--group',
      'tight',
      '--dry-run',
    ]);
    expect(dry.affected.map(({ session }: { session: SessionView }) => session.device)).toEqual(['A']);
    expect(await findUser('ann')).toMatchObject({ groups: [], liveSessions: 2 });
    await authority.run(['plan', 'set', '--seats', '1']);
    for (const more of [[], ['--dry-run']]) {
      const refused = await authority.cli(['user', 'set', 'ann', '--reserve', '2', ...more]);
      expect(refused.json()).toMatchObject({ error: { data: { sum: '2 of 1' } } });
    }
  });
});

describe('the rules file', { timeout: longMs }, () => {
  beforeEach(startAnew);

  it('carries plan, limits and groups to a second install', async () => {
    await authority.run(['group', 'add', 'office', '--limit', '3', '--hours', 'mon-sun 00:00-24:00']);
    await addUsers('ann', 'bob');
    await authority.run(['user', 'set', 'ann', '--group', 'office', '--app-limit', '4']);
    await authority.run(['settings', 'set', 'sessions.policy', 'end-oldest']);
    await authority.run(['plan', 'set', '--seats', '5', '--mode', 'allocated', '--reserve', 'ann=2']);
    const file = path.join(folder, 'rules.json');
    expect((await type('plan', 'export', file)).stdout).toBe(`Plan and rules are in ${file}.\n`);
    expect(statSync(file).mode & 0o077).toBe(0);
    const exported = JSON.parse(readFileSync(file, 'utf8')) as RulesFile;
    expect(await authority.run(['plan', 'export'])).toEqual(exported);
    expect((await type('plan', 'export')).stdout).toBe(readFileSync(file, 'utf8'));

    await startAnew();
    await addUsers('ann', 'bob');
    for (const device of ['A', 'B']) await signIn('bob', device);
    const before = await authority.run(['plan', 'export']);
    const dry = await type('plan', 'import', file, '--dry-run');
    expect(dry.stdout).toContain('Would change:\n  Install: policy: ask → end-oldest\n');
    expect(dry.stdout).toContain('  User ann: reserved seats: 0 → 2\n');
    // Allocated, and nothing for Bob: none of his devices has a place.
    expect(dry.stdout).toMatch(/ bob +A .* plan_reduced\n.* bob +B .* plan_reduced\n$/);
    expect(await authority.run(['plan', 'export'])).toEqual(before);
    expect(await countLive(authority)).toBe(2);

    const done = await type('plan', 'import', file, '--surplus', 'now');
    expect([done.code, done.stdout]).toMatchObject([
      0,
      expect.stringMatching(/Ended now: A of bob, B of bob\.\n$/),
    ]);
    expect(await authority.run(['plan', 'export'])).toEqual(exported);
    expect((await listEnded(authority, 'bob')).map((session) => session.ended?.reason)).toEqual([
      'plan_reduced',
      'plan_reduced',
    ]);
    const entry = (await listAudit(authority)).find(({ action }) => action === 'rules.imported');
    expect(entry?.data['changes']).toContain('User ann: reserved seats: 0 → 2');
    expect((await type('audit', 'list')).stdout).toMatch(
      /user\.changed +done .* ann .*reservedSeats: 0 → 2.*through: rules/,
    );
    await authority.restart();
    expect(await authority.run(['plan', 'export'])).toEqual(exported);
    expect((await type('plan', 'import', file)).stdout).toBe('Nothing is different in this file.\n');
  });

  it('that does not fit is refused as a whole, with the place', async () => {
    const file = path.join(folder, 'wrong.json');
    const rules = await authority.run<RulesFile>(['plan', 'export']);
    const before = JSON.stringify(rules);
    for (const [text, error] of [
      ['{"rollcall":', { code: 'rules_file_invalid' }],
      [
        JSON.stringify({ ...rules, plan: { ...rules.plan, seats: -1 } }),
        { code: 'rules_file_invalid', data: { path: 'plan.seats' } },
      ],
      [
        JSON.stringify({
          ...rules,
          install: { ...rules.install, limit: 1 },
          users: { zed: rules.users['boss'] },
        }),
        { code: 'user_not_found', data: { name: 'zed' } },
      ],
      [
        JSON.stringify({
          ...rules,
          plan: { ...rules.plan, seats: 5 },
          users: { boss: { ...rules.users['boss'], reservedSeats: 6 } },
        }),
        { code: 'reservations_exceed_plan', data: { sum: '6 of 5' } },
      ],
    ] as const) {
      writeFileSync(file, `\uFEFF${text}`);
      const answer = await authority.cli(['plan', 'import', file]);
      expect([answer.code, answer.json()]).toMatchObject([1, { error }]);
    }
    expect(JSON.stringify(await authority.run(['plan', 'export']))).toBe(before);
    expect((await authority.cli(['plan', 'import', path.join(folder, 'not-there.json')])).code).toBe(2);
    expect((await authority.cli(['plan', 'export', path.join(folder, 'no', 'folder.json')])).code).toBe(2);
  });
});

describe('the audit', { timeout: longMs }, () => {
  it('is listed by words that are printed: the action, the result, a name, each of them, as many as wanted', async () => {
    const find = async (...args: string[]): Promise<AuditEntry[]> =>
      (await authority.run<{ entries: AuditEntry[] }>(['audit', 'list', ...args])).entries;
    await addUser(authority, 'words-a');
    await addUser(authority, 'words-b');
    const all = await find('--limit', '1000');
    const added = all.filter(({ action }) => action === 'user.added');
    assert(added[0] !== undefined && added.length > 1);
    expect(await find('--find', 'USER.added')).toEqual(added);
    expect(await find('--find', 'user.added', '--limit', '1')).toEqual([added[0]]);
    expect(await find('--find', `added ${added[0].subject} done`)).toEqual([added[0]]);
    expect(await find('--find', 'user.added noticed')).toEqual([]);
  });

  it('is exported whole, a line an entry, with a chain that anybody can follow', async () => {
    await authority.run(['user', 'add', 'eve', '--name', 'Evil\u001B[2J\u2028\u202Ename']);
    const file = path.join(folder, 'audit.jsonl');
    const exported = await authority.run<{ entries: number }>(['audit', 'export', file]);
    const text = readFileSync(file, 'utf8');
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(exported.entries);
    expect(text).toMatch(/^[^\p{Cc}\p{Cf}\u2028]*$/mu);
    const entries = lines.map((line) => JSON.parse(line) as AuditEntry & { hash: string });
    let hash = '';
    for (const [n, { seq, at, action, actor, subject, address, data, ...rest }] of entries.entries()) {
      expect(seq).toBe(n + 1);
      const fields = [hash, seq, Date.parse(at), action, actor, subject, address, JSON.stringify(data)];
      hash = createHash('sha256').update(JSON.stringify(fields)).digest('base64url');
      expect(rest).toEqual({ hash });
    }
    expect((await type('audit', 'export')).stdout).toBe(text);
    expect(await authority.run(['audit', 'export'])).toEqual({ entries });
    expect(await authority.run(['audit', 'verify'])).toEqual({ entries: entries.length });
    expect((await type('audit', 'verify')).stdout).toBe(
      `All ${String(entries.length)} entries are as they were written.\n`,
    );
    expect((await type('status')).stdout).not.toMatch(/^Audit verified +not yet$/m);
  });

  it('is broken by whatever is changed or taken out, from there on', async () => {
    await startAnew();
    await addUsers('ann');
    await authority.stop();
    // From the back to the front: the first one that does not fit is told.
    for (const [sql, brokenAt] of [
      ["UPDATE audit SET at = 'never' WHERE seq = 5", 5],
      ['DELETE FROM audit WHERE seq = 4', 4],
      ["UPDATE audit SET actor = 'user:ann' WHERE seq = 3", 3],
      ["UPDATE audit SET data = '{' WHERE seq = 2", 2],
      ['DELETE FROM audit WHERE seq = 1', 1],
    ] as const) {
      const database = new Sqlite(path.join(authority.dataDir, 'rollcall.db'));
      database.exec(sql);
      database.close();
      const json = await authority.cli(['audit', 'verify']);
      expect([sql, json.code, json.json()]).toEqual([sql, 1, { entries: brokenAt - 1, brokenAt }]);
    }
    await authority.restart();
    const person = await type('audit', 'verify');
    expect([person.code, person.stdout]).toEqual([1, '']);
    expect(person.stderr).toBe(
      'The audit is broken: entry 1 is missing or not as it was written. The 0 before it are.\n',
    );
    expect((await authority.cli(['audit', 'export'])).code).toBe(0);
    expect((await authority.cli(['audit', 'list'])).code).toBe(0);
  });
});

describe('other commands', { timeout: longMs }, () => {
  it('refuse wrong use with exit code 2', async () => {
    for (const args of [
      ['group', 'add'],
      ['group', 'order'],
      ['group', 'set', 'x'],
      ['group', 'add', 'x', '--browser-idle', '30s'],
      ['group', 'add', 'x', '--app-idle', '500d'],
      ['group', 'add', 'x', '--hours', 'monday'],
      ['group', 'add', 'x', '--hours', 'mon 18:00-08:00'],
      ['group', 'add', 'x', '--outside', 'end'],
      ['plan', 'set'],
      ['plan', 'set', '--seats', '-1'],
      ['plan', 'set', '--reserve', 'ann'],
      ['plan', 'set', '--reserve', 'ann=x'],
      ['plan', 'what-if', '--limit', 'inherit'],
      ['plan', 'what-if', '--days', '91'],
      ['plan', 'import'],
      ['user', 'set', 'boss', '--group', 'x', '--no-groups'],
      ['app', 'set', 'x'],
      ['app', 'set', 'x', '--background', 'no slash'],
      ['clock'],
    ]) {
      const answer = await type(...args);
      expect([args, answer.code, answer.stdout]).toEqual([args, 2, '']);
      expect(answer.stderr).not.toBe('');
    }
  });

  it('name paths of an app that are no use by the person', async () => {
    await authority.run([
      'app',
      'add',
      'Shop',
      '--kind',
      'forward-auth',
      '--url',
      'https://10.0.0.7',
      '--background',
      '/poll',
    ]);
    expect(await authority.run(['app', 'list'])).toMatchObject({ apps: [{ backgroundPaths: ['/poll'] }] });
    const set = await type('app', 'set', 'shop', '--background', '/api/poll', '/socket.io/*');
    expect(set.stdout).toBe('Shop is changed.\n');
    expect(await authority.run(['app', 'list'])).toMatchObject({
      apps: [{ backgroundPaths: ['/api/poll', '/socket.io/*'] }],
    });
    expect(await authority.run(['app', 'set', 'shop', '--no-background'])).toMatchObject({
      app: { backgroundPaths: [] },
    });
  });

  it('accept no clock that is not in question', async () => {
    const answer = await authority.cli(['clock', 'accept']);
    expect([answer.code, answer.json()]).toMatchObject([1, { error: { code: 'clock_not_in_question' } }]);
  });
});
