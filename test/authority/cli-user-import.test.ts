import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportDone, ImportPreview } from '../../shared/model/user-import.ts';
import type { UserView } from '../../shared/model/user.ts';
import { startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { encodings, endings, separators, writeTable } from '../support/made-tables.ts';
import { runProgram, type ProgramAnswer } from '../support/run-program.ts';

/** Many commands, each a process of its own. */
const longMs = 240_000;
const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-import-'));
let authority: AuthorityProcess;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await authority.run(['group', 'add', 'Office']);
});

afterAll(async () => {
  await authority.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** As a person runs it: without --json. */
function type(args: string[], stdin?: string): Promise<ProgramAnswer> {
  return runProgram([...args, '--data', authority.dataDir], { stdin });
}

function write(name: string, bytes: Buffer): string {
  const filePath = path.join(folder, name);
  writeFileSync(filePath, bytes);
  return filePath;
}

async function findUser(name: string): Promise<UserView | undefined> {
  const { users } = await authority.run<{ users: UserView[] }>(['user', 'list']);
  return users.find((user) => user.name === name);
}

describe('rollcall user import', { timeout: longMs }, () => {
  it('shows first what would happen, then does it, and takes it back', async () => {
    const filePath = write(
      'people.csv',
      writeTable(
        [
          ['Benutzername', 'Full name', 'Groups', 'Limit', 'Phone', 'Login'],
          ['ann', 'Ann Müller', 'Office', '2', '1', 'other'],
          ['bob', '', '', '', ''],
          ['cid', 'Cid', 'Attic', 'many', '3'],
        ],
        { encoding: encodings[6], separator: separators[1], ending: endings[0] },
      ),
    );
    const dry = await type(['user', 'import', filePath, '--dry-run']);
    expect(dry.code).toBe(0);
    expect(dry.stdout).toContain(
      'Read as Windows-1252 with semicolons: name, display name, groups, limit. No column is for: Phone. ' +
        'Several columns are for name: column 1 counts, left out: 6.',
    );
    expect(dry.stdout).toMatch(/^2 +ann +add +display name: Ann Müller, groups: Office, limit: 2$/m);
    expect(dry.stdout).toMatch(
      /^4 +cid +skip +There is no group "Attic"\. A limit is a number from 0 to 100000, inherit or unlimited\.$/m,
    );
    expect(dry.stdout).toContain('Would add 2, change 0, leave 0 as they are. 1 bad row is skipped.');
    expect(await findUser('ann')).toBeUndefined();

    const done = await type(['user', 'import', filePath]);
    expect(done.code).toBe(0);
    expect(done.stdout).toContain('Added 2, changed 0, left 0 as they are. 1 bad row is skipped.');
    expect(await findUser('ann')).toMatchObject({ displayName: 'Ann Müller', limit: 2, state: 'not_set_up' });
    const [, id = ''] = /rollcall user import-undo (\S+)/.exec(done.stdout) ?? [];
    expect((await type(['user', 'imports'])).stdout).toMatch(new RegExp(` 2 +0 +${id}$`, 'm'));

    const undone = await type(['user', 'import-undo', id]);
    expect(undone.stdout).toBe('Taken back for 2 users: ann, bob\n');
    expect(await findUser('ann')).toBeUndefined();
    const again = await type(['user', 'import-undo', id]);
    expect(again).toMatchObject({ code: 1 });
    expect(again.stderr).toContain('import_not_found');
    expect((await type(['user', 'imports'])).stdout).toBe('There is no import to take back.\n');
  });

  it('reads standard input, and answers with one document', async () => {
    const args = ['user', 'import', '-', '--json'];
    const preview = (await type([...args, '--dry-run'], 'name,limit\ndan,1\n,2\n')).json<ImportPreview>();
    expect(preview.rows).toMatchObject([{ outcome: 'new' }, { outcome: 'bad', line: 3 }]);
    const done = (await type(args, 'name,limit\ndan,1\n,2\n')).json<ImportDone & { bad: unknown[] }>();
    expect(done).toMatchObject({ added: [{ name: 'dan' }], skipped: 1, bad: [{ line: 3 }] });
    const changed = await type(['user', 'import', '-'], 'name,limit\nDAN,unlimited\n');
    expect(changed.stdout).toMatch(/^2 +DAN +change +limit: 1 → unlimited$/m);
  });

  it('refuses what it cannot take', async () => {
    const workbook = await type(['user', 'import', write('people.xlsx', Buffer.from('PK\u0003\u0004'))]);
    expect(workbook).toMatchObject({ code: 1 });
    expect(workbook.stderr).toContain('import_unreadable');
    expect(workbook.stderr).toContain('why: workbook');
    const large = await type(['user', 'import', write('large.csv', Buffer.alloc(5 * 1024 * 1024 + 1, 'a'))]);
    expect(large).toMatchObject({ code: 1 });
    expect(large.stderr).toContain('why: too_large');
    const allBad = await type(['user', 'import', '-'], 'name,limit\neli,x\n');
    expect(allBad).toMatchObject({ code: 1 });
    expect(allBad.stdout).toContain('1 bad row is skipped.');
    expect(await type(['user', 'import', path.join(folder, 'none.csv')])).toMatchObject({ code: 2 });
    expect(await type(['user', 'import'])).toMatchObject({ code: 2 });

    await authority.run(['plan', 'set', '--seats', '3']);
    const exceeds = await type(['user', 'import', '-', '--dry-run'], 'name,reserved seats\nfay,2\ngus,2\n');
    expect(exceeds).toMatchObject({ code: 1 });
    expect(exceeds.stderr).toContain('sum: 4 of 3');
    await authority.run(['plan', 'set', '--seats', 'unlimited']);
  });

  it('makes groups that do not exist yet, or leaves them out, when that is said', async () => {
    const table = 'name,groups\nkai,Verkauf|Office\nlia,Büro\nmia,Verkauf\n';
    const dry = await type(['user', 'import', '-', '--dry-run'], table);
    expect(dry).toMatchObject({ code: 1 });
    expect(dry.stdout).toContain(
      '2 groups do not exist yet: Verkauf, Büro. ' +
        'Their rows are skipped; --make-groups makes them, --without-groups imports without them.',
    );
    expect(dry.stdout).toContain('Would add 0, change 0, leave 0 as they are. 3 bad rows are skipped.');
    const without = await type(['user', 'import', '-', '--dry-run', '--without-groups'], table);
    expect(without.stdout).toMatch(/^2 +kai +add +groups: Office$/m);
    expect(without.stdout).toContain('Would add 3,');
    const both = await type(['user', 'import', '-', '--make-groups', '--without-groups'], table);
    expect(both).toMatchObject({ code: 2 });

    const done = await type(['user', 'import', '-', '--make-groups'], table);
    expect(done).toMatchObject({ code: 0 });
    expect(done.stdout).toContain('Made 2 groups: Verkauf, Büro\nAdded 3, changed 0, left 0 as they are.');
    const { groups } = await authority.run<{ groups: { name: string }[] }>(['group', 'list']);
    expect(groups.map(({ name }) => name)).toEqual(['Office', 'Verkauf', 'Büro']);
    const [, id = ''] = /rollcall user import-undo (\S+)/.exec(done.stdout) ?? [];
    const undone = await type(['user', 'import-undo', id]);
    expect(undone.stdout).toBe(
      'Taken back for 3 users: kai, lia, mia\nGroups that are gone again: Verkauf, Büro\n',
    );
  });

  it('keeps its lines short, whatever is in a cell', async () => {
    const long = 'n'.repeat(300);
    const table = `name,full name,groups\nnoa,${'x'.repeat(190)},${'g'.repeat(60)}\n${long},,\n名${'前'.repeat(40)},,\n`;
    const { stdout } = await type(['user', 'import', '-', '--dry-run', '--without-groups'], table);
    const lines = stdout.split('\n').filter((line) => /^(LINE|\d+) {2}/.test(line));
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line.length, line).toBeLessThan(130);
    expect(stdout).toMatch(/^3 +n{31}… +skip +A name has 1 to 64 visible characters\.$/m);
    expect(stdout).toMatch(/^2 +noa +add +display name: x{47}…$/m);
    expect(stdout).toMatch(/^4 +名前{14}… +add$/m);
    const { rows } = (
      await type(['user', 'import', '-', '--dry-run', '--json'], table)
    ).json<ImportPreview>();
    expect(rows[1]?.cells.name).toBe(long);
  });

  it('takes the largest file that is allowed', async () => {
    const row = (n: number): string => `user${String(n)},${'x'.repeat(190)}\n`;
    let text = 'name,full name\n';
    for (let n = 0; n < 19_999; n += 1) text += row(n);
    expect(text.length).toBeLessThan(5 * 1024 * 1024);
    const preview = await type(['user', 'import', '-', '--dry-run', '--json'], text);
    expect(preview.code).toBe(0);
    expect(preview.json<ImportPreview>().rows).toHaveLength(19_999);
  });
});

describe('rollcall user codes', { timeout: longMs }, () => {
  it('makes a code for each who was imported, and none when everybody has a password', async () => {
    await type(['user', 'import', '-'], 'name,full name\nhal,Hal Ito\nivy,\n');
    const made = await type(['user', 'codes', 'hal', 'IVY']);
    expect(made.stdout).toMatch(/^hal +Hal Ito +[A-Z2-9]{5}-[A-Z2-9]{5} +\S/m);
    expect(made.stdout).toContain(`To be used at ${authority.origin}/welcome`);
    const all = await authority.run<{ codes: { name: string }[] }>(['user', 'codes', '--not-set-up']);
    expect(all.codes.map(({ name }) => name)).toEqual(expect.arrayContaining(['hal', 'ivy']));
    expect(await type(['user', 'codes', 'nobody'])).toMatchObject({ code: 1 });
    expect(await type(['user', 'codes'])).toMatchObject({ code: 2 });
    expect(await type(['user', 'codes', 'hal', '--not-set-up'])).toMatchObject({ code: 2 });
  });
});
