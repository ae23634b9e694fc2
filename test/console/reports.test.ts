import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import type { ScenarioName } from '../support/fake-authority/scenarios.ts';
import { useConsoleHost } from './console-host.ts';
import { ReportsPage } from './pages/reports-page.ts';

describe('Reports', () => {
  const host = useConsoleHost();
  const openReports = async (scenario: ScenarioName = 'office'): Promise<ReportsPage> => {
    const reports = new ReportsPage((await host.open(scenario)).page);
    await reports.goTo('Reports');
    await expectPage(reports.title).toHaveText('Reports');
    return reports;
  };

  it('has the peak of each day as a picture, in words and in a table, newest day first', async () => {
    const reports = await openReports();
    await expectPage(reports.chart).toHaveAccessibleName(/on each of 30 days: the highest is \d+, on/);
    const highest =
      /highest is (\d+)/.exec((await reports.chart.getAttribute('aria-label')) ?? '')?.[1] ?? '';
    const rows = reports.page
      .getByRole('table', { name: 'Most seats at once, day by day' })
      .locator('tbody tr');
    await expectPage(rows).toHaveCount(30);
    await expectPage(rows.filter({ hasText: highest }).first()).toBeVisible();
  });

  it('is about the days that were chosen, and says what is wrong with others', async () => {
    const reports = await openReports();
    await reports.page.getByText('7 days').click();
    await expectPage(reports.chart).toHaveAccessibleName(/on each of 7 days/);
    await reports.choose('2026-05-02', '2026-05-01');
    await expectPage(reports.failure).toHaveText('The first day is after the last.');
    await reports.choose('2020-01-01', '2022-01-01');
    await expectPage(reports.failure).toHaveText('At most a year at once.');
    await reports.choose('2020-01-01', '2020-02-01');
    await expectPage(reports.page.getByText('Nothing is kept of these days')).toBeVisible();
  });

  it('other days can be chosen: the first of them has the keyboard', async () => {
    const reports = await openReports();
    await expectPage(reports.chart).toBeVisible();
    await reports.page.getByText('Other days').click();
    await expectPage(reports.page.getByRole('radio', { name: 'Other days' })).toBeChecked();
    await expectPage(reports.page.getByLabel('First day')).toBeFocused();
    await reports.page.getByText('7 days').click();
    await expectPage(reports.page.getByRole('radio', { name: '7 days' })).toBeChecked();
    await expectPage(reports.chart).toHaveAccessibleName(/on each of 7 days/);
  });

  it('while the days are wrong it answers nothing, and nothing moves', async () => {
    const reports = await openReports();
    const heading = reports.page.getByText('Most seats at once', { exact: true });
    const nothingKept = reports.page.getByText('Nothing is kept of these days');
    await expectPage(heading).toBeVisible();
    const before = await heading.boundingBox();
    await reports.page.getByLabel('First day').fill('2020-01-01');
    await expectPage(reports.failure).toHaveText('At most a year at once.');
    await expectPage(heading).toBeHidden();
    expect(await heading.boundingBox()).toEqual(before);
    await reports.page.getByLabel('Last day').fill('2020-01-31');
    await expectPage(nothingKept).toBeVisible();
    await reports.page.getByLabel('Last day').fill('2026-11-27');
    await expectPage(reports.failure).toHaveText('At most a year at once.');
    await expectPage(nothingKept).toBeHidden();
    await reports.page.getByText('30 days').click();
    await expectPage(heading).toBeVisible();
    expect(await heading.boundingBox()).toEqual(before);
  });

  it('names refusals by their kind, the users who sign in most, and accounts nobody used', async () => {
    const reports = await openReports();
    const counts = {
      admitted: 9,
      asked: 4,
      limit: 7,
      seats: 3,
      hours: 0,
      paused: 2,
      failed: 12,
      throttled: 5,
    };
    await reports.page.evaluate((today) => window.fake.authority.setToday(today), counts);
    await reports.page.getByText('7 days').click();
    const refusals = reports.getPanel('Who was not let in');
    for (const [kind, count] of [
      ['by the limit', '7'],
      ['by the seat plan', '3'],
      ['while paused', '2'],
      ['Wrong password', '12'],
    ] as const) {
      await expectPage(refusals.getByRole('row').filter({ hasText: kind })).toContainText(count);
    }
    await expectPage(reports.getPanel('Who signs in most').getByRole('row').nth(1)).toContainText('admin');
    const unused = reports.getPanel('Accounts nobody used');
    await expectPage(unused.getByRole('row').filter({ hasText: 'hana' })).toContainText('never');
    await unused.getByRole('link', { name: 'kim' }).click();
    await expectPage(reports.title).toHaveText('kim');
  });

  it('draws of many accounts those in view, and as many on paper as print in seconds', async () => {
    const reports = await openReports();
    await reports.page.evaluate(() => {
      for (let n = 1000; n < 2200; n += 1) window.fake.authority.addAccount(`n${String(n)}`);
    });
    await reports.page.getByText('90 days').click();
    const unused = reports.getPanel('Accounts nobody used');
    await expectPage(unused.getByRole('row').filter({ hasText: 'n1000' })).toBeVisible();
    expect(await unused.getByRole('row').count()).toBeLessThan(100);
    const user = unused.getByRole('columnheader', { name: 'User' });
    for (const direction of ['ascending', 'descending']) {
      await user.getByRole('button').click();
      await expectPage(user).toHaveAttribute('aria-sort', direction);
    }
    await expectPage(unused.getByRole('row').filter({ hasText: 'n2199' })).toBeVisible();
    await reports.page.emulateMedia({ media: 'print' });
    // A thousand rows take a slow computer longer than a screen is waited for.
    await expectPage(unused.getByText(/^and 2\d\d more: saved as CSV/)).toBeVisible({ timeout: 30_000 });
    // Its head among them.
    await expectPage(unused.getByRole('row')).toHaveCount(1001);
  });

  it('saves each table as a file with days and times as they are told apart everywhere', async () => {
    const reports = await openReports();
    await reports.page.getByRole('button', { name: 'Save the days as a file' }).click();
    await reports.page.getByRole('button', { name: 'Save the unused accounts as a file' }).click();
    await expectPage.poll(() => reports.readSaved()).toHaveLength(2);
    const [days, unused] = await reports.readSaved();
    expect(days?.name).toMatch(/^rollcall-days-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    expect(days?.content.split('\r\n')[0]).toContain('Day,Seats at once,Sign-ins,Stopped by the limit');
    expect(days?.content).toMatch(/\r\n\d{4}-\d\d-\d\d,\d+,\d+,/);
    expect(unused?.content).toMatch(/hana,,\d{4}-\d\d-\d\dT/);
  });

  it('no cell of a file is a formula, whatever an account is called', async () => {
    const reports = await openReports();
    await reports.page.evaluate(() => window.fake.authority.addAccount('=cmd()'));
    await reports.page.getByText('90 days').click();
    await expectPage(reports.page.getByRole('link', { name: '=cmd()' })).toBeVisible();
    await reports.page.getByRole('button', { name: 'Save the unused accounts as a file' }).click();
    await expectPage.poll(() => reports.readSaved()).toHaveLength(1);
    expect((await reports.readSaved())[0]?.content).toContain("'=cmd(),");
  });

  it('teaches what will be here while nobody has signed in', async () => {
    const reports = await openReports('quiet');
    await expectPage(reports.page.getByText('Nobody has signed in yet')).toBeVisible();
  });

  it('shows that it loads after a moment, and what was there stays while other days are asked for', async () => {
    const reports = new ReportsPage((await host.open('office')).page);
    await expectPage(reports.title).toBeVisible();
    await reports.page.evaluate(() => window.fake.authority.holdCommands());
    await reports.goTo('Reports');
    await expectPage(reports.page.getByText('Loading')).toBeAttached();
    await reports.page.evaluate(() => window.fake.authority.releaseCommands());
    await expectPage(reports.chart).toBeVisible();
    await reports.page.evaluate(() => window.fake.authority.holdCommands());
    await reports.page.getByText('7 days').click();
    await expectPage(reports.page.locator('[data-loading]')).toBeVisible();
    await expectPage(reports.chart).toHaveAccessibleName(/on each of 30 days/);
    await reports.page.evaluate(() => window.fake.authority.releaseCommands());
    await expectPage(reports.chart).toHaveAccessibleName(/on each of 7 days/);
  });

  it('says that it could not be asked, with a way to try again; what was known stays', async () => {
    const reports = await openReports();
    await expectPage(reports.chart).toBeVisible();
    await reports.page.evaluate(() => window.fake.authority.failCommands(true));
    await reports.page.getByText('7 days').click();
    await expectPage(
      reports.page.getByRole('alert').getByRole('button', { name: 'Try again' }),
    ).toBeVisible();
    await expectPage(reports.chart).toBeVisible();
    await reports.page.evaluate(() => window.fake.authority.failCommands(false));
    await reports.page.getByRole('button', { name: 'Try again' }).click();
    await expectPage(reports.chart).toHaveAccessibleName(/on each of 7 days/);
    await expectPage(reports.failure).toHaveCount(0);
  });

  it('keeps what was there when the connection is lost', async () => {
    const reports = await openReports();
    await expectPage(reports.chart).toBeVisible();
    await reports.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
    });
    await expectPage(reports.failure).toBeVisible();
    await expectPage(reports.chart).toBeVisible();
  });

  it('on paper it is the report alone, whole', async () => {
    const reports = await openReports();
    await expectPage(reports.chart).toBeVisible();
    await reports.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expectPage(reports.page.locator('main section').first()).toHaveCSS(
      'background-color',
      'rgb(255, 255, 255)',
    );
    await expectPage(reports.page.getByRole('navigation', { name: 'Screens' })).toBeHidden();
    await expectPage(reports.page.getByRole('button', { name: 'Print' })).toBeHidden();
    const rows = reports.page
      .getByRole('table', { name: 'Most seats at once, day by day' })
      .locator('tbody tr');
    await expectPage(rows.last()).toBeVisible();
    const cut = await rows.last().evaluate((row) => {
      const box = row.closest('section')?.getBoundingClientRect();
      return box === undefined || row.getBoundingClientRect().bottom > box.bottom + 1;
    });
    expect(cut).toBe(false);
  });
});
