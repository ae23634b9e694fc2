import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

export class FirstRunPage extends ConsolePage {
  getStep(name: string): Locator {
    return this.page.getByRole('heading', { level: 2, name });
  }

  /** From the first page, which asks whether it is a new one, to the admin. */
  async chooseNew(): Promise<void> {
    await this.page.getByRole('button', { name: 'Set up a new Rollcall' }).click();
  }

  async makeAdmin(name: string, password: string): Promise<void> {
    // The question whether it is a new one comes first, where it was not answered before.
    await this.page.getByRole('heading', { level: 2 }).first().waitFor();
    if (await this.getStep('New, or from a backup?').isVisible()) await this.chooseNew();
    await this.page.getByLabel('User name').fill(name);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByLabel('Password again').fill(password);
    await this.page.getByRole('button', { name: 'Make the admin' }).click();
  }

  async goOn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Go on' }).click();
  }
}
