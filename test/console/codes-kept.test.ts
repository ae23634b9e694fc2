import type { Locator } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { FirstRunPage } from './pages/first-run-page.ts';
import { ImportPage } from './pages/import-page.ts';
import { UsersPage } from './pages/users-page.ts';

describe('One-time codes of many that nobody has yet', () => {
  const host = useConsoleHost();
  const importTwo = async (screen: ImportPage): Promise<void> => {
    await screen.chooseFile('people.csv', 'name,limit\nlea,2\nmoe,2\n');
    await screen.getAct('Add 2 users').click();
    await screen.getAct('Make 2 codes').click();
    await expectPage(codesOf(screen)).toContainText('K7QFM-22222');
  };
  const openWithCodes = async (): Promise<ImportPage> => {
    const screen = new ImportPage((await host.open('office')).page);
    await screen.open();
    await importTwo(screen);
    return screen;
  };
  const codesOf = ({ page }: { readonly page: ImportPage['page'] }): Locator =>
    page.getByRole('table', { name: 'One-time codes' });
  const questionOf = ({ page }: { readonly page: ImportPage['page'] }): Locator =>
    page.getByRole('dialog', { name: /^Leave without the/ });
  /** The question stands with the keyboard at the answer that loses nothing; Enter is that answer. */
  const stay = async (screen: { readonly page: ImportPage['page'] }): Promise<void> => {
    await expectPage(questionOf(screen).getByRole('button', { name: 'Stay here' })).toBeFocused();
    await screen.page.keyboard.press('Enter');
    await expectPage(questionOf(screen)).toHaveCount(0);
    await expectPage(codesOf(screen)).toBeVisible();
  };

  it('are asked about on every way off the screen, and gone only by the word', async () => {
    const screen = await openWithCodes();
    const { page } = screen;
    await expectPage.poll(() => page.evaluate(() => window.fake.shell.unsaved.at(-1))).toBe(true);
    await screen.getAct('Another file').click();
    await expectPage(questionOf(screen)).toContainText('Leave without the 2 codes?');
    await expectPage(questionOf(screen)).toContainText('Whoever has none needs a new one');
    await stay(screen);
    await page.getByRole('link', { name: 'Go to the users' }).click();
    await stay(screen);
    await page.keyboard.press('Control+2');
    await stay(screen);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Network');
    await page
      .getByRole('option', { name: /^Network/ })
      .first()
      .click();
    await stay(screen);
    await page.goBack();
    await expectPage(questionOf(screen)).toBeVisible();
    await expectPage(page).toHaveURL(/#\/users\/import$/);
    await stay(screen);
    await screen.askToGo('Sessions');
    await questionOf(screen).getByRole('button', { name: 'Leave without them' }).click();
    await expectPage(screen.title).toHaveText('Sessions');
    await expectPage(screen.title).toBeFocused();
    await expectPage.poll(() => page.evaluate(() => window.fake.shell.unsaved.at(-1))).toBe(false);
    await page.goBack();
    await expectPage(page.getByText('Drop a CSV file here, or')).toBeVisible();
    await screen.goTo('Sessions');
    await expectPage(screen.title).toHaveText('Sessions');
  });

  it('can be saved in the question, which goes on only when they are', async () => {
    const screen = await openWithCodes();
    const save = questionOf(screen).getByRole('button', { name: 'Save as CSV and leave' });
    await screen.page.evaluate(() => window.fake.shell.cancelSaving());
    await screen.askToGo('Sessions');
    await save.click();
    await expectPage(save).toBeVisible();
    await questionOf(screen).getByRole('button', { name: 'Stay here' }).click();
    await expectPage(codesOf(screen)).toBeVisible();
    await screen.page.evaluate(() => window.fake.shell.cancelSaving(false));
    await screen.askToGo('Sessions');
    await save.click();
    await expectPage(screen.title).toHaveText('Sessions');
    const saved = await screen.page.evaluate(() => window.fake.shell.saved.map(({ name }) => name));
    expect(saved).toEqual(['one-time-codes.csv']);
  });

  it('of chosen users keep their dialog, also from the way back, until they are printed', async () => {
    const users = new UsersPage((await host.open('office')).page);
    const { page } = users;
    await users.goTo('Users');
    await users.choose('ann', 'ben');
    await users.actOnChosen('One-time codes…');
    await users.dialog.getByRole('button', { name: 'Make 2 codes' }).click();
    await expectPage(codesOf(users)).toBeVisible();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await stay(users);
    await page.goBack();
    await stay(users);
    await page.evaluate(() => {
      window.print = () => window.dispatchEvent(new Event('afterprint'));
    });
    await page.getByRole('button', { name: 'Print slips' }).click();
    await expectPage.poll(() => page.evaluate(() => window.fake.shell.unsaved.at(-1))).toBe(false);
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await expectPage(users.dialog).toHaveCount(0);
  });

  it('of chosen users print as slips by the keyboard and the menu too, and not the list behind them', async () => {
    const users = new UsersPage((await host.open('office')).page);
    const { page } = users;
    await users.goTo('Users');
    await users.choose('ann', 'ben');
    await users.actOnChosen('One-time codes…');
    await users.dialog.getByRole('button', { name: 'Make 2 codes' }).click();
    await expectPage(codesOf(users)).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    const slips = page.locator('[data-printed-slips] section');
    await expectPage(slips).toHaveCount(2);
    await expectPage(slips.first()).toBeVisible();
    await expectPage(slips.first()).toContainText('K7QFM-22222');
    for (const list of await page.locator('body > * table').all()) await expectPage(list).toBeHidden();
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    await expectPage(slips).toHaveCount(0);
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await expectPage(users.dialog).toHaveCount(0);
  });

  it('are asked about at the first run too: by its steps, its choices and its end', async () => {
    const run = new FirstRunPage((await host.open('fresh')).page);
    await run.makeAdmin('admin', 'correct horse battery');
    await run.page.getByRole('button', { name: 'Users and seats' }).click();
    await run.page.locator('label', { hasText: 'From a file' }).click();
    await importTwo(new ImportPage(run.page));
    await run.page.locator('label', { hasText: 'Add one' }).click();
    await stay(run);
    await run.page.getByRole('button', { name: 'Certificate' }).click();
    await stay(run);
    await run.page.getByRole('button', { name: 'Skip the rest' }).click();
    await stay(run);
    await run.goOn();
    await questionOf(run).getByRole('button', { name: 'Leave without them' }).click();
    await expectPage(run.getStep('Try it from a phone')).toBeVisible();
  });
});
