import type { Locator } from '@playwright/test';
import { PNG } from 'pngjs';
import { expectPage } from '../../support/expect-page.ts';
import { ConsolePage } from './console-page.ts';

/** The table of a screen. */
export class TablePage extends ConsolePage {
  get rows(): Locator {
    return this.page.locator('tbody tr[data-id]');
  }

  get applyButton(): Locator {
    return this.page.getByRole('button', { name: /changes?, apply$/ });
  }

  async focusRow(place: number): Promise<void> {
    await this.rows.nth(place).focus();
  }

  /** @param place from the top of all rows, drawn or not */
  async expectFocusAt(place: number): Promise<void> {
    await expectPage(this.page.locator(`tr[aria-rowindex="${String(place + 2)}"]`)).toBeFocused();
  }

  /** Places of the ticked rows among those that are drawn. */
  listTicked(): Promise<number[]> {
    return this.rows.evaluateAll((rows) =>
      rows.flatMap((row, place) => (row.getAttribute('aria-selected') === 'true' ? [place] : [])),
    );
  }

  listShownIds(): Promise<string[]> {
    return this.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id') ?? ''));
  }

  /** Ticks, then points and types elsewhere. */
  async tickAndLeave(place: number): Promise<void> {
    await this.rows.nth(place).getByRole('checkbox').check();
    await this.title.hover();
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  }

  get scrolling(): Locator {
    return this.page.locator('div:has(> table)');
  }

  /** What is seen of the ring around a row: its colour above, below and at the side of the column that stays in view. */
  async readRowEdges(
    place: number,
  ): Promise<{ readonly ring: string; readonly colours: readonly string[]; readonly sideways: number }> {
    const row = this.page.locator(`tr[aria-rowindex="${String(place + 2)}"]`);
    const ring = await row.evaluate((element) => getComputedStyle(element).outlineColor);
    const sideways = await this.scrolling.evaluate((frame) => frame.scrollWidth - frame.clientWidth);
    const cell = await row.locator('td[data-pinned]').boundingBox();
    const { data, width } = PNG.sync.read(await this.page.screenshot({ animations: 'disabled' }));
    if (cell === null) throw new Error('No column stays in view.');
    const at = (x: number, y: number): string => {
      const start = (Math.floor(y) * width + Math.floor(x)) * 4;
      return `rgb(${[...data.subarray(start, start + 3)].join(', ')})`;
    };
    const [middle, right] = [cell.x + cell.width / 2, cell.x + cell.width];
    return {
      ring,
      sideways,
      colours: [
        at(middle, Math.ceil(cell.y)),
        at(middle, cell.y + cell.height - 1.5),
        at(right - 1.5, cell.y + cell.height / 2),
      ],
    };
  }

  /** How far down it is scrolled, once it has come to rest. */
  async readSteadyScroll(): Promise<number> {
    return this.scrolling.evaluate(
      (element) =>
        new Promise<number>((resolve) => {
          let [last, still] = [-1, 0];
          const look = (): void => {
            still = element.scrollTop === last ? still + 1 : 0;
            last = element.scrollTop;
            if (still > 5) resolve(last);
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
  }

  async scrollBy(pixels: number): Promise<void> {
    await this.scrolling.evaluate((element, by) => element.scrollBy(0, by), pixels);
    await this.page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        }),
    );
  }

  async chooseColumn(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Choose columns' }).click();
    await this.page.getByRole('menuitemcheckbox', { name: title, exact: true }).click();
    await this.page.keyboard.press('Escape');
    await expectPage(this.page.getByRole('menu')).toHaveCount(0);
  }
}
