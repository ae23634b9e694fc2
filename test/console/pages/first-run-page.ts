import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

export class FirstRunPage extends ConsolePage {
  getStep(name: string): Locator {
    return this.page.getByRole('heading', { level: 2, name });
  }

  async makeAdmin(name: string, password: string): Promise<void> {
    await this.page.getByLabel('User name').fill(name);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByLabel('Password again').fill(password);
    await this.page.getByRole('button', { name: 'Make the admin' }).click();
  }

  async goOn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Go on' }).click();
  }
}
