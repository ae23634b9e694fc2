import { expect as expectPage } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { useConsoleHost } from './console-host.ts';
import { BackupPage } from './pages/backup-page.ts';
import { ConsolePage } from './pages/console-page.ts';
import { LimitsPage } from './pages/limits-page.ts';
import { FirstRunPage } from './pages/first-run-page.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { UserPage } from './pages/user-page.ts';
import { UsersPage } from './pages/users-page.ts';

const screens = [
  'Overview',
  'Sessions',
  'Users',
  'Seats and limits',
  'Apps',
  'Network',
  'Audit',
  'Backup',
  'Settings',
] as const;

describe.each(['light', 'dark'] as const)('In the %s theme axe finds nothing serious', (colorScheme) => {
  const host = useConsoleHost();

  it.each(screens)('on %s, full and empty', async (name) => {
    for (const scenario of ['office', 'quiet'] as const) {
      const screen = new ConsolePage((await host.open(scenario, { colorScheme })).page);
      await screen.goTo(name);
      await expectPage(screen.title).toHaveCount(1);
      expect(await screen.listSeriousFaults()).toEqual([]);
    }
  });

  it('on ended sessions, chosen rows, and while the connection is lost', async () => {
    const sessions = new SessionsPage((await host.open('office', { colorScheme })).page);
    await sessions.goTo('Sessions');
    await sessions.page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    expect(await sessions.listSeriousFaults()).toEqual([]);
    await sessions.openTab('Ended');
    await expectPage(sessions.rows.first()).toBeVisible();
    expect(await sessions.listSeriousFaults()).toEqual([]);
    await sessions.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
    });
    await expectPage(sessions.failure).toBeVisible();
    expect(await sessions.listSeriousFaults()).toEqual([]);
  });

  it.each(['shop', 'office', 'quiet'] as const)('on each tab of seats and limits (%s)', async (scenario) => {
    const limits = new LimitsPage((await host.open(scenario, { colorScheme })).page);
    for (const tab of ['Seats', 'For everyone', 'Groups', 'What if', 'As a file'] as const) {
      await limits.open(tab);
      expect({ tab, faults: await limits.listSeriousFaults() }).toEqual({ tab, faults: [] });
    }
  });

  it('on seats and limits with faults, results and questions', async () => {
    const limits = new LimitsPage((await host.open('office', { colorScheme })).page);
    await limits.open('Seats');
    await limits.getReservation('ann').fill('90');
    await expectPage(limits.tab).toContainText('of 40: more seats are reserved');
    expect(await limits.listSeriousFaults()).toEqual([]);
    await limits.open('Groups');
    await limits.tab.getByRole('button', { name: /^Office/ }).click();
    await limits.tab.getByRole('group', { name: 'Hours 1' }).getByLabel('To').fill('25:00');
    await limits.page.getByRole('button', { name: 'Move Office up' }).click();
    await expectPage(limits.unsaved).toHaveCount(2);
    expect(await limits.listSeriousFaults()).toEqual([]);
    await limits.open('What if');
    await limits.tab.getByRole('radio', { name: 'At most this many devices' }).check();
    await limits.tab.getByLabel('Number of devices').fill('1');
    await limits.tab.getByRole('button', { name: 'Try it' }).click();
    await expectPage(limits.tab.locator('tr[data-id]').first()).toBeVisible();
    expect(await limits.listSeriousFaults()).toEqual([]);
    await limits.open('As a file');
    await limits.tab.getByRole('button', { name: 'Show the rules' }).click();
    const text = await limits.tab.getByLabel('The rules as text').textContent();
    await limits.tab
      .getByLabel('Or paste the text here')
      .fill((text ?? '').replace('"limit": 4', '"limit": 1'));
    await limits.tab.getByRole('button', { name: 'Show what would change' }).click();
    await expectPage(limits.tab.getByRole('region', { name: 'What would change' })).toBeVisible();
    expect(await limits.listSeriousFaults()).toEqual([]);
    await limits.tab.getByRole('button', { name: 'Make this change' }).click();
    await expectPage(limits.dialog).toBeVisible();
    expect(await limits.listSeriousFaults()).toEqual([]);
  });

  it('in the dialogs', async () => {
    const users = new UsersPage((await host.open('office', { colorScheme })).page);
    await users.goTo('Users');
    for (const act of ['Change…', 'One-time code…', 'Sign out everywhere…', 'Switch off…', 'Delete…']) {
      await users.act('ann', act);
      await expectPage(users.dialog).toBeVisible();
      expect({ act, faults: await users.listSeriousFaults() }).toEqual({ act, faults: [] });
      await users.dialog.getByRole('button', { name: 'Cancel' }).click();
      await expectPage(users.dialog).toHaveCount(0);
    }
    await users.goTo('Apps');
    await users.page.getByRole('button', { name: 'Add app' }).click();
    await users.dialog.getByLabel('Name').fill('Shop');
    await users.dialog.getByLabel('Address people open').fill('https://192.168.1.9');
    expect(await users.listSeriousFaults()).toEqual([]);
    await users.dialog.getByRole('button', { name: 'Add app' }).click();
    await expectPage(users.dialog).toContainText('proxy_pass');
    expect(await users.listSeriousFaults()).toEqual([]);
  });

  it('on the page of a user, in its history and in the drawer of a session', async () => {
    const user = new UserPage((await host.open('office', { colorScheme })).page);
    await user.openUser('chiara');
    await user.page.evaluate(() =>
      window.fake.authority.changeUser('chiara', {
        askUntil: new Date(Date.now() + 600_000).toISOString(),
      }),
    );
    await expectPage(user.page.getByText(/Asks until/)).toBeVisible();
    expect(await user.listSeriousFaults()).toEqual([]);
    await user.page.getByRole('tab', { name: 'Audit' }).click();
    await expectPage(user.getPanel('History').locator('tbody tr[data-id]').first()).toBeVisible();
    expect(await user.listSeriousFaults()).toEqual([]);
    await user.getFact('Second factor').getByRole('button', { name: 'Remove…' }).click();
    await expectPage(user.dialog.getByRole('listitem')).toHaveCount(3);
    expect(await user.listSeriousFaults()).toEqual([]);
    await user.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(user.dialog).toHaveCount(0);
    await user
      .getPanel(/^Signed in on/)
      .locator('tbody tr[data-id]')
      .first()
      .click();
    await expectPage(user.dialog).toContainText('Counts because…');
    expect(await user.listSeriousFaults()).toEqual([]);
  });

  it('on the attention list, the question about the clock, and a backup to bring back', async () => {
    const backup = new BackupPage((await host.open('office', { colorScheme })).page);
    await backup.page.evaluate(() => {
      const since = new Date().toISOString();
      const codes = [
        'clock_jumped',
        'seats_nearly_full',
        'throttle_burst',
        'kick_war',
        'backup_missing',
      ] as const;
      window.fake.authority.setAlarms(codes.map((code) => ({ code, since, sentence: 'What to do.' })));
    });
    await expectPage(backup.title).toHaveText('5 things need you');
    expect(await backup.listSeriousFaults()).toEqual([]);
    await backup.page.getByRole('button', { name: 'This clock is right…' }).click();
    await expectPage(backup.dialog).toBeVisible();
    expect(await backup.listSeriousFaults()).toEqual([]);
    await backup.dialog.getByRole('button', { name: 'Cancel' }).click();
    await backup.goTo('Backup');
    await backup.making.getByLabel('Passphrase (optional)').fill('seven canoes');
    await backup.making.getByLabel('Passphrase again').fill('seven canoes');
    await backup.make('/media/usb/rollcall.backup');
    await expectPage(backup.making).toContainText('The backup is made');
    await backup.opening.getByLabel('Passphrase, if it has one').fill('seven canoes');
    await backup.check('/media/usb/rollcall.backup');
    await expectPage(backup.opening).toContainText('The backup is whole');
    expect(await backup.listSeriousFaults()).toEqual([]);
    await backup.opening.getByRole('button', { name: 'Bring it back…' }).click();
    await expectPage(backup.dialog).toBeVisible();
    expect(await backup.listSeriousFaults()).toEqual([]);
  });

  it('on each step of the first run', async () => {
    const run = new FirstRunPage((await host.open('fresh', { colorScheme })).page);
    await expectPage(run.getStep('New, or from a backup?')).toBeVisible();
    expect(await run.listSeriousFaults()).toEqual([]);
    await run.chooseNew();
    await run.page.getByRole('button', { name: 'Make the admin' }).click();
    expect(await run.listSeriousFaults()).toEqual([]);
    await run.makeAdmin('admin', 'correct horse battery');
    for (const step of [
      'When it runs',
      'Address and ports',
      'Certificate',
      'Users and seats',
      'First device',
    ]) {
      await run.page.getByRole('button', { name: step }).click();
      expect({ step, faults: await run.listSeriousFaults() }).toEqual({ step, faults: [] });
    }
  });

  it('when the authority is down', async () => {
    const down = new ConsolePage((await host.open('down', { colorScheme })).page);
    await expectPage(down.title).toBeVisible();
    expect(await down.listSeriousFaults()).toEqual([]);
  });
});

describe('At 480 pixels', () => {
  const host = useConsoleHost();

  it.each(screens)('%s needs no sideways scrolling of the page', async (name) => {
    const { page } = await host.open('office', { viewport: { width: 480, height: 720 } });
    const screen = new ConsolePage(page);
    await screen.goTo(name);
    await expectPage(screen.title).toBeVisible();
    const overflow = await page.evaluate(() => {
      const main = document.querySelector('main');
      return main === null ? 1 : main.scrollWidth - main.clientWidth;
    });
    expect(overflow).toBe(0);
  });

  it('the page of a user needs none either', async () => {
    const { page } = await host.open('office', { viewport: { width: 480, height: 720 } });
    const user = new UserPage(page);
    await user.openUser('daniel');
    await expectPage(user.getFact('Sign-in hours')).toBeVisible();
    const overflow = await page.evaluate(() => {
      const main = document.querySelector('main');
      return main === null ? 1 : main.scrollWidth - main.clientWidth;
    });
    expect(overflow).toBe(0);
  });

  it.each(['For everyone', 'Groups', 'What if', 'As a file'] as const)(
    'the tab %s needs none either',
    async (tab) => {
      const { page } = await host.open('office', { viewport: { width: 480, height: 720 } });
      const limits = new LimitsPage(page);
      await limits.open(tab);
      const overflow = await page.evaluate(() => {
        const main = document.querySelector('main');
        return main === null ? 1 : main.scrollWidth - main.clientWidth;
      });
      expect(overflow).toBe(0);
    },
  );
});
