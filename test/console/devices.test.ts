import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { TablePage } from './pages/table-page.ts';
import type { ScenarioName } from '../support/fake-authority/scenarios.ts';

describe('Sessions, in full', () => {
  const host = useConsoleHost();
  const open = async (scenario: ScenarioName = 'office') => {
    const sessions = new SessionsPage((await host.open(scenario)).page);
    await sessions.goTo('Sessions');
    return { sessions, table: new TablePage(sessions.page), page: sessions.page };
  };

  it('are narrowed down by what they have; each filter is a chip that goes with one click', async () => {
    const { sessions, table, page } = await open();
    await page.getByRole('button', { name: 'Narrow down' }).click();
    for (const field of ['User', 'Device', 'Class', 'App', 'Address', 'Method'])
      await expectPage(page.getByRole('combobox', { name: field })).toBeVisible();
    await page.getByRole('combobox', { name: 'Class' }).click();
    await page.getByRole('option', { name: 'App' }).click();
    await page.getByRole('combobox', { name: 'User' }).click();
    await page.getByRole('option', { name: 'gopal' }).click();
    await page.keyboard.press('Escape');
    await expectPage(page.getByText('1 of 30 sessions')).toBeVisible();
    await expectPage(page.getByText('Class: App', { exact: true })).toBeVisible();
    await expectPage(table.rows).toHaveCount(1);
    await expectPage(sessions.getRow('gopal', 'Warehouse scanner 4')).toBeVisible();
    await page.getByRole('button', { name: 'Take away: User' }).click();
    await expectPage(page.getByText('4 of 30 sessions')).toBeVisible();
    await page.getByRole('button', { name: 'Sign out all 4 that match…' }).click();
    await sessions.dialog.getByRole('button', { name: 'Sign out 4 sessions' }).click();
    await expectPage(page.getByRole('tab', { name: 'Active (26)' })).toBeVisible();
  });

  it('that have ended are narrowed down by why', async () => {
    const { sessions, page } = await open();
    await sessions.openTab('Ended');
    await page.getByRole('button', { name: 'Narrow down' }).click();
    await page.getByRole('combobox', { name: 'Why it ended' }).click();
    await page.getByRole('option', { name: 'Signed out by the admin' }).click();
    await page.keyboard.press('Escape');
    await expectPage(sessions.rows).toHaveCount(4);
  });

  it('get another name for their device, which comes with the change', async () => {
    const { sessions, table, page } = await open();
    await table.focusRow(2);
    await page.keyboard.press('F2');
    const name = sessions.dialog.getByRole('textbox', { name: 'Name of the device' });
    await expectPage(name).toHaveValue('Safari on iPhone');
    await name.fill("Ben's phone");
    await page.keyboard.press('Enter');
    await expectPage(sessions.dialog).toHaveCount(0);
    await expectPage(sessions.getRow('ben', "Ben's phone")).toBeVisible();
    await table.expectFocusAt(2);
    await page.keyboard.press('Enter');
    await expectPage(sessions.dialog).toContainText(
      "Console renamed it from “Safari on iPhone” to “Ben's phone”",
    );
  });

  it('tell where they were seen and what happened to them', async () => {
    const { sessions } = await open();
    await sessions.filter('wiki 192.168.1');
    await sessions.rows.first().click();
    await expectPage(sessions.dialog.getByText('192.168.1.201')).toBeVisible();
    await expectPage(sessions.dialog.getByText('Reached ERPNext')).toBeVisible();
    await expectPage(sessions.dialog.getByText('Signed in (Portal)')).toBeVisible();
  });

  it('are ended with their device blocked, which is asked first and can be taken back', async () => {
    const { sessions, table, page } = await open();
    await page.getByRole('tab', { name: 'Blocked' }).click();
    await expectPage(page.getByRole('heading', { name: 'No device is blocked' })).toBeVisible();
    await sessions.openTab('Active');
    await table.rows.nth(1).getByRole('checkbox').check();
    await table.rows.nth(2).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Sign out and block…' }).click();
    await expectPage(sessions.dialog).toContainText('Sign out 2 sessions and block their devices?');
    await expectPage(sessions.dialog).toContainText('whoever clears them is a new device to Rollcall');
    await expectPage(sessions.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await sessions.dialog.getByRole('button', { name: 'Sign out and block 2 devices' }).click();
    await expectPage(page.getByRole('tab', { name: 'Active (28)' })).toBeVisible();
    await page.getByRole('tab', { name: 'Blocked' }).click();
    await expectPage(table.rows).toHaveCount(2);
    await page.getByRole('button', { name: 'Unblock Safari on iPhone of ben' }).click();
    await expectPage(table.rows).toHaveCount(1);
    await page.getByRole('button', { name: 'Unblock Firefox on Linux of ann' }).click();
    await expectPage(page.getByRole('heading', { name: 'No device is blocked' })).toBeVisible();
  });

  it('are blocked and renamed from the drawer too', async () => {
    const { sessions, table } = await open();
    await table.rows.nth(1).click();
    await sessions.dialog.getByRole('button', { name: 'Rename…' }).click();
    await expectPage(sessions.page.getByText('Another name for Firefox on Linux?')).toBeVisible();
    // Before it has the keyboard, the key would be for the drawer.
    await expectPage(sessions.dialog.getByRole('textbox', { name: 'Name of the device' })).toBeFocused();
    await sessions.page.keyboard.press('Escape');
    await sessions.dialog.getByRole('button', { name: 'Sign out and block…' }).click();
    await expectPage(
      sessions.page.getByText('Sign out ann on Firefox on Linux, and block this device?'),
    ).toBeVisible();
    await sessions.page.getByRole('button', { name: 'Sign out ann and block the device' }).click();
    const drawer = sessions.page.getByRole('dialog', { name: 'ann on Firefox on Linux' });
    await expectPage(drawer).toContainText('The device has been blocked since');
    await sessions.page.getByRole('button', { name: 'Undo' }).click();
    await expectPage(drawer).not.toContainText('The device has been blocked since');
    await expectPage(drawer).toContainText('Ended');
  });
});
