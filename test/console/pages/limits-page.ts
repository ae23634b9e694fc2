import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

export type LimitsTab = 'Seats' | 'For everyone' | 'Groups' | 'What if' | 'As a file';

export class LimitsPage extends ConsolePage {
  /** The tab in front; what is entered in the others stays in the page, unseen. */
  get tab(): Locator {
    return this.page.getByRole('tabpanel');
  }

  get unsaved(): Locator {
    return this.tab.getByText('Not saved yet');
  }

  get reservations(): Locator {
    return this.tab.getByRole('region', { name: 'Reserved seats' });
  }

  get groupRows(): Locator {
    return this.tab.getByRole('list', { name: 'Groups, the one that wins first' }).locator('> li');
  }

  async open(tab: LimitsTab): Promise<void> {
    await this.goTo('Seats and limits');
    await this.page.getByRole('tab', { name: tab }).click();
  }

  getPanel(name: string): Locator {
    return this.tab.getByRole('region', { name, exact: true });
  }

  getReservation(user: string): Locator {
    return this.reservations.getByRole('textbox', { name: `Seats reserved for ${user}` });
  }

  getMember(group: string, user: string): Locator {
    return this.tab
      .getByRole('list', { name: `Members of ${group}` })
      .getByRole('listitem')
      .filter({ hasText: user });
  }
}
