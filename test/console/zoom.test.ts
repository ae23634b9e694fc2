import type { Page } from '@playwright/test';
import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { FramePage } from './pages/frame-page.ts';

const screens = [
  'overview',
  'sessions',
  'users',
  'users/import',
  'limits',
  'apps',
  'apps/openid-connect',
  'reports',
  'audit',
  'backup',
  'network',
  'settings',
  'first-run',
];

async function openScreen(page: Page, screen: string): Promise<void> {
  await page.evaluate((name) => {
    window.location.hash = `#/${name}`;
  }, screen);
  // The set-up alone stands outside the frame.
  const here = page.locator(`nav a[aria-current="page"][href="#/${screen.split('/')[0] ?? ''}"]`);
  await expectPage(here).toHaveCount(screen === 'first-run' ? 0 : 1);
  await expectPage(page.locator('main h1, h1')).toHaveCount(1);
  await expectPage(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

describe.each(['en-GB', 'ar', 'de'])('At 200 %% (%s)', (locale) => {
  const host = useConsoleHost();

  // An ordinary window of 1280 by 800 has half of that for its content.
  it('every screen is scrolled one way only, and no control is cut off', async () => {
    const { page } = await host.open('office', { locale, viewport: { width: 640, height: 400 } });
    const frame = new FramePage(page);
    await expectPage(frame.title).toHaveCount(1);
    for (const screen of screens) {
      await openScreen(page, screen);
      await expectPage.poll(() => frame.listCutOff(), screen).toEqual([]);
    }
    await page.evaluate(() => {
      window.location.hash = '#/sessions';
    });
    await expectPage(page.locator('tbody tr[data-id]').first()).toBeVisible();
    // Some rows are seen at once, not one.
    await expectPage
      .poll(async () => (await page.locator('div:has(> table)').boundingBox())?.height)
      .toBeGreaterThan(250);
    await frame.press('Control+k');
    await expectPage(frame.page.getByRole('combobox')).toBeFocused();
    await expectPage.poll(() => frame.listCutOff()).toEqual([]);
    await frame.dismiss();
    await frame.press('F1');
    await expectPage(frame.dialog).toBeVisible();
    await expectPage.poll(() => frame.listCutOff()).toEqual([]);
  });

  // As wide as the same window at 400 %.
  it('at 320 pixels no screen is wider than the window', async () => {
    const { page } = await host.open('office', { locale, viewport: { width: 320, height: 640 } });
    const frame = new FramePage(page);
    await expectPage(frame.title).toHaveCount(1);
    for (const screen of screens) {
      await openScreen(page, screen);
      await expectPage.poll(() => frame.listTooWide(), screen).toEqual([]);
    }
  });
});
