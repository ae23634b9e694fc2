import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

/** The list of apps, the page of one, and the dialogs about them. */
export class AppsPage extends ConsolePage {
  get rows(): Locator {
    return this.page.locator('tbody tr[data-id]');
  }

  getRow(name: string): Locator {
    return this.rows.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  getPanel(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name });
  }

  /** What stands beside a name. */
  getFact(name: string): Locator {
    return this.page.locator('dl > div').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async open(): Promise<void> {
    await this.goTo('Apps');
  }

  async openApp(name: string): Promise<void> {
    await this.open();
    await this.page.getByRole('link', { name, exact: true }).click();
  }

  async openOpenid(): Promise<void> {
    await this.open();
    await this.page.getByRole('tab', { name: 'OpenID Connect' }).click();
  }

  async act(name: string, act: string): Promise<void> {
    await this.page.getByRole('button', { name: `What can be done with ${name}` }).click();
    await this.page.getByRole('menuitem', { name: act }).click();
  }

  /** Opens the form of a template. */
  async choose(template: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add app' }).click();
    await this.dialog.getByRole('button', { name: template }).click();
  }

  getField(label: string): Locator {
    return this.dialog.getByRole('textbox', { name: label, exact: true });
  }

  async add(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Add app' }).click();
  }

  async save(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Save' }).click();
  }

  /** The sentence that a field with a fault is described by; waits until it has one. */
  async readFault(field: Locator): Promise<string> {
    await field.and(this.page.locator('[aria-describedby*="-error"]')).waitFor();
    const ids = (await field.getAttribute('aria-describedby')) ?? '';
    const texts = await Promise.all(
      ids
        .split(' ')
        .filter((id) => id.endsWith('-error'))
        .map((id) => this.page.locator(`[id="${id}"]`).textContent()),
    );
    return texts.join(' ');
  }
}
