import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

export class SessionsPage extends ConsolePage {
  get rows(): Locator {
    return this.page.locator('tbody tr[data-id]');
  }

  getRow(user: string, device: string): Locator {
    return this.rows.filter({ hasText: user }).filter({ hasText: device });
  }

  /** What stands beside a name in the drawer. */
  getFact(name: string): Locator {
    return this.dialog.locator('dl > div').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async filter(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Filter sessions' }).fill(text);
  }

  async choose(user: string, device: string): Promise<void> {
    await this.page.getByRole('checkbox', { name: `Choose ${user} on ${device}` }).check();
  }

  async openTab(name: 'Active' | 'Ended'): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
  }
}
