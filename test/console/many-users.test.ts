import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { UsersPage } from './pages/users-page.ts';

describe('Many users at once', () => {
  const host = useConsoleHost();
  const openUsers = async (colorScheme: 'light' | 'dark' = 'light'): Promise<UsersPage> => {
    const users = new UsersPage((await host.open('office', { colorScheme })).page);
    await users.goTo('Users');
    return users;
  };

  it('get groups and a limit, after the devices above it were shown', async () => {
    const users = await openUsers();
    await users.choose('ann', 'ben');
    await users.actOnChosen('Change…');
    await expectPage(users.dialog).toContainText('ann and ben');
    await expectPage(users.dialog.getByRole('button', { name: 'Change 2 users' })).toBeDisabled();
    await users.dialog.getByRole('combobox', { name: 'Put into groups' }).click();
    await users.page.getByRole('option', { name: 'Warehouse' }).click();
    await users.page.keyboard.press('Tab');
    await users.dialog.getByRole('switch', { name: 'Set the limit' }).check();
    await users.dialog.getByRole('radio', { name: 'At most this many devices' }).check();
    await users.dialog.getByLabel('Number of devices').fill('2');
    await users.dialog.getByRole('button', { name: 'Change 2 users' }).click();
    const question = users.page.getByRole('dialog', { name: /^Change users with 4 devices above/ });
    await expectPage(question.getByRole('listitem')).toHaveCount(4);
    await question.getByRole('button', { name: 'Change the users' }).click();
    await expectPage(users.getRow('ann')).toContainText('4 of 2');
    await expectPage(users.getRow('ann')).toContainText('Warehouse');
    await expectPage(users.getRow('ben')).toContainText('Warehouse, Office');
    await expectPage(users.dialog).toHaveCount(0);
    // Those that were ticked still are: the next act may be about them too.
    await expectPage(users.page.getByText('2 users chosen')).toBeVisible();
  });

  it('are switched off after whom it signs out was shown, and on again', async () => {
    const users = await openUsers();
    await users.choose('ann', 'ben', 'eve');
    await users.actFurther('Switch off…');
    await expectPage(users.dialog).toContainText('Switch off 2 users?');
    await expectPage(users.dialog).toContainText('These 8 devices are signed out at once:');
    await users.dialog.getByRole('button', { name: 'Switch off 2 users' }).click();
    await expectPage(users.getRow('ann')).toContainText('Switched off');
    await expectPage(users.page.getByText('Live · 22 devices signed in')).toBeVisible();
    await users.actFurther('Switch on…');
    await users.dialog.getByRole('button', { name: 'Switch on 3 users' }).click();
    await expectPage(users.getRow('eve')).toContainText('Active');
  });

  it('with the last admin among them are refused together', async () => {
    const users = await openUsers();
    await users.choose('admin', 'ann');
    await users.actFurther('Switch off…');
    await users.dialog.getByRole('button', { name: 'Switch off 2 users' }).click();
    await expectPage(users.failure).toHaveText(
      'This is the only admin left. Make another user an admin first.',
    );
    await users.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(users.getRow('ann')).toContainText('Active');
  });

  it('are signed out everywhere', async () => {
    const users = await openUsers();
    await users.choose('ann', 'ben');
    await users.actFurther('Sign out everywhere…');
    await expectPage(users.dialog).toContainText('Sign out 2 users everywhere?');
    await users.dialog.getByRole('button', { name: 'Sign out 2 users everywhere' }).click();
    await expectPage(users.getRow('ben')).toContainText('0 of 4');
  });

  it('get codes, by itself only those without a password, and what is gone is gone', async () => {
    const users = await openUsers();
    await users.choose('ann', 'hana');
    await users.actOnChosen('One-time codes…');
    await expectPage(users.dialog).toContainText('Make 1 one-time code?');
    await expectPage(users.dialog).toContainText('1 has no password yet: the code is good for 7 days.');
    await expectPage(
      users.dialog.getByRole('checkbox', { name: 'Leave out the 1 who has a password' }),
    ).toBeChecked();
    await users.dialog.getByRole('checkbox').uncheck();
    await expectPage(users.dialog).toContainText('Make 2 one-time codes?');
    await expectPage(users.dialog).toContainText('good for 15 minutes');
    await users.dialog.getByRole('checkbox').check();
    await users.dialog.getByRole('button', { name: 'Make 1 code' }).click();
    await expectPage(users.dialog.getByRole('table')).toContainText('hana');
    await expectPage(users.dialog.getByRole('table')).not.toContainText('ann');
    await users.dialog.getByRole('button', { name: 'Done' }).click();
    await users.page.getByRole('button', { name: 'Leave without them' }).click();
    await expectPage(users.page.getByText('K7QFM')).toHaveCount(0);
  });

  it('that are filtered away are not meant any more', async () => {
    const users = await openUsers();
    await users.choose('ann', 'ben');
    await users.page.getByLabel('Filter users').fill('ann');
    await expectPage(users.page.getByText('1 user chosen')).toBeVisible();
  });

  it('are found by what they are', async () => {
    const users = await openUsers();
    await users.setFilter('State', 'Not set up yet');
    await expectPage(users.names).toHaveText(['hana']);
    await expectPage(users.page.getByText('State: Not set up yet')).toBeVisible();
    await users.setFilter('Limit', 'Own rule');
    await expectPage(users.page.getByText('Nothing matches.')).toBeVisible();
    // One goes, the other holds on.
    await users.page.getByRole('button', { name: 'Take away: State' }).click();
    await expectPage(users.page.getByText('Limit: Own rule')).toBeVisible();
    await users.setFilter('Second factor', 'On');
    await expectPage(users.names).toHaveText(['chiara']);
    await users.page.getByRole('button', { name: 'Clear filters' }).click();
    await users.setFilter('Group', 'Management');
    await expectPage(users.names).toHaveText(['chiara', 'ivan']);
    await users.setFilter('Signed in', 'Never yet');
    await expectPage(users.page.getByText('Nothing matches.')).toBeVisible();
  });

  it('go into a file in which nothing is a formula, and which can be read back', async () => {
    const users = await openUsers();
    await users.act('ann', 'Change…');
    await users.dialog.getByLabel('Full name').fill('=HYPERLINK("http://x")');
    await users.dialog.getByRole('button', { name: 'Save' }).click();
    await expectPage(users.getRow('ann')).toContainText('=HYPERLINK');
    await users.choose('ann', 'chiara');
    await users.page.getByRole('toolbar').getByRole('button', { name: 'Export', exact: true }).click();
    await expectPage(users.page.getByText(/Saved as/).first()).toBeAttached();
    const [file] = await users.page.evaluate(() => [...window.fake.shell.saved]);
    expect(file?.name).toBe('users.csv');
    const lines = file?.content.replace('\uFEFF', '').split('\r\n') ?? [];
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(
      'name,display_name,email,groups,limit,policy,reserved_seats,admin,state,effective_limit,limit_from,signed_in,last_sign_in,second_factor',
    );
    expect(lines[1]).toMatch(
      /^ann,"'=HYPERLINK\(""http:\/\/x""\)",ann@example\.org,,3,inherit,3,no,active,3,user,4,\d{4}-.*Z,no$/,
    );
    expect(lines[2]).toContain('chiara,Chiara Rossi,,Management,3,');
  });

  it.each(['light', 'dark'] as const)('pass axe in each of their dialogs (%s)', async (colorScheme) => {
    const users = await openUsers(colorScheme);
    await users.choose('ann', 'hana');
    expect(await users.listSeriousFaults()).toEqual([]);
    await users.actOnChosen('Change…');
    await users.dialog.getByRole('switch', { name: 'Set the limit' }).check();
    expect(await users.listSeriousFaults()).toEqual([]);
    await users.dialog.getByRole('button', { name: 'Cancel' }).click();
    await users.actOnChosen('One-time codes…');
    await users.dialog.getByRole('button', { name: /^Make/ }).click();
    await expectPage(users.dialog.getByRole('table')).toBeVisible();
    expect(await users.listSeriousFaults()).toEqual([]);
    await users.dialog.getByRole('button', { name: 'Done' }).click();
    await users.page.getByRole('button', { name: 'Leave without them' }).click();
    await expectPage(users.dialog).toHaveCount(0);
    await users.page.getByRole('button', { name: 'Narrow down' }).click();
    await expectPage(users.page.getByRole('combobox', { name: 'Group' })).toBeVisible();
    expect(await users.listSeriousFaults()).toEqual([]);
  });
});
