import type { Locator, Page } from '@playwright/test';
import assert from 'node:assert/strict';
import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import type { ConsoleOptions } from '../support/fake-authority/open-console.ts';
import { useConsoleHost } from './console-host.ts';
import { findFaults, findOutOfSight } from './tour/find-faults.ts';
import { openTour, stops } from './tour/open-tour.ts';
import type { TourLanguage } from './tour/visit.ts';

const small = { width: 1280, height: 793 };
const narrow = { width: 480, height: 720 };
/** An ordinary window of 1280 by 800 at 200 %. */
const great = { width: 640, height: 400 };

describe('A dialog that holds more than the window', () => {
  const host = useConsoleHost();
  const open = async (name: string, language: TourLanguage = 'en', options: ConsoleOptions = {}) => {
    const tour = await openTour(host.open, language, options);
    const stop = stops.find((one) => one.name === name);
    assert(stop !== undefined, name);
    await tour.goTo(stop);
    return tour.page;
  };
  const scroll = (page: Page): Locator => page.getByRole('dialog').last().locator('[data-room]');
  const scrollTo = (page: Page, end: 'top' | 'bottom'): Promise<void> =>
    scroll(page).evaluate((one, to) => one.scrollTo(0, to === 'top' ? 0 : one.scrollHeight), end);

  it.each(['apps, what has to be copied', 'an app, changing', 'users, asked: change', 'the sheet of keys'])(
    'scrolls by itself, with its title and its buttons in sight: %s',
    async (name) => {
      const page = await open(name);
      for (const size of [small, narrow]) {
        await page.setViewportSize(size);
        await expectPage(scroll(page)).toHaveAttribute('data-room', 'scrolls');
        for (const end of ['bottom', 'top'] as const) {
          await scrollTo(page, end);
          await expectPage.poll(() => findOutOfSight(page), end).toEqual([]);
        }
      }
    },
  );

  it.each([
    { language: 'en', colours: 'none' },
    { language: 'ar', colours: 'none' },
    { language: 'ar', colours: 'active' },
  ] as const)(
    'covers nothing wherever it is scrolled to ($language, forced colours: $colours)',
    async ({ language, colours }) => {
      const page = await open('apps, what has to be copied', language, { forcedColors: colours });
      for (const size of [small, narrow]) {
        await page.setViewportSize(size);
        await expectPage(scroll(page)).toHaveAttribute('data-room', 'scrolls');
        expect(await findCovering(scroll(page))).toEqual([]);
        const { most, step } = await scroll(page).evaluate((one) => ({
          most: one.scrollHeight - one.clientHeight,
          step: one.clientHeight,
        }));
        for (let at = 0; at < most + step; at += step) {
          await scroll(page).evaluate((one, to) => one.scrollTo(0, to), at);
          expect(await findFaults(page, 'all')).toEqual([]);
        }
      }
    },
  );

  it.each([
    { name: 'an app, changing', size: narrow },
    { name: 'an app, changing', size: great },
    { name: 'users, asked: change', size: narrow },
    { name: 'sessions, one of them', size: great },
  ])('what has the keyboard is seen whole, forward and back: $name, $size.height high', async (at) => {
    const page = await open(at.name);
    await page.setViewportSize(at.size);
    await expectPage(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
    const first = await page.evaluateHandle(() => document.activeElement);
    const isAround = (): Promise<boolean> => first.evaluate((one) => one === document.activeElement);
    for (const key of ['Tab', 'Shift+Tab']) {
      let steps = 0;
      do {
        await page.keyboard.press(key);
        await expectPage.poll(() => isFocusSeen(page), `${key}, step ${String(steps)}`).toBe(true);
        steps += 1;
      } while (!(await isAround()) && steps < 100);
      expect(steps).toBeGreaterThan(2);
      expect(steps).toBeLessThan(100);
    }
  });

  it('scrolls with the keyboard where nothing in it takes it, and only there', async () => {
    const page = await open('the sheet of keys');
    await page.setViewportSize(narrow);
    await expectPage(scroll(page)).toHaveAttribute('tabindex', '0');
    await expectPage(scroll(page)).toHaveRole('group');
    await expectPage(scroll(page)).toHaveAccessibleName('Keyboard shortcuts');
    await page.keyboard.press('Tab');
    await expectPage(scroll(page)).toBeFocused();
    await page.keyboard.press('End');
    await expectPage(page.getByText('Quit', { exact: true })).toBeInViewport({ ratio: 1 });
    expect(await findFaults(page, 'all')).toEqual([]);

    // There all is seen, and the keyboard passes by.
    await page.setViewportSize({ width: 1280, height: 1200 });
    await expectPage(scroll(page)).toHaveAttribute('data-room', 'enough');
    await expectPage(scroll(page)).not.toHaveAttribute('tabindex');
    const form = await open('an app, changing');
    await expectPage(scroll(form)).toHaveAttribute('data-room', 'scrolls');
    await expectPage(scroll(form)).not.toHaveAttribute('tabindex');
  });

  it.each([{ language: 'en' }, { language: 'ar' }] as const)(
    'scrolls whole at a great zoom, where title and buttons would leave little room ($language)',
    async ({ language }) => {
      const page = await open('apps, what has to be copied', language);
      await page.setViewportSize(great);
      await expectPage(scroll(page)).toHaveAttribute('data-room', 'too-little');
      const dialog = page.getByRole('dialog');
      const last = dialog.getByRole('button').last();
      await expectPage(last).not.toBeInViewport();
      await dialog.evaluate((one) => one.scrollTo(0, one.scrollHeight));
      await expectPage(last).toBeInViewport({ ratio: 1 });
      await expectPage(dialog.getByRole('heading').first()).not.toBeInViewport();
      expect(await findFaults(page, 'all')).toEqual([]);
    },
  );

  it('the question whether to discard, and that Rollcall is stopped, are in sight at any scroll', async () => {
    const page = await open('a dialog in which something was typed, about to close');
    for (const size of [small, narrow, great]) {
      await page.setViewportSize(size);
      await expectPage(page.getByRole('alertdialog')).toBeInViewport({ ratio: 1 });
      await expectPage.poll(() => isFocusSeen(page)).toBe(true);
    }
    const stopped = await open('users, the connection is lost while one is added');
    for (const size of [small, narrow]) {
      await stopped.setViewportSize(size);
      await scrollTo(stopped, 'bottom');
      await expectPage(stopped.getByRole('dialog').getByText('Rollcall is stopped.')).toBeInViewport({
        ratio: 1,
      });
      await expectPage.poll(() => findOutOfSight(stopped)).toEqual([]);
    }
  });
});

/** Title and buttons that stand where something scrolls: what comes below them is covered. */
function findCovering(scroll: Locator): Promise<string[]> {
  return scroll.evaluate((one) => {
    const place = one.getBoundingClientRect();
    const dialog = one.closest('[role="dialog"]');
    return [...(dialog?.querySelectorAll('h2, button') ?? [])]
      .filter((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return !one.contains(element) && bottom > place.top && top < place.bottom;
      })
      .map((element) => element.textContent);
  });
}

/** No edge of what has the keyboard lies behind anything else, or beyond what scrolls. */
function isFocusSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return false;
    // A choice shows it at what stands for it.
    const shown = element.matches('input[type=checkbox], input[type=radio]')
      ? (element.closest('label') ?? element.parentElement ?? element)
      : element;
    const { left, right, top, bottom } = shown.getBoundingClientRect();
    const middle = (left + right) / 2;
    return [top + 2, bottom - 2].every((y) => {
      const there = document.elementFromPoint(middle, y);
      return there !== null && (shown.contains(there) || there.contains(shown));
    });
  });
}
