import { expectPage } from '../../support/expect-page.ts';
import type { Stop, Visit } from './visit.ts';

const tabs = ['seats', 'everyone', 'groups', 'whatIf', 'file'] as const;

async function openTab(visit: Visit, tab: (typeof tabs)[number]): Promise<void> {
  await visit.press('tab', `limits.tabs.${tab}`);
}

async function tryRules(visit: Visit): Promise<void> {
  await openTab(visit, 'whatIf');
  const panel = visit.page.getByRole('tabpanel');
  await panel.getByRole('radio', { name: visit.say('limit.number') }).check();
  await panel.getByLabel(visit.say('limit.count')).fill('1');
  await visit.press('button', 'whatIf.act');
  await expectPage(panel.locator('tr[data-id]').first()).toBeVisible();
}

async function bringRulesIn(visit: Visit): Promise<void> {
  await openTab(visit, 'file');
  await visit.press('button', 'rulesFile.show');
  const text = (await visit.findLabel('rulesFile.text').textContent()) ?? '';
  await visit.findLabel('rulesFile.paste').fill(text.replace('"limit": 4', '"limit": 1'));
  await visit.press('button', 'rulesFile.check');
  await expectPage(visit.find('region', 'rulesFile.changes')).toBeVisible();
}

/** Seats and limits: every tab, with faults, results and questions. */
export const ruleStops: readonly Stop[] = [
  ...(['office', 'quiet', 'shop'] as const).flatMap((scenario) =>
    tabs.map((tab): Stop => ({
      name: `limits, ${tab} (${scenario})`,
      scenario,
      at: 'limits',
      go: (visit) => openTab(visit, tab),
    })),
  ),
  {
    name: 'limits, more reserved than there is',
    scenario: 'office',
    at: 'limits',
    go: async (visit) => {
      await visit.find('textbox', 'seats.table.reservedFor', { name: 'ann' }).fill('90');
      await expectPage(visit.page.getByText(visit.say('seats.exceedsFix'))).toBeVisible();
    },
  },
  {
    name: 'limits, numbers that are missing',
    scenario: 'office',
    at: 'limits',
    go: async (visit) => {
      await visit.findLabel('seats.count').fill('');
      await visit.find('textbox', 'seats.table.reservedFor', { name: 'ann' }).fill('');
      await visit.see('limits.incomplete');
    },
  },
  {
    name: 'limits, a group with a fault, moved',
    scenario: 'office',
    at: 'limits',
    go: async (visit) => {
      await openTab(visit, 'groups');
      await visit.page
        .getByRole('tabpanel')
        .getByRole('button', { name: /^Office/ })
        .click();
      await visit.find('group', 'hours.window', { place: 1 }).getByLabel(visit.say('hours.to')).fill('25:00');
      await visit.press('button', 'groups.up', { name: 'Office' });
      await expectPage(visit.page.getByText(visit.say('limits.unsaved'))).toHaveCount(2);
    },
  },
  {
    name: 'limits, adding a group',
    scenario: 'office',
    at: 'limits',
    go: async (visit) => {
      await openTab(visit, 'groups');
      await visit.ask('button', 'groups.add');
    },
  },
  { name: 'limits, rules that were tried', scenario: 'office', at: 'limits', go: tryRules },
  { name: 'limits, what a file would change', scenario: 'office', at: 'limits', go: bringRulesIn },
  {
    name: 'limits, who is above the new rules',
    scenario: 'office',
    at: 'limits',
    go: async (visit) => {
      await bringRulesIn(visit);
      await visit.ask('button', 'rulesFile.apply', { count: 1 });
    },
  },
];
