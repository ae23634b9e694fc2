import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import type { ConsoleDoor } from '../../shared/contract/shell.ts';
import { useConsoleHost } from './console-host.ts';
import { SettingsPage } from './pages/settings-page.ts';

describe('The console in a browser', () => {
  const host = useConsoleHost();

  /** At its settings, where two more admins are signed in. @returns their sessions, the own one first */
  async function open(): Promise<{ settings: SettingsPage; ids: readonly string[] }> {
    const settings = new SettingsPage((await host.open('office')).page);
    await settings.goTo('Settings');
    const ids = await settings.page.evaluate(() => {
      const made = window.fake.authority.fillBrowserConsole(['admin', 'ivan', 'fatima']);
      window.fake.shell.beInBrowser('admin', made[0] ?? '');
      return made;
    });
    await expectPage(settings.consoleRows).toHaveCount(3);
    return { settings, ids };
  }
  const setDoor = ({ page }: SettingsPage, door: ConsoleDoor): Promise<void> =>
    page.evaluate((one) => window.fake.shell.setDoor(one), door);
  const asked = ({ page }: SettingsPage) => page.evaluate(() => window.fake.shell.asked());

  it('lists who is signed in to it, this one marked, and follows what happens to them', async () => {
    const { settings, ids } = await open();
    await expectPage(settings.consoleRows.nth(0)).toContainText(/admin.*This one.*Chrome on Windows/);
    await expectPage(settings.consoleRows.nth(1)).toContainText(/ivan.*Firefox on Linux.*Since.*Last used/);
    await expectPage(settings.page.getByText('This one')).toHaveCount(1);
    await settings.page.evaluate((id) => window.fake.authority.endConsoleSession(id), ids[2] ?? '');
    await expectPage(settings.consoleRows).toHaveCount(2);

    await settings.consoleRows
      .nth(1)
      .getByRole('button', { name: 'Sign out ivan, Firefox on Linux' })
      .click();
    await expectPage(settings.dialog).toContainText('Sign out ivan, Firefox on Linux?');
    await expectPage(settings.dialog).not.toContainText('The one you are using');
    await settings.dialog.getByRole('button', { name: 'Sign out' }).click();
    await expectPage(settings.consoleRows).toHaveCount(1);
    await expectPage(settings.page.getByRole('button', { name: 'Sign out all' })).toHaveCount(0);
    expect((await asked(settings)).signedOut).toBe(false);
  });

  it('signs out everybody, itself last and by its own way out', async () => {
    const { settings } = await open();
    await settings.page.getByRole('button', { name: 'Sign out all' }).click();
    await expectPage(settings.dialog).toContainText('The one you are using now is among them');
    await settings.dialog.getByRole('button', { name: 'Sign out all' }).click();
    await expectPage(settings.dialog).toHaveCount(0);
    await expectPage(settings.consoleRows).toHaveCount(1);
    await expectPage(settings.consoleRows).toContainText('This one');
    await expectPage.poll(async () => (await asked(settings)).signedOut).toBe(true);
  });

  it('one that ended meanwhile is said to have, and nothing else is done', async () => {
    const { settings, ids } = await open();
    await settings.consoleRows.nth(1).getByRole('button').click();
    await expectPage(settings.dialog).toBeVisible();
    await settings.page.evaluate((id) => window.fake.authority.endConsoleSession(id), ids[1] ?? '');
    await settings.dialog.getByRole('button', { name: 'Sign out' }).click();
    await expectPage(settings.failure).toBeVisible();
    await expectPage(settings.consoleRows).toHaveCount(2);
  });

  it('asks before it is turned off or moved from inside, and does neither when the answer is no', async () => {
    const { settings } = await open();
    const { page, dialog } = settings;
    await page.getByLabel('Port of the console in a browser', { exact: true }).fill('9490');
    await settings.getSave(1).click();
    await expectPage(dialog).toContainText('You are using it in this browser.');
    await expectPage(dialog).toContainText('http://127.0.0.1:9490');
    await expectPage(dialog).toContainText('ssh -L 9490:127.0.0.1:9490 YOU@192.168.1.5');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(dialog).toHaveCount(0);
    await expectPage(settings.getSave(1)).toBeVisible();

    await page.getByLabel('Console in a browser', { exact: true }).click({ force: true });
    await settings.getSave(2).click();
    await expectPage(dialog).toContainText('Turn off the console in a browser?');
    await expectPage(dialog).toContainText('rollcall console on');
    await dialog.getByRole('button', { name: 'Turn off' }).click();
    await expectPage(settings.getSave(2)).toHaveCount(0);
    await expectPage(page.getByText('It is turned off. It is turned on under Network')).toBeVisible();
  });

  it('in the window of the app nothing is asked: nobody sits on that branch', async () => {
    const settings = new SettingsPage((await host.open('office')).page);
    await settings.goTo('Settings');
    await expectPage(settings.page.getByText('Nobody is signed in there.')).toBeVisible();
    await settings.page.getByLabel('Port of the console in a browser', { exact: true }).fill('9490');
    await settings.getSave(1).click();
    await expectPage(settings.getSave(1)).toHaveCount(0);
  });

  it('says why it is not connected and what to do, hides what it showed once it is left, and tries again when told', async () => {
    const { settings } = await open();
    const { page } = settings;
    await setDoor(settings, { kind: 'moved', port: 9490, address: 'http://127.0.0.1:9490/#/settings' });
    await expectPage(settings.title).toHaveText('The console has moved to port 9490.');
    await expectPage(page.getByRole('link', { name: 'http://127.0.0.1:9490' })).toHaveAttribute(
      'href',
      'http://127.0.0.1:9490/#/settings',
    );
    await expectPage(page.getByText('ssh -L 9490:127.0.0.1:9490 YOU@192.168.1.5')).toBeVisible();
    await expectPage(page.getByRole('navigation')).toHaveCount(0);

    await setDoor(settings, { kind: 'switched_off' });
    await expectPage(settings.title).toHaveText('The console in a browser is turned off.');
    await page.getByRole('button', { name: 'Copy: rollcall console on' }).click();
    await expectPage
      .poll(() => page.evaluate(() => window.fake.shell.copied))
      .toEqual(['rollcall console on']);
    const again = page.getByRole('button', { name: 'Try again' });
    await again.click();
    await expectPage(again).toHaveAttribute('aria-busy', 'true');
    await again.click();
    // An answer has come, be it the same one.
    await setDoor(settings, { kind: 'switched_off' });
    await expectPage(again).toHaveAttribute('aria-busy', 'false');
    await expectPage(again).toBeFocused();
    expect((await asked(settings)).connects).toBe(1);

    await page.evaluate(() => window.fake.authority.die());
    await setDoor(settings, { kind: 'too_many' });
    await expectPage(settings.failure).toContainText('as many tabs as it may: 10.');
    await settings.failure.getByRole('button', { name: 'Try again' }).click();
    await expectPage.poll(async () => (await asked(settings)).connects).toBe(2);
    await setDoor(settings, { kind: 'away' });
    await expectPage(settings.failure).toContainText('see that it still runs');
    await expectPage(settings.failure).toContainText('rollcall console show');
  });
});
