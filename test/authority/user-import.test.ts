import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { importUsers, previewUserImport } from '../../electron/authority/operations/import-users.ts';
import { forgetOld } from '../../electron/authority/operations/maintain.ts';
import { undoUserImport } from '../../electron/authority/operations/undo-user-import.ts';
import { groupsMax, noGroupRules } from '../../shared/model/group.ts';
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
      [],
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

  it('are not held up by a bad row of the same name before them', async () => {
    const file = fileOf(
      ['name', 'email'],
      ['müller', 'not an address'],
      ['Müller', 'mueller@example.org'],
      ['MÜLLER', 'other@example.org'],
    );
    expect(codesOf(await authority.control.users.previewImport(file))).toEqual([
      [['email', 'email_invalid', undefined]],
      [],
      [['name', 'name_twice', '3']],
    ]);
    const done = await authority.control.users.import(file);
    expect(done.added).toMatchObject([{ name: 'Müller' }]);
    expect(await findUser('müller')).toBeUndefined();
    expect(await findUser('Müller')).toMatchObject({ email: 'mueller@example.org' });
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

describe('groups that a file names and that do not exist yet', () => {
  const listGroups = async (): Promise<string[]> =>
    (await authority.control.groups.list()).map(({ name }) => name);
  const header = ['name', 'groups', 'email'];

  it('are named once, whatever becomes of their rows; left out, they are made by nobody', async () => {
    await authority.addUser('nell', { groups: [groups['Office'] ?? ''] });
    const before = await authority.control.users.list();
    const file = fileOf(
      header,
      ['nell', 'Archive'],
      ['olaf', 'archive|Office|Sales'],
      ['OLAF', 'Second of a name'],
      ['pia', 'Only in a bad row', 'no address'],
      ['quin', 'x'.repeat(65)],
      ['rex', 'Office'],
    );
    const skipping = await authority.control.users.previewImport(file);
    expect(skipping.missingGroups).toEqual(['Archive', 'Sales']);
    expect(outcomes(skipping)).toEqual(['bad', 'bad', 'bad', 'bad', 'bad', 'new']);
    expect(codesOf(skipping)[1]).toEqual([
      ['groups', 'group_unknown', 'archive'],
      ['groups', 'group_unknown', 'Sales'],
    ]);
    expect(codesOf(skipping)[4]).toEqual([['groups', 'group_name_invalid', undefined]]);

    const making = await authority.control.users.previewImport({ ...file, missingGroups: 'make' });
    expect(making.missingGroups).toEqual(['Archive', 'Sales']);
    expect(outcomes(making)).toEqual(['changed', 'new', 'bad', 'bad', 'bad', 'new']);
    expect(making.rows[0]).toMatchObject({ before: { groups: 'Office' }, cells: { groups: 'Archive' } });

    const leaving = await authority.control.users.previewImport({ ...file, missingGroups: 'leave_out' });
    expect(leaving.missingGroups).toEqual(['Archive', 'Sales']);
    // Nothing is left of the cell: as with an empty one, nell stays where she is.
    expect(outcomes(leaving)).toEqual(['unchanged', 'new', 'bad', 'bad', 'bad', 'new']);
    expect(leaving.rows[0]?.cells).toEqual({ name: 'nell' });
    expect(leaving.rows[1]?.cells).toEqual({ name: 'olaf', groups: 'Office' });
    expect(await authority.control.users.list()).toEqual(before);
    expect(await listGroups()).toEqual(['Office', 'Night shift']);

    const done = await authority.control.users.import({ ...file, missingGroups: 'leave_out' });
    expect(done).toMatchObject({ added: [{ name: 'olaf' }, { name: 'rex' }], changed: [], skipped: 3 });
    expect(done.groups).toBeUndefined();
    expect(await findUser('olaf')).toMatchObject({ groups: [groups['Office']] });
    expect(await findUser('nell')).toMatchObject({ groups: [groups['Office']] });
    expect(await listGroups()).toEqual(['Office', 'Night shift']);
  });

  it('are made with the import, at the end of the list and without rules, and go with it', async () => {
    const file = fileOf(
      header,
      ['sia', 'Warehouse'],
      ['tom', 'WAREHOUSE|Office|Ｌａｂ'],
      ['una', 'Canteen'],
      ['viv', 'Rework'],
      ['wim', 'Gateway'],
      ['xan', 'Only in a bad row', 'no address'],
    );
    const done = await authority.control.users.import({ ...file, missingGroups: 'make' });
    const made = ['Warehouse', 'Lab', 'Canteen', 'Rework', 'Gateway'];
    expect(done.groups?.map(({ name }) => name)).toEqual(made);
    expect(done).toMatchObject({ skipped: 1 });
    const list = await authority.control.groups.list();
    expect(list.map(({ name, members }) => [name, members]).slice(2)).toEqual([
      ['Warehouse', 2],
      ['Lab', 1],
      ['Canteen', 1],
      ['Rework', 1],
      ['Gateway', 1],
    ]);
    for (const { rules } of list.slice(2)) expect(rules).toEqual(noGroupRules);
    const entries = (await listAudit('group.added')).filter(({ data }) => data['import'] === done.id);
    expect(entries.map(({ subject }) => subject).toReversed()).toEqual(made);
    expect(entries[0]).toMatchObject({ data: { through: 'import', rules: noGroupRules } });
    expect((await listAbout('sia', 'user.added', done.id))[0]?.data['groups']).toEqual(['Warehouse']);

    // Una is in one of them by now for good, another has rules, an app names a third.
    await authority.control.users.set({ id: (await findUser('una'))?.id ?? '', displayName: 'Una' });
    const idOf = (name: string): string => list.find((group) => group.name === name)?.id ?? '';
    await authority.control.groups.set({ id: idOf('Rework'), rules: { limit: 2 } });
    await authority.control.apps.add({
      kind: 'forward-auth',
      name: 'Till',
      url: 'https://192.168.7.7',
      upstream: 'http://127.0.0.1:8099',
      groups: [idOf('Gateway')],
    });
    await authority.restart();
    const undone = await authority.control.users.undoImport({ id: done.id ?? '' });
    expect(undone.groups).toMatchObject({
      undone: [{ name: 'Warehouse' }, { name: 'Lab' }],
      kept: [{ name: 'Canteen' }, { name: 'Rework' }, { name: 'Gateway' }],
    });
    expect(await listGroups()).toEqual(['Office', 'Night shift', 'Canteen', 'Rework', 'Gateway']);
    expect(await findUser('una')).toMatchObject({ groups: [idOf('Canteen')] });
    const deleted = (await listAudit('group.deleted')).filter(({ data }) => data['import'] === done.id);
    expect(deleted.map(({ subject }) => subject).toReversed()).toEqual(['Warehouse', 'Lab']);
  });

  it('are not made when the users cannot come in', async () => {
    const before = await listGroups();
    await authority.control.plan.set({ seats: 1 });
    const file = fileOf(['name', 'groups', 'reserved'], ['yul', 'Tower', '2']);
    await expect(authority.control.users.import({ ...file, missingGroups: 'make' })).rejects.toMatchObject({
      code: 'reservations_exceed_plan',
    });
    expect(await listGroups()).toEqual(before);
    await authority.control.plan.set({ seats: 'unlimited' });

    const seam = await openSeam();
    const usersBefore = seam.deps.users.list();
    const breaking = new Batch();
    breaking.write('ALTER TABLE audit RENAME TO audit_away');
    await seam.deps.database.commit(breaking);
    const failed = await importUsers(seam.deps, file.file, { missingGroups: 'make' }, 'console');
    expect(failed).toMatchObject({ code: 'store_unavailable' });
    expect(seam.deps.groups.list()).toEqual([]);
    expect(seam.deps.users.list()).toEqual(usersBefore);
    await seam.close();
    removeSeamDir(seam.dataDir);
  });

  it('are not more than there can be: the rows of the others are skipped', async () => {
    const seam = await openSeam();
    const rows = Array.from({ length: groupsMax + 1 }, (_, n) => [`u${String(n)}`, `Group ${String(n)}`]);
    const { file } = fileOf(['name', 'groups'], ...rows, ['last', 'Group 0']);
    const preview = await previewUserImport(seam.deps, file, 'make');
    const bad = preview.ok ? preview.rows.filter(({ outcome }) => outcome === 'bad') : [];
    expect(bad).toMatchObject([
      { line: groupsMax + 2, faults: [{ column: 'groups', code: 'groups_surplus' }] },
    ]);
    const done = await importUsers(seam.deps, file, { missingGroups: 'make' }, 'console');
    expect(done.ok && [done.added.length, done.groups.length, done.skipped]).toEqual([
      groupsMax + 1,
      groupsMax,
      1,
    ]);
    await seam.close();
    removeSeamDir(seam.dataDir);
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
    const done = await importUsers(seam.deps, file, {}, 'console');
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
