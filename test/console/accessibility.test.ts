import { expect as expectPage } from '@playwright/test';
import { beforeAll, describe, expect, it } from 'vitest';
import { useConsoleHost } from './console-host.ts';
import { findFaults, findGaps, measureOverflow } from './tour/find-faults.ts';
import { openTour, stops, type Tour } from './tour/open-tour.ts';
import type { Visit } from './tour/visit.ts';

const wide = { width: 1280, height: 800 };
const narrow = { width: 480, height: 720 };

describe.each(['en', 'ar'] as const)('In the console (%s)', (language) => {
  const host = useConsoleHost('file');
  let tour: Tour;
  beforeAll(async () => {
    tour = await openTour(host.open, language);
  });

  it.each(stops)('axe finds nothing serious, light and dark, at any width: $name', async (stop) => {
    const { page } = tour;
    await page.setViewportSize(wide);
    await page.emulateMedia({ colorScheme: 'light' });
    await tour.goTo(stop);
    expect(await findFaults(page, 'all')).toEqual([]);
    expect(await findGaps(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectPage(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    expect(await findFaults(page, 'theme')).toEqual([]);
    await page.setViewportSize(narrow);
    expect(await measureOverflow(page)).toBe(0);
  });
});

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
