import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { AuditPage } from './pages/audit-page.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { TablePage } from './pages/table-page.ts';

describe('A list comes back as it was left', () => {
  const host = useConsoleHost();
  /** So low that the rows do not fit. */
  const viewport = { width: 1280, height: 560 };
  const readScroll = (list: TablePage): Promise<number> =>
    list.scrolling.evaluate(({ scrollTop }) => scrollTop);
  const expectScroll = (list: TablePage, place: number): Promise<void> =>
    expectPage.poll(async () => Math.abs((await readScroll(list)) - place)).toBeLessThan(2);

  it('from a user: filter, place and row, with the keyboard in it; from another screen at its title', async () => {
    const { page } = await host.open('office', { viewport });
    const users = new TablePage(page);
    await users.goTo('Users');
    await page.getByRole('textbox', { name: 'Filter users' }).fill('an');
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await page.getByRole('textbox', { name: 'Filter users' }).fill('a');
    await users.focusRow(0);
    await page.keyboard.press('End');
    await expectPage(users.rows.filter({ hasText: 'admin' })).toBeFocused();
    const before = await users.readSteadyScroll();
    expect(before).toBeGreaterThan(50);
    await page.keyboard.press('Enter');
    await expectPage(users.title).toHaveText('admin');

    await page.goBack();
    await expectPage(users.title).toHaveText('Users');
    await expectPage(users.rows.filter({ hasText: 'admin' })).toBeFocused();
    await expectPage(page.getByRole('textbox', { name: 'Filter users' })).toHaveValue('a');
    await expectScroll(users, before);

    await users.goTo('Backup');
    await users.goTo('Users');
    await expectPage(users.title).toBeFocused();
    await expectPage(page.getByRole('textbox', { name: 'Filter users' })).toHaveValue('a');
    await expectPage(users.rows.filter({ hasText: 'admin' })).toBeInViewport();
    await expectPage(users.rows.filter({ hasText: 'admin' })).toHaveAttribute('tabindex', '0');
    // The foot that says more of a row with the keyboard is not there: the list ends sooner.
    const readFromPlace = async (): Promise<number> => {
      const end = await users.scrolling.evaluate((list) => list.scrollHeight - list.clientHeight);
      return Math.abs((await readScroll(users)) - Math.min(before, end));
    };
    await expectPage.poll(readFromPlace).toBeLessThan(2);
  });

  it('of five thousand sessions the same ones, and of those that have ended the filter', async () => {
    const { page } = await host.open('crowd', { viewport });
    const list = new TablePage(page);
    const sessions = new SessionsPage(page);
    await list.goTo('Sessions');
    await expectPage(list.rows.first()).toBeVisible();
    await list.scrollBy(60_000);
    await expectPage
      .poll(async () => Number(await list.rows.first().getAttribute('aria-rowindex')))
      .toBeGreaterThan(500);
    await list.readSteadyScroll();
    const seen = list.rows.nth(14);
    const id = await seen.getAttribute('data-id');
    const row = page.locator(`tr[data-id="${String(id)}"]`);
    await expectPage(row).toBeInViewport();
    await list.goTo('Overview');
    await list.goTo('Sessions');
    await expectPage(row).toBeInViewport();
    await sessions.openTab('Ended');
    await sessions.filter('ann');
    await list.goTo('Overview');
    await list.goTo('Sessions');
    await expectPage(page.getByRole('tab', { name: 'Ended' })).toHaveAttribute('aria-selected', 'true');
    await expectPage(page.getByRole('textbox', { name: 'Filter sessions' })).toHaveValue('ann');
  });

  /** Its rows, counting those that are not drawn. */
  const expectCount = (list: TablePage, count: number): Promise<void> =>
    expectPage(list.page.getByRole('table')).toHaveAttribute('aria-rowcount', String(count + 1));
  /** As far down as 400 go, to a row that is there only because more was asked for. */
  const goToEnd = async (list: TablePage): Promise<string> => {
    await list.focusRow(0);
    await list.page.keyboard.press('End');
    await list.expectFocusAt(399);
    await expectPage(list.page.locator('tbody tr[data-id]:focus')).toBeInViewport();
    return (await list.page.locator('tbody tr[data-id]:focus').getAttribute('data-id')) ?? '';
  };
  const getRow = (list: TablePage, id: string) => list.page.locator(`tr[data-id="${id}"]`);

  it('whoever goes to its foot stays there when the rows turn out higher: the button below them keeps its place', async () => {
    const { page } = await host.open('quiet', { viewport });
    const list = new TablePage(page);
    await list.goTo('Overview');
    await new AuditPage(page).happen('mallory', 450);
    await list.goTo('Audit');
    await expectCount(list, 200);
    const button = page.getByRole('button', { name: 'Look further back' });
    await button.scrollIntoViewIfNeeded();
    await list.readSteadyScroll();
    await expectPage(button).toBeInViewport();
    // What is added below stands below.
    await button.click();
    await expectCount(list, 400);
    await expectPage(button).not.toBeInViewport();
  });

  it('past the first page of the audit: as many entries, at the same place', async () => {
    const { page } = await host.open('quiet', { viewport });
    const list = new TablePage(page);
    const audit = new AuditPage(page);
    await list.goTo('Overview');
    await audit.happen('mallory', 450);
    await list.goTo('Audit');
    await expectCount(list, 200);
    await page.getByRole('button', { name: 'Look further back' }).click();
    await expectCount(list, 400);
    const row = getRow(list, await goToEnd(list));
    await list.goTo('Overview');
    await expectPage(list.rows).toHaveCount(0);
    await list.goTo('Audit');
    await expectCount(list, 400);
    await expectPage(row).toBeInViewport();
    // Of another question there is the first page.
    await audit.who.fill('mallory');
    await expectCount(list, 200);
  });

  it('past the first page of what has ended: as many sessions, at the same place', async () => {
    const { page } = await host.open('quiet', { viewport });
    const list = new TablePage(page);
    await expectPage(list.title).toBeVisible();
    await page.evaluate(() => {
      const { authority } = window.fake;
      for (let n = 0; n < 450; n += 1) authority.endSession(authority.signIn('admin', `PC ${String(n)}`));
      // What ends while the console looks on it knows anyway: as after a restart it has to ask.
      authority.die();
      window.fake.handOver();
    });
    await list.goTo('Sessions');
    await new SessionsPage(page).openTab('Ended');
    await expectCount(list, 200);
    await page.emulateMedia({ media: 'print' });
    const paper = page.getByRole('region', { name: 'Ended sessions' });
    await expectPage(paper.getByText('200 rows, not the whole list, printed on')).toBeVisible();
    await expectPage(paper.getByText('“Show older ones” brings them into the list')).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Show older ones' }).click();
    await expectCount(list, 400);
    const row = getRow(list, await goToEnd(list));
    await list.goTo('Overview');
    await expectPage(list.rows).toHaveCount(0);
    await list.goTo('Sessions');
    await expectCount(list, 400);
    await expectPage(row).toBeInViewport();
  });
});
