import type { Page } from '@playwright/test';
import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { TablePage } from './pages/table-page.ts';

const small = { width: 1024, height: 700 };
const lists = ['sessions', 'users', 'apps', 'audit'];

/** CSS pixels by which the list would have to be scrolled sideways. */
const measureSideways = (page: Page): Promise<number> =>
  page
    .locator('div:has(> table)')
    .first()
    .evaluate((frame) => frame.scrollWidth - frame.clientWidth);

describe('In a window of 1024 pixels', () => {
  const host = useConsoleHost();

  it.each(['en-GB', 'ar', 'de'])('no list is scrolled sideways (%s)', async (locale) => {
    const { page } = await host.open('office', { locale, viewport: small });
    await expectPage(page.locator('h1')).toHaveCount(1);
    for (const list of lists) {
      await page.evaluate((name) => {
        window.location.hash = `#/${name}`;
      }, list);
      await expectPage(page.locator(`nav a[aria-current="page"][href="#/${list}"]`)).toHaveCount(1);
      await expectPage(page.locator('tbody tr[data-id]').first()).toBeVisible();
      await expectPage.poll(() => measureSideways(page), list).toBe(0);
    }
  });

  it('columns are left out, one that is chosen stays, and paper has them all', async () => {
    const { page } = await host.open('office', { viewport: small });
    const sessions = new SessionsPage(page);
    const table = new TablePage(page);
    const title = (name: string) => page.getByRole('columnheader', { name });
    await sessions.goTo('Sessions');
    await expectPage(title('Address')).toBeVisible();
    await expectPage(title('Apps')).toHaveCount(0);
    await expectPage(title('Expires')).toHaveCount(0);

    await page.emulateMedia({ media: 'print' });
    const paper = page.getByRole('region', { name: 'Active sessions' });
    await expectPage(paper.getByRole('columnheader', { name: 'Apps' })).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await expectPage(paper).toHaveCount(0);

    await table.chooseColumn('Apps');
    await expectPage(title('Apps')).toBeVisible();
    await expectPage(title('Expires')).toHaveCount(0);
    await page.getByRole('button', { name: 'Choose columns' }).click();
    await page.getByRole('menuitem', { name: 'As they were at first' }).click();
    await page.keyboard.press('Escape');
    await expectPage(title('Apps')).toHaveCount(0);

    await page.setViewportSize({ width: 1280, height: 820 });
    await expectPage(title('Apps')).toBeVisible();
    await expectPage(title('Expires')).toBeVisible();
    await expectPage.poll(() => measureSideways(page)).toBe(0);
  });
});
