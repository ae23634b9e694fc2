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
}
