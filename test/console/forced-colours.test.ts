import type { Locator } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { findFaults } from './tour/find-faults.ts';
import { openTour } from './tour/open-tour.ts';
import type { Visit } from './tour/visit.ts';

describe('With colours of the system', () => {
  const host = useConsoleHost();

  it('what is chosen, ticked and focused can still be told from the rest', async () => {
    const tour = await openTour(host.open, 'en', { forcedColors: 'active' });
    const visit = await tour.goTo({ name: 'users', scenario: 'office', at: 'users' });
    const edges = (name: string): Promise<string> => readEdge(visit, name);
    expect(await edges('Users')).not.toBe(await edges('Apps'));
    expect(await findFaults(tour.page, 'all')).toEqual([]);
    await visit.page.getByRole('link', { name: 'ann', exact: true }).focus();
    expect(
      await visit.page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle),
    ).toBe('solid');
  });

  it.each(['light', 'dark'] as const)(
    'switches, tabs, rows and seats show how they are (%s)',
    async (colorScheme) => {
      const tour = await openTour(host.open, 'en', { forcedColors: 'active', colorScheme });
      const { page } = tour;
      await tour.goTo({ name: 'settings', scenario: 'office', at: 'settings' });
      const track = (name: string): Locator =>
        page.locator('.mantine-Switch-body', { hasText: name }).locator('.mantine-Switch-track');
      const ground = await readLook(page.locator('body'));
      await expectPage(page.getByRole('switch', { name: 'Notify me' })).toBeChecked();
      const on = await readLook(track('Notify me'));
      expect(on).not.toBe(await readLook(track('Start Rollcall')));
      expect(on).not.toContain(ground);

      await tour.goTo({ name: 'limits', scenario: 'office', at: 'limits' });
      const tab = (name: string): Locator => page.getByRole('tab', { name, exact: true });
      await expectPage(tab('Seats')).toHaveAttribute('aria-selected', 'true');
      expect(await readLook(tab('Seats'))).not.toBe(await readLook(tab('Groups')));
      const dot = page.getByRole('radio', { name: 'This many seats' }).locator('xpath=..').locator('svg');
      await expectPage(page.getByRole('radio', { name: 'This many seats' })).toBeChecked();
      expect(await dot.evaluate((one) => getComputedStyle(one).color)).not.toBe(
        await page.locator('body').evaluate((one) => getComputedStyle(one).backgroundColor),
      );

      await tour.goTo({ name: 'overview', scenario: 'office', at: 'overview' });
      const edge = (name: string): Promise<string> =>
        page
          .getByRole('button', { name })
          .first()
          .evaluate((one) => getComputedStyle(one).borderWidth);
      expect(await edge('Add a user')).not.toBe(await edge('Share'));
      const link = page.getByRole('link', { name: 'Reports', exact: true }).first();
      expect(await link.locator('svg').evaluate((one) => getComputedStyle(one).stroke)).toBe(
        await link.evaluate((one) => getComputedStyle(one).color),
      );
      const [used, rest] = await Promise.all([
        page
          .locator('.mantine-Progress-section')
          .first()
          .evaluate((one) => getComputedStyle(one).backgroundColor),
        page.locator('.mantine-Progress-root').evaluate((one) => getComputedStyle(one).backgroundColor),
      ]);
      expect(used).not.toBe(rest);
    },
  );
});

/** What of an element the system lets show: its edges and grounds. */
const readLook = (element: Locator): Promise<string> =>
  element.evaluate((one) => {
    const { borderColor, borderWidth, backgroundColor, outlineColor, color } = getComputedStyle(one);
    return [borderColor, borderWidth, backgroundColor, outlineColor, color].join(' ');
  });

/** How the entry of a screen is told from the others where no ground is painted. */
function readEdge({ page }: Visit, name: string): Promise<string> {
  return page
    .getByRole('navigation')
    .getByRole('link', { name, exact: true })
    .evaluate((element) => {
      const { outlineStyle, borderInlineStartStyle, forcedColorAdjust, backgroundColor } =
        getComputedStyle(element);
      return [outlineStyle, borderInlineStartStyle, forcedColorAdjust, backgroundColor].join(' ');
    });
}
