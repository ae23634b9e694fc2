import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

export class ReportsPage extends ConsolePage {
  /** The picture of the peaks. */
  get chart(): Locator {
    return this.page.getByRole('img', { name: /Most seats in use at once/ });
  }

  getPanel(name: string): Locator {
    return this.page.locator('section').filter({ has: this.page.getByRole('heading', { level: 2, name }) });
  }

  async choose(from: string, to: string): Promise<void> {
    await this.page.getByLabel('First day').fill(from);
    await this.page.getByLabel('Last day').fill(to);
  }

  /** Files the admin saved, in order. */
  readSaved(): Promise<{ name: string; content: string }[]> {
    return this.page.evaluate(() => [...window.fake.shell.saved]);
  }
}
