import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { UserPage } from './pages/user-page.ts';

describe('The page of a user', () => {
  const host = useConsoleHost();
  const openUser = async (name: string): Promise<UserPage> => {
    const user = new UserPage((await host.open('office')).page);
    await user.openUser(name);
    await expectPage(user.title).toHaveText(name);
    return user;
  };

  it('opens from the list with Enter, and the way back leads there', async () => {
    const users = new UserPage((await host.open('office')).page);
    await users.goTo('Users');
    await users.getRow('daniel').focus();
    await users.page.keyboard.press('Enter');
    await expectPage(users.title).toHaveText('daniel');
    await users.page.getByRole('link', { name: 'All users' }).click();
    await expectPage(users.title).toHaveText('Users');
  });

  it('says for each rule which one bound: own, a group by name, or everyone’s', async () => {
    const user = await openUser('daniel');
    await expectPage(user.getFact('Groups')).toContainText('Warehouse, Office');
    await expectPage(user.getFact('Devices in use')).toContainText('3 of 3');
    await expectPage(user.getFact('Devices in use')).toContainText('group Warehouse');
    await expectPage(user.getFact('When one too many signs in')).toContainText('as for everyone');
    await expectPage(user.getFact('Apps are signed out')).toContainText('after 7 days without use');
    await expectPage(user.getFact('Apps are signed out')).toContainText('at the latest after 90 days');
    await expectPage(user.getFact('Sign-in hours')).toContainText('Mon–Fri 07:00–19:00; Sat 08:00–13:00');
    await expectPage(user.getFact('Sign-in hours')).toContainText('group Office');
    await user.openUser('ann');
    await expectPage(user.getFact('Devices in use')).toContainText('own rule · above the limit');
    await expectPage(user.getFact('Reserved seats')).toContainText('3 seats');
  });

  it('says until when it asks because devices pushed each other out', async () => {
    const user = await openUser('ivan');
    await expectPage(user.getFact('When one too many signs in')).not.toContainText('Asks until');
    await user.page.evaluate(() =>
      window.fake.authority.changeUser('ivan', { askUntil: new Date(Date.now() + 600_000).toISOString() }),
    );
    await expectPage(user.getFact('When one too many signs in')).toContainText(
      /Asks until \d\d:\d\d, because devices pushed each other out/,
    );
  });

  it('apps with a limit of their own are counted apart', async () => {
    const user = await openUser('ann');
    await user.page.evaluate(() => window.fake.authority.setAppSessions('separate'));
    await user.page.evaluate(() =>
      window.fake.authority.signIn('ann', 'Scanner', {
        class: 'app',
        method: 'pairing',
        counts: 'app_separate',
      }),
    );
    await expectPage(user.getFact('Apps')).toContainText('1 of 2');
    await expectPage(user.getFact('Devices in use')).toContainText('4 of 3');
  });

  it('a change of groups shows whom it affects, and can wait until they expire', async () => {
    const user = await openUser('ben');
    await expectPage(user.getFact('Devices in use')).toContainText('4 of 4');
    await user.page.getByRole('button', { name: 'Change…' }).click();
    await user.dialog.getByRole('combobox', { name: 'Groups' }).click();
    await user.page.getByRole('option', { name: 'Warehouse' }).click();
    await user.page.keyboard.press('Tab');
    await expectPage(
      user.dialog.getByRole('radio', { name: 'No own rule: 3 devices (group Warehouse)' }),
    ).toBeChecked();
    await user.dialog.getByRole('button', { name: 'Save' }).click();
    const question = user.page.getByRole('dialog', { name: 'Save rules that leave 1 device over?' });
    await expectPage(question.getByRole('listitem')).toHaveCount(1);
    await question.getByRole('button', { name: 'Save the rules' }).click();
    await expectPage(user.getFact('Groups')).toContainText('Warehouse, Office');
    await expectPage(user.getFact('Devices in use')).toContainText('4 of 3');
    await expectPage(user.getPanel('Signed in on 4 devices')).toBeVisible();
  });

  it('more reserved seats than the plan has are refused with the sum', async () => {
    const user = await openUser('ben');
    await user.page.getByRole('button', { name: 'Change…' }).click();
    await user.dialog.getByRole('textbox', { name: 'Reserved seats' }).fill('400');
    await expectPage(user.dialog).toContainText('408 of 40 seats would be reserved.');
    await user.dialog.getByRole('button', { name: 'Save' }).click();
    await expectPage(user.failure).toContainText('More seats are reserved than the plan has.');
    await user.dialog.getByRole('textbox', { name: 'Reserved seats' }).fill('4');
    await user.dialog.getByRole('button', { name: 'Save' }).click();
    await expectPage(user.getFact('Reserved seats')).toContainText('4 seats');
  });

  it('removing the second factor says that it signs out, and does', async () => {
    const user = await openUser('chiara');
    await user.getFact('Second factor').getByRole('button', { name: 'Remove…' }).click();
    await expectPage(user.dialog).toContainText('These 3 devices are signed out at once:');
    await user.dialog.getByRole('button', { name: 'Remove the second factor' }).click();
    await expectPage(user.getFact('Second factor')).toContainText('Password only');
    await expectPage(user.page.getByText('No device is signed in now.')).toBeVisible();
  });

  it('one session is ended from its drawer, and is then in the history', async () => {
    const user = await openUser('ben');
    const sessions = user.getPanel(/^Signed in on/);
    await sessions.locator('tbody tr[data-id]').first().click();
    await expectPage(user.dialog).toContainText('Counts because…');
    await expectPage(user.dialog).toContainText('It also takes one of the seats.');
    await user.dialog.getByRole('button', { name: 'Sign out…' }).click();
    await user.page
      .getByRole('dialog')
      .last()
      .getByRole('button', { name: /^Sign out .+ on / })
      .click();
    await expectPage(user.dialog).toContainText('Signed out by the admin');
    await user.page.keyboard.press('Escape');
    await expectPage(user.getPanel('Signed in on 3 devices')).toBeVisible();
    await expectPage(user.getPanel('History').locator('tbody tr[data-id]').first()).toContainText(
      'Signed out by the admin',
    );
  });

  it('the history has the entries of the audit that name the user, and no others', async () => {
    const user = await openUser('ann');
    await user.page.getByRole('tab', { name: 'Audit' }).click();
    const rows = user.getPanel('History').locator('tbody tr[data-id]');
    await expectPage(rows.filter({ hasText: 'User changed' })).toHaveText([
      /Limit: 3 → 4; Groups: none → Office; by a file of users/,
      /Limit: no own rule → 3/,
    ]);
    await expectPage(rows.filter({ hasText: 'Sign-in failed' })).toHaveCount(1);
    await expectPage(rows.filter({ hasText: 'Stopped by the limit' })).toContainText('3 of 3');
    await expectPage(rows.filter({ hasText: 'Stopped by the seat plan' })).toHaveCount(0);
  });

  it('its audit keeps what was there when more comes at once than is given at once', async () => {
    const user = await openUser('ann');
    await user.page.getByRole('tab', { name: 'Audit' }).click();
    const rows = user.getPanel('History').locator('tbody tr[data-id]');
    const oldest = rows.filter({ hasText: 'no own rule → 3' });
    await expectPage(oldest).toHaveCount(1);
    await user.page.evaluate(() => {
      const { authority } = window.fake;
      const by = { actor: 'admin', address: '' };
      for (let n = 0; n < 1500; n += 1)
        authority.addAuditEntry({ ...by, action: 'user.added', subject: `n${String(n)}`, data: {} });
      const data = { from: { limit: 1 }, to: { limit: 2 } };
      authority.addAuditEntry({ ...by, action: 'user.changed', subject: 'ann', data });
      authority.signIn('ann', 'A new one');
    });
    await expectPage(rows.filter({ hasText: 'Limit: 1 → 2' })).toHaveCount(1);
    await expectPage(oldest).toHaveCount(1);
  });

  it('a user deleted from it is gone, and the page says so', async () => {
    const user = await openUser('ben');
    await user.page.getByRole('button', { name: 'Delete…' }).click();
    await expectPage(user.dialog.getByRole('listitem')).toHaveCount(4);
    await user.dialog.getByRole('button', { name: /^Delete / }).click();
    await expectPage(user.page.getByRole('heading', { name: 'There is no such user' })).toBeVisible();
  });
});
