import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

export class UsersPage extends ConsolePage {
  getRow(name: string): Locator {
    return this.page.locator('tbody tr[data-id]').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async act(name: string, act: string): Promise<void> {
    await this.page.getByRole('button', { name: `What can be done with ${name}` }).click();
    await this.page.getByRole('menuitem', { name: act }).click();
  }

  async choose(...names: string[]): Promise<void> {
    for (const name of names) {
      await this.page.getByRole('checkbox', { name: `Choose ${name}`, exact: true }).check();
    }
  }

  /** What is done with those that are ticked. */
  async actOnChosen(act: string): Promise<void> {
    await this.page.getByRole('toolbar').getByRole('button', { name: act }).click();
  }

  async actFurther(act: string): Promise<void> {
    await this.actOnChosen('More');
    await this.page.getByRole('menuitem', { name: act }).click();
  }

  /** Sets one of the filters, and closes them again. */
  async setFilter(label: string, option: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Narrow down' }).click();
    await this.page.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
    await this.page.keyboard.press('Escape');
  }

  /** User names, from above. */
  get names(): Locator {
    return this.page.locator('tbody tr[data-id] a[href^="#/users/"]');
  }
}
