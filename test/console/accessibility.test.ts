import { expect as expectPage, type Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { useConsoleHost } from './console-host.ts';
import { AppsPage } from './pages/apps-page.ts';
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
  'Reports',
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

  it('on sharing the address, the pause, an entry of the audit, and a report of which nothing is kept', async () => {
    const screen = new ConsolePage((await host.open('office', { colorScheme })).page);
    const { page } = screen;
    await page.getByRole('button', { name: 'Share the address' }).click();
    await expectPage(screen.dialog).toBeVisible();
    expect(await screen.listSeriousFaults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Pause new sign-ins' }).click();
    await expectPage(page.getByRole('menu')).toBeVisible();
    expect(await screen.listSeriousFaults()).toEqual([]);
    await page.getByRole('menuitem', { name: 'until I resume' }).click();
    await expectPage(screen.title).toHaveText('1 thing needs you');
    expect(await screen.listSeriousFaults()).toEqual([]);
    await screen.goTo('Audit');
    await page.locator('tbody tr[data-id]').first().click();
    await expectPage(screen.dialog).toBeVisible();
    expect(await screen.listSeriousFaults()).toEqual([]);
    await page.keyboard.press('Escape');
    await screen.goTo('Reports');
    await page.getByLabel('First day').fill('2020-01-01');
    await page.getByLabel('Last day').fill('2020-01-31');
    await expectPage(page.getByText('Nothing is kept of these days')).toBeVisible();
    expect(await screen.listSeriousFaults()).toEqual([]);
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
  });

  it('on the page of each app, its dialogs and OpenID Connect', async () => {
    const apps = new AppsPage((await host.open('office', { colorScheme })).page);
    for (const name of ['ERPNext', 'Stock room', 'Time clock', 'Scanner', 'Wiki']) {
      await apps.openApp(name);
      await expectPage(apps.title).toHaveText(name);
      await expectPage(apps.getPanel('Who was let in').getByText('Loading')).toHaveCount(0);
      expect({ name, faults: await apps.listSeriousFaults() }).toEqual({ name, faults: [] });
    }
    await apps.openApp('ERPNext');
    for (const act of ['Change…', 'New secret…', 'Remove…']) {
      await apps.page.getByRole('button', { name: act }).click();
      await expectPage(apps.dialog).toBeVisible();
      expect({ act, faults: await apps.listSeriousFaults() }).toEqual({ act, faults: [] });
      await apps.dialog.getByRole('button', { name: 'Cancel' }).click();
      await expectPage(apps.dialog).toHaveCount(0);
    }
    await apps.openOpenid();
    await apps.page.evaluate(() => window.fake.authority.moveTo('https://10.8.0.2:8443'));
    await apps.page.getByRole('button', { name: 'Move the issuer…' }).click();
    await expectPage(apps.dialog).toBeVisible();
    expect(await apps.listSeriousFaults()).toEqual([]);
    await apps.dialog.getByRole('button', { name: 'Move the issuer' }).click();
    await expectPage(apps.getPanel('Issuer')).toContainText('The issuer is https://10.8.0.2:8443/oidc now.');
    expect(await apps.listSeriousFaults()).toEqual([]);
  });

  it('on a new app: its template, a fault in its form, and what has to be copied', async () => {
    const apps = new AppsPage((await host.open('office', { colorScheme })).page);
    await apps.open();
    await apps.page.getByRole('button', { name: 'Add app' }).click();
    await expectPage(apps.dialog.getByRole('listitem')).toHaveCount(8);
    expect(await apps.listSeriousFaults()).toEqual([]);
    await apps.dialog.getByRole('button', { name: 'ERPNext' }).click();
    await apps.dialog.getByRole('button', { name: 'More settings' }).click();
    await apps.add();
    await expectPage(apps.dialog).toContainText('An app with this name exists already.');
    expect(await apps.listSeriousFaults()).toEqual([]);
    await apps.getField('Name').fill('ERP two');
    await apps.add();
    await expectPage(apps.dialog).toContainText('What to type into Social Login Key');
    expect(await apps.listSeriousFaults()).toEqual([]);
  });

  it('on an app that has just been tried', async () => {
    const apps = new AppsPage((await host.open('office', { colorScheme })).page);
    await apps.openApp('Time clock');
    await apps.page.evaluate(() => window.fake.authority.enterApp('Time clock', 'ben', 'Safari on iPhone'));
    await expectPage(apps.getPanel('Test the sign-in')).toContainText('It works.');
    await apps.page.getByRole('button', { name: 'Tell it now' }).click();
    await expectPage(apps.getPanel('Told of ended sessions')).toContainText('still does not confirm');
    expect(await apps.listSeriousFaults()).toEqual([]);
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
        'logout_unconfirmed',
        'app_bypassable',
        'issuer_lost',
      ] as const;
      window.fake.authority.setAlarms(codes.map((code) => ({ code, since, sentence: 'What to do.' })));
    });
    await expectPage(backup.title).toHaveText('8 things need you');
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
    expect(await measureOverflow(page)).toBe(0);
  });

  it('the page of a user needs none either', async () => {
    const { page } = await host.open('office', { viewport: { width: 480, height: 720 } });
    const user = new UserPage(page);
    await user.openUser('daniel');
    await expectPage(user.getFact('Sign-in hours')).toBeVisible();
    expect(await measureOverflow(page)).toBe(0);
  });

  it.each(['ERPNext', 'Stock room', 'Time clock'])(
    'the page of the app %s needs none either',
    async (name) => {
      const { page } = await host.open('office', { viewport: { width: 480, height: 720 } });
      const apps = new AppsPage(page);
      await apps.openApp(name);
      await expectPage(apps.getPanel('Who was let in').locator('tbody tr[data-id]').first()).toBeVisible();
      expect(await measureOverflow(page)).toBe(0);
    },
  );

  it('OpenID Connect needs none either', async () => {
    const { page } = await host.open('office', { viewport: { width: 480, height: 720 } });
    const apps = new AppsPage(page);
    await apps.openOpenid();
    await expectPage(apps.getPanel('Signing keys')).toBeVisible();
    expect(await measureOverflow(page)).toBe(0);
  });

  it.each(['For everyone', 'Groups', 'What if', 'As a file'] as const)(
    'the tab %s needs none either',
    async (tab) => {
      const { page } = await host.open('office', { viewport: { width: 480, height: 720 } });
      const limits = new LimitsPage(page);
      await limits.open(tab);
      expect(await measureOverflow(page)).toBe(0);
    },
  );
});

/** CSS pixels by which the screen is wider than its window. */
function measureOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector('main');
    return main === null ? 1 : main.scrollWidth - main.clientWidth;
  });
}
