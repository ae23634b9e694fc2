import type { Locator } from '@playwright/test';
import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { LimitsPage } from './pages/limits-page.ts';
import { UserPage } from './pages/user-page.ts';

describe('A number field', () => {
  const host = useConsoleHost();

  /** As by hand: what stands in it goes key by key. */
  async function empty(field: Locator): Promise<void> {
    await field.press('End');
    const length = (await field.inputValue()).length;
    for (let press = 0; press < length; press += 1) await field.press('Backspace');
    await expectPage(field).toHaveValue('');
  }
  async function retype(field: Locator, keys: string): Promise<void> {
    await empty(field);
    await field.pressSequentially(keys);
    await expectPage(field).toHaveValue(keys);
  }

  it('of one user shows what is typed; emptied it says what belongs in it, and nothing is saved', async () => {
    const user = new UserPage((await host.open('office')).page);
    await user.openUser('daniel');
    await user.page.getByRole('button', { name: 'Change…' }).click();
    const save = user.dialog.getByRole('button', { name: 'Save' });
    const field = user.dialog.getByLabel('Number of devices');
    await user.dialog.getByRole('radio', { name: 'At most this many devices' }).check();
    await retype(field, '3');
    await empty(field);
    await expectPage(user.dialog).toContainText('A whole number from 0 to 100,000.');
    await expectPage(field).toHaveAttribute('aria-invalid', 'true');
    await expectPage(save).toBeDisabled();
    await field.press('Enter');
    await expectPage(user.dialog).toBeVisible();
    await retype(field, '7');
    await expectPage(user.dialog).not.toContainText('A whole number');
    await save.click();
    await expectPage(user.dialog).toHaveCount(0);
    await expectPage(user.getPanel('Rules')).toContainText('3 of 7');
  });

  it('of the plan, an expiry, a reservation and a trial: none is ever 0 by being emptied', async () => {
    const limits = new LimitsPage((await host.open('office')).page);
    await limits.open('Seats');
    const plan = limits.getPanel('The plan');
    const save = plan.getByRole('button', { name: 'Save' });
    await retype(plan.getByLabel('Number of seats'), '20');
    await expectPage(save).toBeEnabled();
    await empty(plan.getByLabel('Number of seats'));
    await expectPage(plan).toContainText('A whole number from 0 to 1,000,000.');
    await expectPage(save).toBeDisabled();
    await plan.getByRole('button', { name: 'Take back' }).click();
    await expectPage(plan.getByLabel('Number of seats')).toHaveValue('40');
    await empty(limits.getReservation('ann'));
    await expectPage(plan).toContainText('A number is missing');
    await expectPage(save).toBeDisabled();
    await plan.getByRole('button', { name: 'Take back' }).click();

    await limits.open('For everyone');
    const expiry = limits.getPanel('Expiry');
    const idle = expiry
      .getByRole('region', { name: 'Browsers' })
      .getByRole('group', { name: 'Signed out when not used for' });
    await retype(idle.getByLabel('number'), '12');
    await empty(idle.getByLabel('number'));
    await expectPage(idle).toContainText('A whole number, 1 or more.');
    await expectPage(idle.getByRole('combobox', { name: 'unit' })).toHaveValue('hours');
    await expectPage(expiry.getByRole('button', { name: 'Save' })).toBeDisabled();
    await idle.getByLabel('number').pressSequentially('9');
    await expectPage(expiry.getByRole('button', { name: 'Save' })).toBeEnabled();

    await limits.open('What if');
    const act = limits.tab.getByRole('button', { name: 'Try it' });
    await empty(limits.tab.getByLabel('Days to look back'));
    await expectPage(act).toBeDisabled();
    await limits.tab.getByLabel('Days to look back').pressSequentially('91');
    await expectPage(limits.tab).toContainText('A whole number from 1 to 90.');
    await expectPage(act).toBeDisabled();
    await retype(limits.tab.getByLabel('Days to look back'), '7');
    await expectPage(act).toBeEnabled();
  });

  it('of a port says nothing of a port that is not there, and takes none', async () => {
    const network = new LimitsPage((await host.open('office')).page);
    await network.goTo('Network');
    const field = network.page.getByLabel('Port for signing in');
    const marks = network.page.locator('main output').filter({ hasText: 'Used by Rollcall' });
    await expectPage(marks).toHaveCount(2);
    await empty(field);
    await expectPage(marks).toHaveCount(1);
    await expectPage(network.page.getByText('A whole number from 1 to 65,535.')).toBeVisible();
    await expectPage(network.page.getByRole('button', { name: 'Use these ports' })).toBeDisabled();
    await field.pressSequentially('9443');
    await expectPage(field).toHaveValue('9443');
    await expectPage(network.page.getByRole('button', { name: 'Use these ports' })).toBeEnabled();
  });
});
