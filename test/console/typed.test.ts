import type { Locator } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { SettingsPage } from './pages/settings-page.ts';
import { UsersPage } from './pages/users-page.ts';

describe('A dialog in which something was typed', () => {
  const host = useConsoleHost();
  const open = async (): Promise<UsersPage> => {
    const users = new UsersPage((await host.open('office')).page);
    await users.goTo('Users');
    return users;
  };
  const question = ({ page }: UsersPage): Locator => page.getByRole('alertdialog');
  const keep = (users: UsersPage): Locator => question(users).getByRole('button', { name: 'Keep editing' });
  const tellings = ({ page }: UsersPage) => page.evaluate(() => window.fake.shell.unsaved);
  const openAdd = async (users: UsersPage): Promise<Locator> => {
    await users.page.getByRole('button', { name: 'Add user', exact: true }).click();
    const name = users.dialog.getByLabel('User name');
    await expectPage(name).toBeFocused();
    return name;
  };
  const clickBeside = ({ page }: UsersPage): Promise<void> => page.mouse.click(5, 400);

  it('closes at once while it is as it was found, and asks first when it is not', async () => {
    const users = await open();
    const { page, dialog } = users;
    const name = await openAdd(users);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expectPage(dialog).toHaveCount(0);

    await openAdd(users);
    await page.keyboard.type('lea');
    await expectPage.poll(() => tellings(users)).toEqual([true]);
    await page.keyboard.press('Escape');
    await expectPage(question(users)).toContainText('Discard what you typed?');
    await expectPage(keep(users)).toBeFocused();
    // One more Escape is no answer to lose it by.
    await page.keyboard.press('Escape');
    await expectPage(question(users)).toHaveCount(0);
    await expectPage(name).toBeFocused();
    await expectPage(name).toHaveValue('lea');
    await clickBeside(users);
    await expectPage(keep(users)).toBeFocused();
    await page.keyboard.press('Enter');
    await expectPage(name).toBeFocused();
    await page.keyboard.press('Escape');
    await question(users).getByRole('button', { name: 'Discard' }).click();
    await expectPage(dialog).toHaveCount(0);
    await expectPage.poll(() => tellings(users)).toEqual([true, false]);

    await expectPage(await openAdd(users)).toHaveValue('');
    await page.keyboard.type('lea');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Escape');
    await expectPage(dialog).toHaveCount(0);
  });

  it('is closed by its Cancel, and after it was saved, without a question', async () => {
    const users = await open();
    const { page, dialog } = users;
    await (await openAdd(users)).fill('lea');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(dialog).toHaveCount(0);
    await (await openAdd(users)).fill('lea');
    await dialog.getByRole('button', { name: 'Add user', exact: true }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expectPage(dialog).toHaveCount(0);
    await expectPage(users.getRow('lea')).toBeVisible();
    await users.act('lea', 'Change…');
    await expectPage(dialog).toBeVisible();
    await dialog.getByLabel('E-mail').fill('lea@example.org');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expectPage(dialog).toHaveCount(0);
    await expectPage.poll(async () => (await tellings(users)).at(-1)).toBe(false);
    await page.keyboard.press('Escape');
  });

  it('asks for choices, switches and groups too, by its cross too, and not for a word of confirmation', async () => {
    const users = await open();
    const { page, dialog } = users;
    await users.act('ben', 'Change…');
    await dialog.getByRole('radio', { name: 'No limit' }).check();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expectPage(keep(users)).toBeFocused();
    await question(users).getByRole('button', { name: 'Discard' }).click();
    await expectPage(dialog).toHaveCount(0);

    await users.act('ben', 'Change…');
    await dialog.getByRole('combobox', { name: 'Groups' }).click();
    await page.getByRole('option', { name: 'Warehouse' }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expectPage(keep(users)).toBeFocused();
    await question(users).getByRole('button', { name: 'Discard' }).click();
    await expectPage(dialog).toHaveCount(0);

    await users.goTo('Overview');
    await page.getByRole('button', { name: 'Sign out everyone' }).click();
    await dialog.getByRole('textbox').fill('sign');
    await page.keyboard.press('Escape');
    await expectPage(dialog).toHaveCount(0);
  });

  it('hears no key that is for a question above it', async () => {
    const users = await open();
    const { page } = users;
    await users.act('ann', 'Change…');
    const form = page.getByRole('dialog', { name: /Change .*ann/i });
    await form.getByRole('radio', { name: 'At most this many devices' }).check();
    await form.getByLabel('Number of devices').fill('1');
    await form.getByRole('button', { name: 'Save' }).click();
    await expectPage(page.getByRole('button', { name: 'Cancel' }).last()).toBeFocused();
    await page.keyboard.press('Escape');
    await expectPage(users.dialog).toHaveCount(1);
    await expectPage(question(users)).toHaveCount(0);
    await expectPage(form.getByLabel('Number of devices')).toHaveValue('1');
  });

  it('a file of users that was read is still there on coming back', async () => {
    const users = await open();
    const { page } = users;
    await page.getByRole('link', { name: 'Import users' }).click();
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('name\nlea\nmoe\n') });
    await expectPage(page.getByText('moe', { exact: true })).toBeVisible();
    await users.goTo('Overview');
    await expectPage.poll(() => tellings(users)).toEqual([true]);
    await users.goTo('Users');
    await page.getByRole('link', { name: 'Import users' }).click();
    await expectPage(page.getByText('moe', { exact: true })).toBeVisible();
  });
});

describe('Signing out of the console in a browser', () => {
  const host = useConsoleHost();

  it('asks when something was typed and not saved, and only then', async () => {
    const settings = new SettingsPage((await host.open('office')).page);
    const { page, dialog } = settings;
    await page.evaluate(() => window.fake.shell.beInBrowser('admin', 'none'));
    await settings.goTo('Settings');
    await page.getByLabel('Title', { exact: true }).fill('Harbour Works');
    const signOut = page.getByRole('button', { name: 'Sign out', exact: true });
    await signOut.click();
    await expectPage(dialog).toContainText('What is not saved yet is lost.');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(dialog).toHaveCount(0);
    expect(await page.evaluate(() => window.fake.shell.asked().signedOut)).toBe(false);
    await page.getByRole('button', { name: 'Take back' }).click();
    await signOut.click();
    await expectPage.poll(() => page.evaluate(() => window.fake.shell.asked().signedOut)).toBe(true);
  });
});
