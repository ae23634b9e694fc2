import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { ConsolePage } from './pages/console-page.ts';
import { SessionsPage } from './pages/sessions-page.ts';

describe('The connection', () => {
  const host = useConsoleHost();

  it('a gap in the stream is noticed and the truth fetched again', async () => {
    const sessions = new SessionsPage((await host.open('quiet')).page);
    await sessions.goTo('Sessions');
    await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Edge on Windows'));
    await expectPage(sessions.rows).toHaveCount(1);
    await sessions.page.evaluate(() => {
      window.fake.authority.skipRevision();
      window.fake.authority.signIn('admin', 'Lost on the way');
    });
    await expectPage(sessions.rows).toHaveCount(1);
    await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Safari on iPhone'));
    await expectPage(sessions.getRow('admin', 'Lost on the way')).toBeVisible();
    await expectPage(sessions.rows).toHaveCount(3);
  });

  it('when the authority dies the console says so, with the time, and comes back by itself', async () => {
    const sessions = new SessionsPage((await host.open('office')).page);
    await sessions.goTo('Sessions');
    await expectPage(sessions.page.getByText('Live · 30 devices signed in')).toBeVisible();
    await sessions.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'restarting', restartAt: Date.now() + 40_000, restarts: 1 });
    });
    await expectPage(sessions.failure).toContainText(
      /Rollcall stopped and starts again in [1-4]?\d seconds?\./,
    );
    await expectPage(sessions.failure).toContainText(/as of \d\d:\d\d/);
    await expectPage(sessions.page.getByText(/Not connected · as of/)).toBeVisible();
    await sessions.page.evaluate(() => {
      window.fake.authority.signIn('admin', 'Meanwhile');
      window.fake.shell.setAuthority({ phase: 'ready', restarts: 1 });
      window.fake.handOver();
    });
    await expectPage(sessions.page.getByText('Live · 31 devices signed in')).toBeVisible();
    await expectPage(sessions.failure).toHaveCount(0);
  });

  it('a command without an authority says that nobody knows, and nothing is shown as done', async () => {
    const sessions = new SessionsPage((await host.open('quiet')).page);
    await sessions.goTo('Sessions');
    await sessions.page.evaluate(() => window.fake.authority.signIn('admin', 'Edge on Windows'));
    await sessions.page.getByRole('button', { name: /^Sign out admin/ }).click();
    await sessions.page.evaluate(() => window.fake.authority.holdCommands());
    await sessions.dialog.getByRole('button', { name: /^Sign out .+ on / }).click();
    await expectPage(sessions.rows).toContainText('Signing out');
    await sessions.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'restarting', restartAt: Date.now() + 40_000, restarts: 1 });
    });
    await expectPage(
      sessions.page.getByText('Rollcall does not answer right now', { exact: false }),
    ).toBeVisible();
    await expectPage(sessions.rows).not.toContainText('Signing out');
    await expectPage(sessions.rows).toHaveCount(1);
  });

  it('a dialog that is open when Rollcall stops says so and starts it, with what was typed still there', async () => {
    const users = new ConsolePage((await host.open('office')).page);
    await users.goTo('Users');
    await users.page.getByRole('button', { name: 'Add user' }).click();
    const act = users.dialog.getByRole('button', { name: 'Add user' });
    await users.dialog.getByLabel('User name').fill('lea');
    await expectPage(act).toBeEnabled();
    await users.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
    });
    await expectPage(users.dialog).toContainText('Rollcall is stopped.');
    await expectPage(act).toBeDisabled();
    await users.dialog.getByRole('button', { name: 'Start now' }).click();
    await expectPage(users.dialog).not.toContainText('Rollcall is stopped.');
    await expectPage(users.dialog.getByLabel('User name')).toHaveValue('lea');
    await act.click();
    await expectPage(users.dialog).toContainText('K7QFM-2XD9P');
    // Shown this once: neither a key nor a click beside it takes it away.
    await users.page.keyboard.press('Escape');
    await users.page.mouse.click(5, 5);
    await expectPage(users.dialog).toContainText('K7QFM-2XD9P');
    await users.dialog.getByRole('button', { name: 'Done' }).click();
    await expectPage(users.dialog).toHaveCount(0);
  });

  it('an authority that cannot start is quoted, and tried again on request', async () => {
    const down = new ConsolePage((await host.open('down')).page);
    await expectPage(down.title).toHaveText('Port 8443 is in use by nginx (process 812).');
    await expectPage(down.page.getByText('Stop that program')).toBeVisible();
    await down.page.getByRole('button', { name: 'Try again' }).click();
    await expectPage(down.title).toHaveText('Everything works');
  });

  it('alarms are in the top bar of every screen and on the overview with what to do', async () => {
    const overview = new ConsolePage((await host.open('office')).page);
    await expectPage(overview.title).toHaveText('Everything works');
    await overview.goTo('Users');
    await overview.page.evaluate(() =>
      window.fake.authority.setAlarms([
        { code: 'clock_behind', since: new Date().toISOString(), sentence: 'Set the clock right.' },
      ]),
    );
    await overview.page.getByRole('link', { name: '1 thing needs you' }).click();
    await expectPage(overview.title).toHaveText('1 thing needs you');
    await expectPage(overview.page.getByRole('list', { name: 'What needs you' })).toContainText(
      'Set the clock right.',
    );
  });
});
