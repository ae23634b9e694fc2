import { expectPage } from '../../support/expect-page.ts';
import type { Stop } from './visit.ts';

/** What was: reports and audit. */
export const recordStops: readonly Stop[] = [
  { name: 'reports', scenario: 'office', at: 'reports' },
  { name: 'reports, nothing yet', scenario: 'quiet', at: 'reports' },
  {
    name: 'reports, of days of which nothing is kept',
    scenario: 'office',
    at: 'reports',
    go: async (visit) => {
      await visit.findLabel('reports.from').fill('2020-01-01');
      await visit.findLabel('reports.to').fill('2020-01-31');
      await visit.see('reports.nothingKept');
    },
  },
  {
    name: 'reports, days the wrong way round',
    scenario: 'office',
    at: 'reports',
    go: async (visit) => {
      await visit.findLabel('reports.from').fill('2020-02-01');
      await visit.findLabel('reports.to').fill('2020-01-01');
      await visit.see('reports.fault.backwards');
    },
  },
  { name: 'audit', scenario: 'office', at: 'audit' },
  { name: 'audit, nothing yet', scenario: 'quiet', at: 'audit' },
  {
    name: 'audit, an entry',
    scenario: 'office',
    at: 'audit',
    go: async ({ rows, dialog }) => {
      await rows.first().click();
      await expectPage(dialog).toBeVisible();
    },
  },
  {
    name: 'audit, narrowed down',
    scenario: 'office',
    at: 'audit',
    go: async (visit) => {
      await visit.press('button', 'narrow.open');
      await visit.press('combobox', 'audit.kind');
      await visit.press('option', 'audit.kinds.failures');
      await visit.findLabel('audit.from').fill('2026-03-01');
      await expectPage(
        visit.find('button', 'narrow.widen', { field: visit.say('audit.from') }),
      ).toBeVisible();
    },
  },
  {
    name: 'audit, words that nothing says',
    scenario: 'office',
    at: 'audit',
    go: async (visit) => {
      await visit.findLabel('audit.filter').fill('zzzz');
      await expectPage(visit.page.getByText(visit.say('audit.searched'))).toBeVisible();
    },
  },
  {
    name: 'audit, exporting',
    scenario: 'office',
    at: 'audit',
    go: async (visit) => {
      await visit.press('button', 'audit.export');
      await expectPage(visit.page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'audit, the chain is broken',
    scenario: 'office',
    at: 'audit',
    go: async (visit) => {
      await visit.page.evaluate(() => window.fake.authority.breakAudit(7));
      await visit.press('button', 'chain.act');
      await visit.see('chain.broken', { seq: 7 });
    },
  },
];
