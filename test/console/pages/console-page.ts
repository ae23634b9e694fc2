import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expectPage } from '../../support/expect-page.ts';
import type {} from '../../support/fake-authority/fake-page.ts';

type NavigationName =
  | 'Overview'
  | 'Sessions'
  | 'Users'
  | 'Seats and limits'
  | 'Apps'
  | 'Reports'
  | 'Network'
  | 'Audit'
  | 'Backup'
  | 'Settings';

/** What every screen has. */
export class ConsolePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get failure(): Locator {
    return this.page.getByRole('alert');
  }

  /** Done when the screen is there: what is looked for next is none of the one before. */
  async goTo(name: NavigationName): Promise<void> {
    const link = this.#getLink(name);
    await link.click();
    await expectPage(link).toHaveAttribute('aria-current', 'page');
  }

  /** Where a question comes first. */
  async askToGo(name: NavigationName): Promise<void> {
    await this.#getLink(name).click();
  }

  #getLink(name: NavigationName): Locator {
    return this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name });
  }

  /** The name and role of what has the keyboard. */
  async readFocus(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
  }

  /** What axe finds against WCAG 2.2 AA that is serious or critical. */
  async listSeriousFaults(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
      );
  }
}
