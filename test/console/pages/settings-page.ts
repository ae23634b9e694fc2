import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

export class SettingsPage extends ConsolePage {
  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search settings' });
  }

  /** Keys of all settings that are shown. */
  get keys(): Locator {
    return this.page.locator('main code');
  }

  /** Who is signed in to the console in a browser. */
  get consoleRows(): Locator {
    return this.page
      .getByRole('list', { name: 'Signed in to the console in a browser' })
      .getByRole('listitem');
  }

  getSave(count: number): Locator {
    const name = count === 1 ? 'Save one change' : `Save ${String(count)} changes`;
    return this.page.getByRole('button', { name });
  }
}
