import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

export class NetworkPage extends ConsolePage {
  getPanel(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Rows of the list of addresses, best first. */
  get addresses(): Locator {
    return this.page.getByRole('list', { name: 'Addresses' }).getByRole('listitem');
  }

  async importPair(certificatePem: string, keyPem: string): Promise<void> {
    await this.page.getByRole('button', { name: /^(Import|Replace)…$/ }).click();
    await this.dialog.getByLabel('Certificate with its chain (PEM)').fill(certificatePem);
    await this.dialog.getByLabel('Private key (PEM)').fill(keyPem);
    await this.dialog.getByRole('button', { name: 'Check and import' }).click();
  }
}
