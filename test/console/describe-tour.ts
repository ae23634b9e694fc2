import { beforeAll, describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { findFaults, findGaps, findOutOfSight, measureOverflow } from './tour/find-faults.ts';
import { openTour, stops, type Tour } from './tour/open-tour.ts';
import type { TourLanguage } from './tour/visit.ts';

const wide = { width: 1280, height: 800 };
const narrow = { width: 480, height: 720 };

/** Every stop of the tour in one language: a file for each, so that they can be made at the same time. */
export function describeTour(language: TourLanguage): void {
  describe(`In the console (${language})`, () => {
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
      await expectPage.poll(() => findOutOfSight(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expectPage(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
      expect(await findFaults(page, 'theme')).toEqual([]);
      await page.setViewportSize(narrow);
      await expectPage.poll(() => measureOverflow(page)).toBe(0);
      await expectPage.poll(() => findOutOfSight(page)).toEqual([]);
    });
  });
}
