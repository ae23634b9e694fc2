import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

export class BackupPage extends ConsolePage {
  get making(): Locator {
    return this.page.getByRole('region', { name: 'Make a backup' });
  }

  get opening(): Locator {
    return this.page.getByRole('region', { name: 'Look into a backup, or bring it back' });
  }

  get schedule(): Locator {
    return this.page.getByRole('region', { name: 'By itself' });
  }

  get list(): Locator {
    return this.page.getByRole('region', { name: 'Backups', exact: true });
  }

  get path(): Locator {
    return this.making.getByLabel('File on this computer');
  }

  async make(path: string): Promise<void> {
    await this.path.fill(path);
    await this.making.getByRole('button', { name: 'Make the backup' }).click();
  }

  async check(path: string): Promise<void> {
    await this.opening.getByLabel('File of the backup').fill(path);
    await this.opening.getByRole('button', { name: 'Check the backup' }).click();
  }
}
