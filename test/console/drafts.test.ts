import type { Locator } from '@playwright/test';
import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { FirstRunPage } from './pages/first-run-page.ts';
import { LimitsPage } from './pages/limits-page.ts';

describe('What is typed and not saved', () => {
  const host = useConsoleHost();
  const open = async (): Promise<LimitsPage> => new LimitsPage((await host.open('office')).page);
  /** In the navigation, at the name of the screen. */
  const getMark = (page: LimitsPage, name: string): Locator =>
    page.page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: `${name} Not saved yet` });

  it('is still there on coming back to seats and groups, and the navigation says so', async () => {
    const limits = await open();
    await limits.open('Seats');
    const plan = limits.getPanel('The plan');
    await plan.getByLabel('Number of seats').fill('33');
    await limits.page.getByRole('tab', { name: 'Groups' }).click();
    const chosen = limits.tab.getByRole('button', { name: /^Office/ });
    await chosen.click();
    const rules = limits.getPanel('Rules of Office');
    await rules
      .getByRole('radiogroup', { name: 'On how many devices' })
      .getByRole('radio', { name: 'No limit' })
      .check();
    await limits.tab.getByRole('button', { name: /^Warehouse/ }).click();
    await expectPage(limits.getPanel('Rules of Warehouse')).toBeVisible();
    await expectPage(
      limits.groupRows.filter({ hasText: 'Office' }).getByLabel('Not saved yet'),
    ).toBeVisible();
    await limits.goTo('Users');
    await expectPage(getMark(limits, 'Seats and limits')).toBeVisible();
    await limits.goTo('Seats and limits');
    await limits.tab.getByRole('button', { name: /^Office/ }).click();
    await expectPage(
      rules.getByRole('radiogroup', { name: 'On how many devices' }).getByRole('radio', { name: 'No limit' }),
    ).toBeChecked();
    await rules.getByRole('button', { name: 'Take back' }).click();
    await limits.open('Seats');
    await expectPage(plan.getByLabel('Number of seats')).toHaveValue('33');
    await expectPage(limits.unsaved).toBeVisible();
    await plan.getByRole('button', { name: 'Save' }).click();
    await expectPage(limits.unsaved).toHaveCount(0);
    await expectPage(getMark(limits, 'Seats and limits')).toHaveCount(0);
  });

  it('is still there on coming back to settings, ports and the schedule of backups', async () => {
    const screens = await open();
    const { page } = screens;
    await screens.goTo('Settings');
    await page.getByLabel('Title', { exact: true }).fill('Harbour Works');
    await screens.goTo('Network');
    await page.getByLabel('Port for signing in').fill('9443');
    await screens.goTo('Backup');
    await page.getByLabel('Make backups by itself').check();
    await page.getByLabel('Keep the newest').fill('3');
    await screens.goTo('Overview');
    for (const name of ['Settings', 'Network', 'Backup'])
      await expectPage(getMark(screens, name)).toBeVisible();
    await screens.goTo('Network');
    await expectPage(page.getByLabel('Port for signing in')).toHaveValue('9443');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(getMark(screens, 'Network')).toHaveCount(0);
    await screens.goTo('Backup');
    await expectPage(page.getByLabel('Keep the newest')).toHaveValue('3');
    await screens.goTo('Settings');
    await expectPage(page.getByLabel('Title', { exact: true })).toHaveValue('Harbour Works');
    await page.getByRole('button', { name: 'Save one change' }).click();
    await expectPage(getMark(screens, 'Settings')).toHaveCount(0);
  });

  it('at the first run is asked about before it is left behind, and kept', async () => {
    const run = new FirstRunPage((await host.open('fresh')).page);
    await run.makeAdmin('admin', 'correct horse battery');
    await run.page.getByRole('button', { name: 'Address and ports' }).click();
    await run.page.getByLabel('Port for signing in').fill('9443');
    await run.goOn();
    await expectPage(run.dialog).toContainText('Go on without saving?');
    await expectPage(run.dialog).toContainText('Not saved yet: the ports.');
    await expectPage(run.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await run.page.keyboard.press('Enter');
    await expectPage(run.dialog).toHaveCount(0);
    await expectPage(run.getStep('Where do people find it?')).toBeVisible();
    await run.goOn();
    await run.dialog.getByRole('button', { name: 'Go on without saving' }).click();
    await expectPage(run.getStep('How do devices trust it?')).toBeVisible();
    await run.goOn();
    await run.page.getByLabel('User name').fill('ann');
    await run.page.getByRole('button', { name: 'Skip the rest' }).click();
    await expectPage(run.dialog).toContainText('Not saved yet: the ports and the new user.');
    await run.dialog.getByRole('button', { name: 'Cancel' }).click();
    await run.page.getByRole('button', { name: 'Address and ports' }).click();
    await expectPage(run.page.getByLabel('Port for signing in')).toHaveValue('9443');
    await run.page.getByRole('button', { name: 'Use these ports' }).click();
    await expectPage(run.page.getByRole('button', { name: 'Use these ports' })).toHaveCount(0);
    await run.goOn();
    await expectPage(run.getStep('How do devices trust it?')).toBeVisible();
  });
});
