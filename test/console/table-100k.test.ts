import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { TablePage } from './pages/table-page.ts';

/** 50 changes a second, of which three of ten are new sessions and three are ends. */
const perSecond = 50;
/** Enough that whatever could move has had its chance: three seconds of them. */
const changesSeen = 150;

describe('100,000 sessions and 50 changes a second', () => {
  const host = useConsoleHost();

  async function open(): Promise<{ sessions: SessionsPage; table: TablePage; page: Page }> {
    const { page } = await host.open('city');
    const sessions = new SessionsPage(page);
    await expectPage(page.getByRole('navigation', { name: 'Screens' })).toBeVisible({ timeout: 60_000 });
    await sessions.goTo('Sessions');
    await sessions.rows.first().waitFor();
    await expectPage(page.getByRole('tab', { name: 'Active (100,000)' })).toBeVisible();
    return { sessions, table: new TablePage(page), page };
  }

  /** Begins them, away from these sessions, and waits until so many have reached the page. */
  async function storm(page: Page, spare: readonly string[]): Promise<void> {
    const begun = await page.evaluate(
      ([rate, ids]) => {
        window.fake.authority.storm(rate, ids);
        return window.fake.authority.countStorm();
      },
      [perSecond, spare] as const,
    );
    await expectPage
      .poll(() => page.evaluate(() => window.fake.authority.countStorm()), { timeout: 30_000 })
      .toBeGreaterThan(begun + changesSeen);
  }

  const readPlaces = (page: Page): Promise<{ scrollTop: number; tops: Record<string, number> }> =>
    page.evaluate(() => {
      const scrolling = document.querySelector('table')?.parentElement;
      const tops: Record<string, number> = {};
      for (const row of document.querySelectorAll<HTMLElement>('tbody tr[data-id]'))
        tops[row.dataset['id'] ?? ''] = Math.round(row.getBoundingClientRect().top);
      return { scrollTop: scrolling?.scrollTop ?? -1, tops };
    });

  it('move neither scroll position nor rows nor ticks nor the keyboard of whoever is in the middle of them', async () => {
    const { table, page } = await open();
    await table.scrolling.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await expectPage
      .poll(async () => Number(await table.rows.first().getAttribute('aria-rowindex')))
      .toBeGreaterThan(40_000);
    await table.readSteadyScroll();
    await table.rows.nth(14).focus();
    const place = Number(await page.locator('tr[data-id]:focus').getAttribute('aria-rowindex')) - 2;
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await table.expectFocusAt(place + 1);
    await page.keyboard.press('Shift+Space');
    await expectPage.poll(async () => (await table.listTicked()).length).toBe(2);
    // What is said of the row at the foot of the list has come, and has made its room.
    await expectPage(page.locator('[data-row-details]')).toBeVisible();
    await table.readSteadyScroll();
    const focused = (await page.locator('tr[data-id]:focus').getAttribute('data-id')) ?? '';
    const ticked = await table.listTicked();
    const before = await readPlaces(page);
    expect(before.scrollTop).toBeGreaterThan(1_000_000);

    await storm(page, [focused]);
    await expectPage(table.applyButton).toBeVisible();
    const after = await readPlaces(page);
    expect(after.scrollTop).toBe(before.scrollTop);
    expect(after.tops).toEqual(before.tops);
    await expectPage.poll(() => table.listTicked()).toEqual(ticked);
    await expectPage(page.locator(`tr[data-id="${focused}"]`)).toBeFocused();

    // Now the very row with the keyboard goes: it stays to be read until it is let go, then the next one takes over.
    await page.evaluate((id) => {
      window.fake.authority.storm(0);
      window.fake.authority.endSession(id);
    }, focused);
    await expectPage(page.locator(`tr[data-id="${focused}"]`)).toContainText('Signed out');
    await expectPage(page.locator(`tr[data-id="${focused}"]`)).toBeFocused();
  });

  it('a row that is ended here gives the keyboard to the next one while everything changes', async () => {
    const { sessions, table, page } = await open();
    await table.focusRow(3);
    const ids = (await table.listShownIds()).slice(0, 12);
    await storm(page, ids);
    expect((await table.listShownIds()).slice(0, 12)).toEqual(ids);
    await page.keyboard.press('Delete');
    await sessions.dialog.getByRole('button', { name: /^Sign out .+ on / }).click();
    await expectPage(page.locator(`tr[data-id="${ids[3] ?? ''}"]`)).toHaveCount(0);
    await expectPage(page.locator(`tr[data-id="${ids[4] ?? ''}"]`)).toBeFocused();
    expect((await table.listShownIds()).slice(0, 3)).toEqual(ids.slice(0, 3));
  });

  it('applied, everything is as it is now; and few rows are drawn all the while', async () => {
    const { table, page } = await open();
    await table.focusRow(0);
    await storm(page, []);
    expect(await table.rows.count()).toBeLessThan(80);
    await page.evaluate(() => window.fake.authority.storm(0));
    await expectPage(table.applyButton).toBeVisible();
    await table.applyButton.click();
    await expectPage(table.applyButton).toHaveCount(0);
    await expectPage(table.rows.first()).toContainText('just now');
    expect(await table.rows.count()).toBeLessThan(80);
  });
});
