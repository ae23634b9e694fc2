import { expectPage } from '../../support/expect-page.ts';
import type { Stop, Visit } from './visit.ts';

const people = [
  'name;display_name;email;groups;limit;Phone;name',
  'lea;Lea Roth;lea@example.org;Office;2;1',
  'moe;=Moe;;Warehouse|Office;;2',
  'ann;Ann Weber;;;;3',
  'ben;;;;;4',
  'nia;Nia;no address;Attic;many;5',
  '',
].join('\n');

const acts = {
  change: 'users.edit',
  code: 'users.code',
  'sign out everywhere': 'users.end',
  'switch off': 'users.disable',
  delete: 'users.delete',
};

async function openUser({ page }: Visit, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
  await expectPage(page.locator('main dl').first()).toBeVisible();
}

async function choose({ page, say }: Visit, ...names: string[]): Promise<void> {
  for (const name of names)
    await page.getByRole('checkbox', { name: say('manyUsers.choose', { name }), exact: true }).check();
}

async function readFile(visit: Visit): Promise<void> {
  await visit.page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people) });
  await expectPage(visit.page.locator('tr[data-id="6"]')).toBeVisible();
}

/** Users, their pages, many at once, and from a file. */
export const userStops: readonly Stop[] = [
  { name: 'users', scenario: 'office', at: 'users' },
  { name: 'users, the admin only', scenario: 'quiet', at: 'users' },
  {
    name: 'users, adding one',
    scenario: 'office',
    at: 'users',
    go: (visit) => visit.ask('button', 'users.add'),
  },
  {
    name: 'users, one is added',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await visit.ask('button', 'users.add');
      await visit.findLabel('addUser.name').fill('lea');
      await visit.dialog.getByRole('button', { name: visit.say('addUser.act') }).click();
      await visit.see('addUser.doneTitle', { name: 'lea' });
    },
  },
  ...Object.entries(acts).map(([name, key]): Stop => ({
    name: `users, asked: ${name}`,
    scenario: 'office',
    at: 'users',
    go: (visit) => visit.act('users.actsFor', 'ann', key),
  })),
  {
    name: 'users, chosen',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await choose(visit, 'ann', 'ben', 'hana');
      await expectPage(visit.page.getByRole('toolbar')).toBeVisible();
    },
  },
  {
    name: 'users, changing many',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await choose(visit, 'ann', 'ben', 'hana');
      await visit.page
        .getByRole('toolbar')
        .getByRole('button', { name: visit.say('manyUsers.change') })
        .click();
      await expectPage(visit.dialog).toBeVisible();
    },
  },
  {
    name: 'users, deleting many',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await choose(visit, 'ann', 'ben', 'hana');
      await visit.page.getByRole('row').filter({ hasText: 'ben' }).first().focus();
      await visit.page.keyboard.press('Delete');
      await expectPage(
        visit.dialog.getByRole('button', { name: visit.say('manyUsers.remove.act', { count: 3 }) }),
      ).toBeEnabled();
    },
  },
  {
    name: 'a user',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await openUser(visit, 'chiara');
      await visit.page.evaluate(() =>
        window.fake.authority.changeUser('chiara', {
          askUntil: new Date(Date.now() + 600_000).toISOString(),
        }),
      );
    },
  },
  {
    name: 'a user, audit',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await openUser(visit, 'chiara');
      await visit.press('tab', 'user.historyAudit');
      await expectPage(
        visit.page
          .getByRole('table', { name: visit.say('user.auditLabel') })
          .locator('tr[data-id]')
          .first(),
      ).toBeVisible();
    },
  },
  {
    name: 'a user, removing the second factor',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await openUser(visit, 'chiara');
      await visit.ask('button', 'user.secondFactorRemove');
      await expectPage(visit.dialog.getByRole('listitem')).toHaveCount(3);
    },
  },
  { name: 'a user with hours and groups', scenario: 'office', at: 'users', go: (v) => openUser(v, 'daniel') },
  { name: 'a user that is gone', scenario: 'office', at: 'users/nobody' },
  { name: 'users from a file', scenario: 'office', at: 'users/import' },
  { name: 'users from a file, what it would do', scenario: 'office', at: 'users/import', go: readFile },
  {
    name: 'users from a file, done',
    scenario: 'office',
    at: 'users/import',
    go: async (visit) => {
      await readFile(visit);
      await visit.page.locator('main').getByRole('button').last().click();
      await visit.see('importUsers.done');
    },
  },
  {
    name: 'users from a file, leaving codes that nobody has',
    scenario: 'office',
    at: 'users/import',
    go: async (visit) => {
      await readFile(visit);
      await visit.page.locator('main').getByRole('button').last().click();
      await visit.press('button', 'userCodes.make', { count: 2 });
      await visit.ask('button', 'importUsers.another');
    },
  },
];
