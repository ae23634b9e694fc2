import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { UsersPage } from './pages/users-page.ts';

describe('Users', () => {
  const host = useConsoleHost();
  const openUsers = async (): Promise<UsersPage> => {
    const users = new UsersPage((await host.open('office')).page);
    await users.goTo('Users');
    return users;
  };

  it('a new user gets a one-time code that is shown once and can be copied', async () => {
    const users = await openUsers();
    await users.page.getByRole('button', { name: 'Add user' }).click();
    await users.dialog.getByLabel('User name').fill('lea');
    await users.dialog.getByRole('radio', { name: 'At most this many devices' }).check();
    await users.dialog.getByLabel('Number of devices').fill('1');
    await users.dialog.getByRole('button', { name: 'Add user' }).click();
    await expectPage(users.dialog).toContainText('K7QFM-2XD9P');
    await expectPage(users.dialog).toContainText('https://192.168.1.5:8443/welcome');
    await users.dialog.getByRole('button', { name: 'Copy the code' }).click();
    await expectPage.poll(() => users.page.evaluate(() => window.fake.shell.copied)).toEqual(['K7QFM-2XD9P']);
    await users.dialog.getByRole('button', { name: 'Done' }).click();
    await expectPage(users.getRow('lea')).toContainText('Not set up yet');
    await expectPage(users.getRow('lea')).toContainText('0 of 1');
    await expectPage(users.page.getByText('K7QFM')).toHaveCount(0);
  });

  it('are found by each word, with and without accents', async () => {
    const users = await openUsers();
    await users.page.getByRole('button', { name: 'Add user' }).click();
    await users.dialog.getByLabel('User name').fill('müller أحمد');
    await users.dialog.getByRole('button', { name: 'Add user' }).click();
    await users.dialog.getByRole('button', { name: 'Done' }).click();
    for (const typed of ['muller', 'MÜLLER', 'احمد', 'أحمد mull']) {
      await users.page.getByLabel('Filter users').fill(typed);
      await expectPage(users.page.locator('tbody tr[data-id]'), typed).toHaveCount(1);
      await expectPage(users.getRow('müller أحمد')).toBeVisible();
    }
    await users.page.getByLabel('Filter users').fill('moller');
    await expectPage(users.page.locator('tbody tr[data-id]')).toHaveCount(0);
  });

  it('a name that is taken is refused in words and nothing is lost', async () => {
    const users = await openUsers();
    await users.page.getByRole('button', { name: 'Add user' }).click();
    await users.dialog.getByLabel('User name').fill('ANN');
    await users.dialog.getByRole('button', { name: 'Add user' }).click();
    await expectPage(users.failure).toHaveText('A user with this name exists already.');
    await expectPage(users.dialog.getByLabel('User name')).toHaveValue('ANN');
  });

  it('a lower limit shows which devices are above it and ends them only when that is chosen', async () => {
    const users = await openUsers();
    await expectPage(users.getRow('ann')).toContainText('4 of 3');
    await users.act('ann', 'Change…');
    await users.dialog.getByLabel('Number of devices').fill('2');
    await users.dialog.getByRole('button', { name: 'Save' }).click();
    const question = users.page.getByRole('dialog', { name: 'Lower the limit with 2 devices above it?' });
    await expectPage(question.getByRole('listitem')).toHaveCount(2);
    await expectPage(question.getByRole('radio', { name: 'As they expire' })).toBeChecked();
    await question.getByRole('button', { name: 'Lower the limit' }).click();
    await expectPage(users.getRow('ann')).toContainText('4 of 2');

    await users.act('ann', 'Change…');
    await users.dialog.getByLabel('Number of devices').fill('1');
    await users.dialog.getByRole('button', { name: 'Save' }).click();
    const again = users.page.getByRole('dialog', { name: 'Lower the limit with 3 devices above it?' });
    await again.getByRole('radio', { name: 'Now' }).check();
    await again.getByRole('button', { name: 'Lower the limit and sign out 3 devices' }).click();
    await expectPage(users.getRow('ann')).toContainText('1 of 1');
  });

  it('a new user is put into groups and gets seats kept', async () => {
    const users = await openUsers();
    await users.page.getByRole('button', { name: 'Add user' }).click();
    await users.dialog.getByLabel('User name').fill('lea');
    await users.dialog.getByRole('combobox', { name: 'Groups' }).click();
    await users.page.getByRole('option', { name: 'Management' }).click();
    await users.page.keyboard.press('Tab');
    await expectPage(
      users.dialog.getByRole('radio', { name: 'No own rule: 6 devices (group Management)' }),
    ).toBeChecked();
    await users.dialog.getByRole('textbox', { name: 'Reserved seats' }).fill('2');
    await users.dialog.getByRole('button', { name: 'Add user' }).click();
    await users.dialog.getByRole('button', { name: 'Done' }).click();
    await expectPage(users.getRow('lea')).toContainText('Management');
    await expectPage(users.getRow('lea')).toContainText('0 of 6');
  });

  it('saves only what was edited, so that a change made elsewhere meanwhile stays', async () => {
    const users = await openUsers();
    await users.act('ben', 'Change…');
    await expectPage(users.dialog.getByLabel('Full name')).toHaveValue('Ben Haddad');
    await users.page.evaluate(() =>
      window.fake.authority.changeUser('ben', { email: 'ben@example.org', policy: 'refuse' }),
    );
    await users.dialog.getByLabel('Full name').fill('Benjamin Haddad');
    await users.dialog.getByRole('button', { name: 'Save' }).click();
    await expectPage(users.getRow('ben')).toContainText('Benjamin Haddad');
    await users.act('ben', 'Change…');
    await expectPage(users.dialog.getByLabel('E-mail')).toHaveValue('ben@example.org');
    await expectPage(users.dialog.getByRole('radio', { name: 'Refuse the new device' })).toBeChecked();
  });

  it('switching off shows whom it signs out, and can be taken back', async () => {
    const users = await openUsers();
    await users.act('ben', 'Switch off…');
    await expectPage(users.dialog.getByRole('listitem')).toHaveCount(4);
    await users.dialog.getByRole('button', { name: 'Switch off' }).click();
    await expectPage(users.getRow('ben')).toContainText('Switched off');
    await expectPage(users.getRow('ben')).toContainText('0 of 4');
    await users.act('ben', 'Switch on');
    await expectPage(users.getRow('ben')).toContainText('Active');
  });

  it('the last admin cannot be switched off or deleted', async () => {
    const users = await openUsers();
    await users.act('admin', 'Delete…');
    await users.dialog.getByRole('button', { name: /^Delete / }).click();
    await expectPage(users.failure).toHaveText(
      'This is the only admin left. Make another user an admin first.',
    );
    await users.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(users.getRow('admin')).toBeVisible();
  });

  it('a deleted user is gone, with the sessions', async () => {
    const users = await openUsers();
    await users.act('ben', 'Delete…');
    await expectPage(users.dialog.getByRole('listitem')).toHaveCount(4);
    await users.dialog.getByRole('button', { name: /^Delete / }).click();
    await expectPage(users.getRow('ben')).toHaveCount(0);
    await expectPage(users.page.getByText('Live · 26 devices signed in')).toBeVisible();
  });

  it('a reset makes a code and leaves the old password until it is used', async () => {
    const users = await openUsers();
    await users.act('ben', 'One-time code…');
    await expectPage(users.dialog).toContainText('The old one stops working when the code is used');
    await users.dialog.getByRole('button', { name: 'Make the code' }).click();
    await expectPage(users.dialog).toContainText('K7QFM-2XD9P');
  });

  it('one user is signed out everywhere', async () => {
    const users = await openUsers();
    await users.act('ben', 'Sign out everywhere…');
    await expectPage(users.dialog).toContainText('Sign out ben on 4 devices?');
    await users.dialog.getByRole('button', { name: 'Sign out ben on 4 devices' }).click();
    await expectPage(users.getRow('ben')).toContainText('0 of 4');
  });
});
