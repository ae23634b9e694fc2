import type { Page } from '@playwright/test';
import { runAxe } from '../../support/run-axe.ts';

/** Rules whose answer another theme may change. */
const themeRules = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds against WCAG 2.2 AA that is serious or critical. The page in the frame of the settings is one of the
 * portal, and looked at there.
 * @param about `all`: every rule; `theme`: only those that depend on the colours
 */
export async function findFaults(page: Page, about: 'all' | 'theme'): Promise<string[]> {
  const faults = await runAxe(page, about === 'all' ? undefined : themeRules);
  return faults
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** CSS pixels by which the screen would have to be scrolled sideways. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const place = document.querySelector('main') ?? document.body;
    return place.scrollWidth - place.clientWidth;
  });
}

/** Values that were not put into a sentence. */
export function findGaps(page: Page): Promise<string[]> {
  return page.evaluate(() => document.body.innerText.match(/\{\{.*?\}\}/g) ?? []);
}
