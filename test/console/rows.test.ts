import type { Locator, Page } from '@playwright/test';
import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { FramePage } from './pages/frame-page.ts';
import { ImportPage } from './pages/import-page.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { TablePage } from './pages/table-page.ts';
import { UsersPage } from './pages/users-page.ts';
import type { ScenarioName } from '../support/fake-authority/scenarios.ts';

/** What a row does for whoever works with it, and what of it is seen. */
describe('a row', () => {
  const host = useConsoleHost();
  const open = async (scenario: ScenarioName = 'office', language?: 'ar') => {
    const { page } = await host.open(scenario, language === undefined ? {} : { locale: 'ar' });
    const sessions = new SessionsPage(page);
    await page.evaluate(() => (window.location.hash = '#/sessions'));
    await sessions.rows.first().waitFor();
    return { sessions, table: new TablePage(page), page };
  };

  describe('under Delete', () => {
    it('is asked about with the others that are ticked, and only what was ended loses its tick', async () => {
      const { sessions, table, page } = await open();
      const ids = await table.listShownIds();
      const at = (place: number) => page.locator(`tr[data-id="${ids[place] ?? ''}"]`);
      for (const place of [1, 2, 3]) await table.rows.nth(place).getByRole('checkbox').check();
      await table.focusRow(5);
      await page.keyboard.press('Delete');
      await expectPage(sessions.dialog.getByRole('heading')).toHaveText(/^Sign out .+ on .+\?$/);
      await sessions.dialog.getByRole('button', { name: /^Sign out .+ on / }).click();
      await expectPage(at(5)).toHaveCount(0);
      await expectPage(page.getByText('3 sessions chosen')).toBeVisible();
      await expectPage.poll(() => table.listTicked()).toEqual([1, 2, 3]);

      await table.focusRow(2);
      await page.keyboard.press('Delete');
      await expectPage(sessions.dialog.getByRole('heading')).toHaveText('Sign out 3 sessions?');
      await sessions.dialog.getByRole('button', { name: 'Sign out 3 sessions' }).click();
      await expectPage(at(2)).toHaveCount(0);
      await expectPage(page.getByText('sessions chosen')).toHaveCount(0);
      await expectPage(page.getByText('26 sessions', { exact: true })).toBeVisible();
    });

    it('keeps its tick when it could not be ended', async () => {
      const { sessions, table, page } = await open();
      for (const place of [1, 2]) await table.rows.nth(place).getByRole('checkbox').check();
      await page.evaluate(() => window.fake.authority.failCommands(true));
      await table.focusRow(1);
      await page.keyboard.press('Delete');
      await sessions.dialog.getByRole('button', { name: 'Sign out 2 sessions' }).click();
      await expectPage(sessions.failure).toBeVisible();
      await expectPage.poll(() => table.listTicked()).toEqual([1, 2]);
    });

    it('of a user is deleted with the others that are ticked', async () => {
      const users = new UsersPage((await host.open('office')).page);
      await users.goTo('Users');
      await users.choose('ben', 'eve');
      await users.getRow('ben').focus();
      await users.page.keyboard.press('Delete');
      await expectPage(users.dialog.getByRole('heading')).toHaveText('Delete 2 users?');
      await expectPage(users.dialog).toContainText('ben and eve');
      await users.dialog.getByRole('button', { name: 'Delete 2 users' }).click();
      await expectPage(users.getRow('ben')).toHaveCount(0);
      await expectPage(users.getRow('eve')).toHaveCount(0);
      await expectPage(users.getRow('ann')).toBeVisible();
    });
  });

  describe('under two keys that are pressed faster than a dialog opens', () => {
    const cases = [
      { first: 'Delete', second: 'Enter', heading: /^Sign out .+\?$/ },
      { first: 'Enter', second: 'Delete', heading: /.+ on .+/ },
      { first: 'F2', second: 'Enter', heading: /^Another name for / },
      { first: 'F2', second: 'Delete', heading: /^Another name for / },
      { first: 'Delete', second: ' ', heading: /^Sign out .+\?$/ },
    ] as const;
    it('does what the first says', async () => {
      const { sessions, table, page } = await open();
      for (const { first, second, heading } of cases) {
        await table.focusRow(1);
        await pressAtOnce(page, first, second);
        await expectPage(sessions.dialog.locator(':focus')).toHaveCount(1);
        await expectPage(sessions.dialog).toHaveCount(1);
        await expectPage(sessions.dialog.getByRole('heading', { level: 2 })).toHaveText(heading);
        await page.keyboard.press('Escape');
        await expectPage(sessions.dialog).toHaveCount(0);
        await expectPage.poll(() => table.listTicked()).toEqual([]);
      }
    });

    it('of a user or an app too', async () => {
      const users = new UsersPage((await host.open('office')).page);
      for (const [screen, heading] of [
        ['Users', /^Delete .+\?$/],
        ['Apps', /^Remove /],
      ] as const) {
        await users.goTo(screen);
        await expectPage(users.title).toHaveText(screen);
        await users.page.locator('tr[data-id]').first().focus();
        await pressAtOnce(users.page, 'Delete', 'Enter');
        await expectPage(users.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
        await expectPage(users.dialog.getByRole('heading', { level: 2 })).toHaveText(heading);
        await expectPage(users.title).toHaveText(screen);
        await users.page.keyboard.press('Escape');
        await expectPage(users.dialog).toHaveCount(0);
      }
    });
  });

  it('opens at a double click, and stays open', async () => {
    const { sessions, table, page } = await open();
    await table.rows.nth(2).locator('td').nth(1).dblclick();
    await expectPage(sessions.getFact('Id')).toBeVisible();
    // A click that is none of the two closes it, as ever.
    await page.mouse.click(300, 400);
    await expectPage(sessions.dialog).toHaveCount(0);
  });

  it('says its full times, and what is cut in it, at the foot of the list when it has the keyboard', async () => {
    const { sessions, table, page } = await open();
    const details = page.locator('[data-row-details]');
    await table.focusRow(0);
    await page.keyboard.press('ArrowDown');
    await expectPage(details).toContainText(/Signed in\s*\d+ \w+ \d{4}, \d\d:\d\d:\d\d \S+/);
    await page.keyboard.press('Enter');
    await expectPage(sessions.getFact('Signed in')).toContainText(/\d{4}, \d\d:\d\d:\d\d \S+/);
    await page.keyboard.press('Escape');
    await expectPage(sessions.dialog).toHaveCount(0);
    await table.expectFocusAt(1);
    await sessions.title.click();
    await expectPage(details).toHaveCount(0);
  });

  it('of more than a thousand hides nothing without a sign, and never its second line', async () => {
    const { sessions, table, page } = await open('crowd');
    const long = 'Till by the door of the shop in the old town, second floor, behind the lift';
    await page.evaluate((name) => window.fake.authority.signIn('ann', name), long);
    const row = sessions.getRow('ann', long).first();
    await expectPage(row).toBeVisible();
    const cell = row.locator('td').nth(2);
    await expectPage.poll(() => findHidden(row)).toEqual([]);
    await cell.hover();
    await expectPage(cell).toHaveAttribute('title', new RegExp(long));
    await row.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expectPage(page.locator('[data-row-details]')).toContainText(long);
    await expectPage.poll(() => findHidden(table.rows.nth(3))).toEqual([]);
  });

  it('of more than a thousand hides nothing in Arabic either', async () => {
    const { table } = await open('crowd', 'ar');
    for (const place of [0, 1, 2, 3])
      await expectPage.poll(() => findHidden(table.rows.nth(place))).toEqual([]);
  });

  it('of a long file says what is wrong in it', async () => {
    const screen = new ImportPage((await host.open('office')).page);
    await screen.open();
    const lines = Array.from(
      { length: 1500 },
      (_, place) => `p${String(place)};Person;${place === 3 ? 'many' : '2'}`,
    );
    await screen.chooseFile('people.csv', ['name;display_name;limit', ...lines, ''].join('\n'));
    const row = screen.getLine(5);
    await expectPage(row).toContainText('A number from 0 to 100000, inherit or unlimited.');
    await expectPage.poll(() => findHidden(row, true)).toEqual([]);
    await screen.page.getByRole('textbox', { name: 'Filter: Rows of the file' }).fill('p1499');
    await expectPage(screen.table.locator('tbody tr[data-id]')).toHaveCount(1);
  });

  it('keeps its notice with a whole button, however long the name in it is', async () => {
    const { sessions, page } = await open();
    const frame = new FramePage(page);
    await sessions.getRow('ben', 'Safari on iPhone').focus();
    await page.keyboard.press('F2');
    await expectPage(sessions.dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.type('The phone that lies in the drawer beside the till of the shop');
    await page.keyboard.press('Enter');
    const undo = frame.notices.getByRole('button', { name: 'Undo' });
    await expectPage(undo).toBeVisible();
    const label = undo.locator('[class*="label"]');
    await expectPage.poll(() => label.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
  });

  it('with the keyboard never takes typing back out of a field', async () => {
    const { sessions, table, page } = await open();
    const field = page.getByRole('textbox', { name: 'Filter sessions' });
    await field.pressSequentially('ann');
    await expectPage(page.getByText(/^\d+ of 30 sessions$/)).toBeVisible();
    await table.focusRow(0);
    await page.keyboard.press('Control+z');
    await expectPage(field).toHaveValue('ann');
    // In a dialog too, beside its field.
    await page.keyboard.press('Delete');
    await expectPage(sessions.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Control+z');
    await expectPage(field).toHaveValue('ann');
    await page.keyboard.press('Escape');
    await expectPage(sessions.dialog).toHaveCount(0);
    await table.expectFocusAt(0);
    await field.press('Control+z');
    await expectPage(field).not.toHaveValue('ann');
    await field.fill('ben');
    await page.evaluate(() => window.fake.shell.chooseInMenu({ type: 'undo' }));
    await expectPage(field).not.toHaveValue('ben');
  });
});

/** Both before anything is drawn: as from a keyboard whose second key is on its way already. */
function pressAtOnce(page: Page, first: string, second: string): Promise<void> {
  return page.evaluate(
    (keys) => {
      const row = document.activeElement;
      for (const key of keys)
        row?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    },
    [first, second],
  );
}

/**
 * The texts of a row that are cut without an ellipsis, or that find no room at all.
 * @param whole nor may there be an ellipsis
 */
function findHidden(row: Locator, whole = false): Promise<string[]> {
  return row.evaluate((element, noEllipsis) => {
    const hidden: string[] = [];
    for (const cell of element.querySelectorAll('td:not([data-pinned]) > div')) {
      const frame = cell.getBoundingClientRect();
      for (const part of [cell, ...cell.querySelectorAll<HTMLElement>('*')]) {
        const { textOverflow, webkitLineClamp } = getComputedStyle(part);
        const isCut = part.clientWidth > 1 && part.scrollHeight > part.clientHeight + 2;
        const isWide = part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1;
        const signs = noEllipsis ? false : webkitLineClamp !== 'none' || textOverflow === 'ellipsis';
        if ((isCut || isWide) && !signs) hidden.push(part.textContent ?? '');
        const box = part.getBoundingClientRect();
        if (box.height > 2 && box.bottom > frame.bottom + 2) hidden.push(part.textContent ?? '');
      }
    }
    return hidden;
  }, whole);
}
