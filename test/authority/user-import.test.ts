import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importUsers } from '../../electron/authority/operations/import-users.ts';
import { forgetOld } from '../../electron/authority/operations/maintain.ts';
import { undoUserImport } from '../../electron/authority/operations/undo-user-import.ts';
import type { ImportPreview } from '../../shared/model/user-import.ts';
import type { UserView } from '../../shared/model/user.ts';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { passwordOf } from '../support/authority-process.ts';
import { formTo } from '../support/form-to.ts';
import { writeTable } from '../support/made-tables.ts';
import { openSeam, removeSeamDir } from '../support/seam.ts';

let authority: TimedAuthority;
let groups: Record<string, string>;

beforeAll(async () => {
  authority = await openTimedAuthority();
  groups = {};
  for (const name of ['Office', 'Night shift']) {
    groups[name] = (await authority.control.groups.add({ name })).group.id;
  }
});

afterAll(() => authority.remove());

const fileOf = (...rows: string[][]): { file: string } => ({ file: writeTable(rows).toString('base64') });

async function findUser(name: string): Promise<UserView | undefined> {
  return (await authority.control.users.list()).find((user) => user.name === name);
}

async function listAudit(action: string) {
  const { entries } = await authority.control.audit.list({ limit: 1000 });
  return entries.filter((entry) => entry.action === action);
}

/** What the filter finds of somebody, newest first. */
async function listAbout(who: string, action?: string, importId?: string) {
  const { entries } = await authority.control.audit.list({ limit: 1000, filter: { who } });
  return entries.filter(
    (entry) =>
      (action === undefined || entry.action === action) &&
      (importId === undefined || entry.data['import'] === importId),
  );
}

const outcomes = ({ rows }: ImportPreview): unknown[] => rows.map(({ outcome }) => outcome);
const codesOf = ({ rows }: ImportPreview): unknown[] =>
  rows.map(({ faults = [] }) => faults.map(({ column, code, of }) => [column, code, of]));

describe('users from a file', () => {
  it('are shown row by row with what would happen, and nothing happens', async () => {
    await authority.addUser('rob', { limit: 2, groups: [groups['Office'] ?? ''] });
    await authority.addUser('sam', { limit: 1 });
    const before = await authority.control.users.list();
    const audit = await listAudit('users.imported');
    const preview = await authority.control.users.previewImport(
      fileOf(
        ['User', 'Full name', 'E-MAIL', 'Group(s)', 'Limit', 'Shoe size'],
        ['ROB', 'Rob Marsh', '', 'night SHIFT|Office', 'Inherit', '44'],
        ['sam', '', '', '', '1', ''],
        ['Tea', 'Tea Novak', 'tea@example.org', 'office', 'unlimited', '38'],
      ),
    );
    expect(preview.format).toEqual({
      encoding: 'utf-8',
      separator: ',',
      columns: ['name', 'display_name', 'email', 'groups', 'limit'],
      ignored: ['Shoe size'],
      repeated: [],
    });
    expect(preview.rows).toEqual([
      {
        line: 2,
        cells: { name: 'ROB', display_name: 'Rob Marsh', groups: 'night SHIFT|Office', limit: 'Inherit' },
        outcome: 'changed',
        before: { display_name: '-', groups: 'Office', limit: '2' },
      },
      { line: 3, cells: { name: 'sam', limit: '1' }, outcome: 'unchanged' },
      {
        line: 4,
        cells: {
          name: 'Tea',
          display_name: 'Tea Novak',
          email: 'tea@example.org',
          groups: 'office',
          limit: 'unlimited',
        },
        outcome: 'new',
      },
    ]);
    expect(await authority.control.users.list()).toEqual(before);
    expect(await listAudit('users.imported')).toEqual(audit);
    expect(await authority.control.users.listImports()).toEqual([]);
  });

  it('say of each cell what is wrong with it', async () => {
    const preview = await authority.control.users.previewImport(
      fileOf(
        ['name', 'full name', 'email', 'groups', 'limit', 'policy', 'reserved seats'],
        ['', 'Nobody'],
        [' \u200bx', '', 'not an address', 'Office|Attic|Cellar', '-1', 'sometimes', '1.5'],
        ['uma', 'x'.repeat(201)],
        ['vic', '', '', '', '100001'],
        ['VIC', '', '', '', '2'],
        ['wes', '', '', '', '3', 'End oldest', '２', 'one too many'],
        ['xia', '', '', '', ' 3 ', 'End oldest', '２'],
      ),
    );
    expect(codesOf(preview)).toEqual([
      [['name', 'name_missing', undefined]],
      [
        ['name', 'name_invalid', undefined],
        ['email', 'email_invalid', undefined],
        ['groups', 'group_unknown', 'Attic'],
        ['groups', 'group_unknown', 'Cellar'],
        ['limit', 'limit_invalid', undefined],
        ['policy', 'policy_invalid', undefined],
        ['reserved_seats', 'reserved_seats_invalid', undefined],
      ],
      [['display_name', 'display_name_long', undefined]],
      [['limit', 'limit_invalid', undefined]],
      [['name', 'name_twice', '5']],
      [[undefined, 'cells_surplus', undefined]],
      [],
    ]);
    expect(outcomes(preview).at(-1)).toBe('new');
  });

  it('come in with one audit entry; the bad rows stay out, and what a row does not name stays', async () => {
    await authority.addUser('yan', { limit: 2, policy: 'refuse' });
    await authority.control.users.set({
      id: (await findUser('yan'))?.id ?? '',
      email: 'yan@example.org',
      admin: true,
      disabled: true,
    });
    const done = await authority.control.users.import(
      fileOf(
        ['name', 'groups', 'limit', 'full name', 'e-mail'],
        ['yan', '-', '5', 'Yan\nOrsini', ''],
        ['zed', 'Office|night shift', '', '', ''],
        ['amy', '', 'many', '', ''],
        ['zed', '', '', '', ''],
        ['bo', '', 'inherit', "'=Bo", 'bo@example.org'],
      ),
    );
    expect(done).toMatchObject({
      added: [{ name: 'zed' }, { name: 'bo' }],
      changed: [{ name: 'yan' }],
      unchanged: 0,
      skipped: 2,
      ended: [],
    });
    expect(await findUser('yan')).toMatchObject({
      limit: 5,
      policy: 'refuse',
      displayName: 'Yan Orsini',
      email: 'yan@example.org',
      admin: true,
      state: 'disabled',
    });
    expect(await findUser('zed')).toMatchObject({
      state: 'not_set_up',
      groups: [groups['Office'], groups['Night shift']],
      limit: 'inherit',
      admin: false,
    });
    // The apostrophe that an export puts before a formula is not part of it.
    expect(await findUser('bo')).toMatchObject({ displayName: '=Bo' });
    expect(await findUser('amy')).toBeUndefined();
    const [entry, ...others] = await listAudit('users.imported');
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      subject: done.id,
      data: { added: 2, changed: 1, unchanged: 0, skipped: 2 },
    });
    // An e-mail address, a limit and the like are nobody's business there.
    expect(JSON.stringify(entry)).not.toContain('example.org');

    await authority.control.users.set({ id: (await findUser('yan'))?.id ?? '', disabled: false });
    // The password is the one of before.
    await authority.api.mustSignIn('yan', passwordOf('yan'), 'A');
  });

  it('change nothing when the file is imported once more', async () => {
    const file = fileOf(['name', 'limit'], ['cleo', '3']);
    await authority.control.users.import(file);
    const audit = await listAudit('users.imported');
    expect(await authority.control.users.import(file)).toEqual({
      added: [],
      changed: [],
      unchanged: 1,
      skipped: 0,
      ended: [],
    });
    expect(await listAudit('users.imported')).toEqual(audit);
  });

  it('leave sessions above a lowered limit as they are unless now is said; both are shown before', async () => {
    await authority.addUser('dora', { limit: 3 });
    for (const device of ['A', 'B', 'C']) {
      await authority.api.mustSignIn('dora', passwordOf('dora'), device);
      authority.time.run(1000);
    }
    const file = fileOf(['name', 'limit'], ['dora', '1']);
    const { affected } = await authority.control.users.previewImport(file);
    expect(affected.map(({ session, reason }) => [session.device, reason])).toEqual([
      ['A', 'limit_reduced'],
      ['B', 'limit_reduced'],
    ]);
    expect((await authority.control.users.import(file)).ended).toEqual([]);
    expect(await authority.live('dora')).toHaveLength(3);
    // A row that repeats the limit names nothing; one that sets another means those above it, raised or not.
    expect((await authority.control.users.import({ ...file, surplus: 'now' })).ended).toEqual([]);
    const raised = await authority.control.users.previewImport(fileOf(['name', 'limit'], ['dora', '2']));
    expect(raised.affected.map(({ session }) => session.device)).toEqual(['A']);
    await authority.control.users.set({ id: (await findUser('dora'))?.id ?? '', limit: 3 });
    const { ended } = await authority.control.users.import({ ...file, surplus: 'now' });
    expect(ended.map(({ device }) => device)).toEqual(['A', 'B']);
    expect((await authority.live('dora')).map(({ device }) => device)).toEqual(['C']);
  });

  it('are refused together when they reserve more than the plan has, and the preview says so', async () => {
    await authority.control.plan.set({ seats: 5 });
    const file = fileOf(['name', 'reserved'], ['eve', '3'], ['fin', '3']);
    expect((await authority.control.users.previewImport(file)).reservations).toEqual({
      reserved: 6,
      seats: 5,
    });
    await expect(authority.control.users.import(file)).rejects.toMatchObject({
      code: 'reservations_exceed_plan',
      data: { sum: '6 of 5' },
    });
    expect(await findUser('eve')).toBeUndefined();
    await authority.control.plan.set({ seats: 'unlimited' });
    expect((await authority.control.users.previewImport(file)).reservations).toBeUndefined();
  });

  it('with several columns for one thing are read from the first of them, and the preview says which', async () => {
    const file = fileOf(
      ['login', 'E-Mail', 'name', 'account', 'mail', 'uid'],
      ['gil', 'gil@example.org', 'Gil Ray', 'other', 'no address', 'third'],
    );
    const { format, rows } = await authority.control.users.previewImport(file);
    expect(format).toMatchObject({
      columns: ['name', 'email', 'display_name'],
      ignored: [],
      repeated: [
        { column: 'name', used: 1, left: [4, 6] },
        { column: 'email', used: 2, left: [5] },
      ],
    });
    expect(rows).toMatchObject([
      { outcome: 'new', cells: { name: 'gil', email: 'gil@example.org', display_name: 'Gil Ray' } },
    ]);
    const twice = await authority.control.users.previewImport(fileOf(['name', 'name'], ['hal', 'Hal']));
    expect(twice.format.repeated).toEqual([{ column: 'name', used: 1, left: [2] }]);
  });

  it.each([
    ['a workbook', Buffer.from('PK\u0003\u0004 and so on'), { why: 'workbook' }],
    ['no text', Buffer.from([1, 0, 2, 0, 0, 3, 0]), { why: 'not_text' }],
    ['a table without names', Buffer.from('age;size\n1;2'), { why: 'no_name_column' }],
    ['nothing', Buffer.alloc(0), { why: 'empty' }],
    ['a quote that never ends', Buffer.from('name;limit\nann;"1\n'), { why: 'open_quote', line: 2 }],
  ])('%s is refused as a whole, with the reason', async (_what, bytes, data) => {
    const file = bytes.toString('base64');
    await expect(authority.control.users.previewImport({ file })).rejects.toMatchObject({
      code: 'import_unreadable',
      data,
    });
    await expect(authority.control.users.import({ file })).rejects.toMatchObject({
      code: 'import_unreadable',
    });
  });

  it('may be 10,000 with one bad among them: the rest is in within seconds, and the check path answers meanwhile', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => [
      `staff${String(n)}`,
      `Person ${String(n)}`,
      n === 4711 ? 'no address' : `staff${String(n)}@example.org`,
      'Office|Night shift',
      String(n % 5),
    ]);
    const file = fileOf(['name', 'full name', 'email', 'groups', 'limit'], ...rows);
    const preview = await authority.control.users.previewImport(file);
    expect(preview.rows).toHaveLength(10_000);
    expect(preview.rows.filter(({ outcome }) => outcome === 'bad')).toMatchObject([
      { line: 4713, faults: [{ column: 'email', code: 'email_invalid' }] },
    ]);

    const started = performance.now();
    let importing = true;
    const importDone = authority.control.users.import(file).finally(() => (importing = false));
    let slowest = 0;
    while (importing) {
      const asked = performance.now();
      expect((await authority.api.call('GET', '/health')).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - asked);
    }
    const done = await importDone;
    expect(done.added).toHaveLength(9_999);
    expect(done.skipped).toBe(1);
    // A wide margin: a machine that does other things beside.
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(slowest).toBeLessThan(5_000);
    const { undone, kept } = await authority.control.users.undoImport({ id: done.id ?? '' });
    expect([undone.length, kept.length]).toEqual([9_999, 0]);
  });
});

describe('taking an import back', () => {
  it('removes who is unused, gives back what was before, and keeps who was changed or has signed in', async () => {
    await authority.addUser('gus', { limit: 2, groups: [groups['Office'] ?? ''] });
    await authority.addUser('hal', { limit: 2 });
    const done = await authority.control.users.import(
      fileOf(
        ['name', 'limit', 'groups', 'full name'],
        ['gus', '4', 'night shift', 'Gus'],
        ['hal', '4', '', 'Hal'],
        ['ida', '1', 'Office', ''],
        ['jon', '', '', ''],
        ['kim', '', '', ''],
      ),
    );
    expect(await authority.control.users.listImports()).toContainEqual(
      expect.objectContaining({ id: done.id, added: 3, changed: 2 }),
    );
    // Somebody gave hal another limit, kim another name; jon has chosen a password with the code that was made.
    await authority.control.users.set({ id: (await findUser('hal'))?.id ?? '', limit: 9 });
    await authority.control.users.set({ id: (await findUser('kim'))?.id ?? '', displayName: 'Kim' });
    const ids = [(await findUser('ida'))?.id ?? '', (await findUser('jon'))?.id ?? ''];
    const { codes } = await authority.control.users.makeCodes({ ids });
    const browser = authority.browser();
    const page = formTo(await browser.open('/welcome'), '/welcome');
    await browser.submit(page, {
      username: 'jon',
      code: codes[1]?.code ?? '',
      password: 'chosen by jon alone',
    });
    expect(await authority.live('jon')).toHaveLength(1);
    // What was not imported may change: it is not what is taken back.
    await authority.control.users.set({ id: (await findUser('gus'))?.id ?? '', email: 'gus@example.org' });

    await authority.restart();
    const undone = await authority.control.users.undoImport({ id: done.id ?? '' });
    expect(undone).toMatchObject({
      undone: [{ name: 'ida' }, { name: 'gus' }],
      kept: [{ name: 'jon' }, { name: 'kim' }, { name: 'hal' }],
    });
    expect(await findUser('ida')).toBeUndefined();
    expect(await findUser('gus')).toMatchObject({
      limit: 2,
      groups: [groups['Office']],
      displayName: '',
      email: 'gus@example.org',
    });
    expect(await findUser('hal')).toMatchObject({ limit: 9, displayName: 'Hal' });
    expect(await authority.live('jon')).toHaveLength(1);
    expect((await listAudit('users.import_undone'))[0]).toMatchObject({
      subject: done.id,
      data: { removed: 1, restored: 1, kept: 3 },
    });
    // Each of them has an entry of their own, found by their name.
    expect(await listAbout('ida', undefined, done.id)).toMatchObject([
      { action: 'user.deleted', data: { through: 'undo', import: done.id } },
      { action: 'user.added', data: { through: 'import', import: done.id } },
    ]);
    const [undo, imported] = await listAbout('gus', 'user.changed', done.id);
    expect(undo?.data).toMatchObject({ through: 'undo' });
    expect(imported?.data).toMatchObject({ through: 'import' });
    expect(undo?.data['to']).toEqual(imported?.data['from']);
    expect(undo?.data['from']).toEqual(imported?.data['to']);
    expect(await listAbout('hal', 'user.changed', done.id)).toHaveLength(1);
    await expect(authority.control.users.undoImport({ id: done.id ?? '' })).rejects.toMatchObject({
      code: 'import_not_found',
    });
  });

  it('happens once when it is asked for twice at the same time', async () => {
    const done = await authority.control.users.import(fileOf(['name'], ['lou']));
    const answers = await Promise.allSettled(
      [1, 2].map(() => authority.control.users.undoImport({ id: done.id ?? '' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is possible for 30 days', async () => {
    const seam = await openSeam();
    const { file } = fileOf(['name'], ['max']);
    const done = await importUsers(seam.deps, file, undefined, 'console');
    const id = (done.ok && done.id) || '';
    const day = 24 * 3600 * 1000;
    seam.time.pass(30 * day - 1000);
    await forgetOld(seam.deps);
    expect(seam.deps.userImports.list()).toHaveLength(1);
    seam.time.pass(2000);
    await forgetOld(seam.deps);
    expect(await undoUserImport(seam.deps, id, 'console')).toMatchObject({ code: 'import_not_found' });
    expect(await seam.deps.database.read('SELECT id FROM user_imports')).toEqual([]);
    await seam.close();
    removeSeamDir(seam.dataDir);
  });
});
