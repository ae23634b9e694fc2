import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { AppsPage } from './pages/apps-page.ts';
import { FramePage } from './pages/frame-page.ts';
import { ImportPage } from './pages/import-page.ts';
import { LimitsPage } from './pages/limits-page.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { UsersPage } from './pages/users-page.ts';
import type { ScenarioName } from '../support/fake-authority/scenarios.ts';

describe('The keyboard is never nowhere', () => {
  const host = useConsoleHost();
  const open = async (scenario: ScenarioName = 'office') => {
    const { page } = await host.open(scenario);
    const frame = new FramePage(page);
    await expectPage(frame.title).toHaveCount(1);
    return { page, frame };
  };

  it('when a session ends under it, in the list, in its drawer, and as the last one', async () => {
    const { page, frame } = await open('quiet');
    const sessions = new SessionsPage(page);
    await sessions.goTo('Sessions');
    const [first, second] = await page.evaluate(() => [
      window.fake.authority.signIn('admin', 'Edge on Windows'),
      window.fake.authority.signIn('admin', 'Safari on iPhone'),
    ]);
    await sessions
      .getRow('admin', 'Edge')
      .getByRole('button', { name: /^Sign out/ })
      .focus();
    await page.evaluate((id) => window.fake.authority.endSession(id ?? ''), first);
    await expectPage(page.getByRole('tab', { name: 'Active (1)' })).toBeVisible();
    await frame.expectFocusSomewhere();
    await sessions.getRow('admin', 'Safari').focus();
    await frame.press('Enter');
    await frame.tabTo(sessions.dialog.getByRole('button', { name: 'Sign out…' }));
    await page.evaluate((id) => window.fake.authority.endSession(id ?? ''), second);
    await expectPage(sessions.dialog).toContainText('Signed out');
    await frame.expectFocusSomewhere();
    await expectPage(sessions.dialog.locator(':focus')).toHaveCount(1);
    await frame.press('Escape');
    await expectPage(page.getByRole('heading', { name: 'Nobody is signed in' })).toBeVisible();
    await frame.expectFocusSomewhere();
  });

  it('when users and apps are taken away elsewhere, in their lists and on their pages', async () => {
    const { page, frame } = await open();
    const users = new UsersPage(page);
    await users.goTo('Users');
    await users
      .getRow('chiara')
      .getByRole('button', { name: /^What can be done/ })
      .focus();
    await page.evaluate(() => window.fake.authority.removeUser('chiara'));
    await expectPage(users.getRow('chiara')).toHaveCount(0);
    await frame.expectFocusSomewhere();
    await users.getRow('ben').getByRole('link').focus();
    await frame.press('Enter');
    await frame.expectFocusOnTitle('ben');
    await frame.tabTo(page.getByRole('button', { name: 'Switch off…' }));
    await page.evaluate(() => window.fake.authority.removeUser('ben'));
    await expectPage(page.getByText('There is no such user')).toBeVisible();
    await frame.expectFocusSomewhere();

    const apps = new AppsPage(page);
    await apps.open();
    await apps.getRow('Scanner').focus();
    await page.evaluate(() => window.fake.authority.removeApp('Scanner'));
    await expectPage(apps.getRow('Scanner')).toHaveCount(0);
    await frame.expectFocusSomewhere();
  });

  it('when a button is busy and then gone with its row: unblocking, resuming, a filter', async () => {
    const { page, frame } = await open();
    const sessions = new SessionsPage(page);
    await frame.find('1 hour', 'Pause new sign-ins for 1 hour');
    await frame.tabTo(page.getByRole('button', { name: 'Resume', exact: true }));
    await page.evaluate(() => window.fake.authority.holdCommands());
    await frame.press('Enter');
    await frame.expectFocusSomewhere();
    await page.evaluate(() => window.fake.authority.releaseCommands());
    await expectPage(frame.title).toHaveText('Everything works');
    await frame.expectFocusSomewhere();

    await sessions.goTo('Sessions');
    for (const user of ['ben', 'ann']) {
      await sessions.getRow(user, 'on').first().focus();
      await frame.press('Enter');
      await sessions.dialog.getByRole('button', { name: 'Sign out and block…' }).click();
      await page.getByRole('button', { name: /^Sign out .+ and block the device$/ }).click();
      await expectPage(sessions.dialog.getByText('Signed out').first()).toBeVisible();
      await frame.press('Escape');
      await expectPage(sessions.dialog).toHaveCount(0);
      // It is given back before the next row gets it.
      await frame.expectFocusSomewhere();
    }
    await page.getByRole('tab', { name: 'Blocked' }).click();
    await expectPage(sessions.rows).toHaveCount(2);
    for (const left of [1, 0]) {
      await frame.tabTo(page.getByRole('button', { name: /^Unblock/ }).first());
      await frame.press('Enter');
      await expectPage(sessions.rows).toHaveCount(left);
      await frame.expectFocusSomewhere();
    }
    await frame.press('Control+2');
    await sessions.openTab('Active');
    await page.getByRole('button', { name: 'Narrow down' }).click();
    await page.getByRole('combobox', { name: 'User' }).click();
    await page.getByRole('option', { name: 'gopal' }).click();
    await frame.press('Escape');
    await expectPage(page.getByRole('combobox', { name: 'User' })).toHaveCount(0);
    await frame.expectFocusSomewhere();
    await page.getByRole('button', { name: 'Take away: User' }).focus();
    await frame.press('Enter');
    await expectPage(page.getByRole('button', { name: 'Take away: User' })).toHaveCount(0);
    await frame.expectFocusSomewhere();
  });

  it('when a command is refused it is back at the button that sent it', async () => {
    const { page, frame } = await open();
    const users = new UsersPage(page);
    await users.goTo('Users');
    await users.act('ann', 'Switch off…');
    const button = frame.dialog.getByRole('button', { name: 'Switch off' });
    await frame.tabTo(button);
    await page.evaluate(() => {
      window.fake.authority.holdCommands();
      window.fake.authority.failCommands(true);
    });
    await frame.press('Enter');
    await frame.expectFocusSomewhere();
    await expectPage(frame.dialog.locator(':focus').or(frame.dialog.and(page.locator(':focus')))).toHaveCount(
      1,
    );
    await page.evaluate(() => window.fake.authority.releaseCommands());
    await expectPage(frame.failure).toBeVisible();
    await expectPage(button).toBeFocused();
  });

  it('in a menu that stays open when its screen has another address', async () => {
    const { page, frame } = await open();
    await frame.goTo('Sessions');
    await page.getByRole('button', { name: 'Choose columns' }).focus();
    await frame.press('Enter');
    await expectPage(page.getByRole('menu').locator(':focus')).toHaveCount(1);
    const entry = page.getByRole('menuitemcheckbox').first();
    await entry.focus();
    await page.evaluate(() => {
      window.location.hash = '#/sessions/of-yesterday';
    });
    // Two frames on, whatever would take it has.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await expectPage(entry).toBeFocused();
  });

  it('when a group is deleted, an import is taken back, and the banner goes', async () => {
    const { page, frame } = await open();
    const limits = new LimitsPage(page);
    await limits.open('Groups');
    await page.getByRole('button', { name: /^What can be done with Office/ }).focus();
    await frame.press('Enter');
    await expectPage(page.getByRole('menu').locator(':focus')).toHaveCount(1);
    await page.getByRole('menuitem', { name: 'Delete…' }).focus();
    await frame.press('Enter');
    await frame.tabTo(frame.dialog.getByRole('button', { name: 'Delete the group' }));
    await expectPage(frame.dialog.getByRole('button', { name: 'Delete the group' })).toBeEnabled();
    await frame.press('Enter');
    await expectPage(frame.dialog).toHaveCount(0);
    await expectPage(limits.groupRows).toHaveCount(2);
    await frame.expectFocusSomewhere();

    const file = new ImportPage(page);
    await file.open();
    await file.chooseFile('people.csv', 'name\nlea\nmoe\n');
    await file.getAct(/^Add 2/).click();
    await expectPage(file.getAct('Undo the import')).toBeVisible();
    await frame.press('Control+3');
    await file.open();
    await frame.tabTo(file.getAct('Undo…'));
    await frame.press('Enter');
    await frame.tabTo(frame.dialog.getByRole('button', { name: 'Take 2 users back' }));
    await frame.press('Enter');
    await expectPage(frame.dialog).toHaveCount(0);
    await expectPage(file.getAct('Undo…')).toHaveCount(0);
    await frame.expectFocusSomewhere();

    await page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
    });
    const startButton = frame.failure.getByRole('button', { name: 'Start now' });
    await startButton.focus();
    await frame.press('Enter');
    await expectPage(startButton).toHaveCount(0);
    await frame.expectFocusSomewhere();
  });

  it('unless the admin lets it go, by a click beside everything', async () => {
    const { page, frame } = await open();
    await frame.boxButton.focus();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.evaluate(() => window.fake.authority.setAlarms([]));
    await page.evaluate(() => window.fake.authority.signIn('ann', 'Kiosk'));
    await expectPage(page.getByText('Live · 31 devices signed in')).toBeVisible();
    await expectPage(page.locator(':focus')).toHaveCount(0);
  });

  it('goes on from where a key has put it, when a slow PC gives a dialog the keyboard once more', async () => {
    const { page, frame } = await open();
    const sessions = new SessionsPage(page);
    await sessions.goTo('Sessions');
    await sessions.rows.first().focus();
    const giveAgain = await frame.holdSecondTimers();
    await frame.press('Delete');
    await expectPage(frame.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await frame.press('Tab');
    await expectPage(frame.dialog.getByRole('button', { name: /^Sign out/ })).toBeFocused();
    await giveAgain();
    await frame.press('Enter');
    await expectPage(page.getByRole('tab', { name: 'Active (29)' })).toBeVisible();
  });

  it('in a drawer when a dialog above it closes: at what opened it, or else in the drawer, never behind', async () => {
    const { page, frame } = await open();
    const sessions = new SessionsPage(page);
    await sessions.goTo('Sessions');
    await sessions.getRow('ben', 'Safari on iPhone').focus();
    await frame.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'ben on' });
    const button = drawer.getByRole('button', { name: 'Rename…' });
    const rename = async (name: string): Promise<void> => {
      await button.click();
      await expectPage(frame.dialog.getByRole('textbox')).toBeFocused();
      await frame.type(name);
      await page.evaluate(() => window.fake.authority.holdCommands());
      await frame.press('Enter');
      await frame.waitFrames(12);
    };
    const held = await frame.holdBriefTimers();
    await rename('Phone');
    // Something else changes, and when that is looked at the dialog has just gone.
    await held.evaluate(async (waiting) => {
      const passFrames = async (count: number): Promise<void> => {
        for (let frame = 0; frame < count; frame += 1) {
          await new Promise((resolve) => {
            requestAnimationFrame(resolve);
          });
        }
      };
      document.body.append(document.createElement('p'));
      await passFrames(4);
      window.fake.authority.releaseCommands();
      while (document.activeElement !== document.body) await passFrames(1);
      await passFrames(3);
      for (const act of waiting.splice(0)) act();
    });
    await expectPage(frame.dialog).toHaveCount(1);
    await expectPage(button).toBeFocused();

    // And where it is not given back at all.
    await rename('Telephone');
    await page.evaluate(() => window.fake.authority.releaseCommands());
    await expectPage(frame.dialog).toHaveCount(1);
    await expectPage(drawer.locator(':focus')).toHaveCount(1);
  });
});
