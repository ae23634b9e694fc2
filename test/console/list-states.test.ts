import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { SessionsPage } from './pages/sessions-page.ts';

describe('lists, in every state of their own', () => {
  const host = useConsoleHost();

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
