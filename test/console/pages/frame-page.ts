import type { JSHandle, Locator } from '@playwright/test';
import assert from 'node:assert/strict';
import { expectPage } from '../../support/expect-page.ts';
import { ConsolePage } from './console-page.ts';

/** What is around every screen: the command box, the regions, the notices, and where the keyboard is. */
export class FramePage extends ConsolePage {
  get box(): Locator {
    return this.page.getByRole('combobox', { name: 'Find or do something' });
  }

  get boxButton(): Locator {
    return this.page.getByRole('banner').getByRole('button', { name: 'Find or do something' });
  }

  get options(): Locator {
    return this.page.getByRole('listbox', { name: 'What was found' }).getByRole('option');
  }

  get chosenOption(): Locator {
    return this.page.getByRole('option', { selected: true });
  }

  get notices(): Locator {
    return this.page.getByRole('region', { name: 'Notices' });
  }

  getGroup(name: string): Locator {
    return this.page.getByRole('listbox').getByRole('group', { name });
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  async openBox(): Promise<void> {
    await this.press('Control+k');
    await expectPage(this.box).toBeFocused();
  }

  /** Escape, and what was open is gone: before that, keys belong to it. */
  async dismiss(): Promise<void> {
    await this.press('Escape');
    await expectPage(this.dialog).toHaveCount(0);
  }

  /** Opens the box, types, and takes the first thing that is called so. */
  async find(search: string, option: string | RegExp): Promise<void> {
    await this.openBox();
    await this.type(search);
    await expectPage(this.chosenOption).toHaveText(option);
    await this.press('Enter');
    await expectPage(this.box).toHaveCount(0);
  }

  /** Tab, until what is meant has the keyboard: a person can reach it, however far it is. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await target.waitFor();
    // Where it is in a dialog or a menu, that takes the keyboard a moment after it shows: keys before would be in vain.
    const isInReach = (): Promise<boolean> =>
      target.evaluate((element) => {
        const around = element.closest('[role="dialog"], [role="menu"]');
        return around === null || around.contains(document.activeElement);
      });
    await expectPage.poll(isInReach, 'the keyboard is where it is').toBe(true);
    for (let step = 0; step < 120; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.press(key);
    }
    assert.fail(`${String(target)} is not reached with ${key}`);
  }

  /** What is wider than the window, and controls that are cut off at a side; a table scrolls by itself. */
  listCutOff(): Promise<string[]> {
    return this.page.evaluate(() => {
      const wide = ['html', 'main', '[role="dialog"]'].filter((name) => {
        const element = document.querySelector(name);
        return element !== null && element.scrollWidth > element.clientWidth + 1;
      });
      const controls = [
        ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea'),
      ];
      const cut = controls.filter((control) => {
        const { left, right, width } = control.getBoundingClientRect();
        if (!control.checkVisibility({ visibilityProperty: true }) || width < 2) return false;
        for (let around = control.parentElement; around !== null; around = around.parentElement) {
          const { overflowX } = getComputedStyle(around);
          const edge = around.getBoundingClientRect();
          if (around.tagName !== 'MAIN' && (overflowX === 'auto' || overflowX === 'scroll')) return false;
          if (overflowX !== 'visible' && (left < edge.left - 1 || right > edge.right + 1)) return true;
        }
        return left < -1 || right > window.innerWidth + 1;
      });
      return [...wide, ...cut.map((control) => control.getAttribute('aria-label') ?? control.outerHTML)];
    });
  }

  /** What stands outside the window, at its side; what scrolls in a list of its own does not. */
  async listTooWide(): Promise<string[]> {
    const outside = await this.page.evaluate(() => {
      const isOutside = (element: Element): boolean => {
        const { left, right, width, height } = element.getBoundingClientRect();
        if (width < 2 || height < 2 || !element.checkVisibility({ visibilityProperty: true })) return false;
        if (left >= -1 && right <= window.innerWidth + 1) return false;
        for (let around = element.parentElement; around !== null; around = around.parentElement) {
          const { overflowX } = getComputedStyle(around);
          // Hidden from all but screen readers, or in a list that scrolls.
          if (around.clientWidth < 2) return false;
          if (around.querySelector('table') !== null && (overflowX === 'auto' || overflowX === 'scroll'))
            return around.tagName === 'MAIN';
        }
        return true;
      };
      const found = [...document.body.querySelectorAll('*')].filter(
        (element) =>
          isOutside(element) && !(element.parentElement !== null && isOutside(element.parentElement)),
      );
      return found.map((element) => element.outerHTML.slice(0, 160));
    });
    return [...outside, ...(await this.listCutOff())];
  }

  /**
   * From now on what the page would do at its next chance is done then, and once more when the test says so: as where
   * the same thing is asked for twice, some time apart.
   */
  async holdSecondTimers(): Promise<() => Promise<void>> {
    const again = await this.page.evaluateHandle(() => {
      const due: (() => void)[] = [];
      const start = window.setTimeout.bind(window);
      const startTwice = (act: () => void, ms?: number): number => {
        if (ms === undefined) due.push(act);
        return start(act, ms);
      };
      Object.assign(window, { setTimeout: startTwice });
      return due;
    });
    return () =>
      again.evaluate((due) => {
        for (const act of due) act();
      });
  }

  /**
   * What the page would do within the next few frames waits, as on a slow PC: a dialog that closes gives the keyboard
   * back so. What it would do at its next chance does not.
   * @returns what waits, in the page
   */
  holdBriefTimers(): Promise<JSHandle<(() => void)[]>> {
    return this.page.evaluateHandle(() => {
      const waiting: (() => void)[] = [];
      const start = window.setTimeout.bind(window);
      const hold = (act: () => void, ms = 0): number => {
        if (ms < 1 || ms > 50) return start(act, ms);
        waiting.push(act);
        return 0;
      };
      Object.assign(window, { setTimeout: hold });
      return waiting;
    });
  }

  waitFrames(count: number): Promise<void> {
    return this.page.evaluate(async (frames) => {
      for (let frame = 0; frame < frames; frame += 1) {
        await new Promise((resolve) => {
          requestAnimationFrame(resolve);
        });
      }
    }, count);
  }

  /**
   * From now on what the page would do after ten seconds or more waits for the test.
   * @returns lets that time pass; gives how many things were due
   */
  async holdLongTimers(): Promise<() => Promise<number>> {
    const held = await this.page.evaluateHandle(() => {
      const waiting = new Map<number, () => void>();
      const start = window.setTimeout.bind(window);
      const stop = window.clearTimeout.bind(window);
      let lastId = 1_000_000;
      const hold = (act: () => void, ms = 0): number => {
        if (ms < 10_000) return start(act, ms);
        lastId += 1;
        waiting.set(lastId, act);
        return lastId;
      };
      const drop = (id: number): void => {
        if (!waiting.delete(id)) stop(id);
      };
      Object.assign(window, { setTimeout: hold, clearTimeout: drop });
      return waiting;
    });
    return () =>
      held.evaluate(async (waiting) => {
        // What was pointed at just now has taken effect: the page notices that at its next frame.
        await new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        });
        const due = [...waiting.values()];
        waiting.clear();
        for (const act of due) act();
        return due.length;
      });
  }

  /**
   * The keyboard is somewhere and stays there: what gives it back acts a few frames later, so one look would say
   * nothing.
   */
  async expectFocusSomewhere(): Promise<void> {
    const staysSomewhere = (): Promise<boolean> =>
      this.page.evaluate(
        () =>
          new Promise<boolean>((resolve) => {
            let frames = 0;
            const look = (): void => {
              frames += 1;
              if (document.activeElement === null || document.activeElement === document.body) resolve(false);
              else if (frames > 12) resolve(true);
              else requestAnimationFrame(look);
            };
            look();
          }),
      );
    await expectPage.poll(staysSomewhere, 'the keyboard is somewhere').toBe(true);
  }

  async expectFocusOnTitle(text: string | RegExp): Promise<void> {
    await expectPage(this.title).toHaveText(text);
    await expectPage(this.title).toBeFocused();
  }
}
