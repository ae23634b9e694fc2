import { expect as expectPage, type Locator } from '@playwright/test';
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
