import { expect as expectPage } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { useConsoleHost } from './console-host.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { TablePage } from './pages/table-page.ts';

describe('lists, in every state of their own', () => {
  const host = useConsoleHost();

  it.each(['light', 'dark'] as const)('have no serious fault of axe (%s)', async (colorScheme) => {
    const opened = await host.open('office', { colorScheme });
    const { page } = opened;
    const sessions = new SessionsPage(page);
    const table = new TablePage(page);
    const look = async (state: string): Promise<void> =>
      expect([state, await sessions.listSeriousFaults()]).toEqual([state, []]);
    await sessions.goTo('Sessions');
    await table.tickAndLeave(1);
    const [, , gone = ''] = await table.listShownIds();
    await page.evaluate((id) => {
      window.fake.authority.endSession(id);
      window.fake.authority.signIn('ann', 'New phone');
    }, gone);
    await expectPage(table.applyButton).toHaveText('2 changes, apply');
    await look('ticked, with changes that wait and a row that has gone');
    await page.getByRole('button', { name: 'Live', exact: true }).click();
    await look('paused');
    await page.getByRole('button', { name: 'Choose columns' }).click();
    await look('columns');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign out and block…' }).click();
    await look('the question');
    await sessions.dialog.getByRole('button', { name: 'Sign out and block 1 device' }).click();
    await expectPage(sessions.dialog).toHaveCount(0);
    await page.getByRole('button', { name: 'Narrow down' }).click();
    await page.getByRole('combobox', { name: 'Class' }).click();
    await page.getByRole('option', { name: 'Browser' }).click();
    await look('narrowing down');
    await page.keyboard.press('Escape');
    await look('a chip');
    await table.focusRow(0);
    await page.keyboard.press('F2');
    await look('another name');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expectPage(sessions.dialog.getByText('What happened')).toBeVisible();
    await look('the drawer');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Blocked' }).click();
    await expectPage(table.rows).toHaveCount(1);
    await look('blocked devices');
    expect(opened.faults).toEqual([]);
  });

  it('say that they load, and why they could not, with another try', async () => {
    const { page } = await host.open('office');
    const sessions = new SessionsPage(page);
    await sessions.goTo('Sessions');
    await page.evaluate(() => window.fake.authority.holdCommands());
    await page.getByRole('tab', { name: 'Blocked' }).click();
    await expectPage(page.getByText('Loading')).toBeAttached();
    await page.evaluate(() => window.fake.authority.releaseCommands());
    await expectPage(page.getByRole('heading', { name: 'No device is blocked' })).toBeVisible();
    await sessions.openTab('Active');
    await page.evaluate(() => window.fake.authority.failCommands(true));
    await page.getByRole('tab', { name: 'Blocked' }).click();
    await expectPage(sessions.failure).toContainText('Something went wrong inside Rollcall');
    await page.evaluate(() => window.fake.authority.failCommands(false));
    await sessions.failure.getByRole('button', { name: 'Try again' }).click();
    await expectPage(page.getByRole('heading', { name: 'No device is blocked' })).toBeVisible();
  });
});
