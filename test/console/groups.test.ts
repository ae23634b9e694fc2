import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { LimitsPage } from './pages/limits-page.ts';

describe('Groups', () => {
  const host = useConsoleHost();
  const openGroups = async (scenario: 'office' | 'quiet' = 'office'): Promise<LimitsPage> => {
    const groups = new LimitsPage((await host.open(scenario)).page);
    await groups.open('Groups');
    return groups;
  };
  const limitOffice = async (groups: LimitsPage): Promise<void> => {
    await groups.tab.getByRole('button', { name: /^Office/ }).click();
    const rules = groups.getPanel('Rules of Office');
    const limit = rules.getByRole('radiogroup', { name: 'On how many devices' });
    await limit.getByRole('radio', { name: 'At most this many devices' }).check();
    await limit.getByLabel('Number of devices').fill('5');
    await rules.getByRole('button', { name: 'Save the rules' }).click();
    await expectPage(groups.unsaved).toHaveCount(0);
  };

  it('the order decides whose limit holds; it is moved by the keyboard and in force once saved', async () => {
    const groups = await openGroups();
    await limitOffice(groups);
    await expectPage(groups.getMember('Office', 'daniel')).toContainText('3 devices, group Warehouse');
    await groups.page.getByRole('button', { name: 'Move Office up' }).focus();
    await groups.page.keyboard.press('Enter');
    await expectPage(groups.groupRows.nth(1)).toContainText('Office');
    await expectPage(groups.page.getByRole('button', { name: 'Move Office up' })).toBeFocused();
    await groups.page.keyboard.press('Alt+ArrowUp');
    await expectPage(groups.groupRows.nth(0)).toContainText('Office');
    await expectPage(groups.page.getByRole('button', { name: 'Move Office down' })).toBeFocused();
    await expectPage(groups.getMember('Office', 'daniel')).toContainText('3 devices, group Warehouse');
    await groups.page.getByRole('button', { name: 'Save the order' }).click();
    await expectPage(groups.getMember('Office', 'daniel')).toContainText('5 devices, group Office');
    await expectPage(groups.unsaved).toHaveCount(0);
  });

  it('an order that lowers a limit shows whom it leaves over', async () => {
    const groups = await openGroups();
    await limitOffice(groups);
    await groups.page.getByRole('button', { name: 'Move Office up' }).click();
    await groups.page.getByRole('button', { name: 'Save the order' }).click();
    await expectPage(groups.getMember('Office', 'daniel')).toContainText('5 devices, group Office');
    await groups.page.evaluate(() => {
      window.fake.authority.signIn('daniel', 'Tablet');
      window.fake.authority.signIn('daniel', 'Second PC');
    });
    await groups.page.getByRole('button', { name: 'Move Office down' }).click();
    await groups.page.getByRole('button', { name: 'Save the order' }).click();
    await expectPage(groups.dialog.getByRole('listitem')).toHaveCount(2);
    await groups.dialog.getByRole('radio', { name: 'Now' }).check();
    await groups.dialog.getByRole('button', { name: 'Save and sign out 2 devices' }).click();
    await expectPage(groups.page.getByText('Live · 30 devices signed in')).toBeVisible();
  });

  it('a group is added, named anew, and deleted after its consequences were shown', async () => {
    const groups = await openGroups('quiet');
    await groups.page.getByRole('button', { name: 'Add group' }).click();
    await groups.dialog.getByLabel('Name of the group').fill('Sales');
    await groups.dialog.getByRole('button', { name: 'Add group' }).click();
    await expectPage(groups.groupRows).toContainText(['Sales']);
    await groups.page.getByRole('button', { name: 'What can be done with Sales' }).click();
    await groups.page.getByRole('menuitem', { name: 'Rename…' }).click();
    await groups.dialog.getByLabel('Name of the group').fill('Shop');
    await groups.dialog.getByRole('button', { name: 'Rename' }).click();
    await expectPage(groups.groupRows).toContainText(['Shop']);
    await groups.page.getByRole('button', { name: 'What can be done with Shop' }).click();
    await groups.page.getByRole('menuitem', { name: 'Delete…' }).click();
    await expectPage(groups.dialog).toContainText('Nobody is in it.');
    await expectPage(groups.dialog).toContainText('No device that is signed in now is touched');
    await groups.dialog.getByRole('button', { name: 'Delete the group' }).click();
    await expectPage(groups.groupRows).toHaveCount(0);
  });

  it('deleting a group that raised a limit shows whom that leaves over', async () => {
    const groups = await openGroups();
    await limitOffice(groups);
    await groups.page.evaluate(() => window.fake.authority.signIn('ben', 'Tablet'));
    await groups.page.getByRole('button', { name: 'What can be done with Office' }).click();
    await groups.page.getByRole('menuitem', { name: 'Delete…' }).click();
    await expectPage(groups.dialog).toContainText('Its 3 members stay users');
    await expectPage(groups.dialog.getByRole('listitem')).toHaveCount(1);
    await groups.dialog.getByRole('button', { name: 'Delete the group' }).click();
    await expectPage(groups.groupRows).toHaveCount(2);
    await expectPage(groups.page.getByText('Live · 31 devices signed in')).toBeVisible();
  });

  it('a name that is taken is refused in words', async () => {
    const groups = await openGroups();
    await groups.page.getByRole('button', { name: 'Add group' }).click();
    await groups.dialog.getByLabel('Name of the group').fill('office');
    await groups.dialog.getByRole('button', { name: 'Add group' }).click();
    await expectPage(groups.failure).toHaveText('A group with this name exists already.');
  });

  it('hours are several windows of the week, and a wrong one is refused while it is typed', async () => {
    const groups = await openGroups();
    await groups.tab.getByRole('button', { name: /^Warehouse/ }).click();
    const rules = groups.getPanel('Rules of Warehouse');
    const save = rules.getByRole('button', { name: 'Save the rules' });
    await rules.getByRole('radio', { name: 'In these hours' }).check();
    await rules.getByRole('button', { name: 'Add hours' }).click();
    const second = rules.getByRole('group', { name: 'Hours 2' });
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']) await second.getByLabel(day).uncheck();
    await expectPage(second).toContainText('Choose at least one day.');
    await expectPage(save).toBeDisabled();
    await second.getByLabel('Sat').check();
    await second.getByLabel('From').fill('22:00');
    await second.getByLabel('To').fill('06:00');
    await expectPage(second).toContainText('Split those that go past midnight in two.');
    await second.getByLabel('To').fill('25:00');
    await expectPage(second).toContainText('Write times such as 08:30');
    await second.getByLabel('To').fill('24:00');
    await rules.getByRole('radio', { name: 'Let nobody new in' }).check();
    await save.click();
    await expectPage(groups.unsaved).toHaveCount(0);
    await expectPage(groups.groupRows.filter({ hasText: 'Warehouse' })).toContainText('own hours');
    await groups.tab.getByRole('button', { name: /^Management/ }).click();
    await groups.tab.getByRole('button', { name: /^Warehouse/ }).click();
    await expectPage(second.getByLabel('To')).toHaveValue('24:00');
    await expectPage(second.getByLabel('Mon')).not.toBeChecked();
  });

  it('a life of its own that is over already signs out at once, after that was shown', async () => {
    const groups = await openGroups();
    await groups.tab.getByRole('button', { name: /^Office/ }).click();
    const browsers = groups.getPanel('Rules of Office').getByRole('region', { name: 'Browsers' });
    await browsers.getByRole('checkbox', { name: 'An own time without use' }).check();
    await browsers
      .getByRole('group', { name: 'Signed out when not used for' })
      .getByLabel('number')
      .fill('1');
    await groups.tab.getByRole('button', { name: 'Save the rules' }).click();
    await expectPage(groups.dialog).toContainText('The time of these devices is over under the new rules.');
    await expectPage(groups.dialog.getByRole('radio')).toHaveCount(0);
    await groups.dialog.getByRole('button', { name: /^Save and sign out \d+ devices$/ }).click();
    await expectPage(groups.unsaved).toHaveCount(0);
    await expectPage(groups.page.getByText('Live · 30 devices signed in')).toHaveCount(0);
  });
});
