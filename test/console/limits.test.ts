import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { LimitsPage } from './pages/limits-page.ts';

describe('Limits for everyone', () => {
  const host = useConsoleHost();
  const openLimits = async (): Promise<LimitsPage> => {
    const limits = new LimitsPage((await host.open('office')).page);
    await limits.open('For everyone');
    return limits;
  };
  const forEveryone = 'Limit for everyone';

  it('the example tells the rule that is entered, before it is saved', async () => {
    const { tab } = await openLimits();
    const example = tab.getByRole('complementary', { name: 'For example' });
    await tab.getByLabel('Number of devices').fill('1');
    await tab.getByRole('radio', { name: 'Refuse the new device' }).check();
    await expectPage(example).toContainText('Ann may use 1 device.');
    await expectPage(example).toContainText('The phone is refused and told why.');
    await tab.getByRole('radio', { name: 'Sign out the device that expires next' }).check();
    await expectPage(example).toContainText('The PC is signed out');
    await tab.getByRole('radio', { name: 'No limit' }).check();
    await expectPage(example).toContainText('as many devices as she likes');
  });

  it('nothing is in force before it is saved, and a lower limit shows whom it meets', async () => {
    const limits = await openLimits();
    const panel = limits.getPanel(forEveryone);
    await panel.getByLabel('Number of devices').fill('3');
    await expectPage(limits.unsaved).toBeVisible();
    await panel.getByRole('button', { name: 'Save' }).click();
    await expectPage(limits.dialog.getByRole('listitem')).toHaveCount(2);
    await limits.dialog.getByRole('button', { name: 'Cancel' }).click();
    await limits.goTo('Users');
    await expectPage(limits.page.locator('tr[data-id]').filter({ hasText: 'Ben Haddad' })).toContainText(
      '4 of 4',
    );
    await limits.open('For everyone');
    await panel.getByLabel('Number of devices').fill('3');
    await panel.getByRole('button', { name: 'Save' }).click();
    await limits.dialog.getByRole('radio', { name: 'Now' }).check();
    await limits.dialog.getByRole('button', { name: 'Lower the limit and sign out 2 devices' }).click();
    await expectPage(limits.page.getByText('Live · 28 devices signed in')).toBeVisible();
    await expectPage(panel.getByLabel('Number of devices')).toHaveValue('3');
    await expectPage(limits.unsaved).toHaveCount(0);
  });

  it('what else is changed later asks nothing about the devices that a lower limit left over', async () => {
    const limits = await openLimits();
    const panel = limits.getPanel(forEveryone);
    await panel.getByLabel('Number of devices').fill('3');
    await panel.getByRole('button', { name: 'Save' }).click();
    await limits.dialog.getByRole('button', { name: 'Lower the limit' }).click();
    await expectPage(limits.unsaved).toHaveCount(0);
    await panel.getByRole('radio', { name: 'Refuse the new device' }).check();
    await panel.getByRole('button', { name: 'Save' }).click();
    await expectPage(limits.unsaved).toHaveCount(0);
    await expectPage(panel.getByRole('radio', { name: 'Refuse the new device' })).toBeChecked();
    await expectPage(limits.page.getByText('Live · 30 devices signed in')).toBeVisible();
  });

  it('app sessions can have a limit of their own, which shows whom it leaves over', async () => {
    const limits = await openLimits();
    await limits.page.evaluate(() => {
      for (const device of ['Phone', 'Tablet']) {
        window.fake.authority.signIn('ben', device, {
          class: 'app',
          method: 'pairing',
          counts: 'app_counted',
        });
      }
    });
    const panel = limits.getPanel('App sessions and devices that are gone');
    await panel.getByRole('radio', { name: 'Under a limit of their own' }).check();
    await panel.getByLabel('Number of devices').fill('1');
    await panel.getByRole('button', { name: 'Save' }).click();
    await expectPage(limits.dialog).toContainText('App sessions count otherwise now');
    await limits.dialog.getByRole('button', { name: 'Save the rules' }).click();
    await expectPage(limits.unsaved).toHaveCount(0);
  });

  it('an expiry is entered in the unit people say, and shows whom it signs out', async () => {
    const limits = await openLimits();
    const browsers = limits.getPanel('Expiry').getByRole('region', { name: 'Browsers' });
    const idle = browsers.getByRole('group', { name: 'Signed out when not used for' });
    await expectPage(idle.getByLabel('number')).toHaveValue('8');
    await idle.getByLabel('number').fill('30');
    await idle.getByRole('combobox', { name: 'unit' }).click();
    await limits.page.getByRole('option', { name: 'minutes' }).click();
    await limits.getPanel('Expiry').getByRole('button', { name: 'Save' }).click();
    await expectPage(limits.dialog).toContainText('Not used for too long');
    await limits.dialog.getByRole('button', { name: /^Save and sign out/ }).click();
    await expectPage(limits.unsaved).toHaveCount(0);
    await expectPage(idle.getByLabel('number')).toHaveValue('30');
  });
});
