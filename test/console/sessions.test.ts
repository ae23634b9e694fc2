import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { TablePage } from './pages/table-page.ts';
import type { ScenarioName } from '../support/fake-authority/scenarios.ts';

describe('Sessions', () => {
  const host = useConsoleHost();
  const openSessions = async (scenario: ScenarioName = 'office'): Promise<SessionsPage> => {
    const sessions = new SessionsPage((await host.open(scenario)).page);
    await sessions.goTo('Sessions');
    return sessions;
  };

  it('a sign-in on the network appears within a second, and one that ends goes', async () => {
    const sessions = await openSessions('quiet');
    await expectPage(sessions.page.getByRole('heading', { name: 'Nobody is signed in' })).toBeVisible();
    // Timed in the page: the driver of the browser looks only now and then.
    const [shownMs, goneMs] = await sessions.page.evaluate(async () => {
      const took = async (act: () => void, isDone: () => boolean): Promise<number> => {
        const begun = performance.now();
        act();
        while (!isDone()) await new Promise((resolve) => requestAnimationFrame(resolve));
        return performance.now() - begun;
      };
      const isThere = (): boolean =>
        document.querySelector('tbody tr[data-id]')?.textContent.includes('Safari on iPhone') ?? false;
      let id = '';
      const shown = await took(
        () => (id = window.fake.authority.signIn('admin', 'Safari on iPhone')),
        isThere,
      );
      return [
        shown,
        await took(
          () => window.fake.authority.endSession(id),
          () => !isThere(),
        ),
      ];
    });
    expect(shownMs).toBeLessThan(1000);
    expect(goneMs).toBeLessThan(1000);
    await expectPage(sessions.page.getByRole('heading', { name: 'Nobody is signed in' })).toBeVisible();
  });

  it('an end is asked for, is shown as under way, and the row goes only when the change arrives', async () => {
    const sessions = await openSessions('quiet');
    await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Safari on iPhone'));
    await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Edge on Windows'));
    await expectPage(sessions.rows).toHaveCount(2);
    await sessions.page.evaluate(() => window.fake.authority.holdCommands());
    await sessions.page.getByRole('button', { name: 'Sign out admin on Safari on iPhone' }).click();
    await expectPage(sessions.dialog).toContainText('Sign out admin on Safari on iPhone?');
    await sessions.dialog.getByRole('button', { name: /^Sign out .+ on / }).click();
    await expectPage(sessions.getRow('admin', 'Safari on iPhone')).toContainText('Signing out');
    await expectPage(sessions.getRow('admin', 'Edge on Windows')).not.toContainText('Signing out');
    await sessions.page.evaluate(() => window.fake.authority.releaseCommands());
    await expectPage(sessions.getRow('admin', 'Safari on iPhone')).toHaveCount(0);
    await expectPage(sessions.getRow('admin', 'Edge on Windows')).toBeVisible();
    await sessions.openTab('Ended');
    await expectPage(sessions.getRow('admin', 'Safari on iPhone')).toContainText('Signed out by the admin');
  });

  it('the question has the keyboard on Cancel, and Cancel ends nobody', async () => {
    const sessions = await openSessions();
    await sessions.page
      .getByRole('button', { name: /^Sign out ann on/ })
      .first()
      .click();
    await expectPage(sessions.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await sessions.page.keyboard.press('Enter');
    await expectPage(sessions.dialog).toHaveCount(0);
    await expectPage(sessions.page.getByRole('tab', { name: 'Active (30)' })).toBeVisible();
  });

  it('many are chosen and ended together, and no others', async () => {
    const sessions = await openSessions();
    await sessions.filter('warehouse');
    await expectPage(sessions.rows).toHaveCount(4);
    await sessions.page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    await sessions.page.getByRole('button', { name: 'Sign out 4 sessions…' }).click();
    await sessions.dialog.getByRole('button', { name: 'Sign out 4 sessions' }).click();
    await expectPage(sessions.page.getByRole('tab', { name: 'Active (26)' })).toBeVisible();
  });

  it('all that match a filter are ended, also those that are scrolled away', async () => {
    const sessions = await openSessions('crowd');
    await sessions.filter('chrome windows');
    await sessions.page.getByRole('button', { name: 'Sign out all 719 that match…' }).click();
    await sessions.dialog.getByRole('button', { name: 'Sign out 719 sessions' }).click();
    await expectPage(sessions.page.getByRole('tab', { name: 'Active (4,311)' })).toBeVisible();
  });

  it('everyone is ended only after the word is typed', async () => {
    const sessions = await openSessions();
    await sessions.page.getByRole('button', { name: 'Sign out everyone…' }).click();
    await expectPage(sessions.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    const act = sessions.dialog.getByRole('button', { name: 'Sign out everyone' });
    await expectPage(act).toBeDisabled();
    await sessions.dialog.getByRole('textbox').fill('everyone');
    await act.click();
    await expectPage(sessions.page.getByRole('heading', { name: 'Nobody is signed in' })).toBeVisible();
  });

  it('one that ended while the question was open does not spoil the rest', async () => {
    const sessions = await openSessions('quiet');
    const id = await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Edge on Windows'));
    await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Safari on iPhone'));
    await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Firefox on Linux'));
    await expectPage(sessions.rows).toHaveCount(3);
    await sessions.choose('admin', 'Edge on Windows');
    await sessions.choose('admin', 'Safari on iPhone');
    await sessions.page.getByRole('button', { name: 'Sign out 2 sessions…' }).click();
    await sessions.page.evaluate((ended) => window.fake.authority.endSession(ended), id);
    await sessions.dialog.getByRole('button', { name: 'Sign out 2 sessions' }).click();
    await expectPage(sessions.rows).toHaveCount(1);
    await expectPage(sessions.failure).toHaveCount(0);
  });

  it('one that ends on the way does not spoil the rest', async () => {
    const sessions = await openSessions('quiet');
    const id = await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Edge on Windows'));
    await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Safari on iPhone'));
    await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Firefox on Linux'));
    await expectPage(sessions.rows).toHaveCount(3);
    await sessions.choose('admin', 'Edge on Windows');
    await sessions.choose('admin', 'Safari on iPhone');
    await sessions.page.getByRole('button', { name: 'Sign out 2 sessions…' }).click();
    await sessions.page.evaluate(() => window.fake.authority.holdCommands());
    await sessions.dialog.getByRole('button', { name: 'Sign out 2 sessions' }).click();
    await sessions.page.evaluate((ended) => {
      window.fake.authority.endSession(ended);
      window.fake.authority.releaseCommands();
    }, id);
    await expectPage(sessions.rows).toHaveCount(1);
    await expectPage(sessions.failure).toHaveCount(0);
  });

  it('the keyboard alone ends a session, and goes on at the next row', async () => {
    const sessions = await openSessions();
    await expectPage(sessions.rows.first()).toBeVisible();
    const ids = await sessions.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')));
    await sessions.page.getByRole('textbox', { name: 'Filter sessions' }).focus();
    const isInTable = () =>
      sessions.page.evaluate(() => document.activeElement?.matches('tbody tr') ?? false);
    for (let press = 0; press < 30 && !(await isInTable()); press += 1)
      await sessions.page.keyboard.press('Tab');
    await sessions.page.keyboard.press('ArrowDown');
    await expectPage(sessions.page.locator(`tr[data-id="${ids[1] ?? ''}"]`)).toBeFocused();
    await sessions.page.keyboard.press('Delete');
    await expectPage(sessions.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    const act = sessions.dialog.getByRole('button', { name: /^Sign out .+ on / });
    // The dialog puts the keyboard on Cancel a second time within milliseconds, faster than any person tabs.
    await expectPage(async () => {
      await sessions.page.keyboard.press('Tab');
      await expectPage(act).toBeFocused({ timeout: 200 });
    }).toPass();
    await sessions.page.keyboard.press('Enter');
    await expectPage(sessions.page.locator(`tr[data-id="${ids[1] ?? ''}"]`)).toHaveCount(0);
    await expectPage(sessions.page.locator(`tr[data-id="${ids[2] ?? ''}"]`)).toBeFocused();
  });

  it('Enter opens everything about a session, Escape gives the keyboard back to its row', async () => {
    const sessions = await openSessions();
    const row = sessions.rows.first();
    await row.focus();
    await sessions.page.keyboard.press('Enter');
    await expectPage(sessions.dialog).toContainText('Browser, signed in at the portal');
    await expectPage(sessions.getFact('Last seen')).toBeVisible();
    await expectPage(sessions.getFact('Id')).toContainText((await row.getAttribute('data-id')) ?? '');
    await sessions.page.keyboard.press('Escape');
    await expectPage(sessions.dialog).toHaveCount(0);
    await expectPage(row).toBeFocused();
  });

  it('what is pressed inside a row does not open it', async () => {
    const sessions = await openSessions();
    await sessions.rows.first().getByRole('checkbox').check();
    await expectPage(sessions.dialog).toHaveCount(0);
    await sessions.rows
      .first()
      .getByRole('button', { name: /^Sign out/ })
      .click();
    await expectPage(sessions.dialog).toHaveCount(1);
    await expectPage(sessions.dialog).toContainText('?');
  });

  it('the drawer says why a session counts, in what, and what comes first', async () => {
    const sessions = await openSessions();
    const openScanner = async (): Promise<void> => {
      await sessions.filter('pocket');
      await sessions.rows.first().click();
    };
    await sessions.page.evaluate(() => {
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      window.fake.authority.signIn('ben', 'Pocket', {
        class: 'app',
        method: 'pairing',
        counts: 'app_counted',
      });
      window.fake.authority.signIn('ann', 'PC', { expiresAt, expiresBy: 'hours' });
    });
    await sessions.filter('ann pc');
    await sessions.rows.first().click();
    await expectPage(sessions.dialog).toContainText('it is a browser, and every browser counts');
    await expectPage(sessions.dialog).toContainText(
      'In use: 5 of 3 (own rule). Seats of the plan: 32 of 40.',
    );
    await expectPage(sessions.getFact('Expires')).toContainText('The end of the sign-in hours comes first.');
    await sessions.page.keyboard.press('Escape');
    await openScanner();
    await expectPage(sessions.dialog).toContainText('apps share one limit with browsers here');
    await expectPage(sessions.getFact('Class')).toContainText('App, paired from a device that was signed in');
    await sessions.page.evaluate(() => window.fake.authority.setAppSessions('separate'));
    await expectPage(sessions.dialog).toContainText('apps have a limit of their own here');
    await sessions.page.evaluate(() => window.fake.authority.setAppSessions('uncounted'));
    await expectPage(sessions.dialog).toContainText('Does not count because…');
    await expectPage(sessions.dialog).toContainText('it takes no place and no seat');
    await sessions.page.keyboard.press('Escape');
    await expectPage(sessions.rows.first()).toContainText('not counted');
  });

  it('a session that ends while its drawer is open says why, and cannot be ended again', async () => {
    const sessions = await openSessions('quiet');
    const id = await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Edge on Windows'));
    await sessions.rows.first().click();
    await expectPage(sessions.dialog.getByRole('button', { name: 'Sign out…' })).toBeVisible();
    await sessions.page.evaluate((ended) => window.fake.authority.endSession(ended), id);
    await expectPage(sessions.dialog).toContainText('Signed out');
    await expectPage(sessions.dialog).toContainText('Does not count because…it has ended');
    await expectPage(sessions.dialog.getByRole('button', { name: 'Sign out…' })).toHaveCount(0);
    await sessions.page.keyboard.press('Escape');
    await expectPage(sessions.page.getByRole('heading', { name: 'Nobody is signed in' })).toBeVisible();
  });

  it('the drawer of an ended one has its reason, and leads to the user', async () => {
    const sessions = await openSessions();
    await sessions.openTab('Ended');
    await sessions.rows.filter({ hasText: 'Reached its longest time' }).first().click();
    await expectPage(sessions.dialog).toContainText('Reached its longest time');
    const link = sessions.dialog.getByRole('link', { name: /^Open / });
    const name = ((await link.textContent()) ?? '').replace('Open ', '');
    await link.click();
    await expectPage(sessions.title).toHaveText(name);
  });

  it('thousands of rows are scrolled through with few of them drawn', async () => {
    const sessions = await openSessions('crowd');
    await expectPage(sessions.page.getByRole('tab', { name: 'Active (5,030)' })).toBeVisible();
    expect(await sessions.rows.count()).toBeLessThan(80);
    await sessions.rows.first().focus();
    await sessions.page.keyboard.press('End');
    await expectPage(sessions.page.locator('tr[aria-rowindex="5031"]')).toBeFocused();
    expect(await sessions.rows.count()).toBeLessThan(80);
  });

  it('a change elsewhere does not move what is being read', async () => {
    const sessions = await openSessions('crowd');
    await sessions.rows.first().focus();
    await sessions.page.keyboard.press('End');
    await expectPage(sessions.page.locator('tr[aria-rowindex="5031"]')).toBeFocused();
    const scrollTop = () =>
      sessions.page.evaluate(() => document.querySelector('table')?.parentElement?.scrollTop ?? 0);
    const before = await new TablePage(sessions.page).readSteadyScroll();
    expect(before).toBeGreaterThan(10_000);
    await sessions.page.evaluate(() => window.fake.authority.setAlarms([]));
    await expectPage(sessions.page.locator('tr[aria-rowindex="5031"]')).toBeFocused();
    expect(Math.abs((await scrollTop()) - before)).toBeLessThan(2);
  });
});
