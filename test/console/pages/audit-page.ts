import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

export class AuditPage extends ConsolePage {
  get rows(): Locator {
    return this.page.locator('tbody tr[data-id]');
  }

  get words(): Locator {
    return this.page.getByRole('textbox', { name: 'Filter entries' });
  }

  get who(): Locator {
    return this.page.getByRole('textbox', { name: 'Who or whom' });
  }

  chooseKind(name: string): Promise<void> {
    return this.#choose('Which entries', name);
  }

  chooseResult(name: string): Promise<void> {
    return this.#choose('Result', name);
  }

  /** Opens what is behind the button. */
  async narrow(): Promise<void> {
    await this.page.getByRole('button', { name: 'Narrow down' }).click();
  }

  async #choose(field: string, name: string): Promise<void> {
    await this.narrow();
    const combobox = this.page.getByRole('combobox', { name: field });
    await combobox.click();
    await this.page.getByRole('option', { name }).click();
    await this.page.keyboard.press('Escape');
    await combobox.waitFor({ state: 'detached' });
  }

  /** Something happens while the admin looks. */
  async happen(subject: string, count = 1): Promise<void> {
    await this.page.evaluate(
      ([name, times]) => {
        for (let n = 0; n < times; n += 1) {
          window.fake.authority.addAuditEntry({
            action: 'sign_in.failed',
            actor: 'rollcall',
            subject: name,
            address: '192.168.1.66',
            data: {},
          });
        }
      },
      [subject, count] as const,
    );
  }

  async exportAs(name: string): Promise<{ name: string; content: string }> {
    await this.page.getByRole('button', { name: 'Export the entries' }).click();
    await this.page.getByRole('menuitem', { name }).click();
    await this.page.waitForFunction(() => window.fake.shell.saved.length > 0);
    return this.page.evaluate(() => window.fake.shell.saved.at(-1) ?? { name: '', content: '' });
  }
}
