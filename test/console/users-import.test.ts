import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { FirstRunPage } from './pages/first-run-page.ts';
import { ImportPage } from './pages/import-page.ts';
import { UsersPage } from './pages/users-page.ts';

const people = [
  'name;display_name;email;groups;limit;Phone',
  'lea;Lea Roth;lea@example.org;Office;2;1',
  'moe;=Moe;;Warehouse|Office;;2',
  'ann;Ann Weber;;;;3',
  'ben;;;;;4',
  'nia;Nia;no address;Attic;many;5',
  '',
].join('\n');

describe('Users from a file', () => {
  const host = useConsoleHost();
  const openImport = async (): Promise<ImportPage> => {
    const screen = new ImportPage((await host.open('office')).page);
    await screen.open();
    return screen;
  };

  it('are shown row by row with what would happen and what is wrong, before anything is done', async () => {
    const screen = await openImport();
    await screen.chooseFile('people.csv', people);
    await expectPage(screen.page.getByText('people.csv')).toBeVisible();
    await expectPage(screen.page.getByText('Read as UTF-8, separated by semicolons.')).toContainText(
      'There is no use for the column Phone.',
    );
    await expectPage.poll(() => screen.readFocus()).toContain('people.csv');
    await expectPage(screen.getLine(2)).toContainText('Added');
    await expectPage(screen.getLine(4)).toContainText('Changed');
    await expectPage(screen.getLine(4).locator('del')).toHaveText('Ann Okafor');
    await expectPage(screen.getLine(4).locator('ins')).toHaveText('Ann Weber');
    await expectPage(screen.getLine(5)).toContainText('As it is');
    await expectPage(screen.getLine(6)).toContainText('Skipped');
    // However many columns the file has: nobody has to look for what is wrong.
    for (const fault of [
      'This is no e-mail address.',
      'There is no group “Attic”.',
      'A number from 0 to 100000, inherit or unlimited.',
    ])
      await expectPage(screen.getLine(6).getByText(fault)).toBeInViewport({ ratio: 1 });
    await screen.page.getByRole('checkbox', { name: 'Only the row with errors' }).check();
    await expectPage(screen.table.locator('tbody tr[data-id]')).toHaveCount(1);
    const users = new UsersPage(screen.page);
    await users.goTo('Users');
    await expectPage(users.getRow('lea')).toHaveCount(0);
  });

  it('whose groups do not exist yet are told once, with what can become of them', async () => {
    const screen = await openImport();
    await screen.chooseFile('people.csv', 'name;groups\nlea;Verkauf|Office\nmoe;Büro\nnia;Verkauf\n');
    const notice = screen.page.getByRole('radiogroup', {
      name: '2 groups do not exist yet: Verkauf and Büro',
    });
    const choose = (label: string): Promise<void> => notice.getByRole('radio', { name: label }).check();
    await expectPage(notice.getByRole('radio', { name: 'Skip the rows that name them' })).toBeChecked();
    await expectPage(screen.getLine(2)).toContainText('Skipped');
    await expectPage(screen.getAct('Import')).toBeDisabled();
    await choose('Import without them');
    await expectPage(screen.getLine(2)).toContainText('Added');
    await choose('Make them, without rules of their own and at the end of the list');
    await expectPage(screen.getLine(4)).toContainText('Added');
    await screen.getAct('Add 3 users').click();
    await expectPage(screen.page.getByText('Groups made: Verkauf and Büro')).toBeVisible();
    await screen.getAct('Undo the import').click();
    await expectPage(screen.dialog).toContainText('Groups that the import made go too');
    await screen.dialog.getByRole('button', { name: 'Take 3 users back' }).click();
    await expectPage(screen.page.getByText('Groups that are gone again: Verkauf and Büro')).toBeVisible();
  });

  it('with a very long cell keep a table that can be read', async () => {
    const screen = await openImport();
    const long = Array.from({ length: 12 }, (_, n) => `Group ${String(n)} ${'long '.repeat(9)}`);
    await screen.chooseFile('people.csv', `name;groups\n${'n'.repeat(300)};\nlea;${long.join('|')}\nmoe;\n`);
    for (const line of [2, 3]) expect((await screen.getLine(line).boundingBox())?.height).toBeLessThan(130);
  });

  it('whose columns are for the same say which of them counts', async () => {
    const screen = await openImport();
    await screen.chooseFile('people.csv', 'name;email;name;name\nlea;lea@example.org;other;third\n');
    await expectPage(
      screen.page.getByText(
        'Several columns are for “User”: column 1 of the file counts. Left out: 3 and 4.',
      ),
    ).toBeVisible();
    await expectPage(screen.getLine(2)).toContainText('lea');
  });

  it('come in by one button that says what it does, get codes to print or save, and can be taken back', async () => {
    const screen = await openImport();
    await screen.chooseFile('people.csv', people);
    await screen.getAct('Add 2 users, change 1, skip 1 bad row').click();
    await expectPage(screen.page.getByText('The file was imported')).toBeVisible();
    for (const words of ['2 users added', '1 user changed', '1 user as before', '1 bad row skipped']) {
      await expectPage(screen.page.getByText(words)).toBeVisible();
    }
    // What is to be done next, and nothing beside it, is what stands out.
    await expectPage(
      screen.page.locator('main .mantine-Button-root:not([data-variant="default"])'),
    ).toHaveText('Make 2 codes');
    const act = screen.getAct('Make 2 codes');
    await screen.page.evaluate(() => window.fake.authority.failCommands(true));
    await act.click();
    await expectPage(screen.failure).toBeVisible();
    const readGap = async (): Promise<number> => {
      const [above, below] = [await screen.failure.boundingBox(), await act.boundingBox()];
      return (below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0);
    };
    await expectPage.poll(readGap).toBeGreaterThanOrEqual(12);
    await screen.page.evaluate(() => window.fake.authority.failCommands(false));
    await act.click();
    const codes = screen.page.getByRole('table', { name: 'One-time codes' });
    await expectPage(codes).toContainText('K7QFM-22222');
    await screen.getAct('Save as CSV').click();
    await expectPage(screen.failure).toHaveText('Saved as /home/ann/Documents/one-time-codes.csv');
    const [file] = await screen.page.evaluate(() => window.fake.shell.saved);
    const lines = file?.content.split('\r\n') ?? [];
    expect(lines[0]).toBe('\uFEFFname,display_name,code,good_until,address');
    expect(lines[2]).toMatch(/^moe,'=Moe,K7QFM-22223,\d{4}-.*Z,https:\/\/192\.168\.1\.5:8443\/welcome$/);

    await screen.page.evaluate(() => {
      window.print = () => undefined;
    });
    await screen.getAct('Print slips').click();
    await screen.page.emulateMedia({ media: 'print' });
    const slips = screen.page.locator('[data-printed-slips] section');
    await expectPage(slips).toHaveCount(2);
    await expectPage(slips.first()).toContainText('https://192.168.1.5:8443/welcome');
    await expectPage(slips.first()).toBeVisible();
    await expectPage(screen.title).toBeHidden();
    await screen.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await screen.page.emulateMedia({ media: 'screen' });
    await expectPage(slips).toHaveCount(0);

    await screen.getAct('Undo the import').click();
    await expectPage(screen.dialog).toContainText('Take the import of 3 users back?');
    await screen.dialog.getByRole('button', { name: 'Take 3 users back' }).click();
    await expectPage(screen.page.getByText('Taken back for 3 users')).toBeVisible();
    await screen.page.getByRole('link', { name: 'Go to the users' }).click();
    const users = new UsersPage(screen.page);
    await expectPage(users.getRow('ann')).toContainText('Ann Okafor');
    await expectPage(users.getRow('lea')).toHaveCount(0);
  });

  it('by the thousand get codes to save: slips for all of them would print for minutes', async () => {
    const screen = await openImport();
    const names = Array.from({ length: 1001 }, (_, n) => `n${String(n)}\n`);
    await screen.chooseFile('people.csv', `name\n${names.join('')}`);
    await screen.getAct('Add 1,001 users').click();
    await screen.getAct('Make 1,001 codes').click();
    await expectPage(screen.page.getByText(/More than 1,000 slips are not printed at once/)).toBeVisible();
    await expectPage(screen.getAct('Save as CSV')).toBeVisible();
    await expectPage(screen.getAct('Print slips')).toHaveCount(0);
    await screen.page.emulateMedia({ media: 'print' });
    const paper = screen.page.locator('[data-printed-slips]');
    await expectPage(paper).toHaveText(/More than 1,000 slips are not printed at once/);
    await expectPage(paper).toBeVisible();
    await expectPage(screen.title).toBeHidden();
    await screen.page.emulateMedia({ media: 'screen' });
  });

  it('can be taken back later, and who has signed in meanwhile is kept by name', async () => {
    const screen = await openImport();
    await screen.chooseFile('people.csv', 'name\nlea\nmoe\n');
    await screen.getAct('Add 2 users').click();
    await expectPage(screen.page.getByText('2 users added')).toBeVisible();
    await screen.page.evaluate(() => window.fake.authority.signIn('moe', 'Chrome on Windows'));
    await screen.goTo('Users');
    await screen.page.getByRole('link', { name: 'Import users' }).click();
    const earlier = screen.page.getByRole('region', { name: 'Earlier imports' });
    await expectPage(earlier).toContainText('2 users added, 0 users changed');
    await earlier.getByRole('button', { name: 'Undo…' }).click();
    await screen.dialog.getByRole('button', { name: 'Take 2 users back' }).click();
    await expectPage(earlier).toContainText('Taken back for 1 user');
    await expectPage(earlier).toContainText('1 was changed or has signed in since and is kept: moe');
    await expectPage(earlier.getByRole('button')).toHaveCount(0);
  });

  it('are dropped or pasted too', async () => {
    const screen = await openImport();
    await screen.dropFile('dropped.csv', 'name,limit\nlea,1\n');
    await expectPage(screen.getLine(2)).toContainText('lea');
    await screen.getAct('Another file').click();
    await screen.page.getByLabel('Or paste a table').fill('name\tlimit\nmoe\tunlimited');
    await screen.getAct('Read the table').click();
    await expectPage(screen.page.getByText('Pasted table')).toBeVisible();
    await expectPage(screen.page.getByText('separated by tabs')).toBeVisible();
    await expectPage(screen.getLine(2)).toContainText('moe');
  });

  it('with lower limits ask when the devices above them go', async () => {
    const screen = await openImport();
    await screen.chooseFile('limits.csv', 'name,limit\nann,1\n');
    await screen.getAct('Change 1 user').click();
    await expectPage(screen.dialog).toContainText('Change users with 3 devices above the new rules?');
    await screen.dialog.getByRole('radio', { name: 'Now' }).check();
    await screen.dialog.getByRole('button', { name: 'Change and sign out 3 devices' }).click();
    await expectPage(screen.page.getByText('3 sessions signed out.')).toBeVisible();
  });

  it('say why a file cannot be read or taken', async () => {
    const screen = await openImport();
    await screen.chooseFile('ages.csv', 'age,size\n1,2\n');
    await expectPage(screen.failure).toContainText('No column says who it is');
    await screen.chooseFile('large.csv', Buffer.alloc(5 * 1024 * 1024 + 1, 'a'));
    await expectPage(screen.failure.first()).toContainText('larger than 5 MB');
    await screen.chooseFile('same.csv', 'name\nben\n');
    await expectPage(screen.page.getByText('There is nothing to do')).toBeVisible();
    await expectPage(screen.getAct('Import')).toBeDisabled();
  });

  it('explain their columns with an example that can be saved and read back', async () => {
    const screen = await openImport();
    await screen.getAct('Save an example').click();
    await screen.page.waitForFunction(() => window.fake.shell.saved.length > 0);
    const [file] = await screen.page.evaluate(() => window.fake.shell.saved);
    expect(file?.name).toBe('users-example.csv');
    expect(file?.content.split('\r\n')[0]).toBe(
      '\uFEFFname,display_name,email,groups,limit,policy,reserved_seats',
    );
  });

  it('may be 10,000: the table stays quick and the one bad row is found', async () => {
    const screen = await openImport();
    const rows = Array.from(
      { length: 10_000 },
      (_, n) => `user${String(n)},${n === 4711 ? 'many' : String(n % 5)}`,
    );
    await screen.chooseFile('staff.csv', ['name,limit', ...rows].join('\n'));
    await expectPage(screen.getLine(2)).toBeVisible();
    expect(await screen.table.locator('tbody tr[data-id]').count()).toBeLessThan(100);
    await screen.page.getByRole('checkbox', { name: 'Only the row with errors' }).check();
    await expectPage(screen.getLine(4713)).toContainText('user4711');
    await expectPage(screen.getAct('Add 9,999 users, skip 1 bad row')).toBeEnabled();
  });

  it('that are not there are said to be missing: a header alone is no match for anything', async () => {
    const screen = await openImport();
    await screen.chooseFile('people.csv', 'name;groups\n');
    await expectPage(screen.page.getByText('This file has only a header line')).toBeVisible();
    await expectPage(screen.page.getByText('Nothing matches.')).toHaveCount(0);
    await expectPage(screen.table).toHaveCount(0);
  });

  it('keep what was read when the authority does not answer', async () => {
    const screen = await openImport();
    await screen.chooseFile('people.csv', people);
    await expectPage(screen.getLine(2)).toBeVisible();
    await screen.page.evaluate(() => window.fake.authority.holdCommands());
    await screen.getAct(/^Add 2 users/).click();
    await screen.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
    });
    await expectPage(screen.failure.filter({ hasText: 'not known whether this was done' })).toBeVisible();
    await expectPage(screen.getLine(2)).toBeVisible();
  });

  it('come in at the first run, or later', async () => {
    const run = new FirstRunPage((await host.open('fresh')).page);
    await run.makeAdmin('admin', 'correct horse battery');
    await run.page.getByRole('button', { name: 'Users and seats' }).click();
    await expectPage(run.page.getByRole('button', { name: 'Add users later' })).toBeVisible();
    await run.page.locator('label', { hasText: 'From a file' }).click();
    const screen = new ImportPage(run.page);
    await screen.chooseFile('people.csv', 'name,limit\nlea,2\nmoe,2\n');
    await screen.getAct('Add 2 users').click();
    await screen.getAct('Make 2 codes').click();
    await expectPage(screen.page.getByText('K7QFM-22222')).toBeVisible();
    await run.goOn();
    await run.page.getByRole('button', { name: 'Leave without them' }).click();
    await expectPage(run.page.getByText('Waiting for a device to open the page')).toBeVisible();
  });
});

describe.each(['light', 'dark'] as const)('In the %s theme axe finds nothing serious', (colorScheme) => {
  const host = useConsoleHost();

  it('on any step of an import', async () => {
    const screen = new ImportPage((await host.open('office', { colorScheme })).page);
    await screen.open();
    await expectPage(screen.title).toHaveText('Import users');
    expect(await screen.listSeriousFaults()).toEqual([]);
    await screen.chooseFile('ages.csv', 'age\n1\n');
    await expectPage(screen.failure).toBeVisible();
    expect(await screen.listSeriousFaults()).toEqual([]);
    await screen.chooseFile('people.csv', people);
    await expectPage(screen.getLine(2)).toBeVisible();
    expect(await screen.listSeriousFaults()).toEqual([]);
    await screen.getAct(/^Add 2 users/).click();
    await screen.getAct('Make 2 codes').click();
    await expectPage(screen.page.getByText('K7QFM-22222')).toBeVisible();
    expect(await screen.listSeriousFaults()).toEqual([]);
    await screen.getAct('Undo the import').click();
    await expectPage(screen.dialog).toBeVisible();
    expect(await screen.listSeriousFaults()).toEqual([]);
  });
});
