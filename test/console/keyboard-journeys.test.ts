import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { AppsPage } from './pages/apps-page.ts';
import { BackupPage } from './pages/backup-page.ts';
import { FramePage } from './pages/frame-page.ts';
import { ImportPage } from './pages/import-page.ts';
import { LimitsPage } from './pages/limits-page.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { UsersPage } from './pages/users-page.ts';

// Nothing here is clicked, focused or filled by the test: only keys.
describe('With the keyboard alone an admin', () => {
  const host = useConsoleHost();
  const open = async () => {
    const { page } = await host.open('office');
    const frame = new FramePage(page);
    await expectPage(frame.title).toHaveCount(1);
    return { page, frame };
  };

  it('adds a user, and finds one to give a new code', async () => {
    const { page, frame } = await open();
    await frame.press('Control+n');
    await expectPage(frame.dialog.getByLabel('User name')).toBeFocused();
    await frame.type('lea');
    await frame.press('Enter');
    await expectPage(frame.dialog).toContainText('K7QFM-2XD9P');
    await frame.tabTo(frame.dialog.getByRole('button', { name: 'Done' }));
    await frame.press('Enter');
    await expectPage(frame.dialog).toHaveCount(0);
    await frame.expectFocusSomewhere();

    await frame.find('lea', /^lea/);
    await frame.expectFocusOnTitle('lea');
    await frame.tabTo(page.getByRole('button', { name: 'One-time code…' }));
    await frame.press('Enter');
    await frame.tabTo(frame.dialog.getByRole('button', { name: 'Make the code' }));
    await frame.press('Enter');
    await expectPage(frame.dialog).toContainText('One-time code for lea');
    await frame.tabTo(frame.dialog.getByRole('button', { name: 'Done' }));
    await frame.press('Enter');
    await expectPage(page.getByRole('button', { name: 'One-time code…' })).toBeFocused();
  });

  it('signs one session out, then many, and is at the next row', async () => {
    const { page, frame } = await open();
    const sessions = new SessionsPage(page);
    await frame.press('F6', 'ArrowDown', 'Enter');
    await frame.expectFocusOnTitle('Sessions');
    await frame.tabTo(sessions.rows.first());
    await frame.press('ArrowDown', 'Delete');
    await expectPage(frame.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await frame.press('Tab', 'Enter');
    await expectPage(page.getByRole('tab', { name: 'Active (29)' })).toBeVisible();
    await expectPage(page.locator('tr[aria-rowindex="3"]')).toBeFocused();

    await frame.press('Space', 'Shift+ArrowDown', 'Shift+ArrowDown');
    const act = page.getByRole('button', { name: 'Sign out 3 sessions…' });
    await frame.tabTo(act, 'Shift+Tab');
    await frame.press('Enter');
    await expectPage(frame.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await frame.press('Tab', 'Enter');
    await expectPage(page.getByRole('tab', { name: 'Active (26)' })).toBeVisible();
    await frame.expectFocusSomewhere();
  });

  it('lowers the limit for everyone after seeing whom it meets', async () => {
    const { page, frame } = await open();
    const limits = new LimitsPage(page);
    await frame.press('Control+4');
    await frame.expectFocusOnTitle('Seats and limits');
    await frame.tabTo(page.getByRole('tab', { name: 'Seats' }));
    await frame.press('ArrowRight');
    const panel = limits.getPanel('Limit for everyone');
    await frame.tabTo(panel.getByLabel('Number of devices'));
    await frame.press('Control+a');
    await frame.type('3');
    await frame.tabTo(panel.getByRole('button', { name: 'Save' }));
    await frame.press('Enter');
    await expectPage(limits.dialog.getByRole('listitem')).toHaveCount(2);
    await frame.tabTo(limits.dialog.getByRole('radio', { name: 'As they expire' }));
    await frame.press('ArrowDown');
    await frame.tabTo(limits.dialog.getByRole('button', { name: 'Lower the limit and sign out 2 devices' }));
    await frame.press('Enter');
    await expectPage(page.getByText('Live · 28 devices signed in')).toBeVisible();
    await frame.expectFocusSomewhere();
  });

  it('pastes a table of users and sees what it would do', async () => {
    const { page, frame } = await open();
    const screen = new ImportPage(page);
    await frame.find('import users', 'Import users');
    await frame.expectFocusOnTitle('Import users');
    await frame.tabTo(page.getByRole('textbox', { name: 'Or paste a table' }));
    await page.keyboard.insertText('name;email\nlea;lea@example.org\nann;no address\n');
    await frame.tabTo(page.getByRole('button', { name: 'Read the table' }));
    await frame.press('Enter');
    await expectPage(screen.getLine(2)).toContainText('Added');
    await expectPage(screen.getLine(3)).toContainText('This is no e-mail address.');
    await frame.expectFocusSomewhere();
  });

  it('adds an app from a template and has its configuration', async () => {
    const { page, frame } = await open();
    const apps = new AppsPage(page);
    await frame.find('add an app', 'Add an app');
    await frame.tabTo(apps.dialog.getByRole('button', { name: 'A web app behind Caddy' }));
    await frame.press('Enter');
    await frame.tabTo(apps.getField('Name'));
    await frame.type('Shop');
    await frame.tabTo(apps.getField('Address people open'));
    await frame.type('https://192.168.1.9');
    await frame.press('Enter');
    await expectPage(apps.dialog).toContainText('shown only now');
    await frame.tabTo(apps.dialog.getByRole('button', { name: 'I have copied it' }));
    await frame.press('Enter');
    await expectPage(apps.getRow('Shop')).toContainText('Not used yet');
    await frame.expectFocusSomewhere();
  });

  it('checks the audit', async () => {
    const { page, frame } = await open();
    await frame.press('Control+8');
    await frame.expectFocusOnTitle('Audit');
    await frame.tabTo(page.getByRole('button', { name: 'Check the chain' }));
    await frame.press('Enter');
    await expectPage(page.getByText(/none missing, none changed/)).toBeVisible();
    await frame.expectFocusSomewhere();
    await frame.tabTo(page.locator('tbody tr[data-id]').first());
    await frame.press('Enter');
    await expectPage(frame.dialog).toBeVisible();
    await frame.press('Escape');
    await expectPage(page.locator('tbody tr[data-id]').first()).toBeFocused();
  });

  it('makes a backup', async () => {
    const { page, frame } = await open();
    const backup = new BackupPage(page);
    await frame.find('backup', 'BackupCtrl+9');
    await frame.expectFocusOnTitle('Backup');
    await frame.find('make a backup', 'Make a backup');
    await expectPage(backup.path).toBeFocused();
    await frame.tabTo(backup.making.getByRole('button', { name: 'Make the backup' }));
    await frame.press('Enter');
    await expectPage(backup.making).toContainText('The backup is made');
    await frame.expectFocusSomewhere();
  });

  it('pauses sign-ins for a quarter of an hour, and resumes them', async () => {
    const { page, frame } = await open();
    await frame.tabTo(page.getByRole('button', { name: 'Pause new sign-ins' }));
    await frame.press('Enter');
    await expectPage(page.getByRole('menuitem', { name: 'for 15 minutes' })).toBeFocused();
    await frame.press('Enter');
    await expectPage(frame.title).toHaveText('1 thing needs you');
    await frame.expectFocusSomewhere();
    await frame.tabTo(page.getByRole('button', { name: 'Resume', exact: true }), 'Shift+Tab');
    await frame.press('Enter');
    await expectPage(frame.title).toHaveText('Everything works');
    await frame.expectFocusSomewhere();
  });

  it('changes a user in the list, by the menu of the row', async () => {
    const { page, frame } = await open();
    const users = new UsersPage(page);
    await frame.press('Control+3');
    await frame.expectFocusOnTitle('Users');
    await frame.tabTo(page.getByRole('button', { name: 'What can be done with admin' }));
    await frame.press('Enter');
    await expectPage(page.getByRole('menuitem', { name: 'Change…' })).toBeFocused();
    await frame.press('Enter');
    await frame.tabTo(frame.dialog.getByLabel('Full name'));
    await frame.type('The admin');
    await frame.press('Enter');
    await expectPage(users.getRow('admin')).toContainText('The admin');
    await expectPage(page.getByRole('button', { name: 'What can be done with admin' })).toBeFocused();
  });
});
