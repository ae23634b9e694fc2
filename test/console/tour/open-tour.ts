import type { Page } from '@playwright/test';
import { expectPage } from '../../support/expect-page.ts';
import type { ConsoleOptions, ConsoleHost } from '../../support/fake-authority/open-console.ts';
import { appStops } from './app-stops.ts';
import { browserStops } from './browser-stops.ts';
import { frameStops } from './frame-stops.ts';
import { houseStops } from './house-stops.ts';
import { recordStops } from './record-stops.ts';
import { ruleStops } from './rule-stops.ts';
import { runStops } from './run-stops.ts';
import { userStops } from './user-stops.ts';
import { Visit, type Stop, type TourLanguage } from './visit.ts';
import { watchStops } from './watch-stops.ts';

/** Every screen of the console, full and empty, with its dialogs and drawers, loading, failed and stale. */
export const stops: readonly Stop[] = [
  ...watchStops,
  ...recordStops,
  ...userStops,
  ...ruleStops,
  ...appStops,
  ...houseStops,
  ...runStops,
  ...browserStops,
  ...frameStops,
];

export interface Tour {
  readonly page: Page;
  /** Loads the console anew in the scenario of the stop, and goes on until its state shows. */
  readonly goTo: (stop: Stop) => Promise<Visit>;
}

/** @param open as `host.open`; one page serves the whole tour */
export async function openTour(
  open: ConsoleHost['open'],
  language: TourLanguage,
  options: ConsoleOptions = {},
): Promise<Tour> {
  const { page } = await open('quiet', { locale: language === 'en' ? 'en-GB' : language, ...options });
  const { origin } = new URL(page.url());
  page.setDefaultTimeout(60_000);
  let loads = 0;
  return {
    page,
    async goTo({ scenario, at, go }) {
      loads += 1;
      // Such as the step of the first run, and which columns are shown.
      await page.evaluate(() => localStorage.clear());
      // Another number each time: the same address with another hash would not be loaded.
      const query = new URLSearchParams({ scenario, load: String(loads) });
      await page.goto(`${origin}/?${query.toString()}${at === '' ? '' : `#/${at}`}`);
      const visit = new Visit(page, language);
      await expectPage(visit.title).toHaveCount(1);
      // What the screen asks for has come. A stop that does something waits for what that shows.
      if (go === undefined) await visit.rest();
      else await go(visit);
      return visit;
    },
  };
}
