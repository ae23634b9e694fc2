import { expect as expectPage } from '@playwright/test';
import { describe, it } from 'vitest';
import { useConsoleHost } from './console-host.ts';
import { ConsolePage } from './pages/console-page.ts';

describe('What needs the admin', () => {
  const host = useConsoleHost();
  const openOverview = async (...codes: readonly AlarmCode[]): Promise<ConsolePage> => {
    const overview = new ConsolePage((await host.open('office')).page);
    await expectPage(overview.title).toHaveText('Everything works');
    await overview.page.evaluate((wanted) => {
      const since = new Date().toISOString();
      window.fake.authority.setAlarms(
        wanted.map((code) => ({ code, since, sentence: `What to do about ${code}.` })),
      );
    }, codes);
    return overview;
  };

  it('stands in the order of its weight, whatever the order it came in', async () => {
    const overview = await openOverview('backup_missing', 'kick_war', 'seats_nearly_full', 'clock_behind');
    const things = overview.page.getByRole('list', { name: 'What needs you' }).getByRole('listitem');
    await expectPage(things).toHaveCount(4);
    await expectPage(things.nth(0)).toContainText('The clock is behind');
    await expectPage(things.nth(1)).toContainText('Nearly all seats are in use');
    await expectPage(things.nth(2)).toContainText('Devices push each other out');
    await expectPage(things.nth(3)).toContainText('No recent backup');
  });

  it('leads to the place where something can be done', async () => {
    const overview = await openOverview('seats_nearly_full', 'throttle_burst', 'backup_missing');
    await overview.page.getByRole('link', { name: 'Open seats and limits' }).click();
    await expectPage(overview.title).toHaveText('Seats and limits');
    await overview.goTo('Overview');
    await overview.page.getByRole('link', { name: 'Make a backup' }).click();
    await expectPage(overview.title).toHaveText('Backup');
    await overview.goTo('Overview');
    await overview.page.getByRole('link', { name: 'Show the failures' }).click();
    await expectPage(overview.title).toHaveText('Audit');
    await expectPage(overview.page.locator('tbody tr[data-id]')).toHaveCount(3);
  });

  it('names the user whose devices push each other out', async () => {
    const overview = await openOverview('kick_war');
    await overview.page.evaluate(() =>
      window.fake.authority.changeUser('ivan', { askUntil: new Date(Date.now() + 600_000).toISOString() }),
    );
    await overview.page.getByRole('link', { name: 'Open ivan' }).click();
    await expectPage(overview.title).toHaveText('ivan');
  });

  it('the clock is accepted only after what happens was said', async () => {
    const overview = await openOverview('clock_ahead');
    await overview.page.getByRole('button', { name: 'This clock is right…' }).click();
    await expectPage(overview.dialog).toContainText('Nobody gains or loses anything');
    await expectPage(overview.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await overview.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(overview.title).toHaveText('1 thing needs you');
    await overview.page.getByRole('button', { name: 'This clock is right…' }).click();
    await overview.dialog.getByRole('button', { name: 'This clock is right' }).click();
    await expectPage(overview.title).toHaveText('Everything works');
  });

  it('counts who was stopped by a rule apart from failures', async () => {
    const overview = await openOverview();
    await overview.page.evaluate(() =>
      window.fake.authority.setToday({
        admitted: 41,
        limit: 7,
        seats: 3,
        hours: 2,
        paused: 4,
        failed: 12,
        throttled: 5,
      }),
    );
    const getGroup = (name: string) => overview.page.getByRole('region', { name, exact: true });
    await expectPage(getGroup('Let in')).toContainText('41');
    await expectPage(getGroup('Stopped by a rule')).toContainText('7by the limit');
    await expectPage(getGroup('Stopped by a rule')).toContainText('3by the seat plan');
    await expectPage(getGroup('Stopped by a rule')).not.toContainText('12');
    await expectPage(getGroup('Failed')).toContainText('12wrong password or code');
    await expectPage(getGroup('Failed')).toContainText('5made to wait');
    await expectPage(overview.page.getByRole('heading', { name: '30 of 40 seats in use' })).toBeVisible();
    await getGroup('Stopped by a rule').getByRole('link', { name: 'Show who was stopped' }).click();
    await expectPage(overview.page.locator('tbody tr[data-id]')).toHaveCount(2);
  });
});

type AlarmCode =
  'clock_behind' | 'clock_ahead' | 'seats_nearly_full' | 'throttle_burst' | 'kick_war' | 'backup_missing';
