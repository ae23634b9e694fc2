import type { Locator } from '@playwright/test';
import { UsersPage } from './users-page.ts';

/** The page of one user, reached from the list. */
export class UserPage extends UsersPage {
  async openUser(name: string): Promise<void> {
    await this.goTo('Users');
    await this.page.getByRole('link', { name, exact: true }).click();
  }

  getPanel(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name });
  }

  /** What stands beside a name. */
  getFact(name: string): Locator {
    return this.page.locator('dl > div').filter({ has: this.page.getByText(name, { exact: true }) });
  }
}
