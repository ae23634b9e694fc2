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

/**
 * What of the title and the buttons of the dialogs, which stay while the rest scrolls, is not seen whole or lies under
 * something else. A drawer has its buttons in what scrolls, and the command box has neither.
 */
export function findOutOfSight(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isInSight = (element: Element): boolean => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if (left < 0 || top < 0 || right > window.innerWidth || bottom > window.innerHeight) return false;
      const points = [
        [left + 3, top + 3],
        [right - 3, bottom - 3],
        [(left + right) / 2, (top + bottom) / 2],
      ] as const;
      return points.every(([x, y]) => {
        const there = document.elementFromPoint(x, y);
        return there !== null && element.contains(there);
      });
    };
    // Only the one on top can be used.
    const dialog = [...document.querySelectorAll('.mantine-Modal-content[aria-labelledby]')].at(-1);
    if (dialog === undefined) return [];
    const scroll = dialog.querySelector('[data-room]');
    if (scroll === null) return ['nothing in it scrolls by itself'];
    const title = document.getElementById(dialog.getAttribute('aria-labelledby') ?? '');
    const buttons = [...dialog.querySelectorAll('button')].filter((button) => !scroll.contains(button));
    return [...(title === null ? [] : [title]), ...buttons]
      .filter((element) => !isInSight(element))
      .map((element) => element.textContent);
  });
}

/** Values that were not put into a sentence. */
export function findGaps(page: Page): Promise<string[]> {
  return page.evaluate(() => document.body.innerText.match(/\{\{.*?\}\}/g) ?? []);
}
