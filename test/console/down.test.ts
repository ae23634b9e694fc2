import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { errorCatalogue } from '../../shared/errors.ts';
import { useConsoleHost } from './console-host.ts';
import { ConsolePage } from './pages/console-page.ts';

describe('An authority that a port keeps from running', () => {
  const host = useConsoleHost();
  const takePort = (console: ConsolePage) =>
    console.page.evaluate((sentence) => {
      const { shell } = window.fake;
      const holder = { pid: 812, name: 'nginx' };
      shell.busyPorts.set(8443, { state: 'busy', holder });
      shell.busyPorts.set(8444, { state: 'busy' });
      shell.setAuthority({
        phase: 'failed',
        code: 'port_busy',
        sentence,
        facts: { host: '::', port: '8443', holder: 'nginx (pid 812)' },
        ports: { https: 8443, http: 8480 },
        restarts: 0,
      });
    }, errorCatalogue.port_busy.sentence);

  it('is started on others right there: free ones are proposed, each is checked, and the new address is said', async () => {
    const down = new ConsolePage((await host.open('down')).page);
    await takePort(down);
    await expectPage(down.title).toHaveText('The port is in use by another program.');
    await expectPage(
      down.page.getByText('End that program, or choose another port.', { exact: true }),
    ).toBeVisible();
    await expectPage(down.page.getByRole('term')).toHaveText(['Port', 'In the way']);
    await expectPage(down.page.getByRole('definition')).toHaveText(['8443', 'nginx (pid 812)']);
    const other = down.page.getByRole('region', { name: 'Use another port' });
    const secure = other.getByLabel('Port for signing in (HTTPS)');
    const start = other.getByRole('button', { name: 'Start with these ports' });
    await expectPage(secure).toHaveValue('8445');
    await expectPage(other.getByLabel('Port for trusting the certificate (HTTP)')).toHaveValue('8480');
    await expectPage(other.getByText('ends in :8445 from then on, no longer in :8443')).toBeVisible();
    await secure.fill('8443');
    await expectPage(other.getByText('In use by nginx (process 812)')).toBeVisible();
    await expectPage(start).toBeDisabled();
    await secure.fill('9443');
    await expectPage(start).toBeEnabled();
    await start.click();
    await expectPage(down.title).toHaveText('Everything works');
    expect(await down.page.evaluate(() => window.fake.shell.started)).toEqual([{ https: 9443, http: 8480 }]);
  });

  it('offers the same where something was seen before, and in the first run', async () => {
    const seen = new ConsolePage((await host.open('quiet')).page);
    await expectPage(seen.title).toHaveText('Everything works');
    await takePort(seen);
    await expectPage(seen.title).toHaveText('Rollcall cannot run');
    await expectPage(seen.page.getByLabel('Port for signing in (HTTPS)')).toHaveValue('8445');
    const first = new ConsolePage((await host.open('fresh')).page);
    await expectPage(first.title).toHaveText('Set up Rollcall');
    await takePort(first);
    await expectPage(first.page.getByLabel('Port for signing in (HTTPS)')).toHaveValue('8445');
  });
});

describe('While the authority is stopped', () => {
  const host = useConsoleHost();

  it('every screen keeps what was known, marked, or says why it shows nothing, and starts it again', async () => {
    const console = new ConsolePage((await host.open('office')).page);
    const { page } = console;
    const nothing = page.getByText('Rollcall does not answer right now, so this cannot be shown.', {
      exact: false,
    });
    await expectPage(console.title).toHaveText('Everything works');
    await console.goTo('Reports');
    await expectPage(page.getByText('Most seats at once').first()).toBeVisible();
    await page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
    });
    await expectPage(console.failure.first()).toContainText(/Rollcall is stopped\..*as of \d\d:\d\d/);
    await expectPage(page.getByText('Most seats at once').first()).toBeVisible();
    await expectPage(nothing).toHaveCount(0);

    await console.goTo('Overview');
    await expectPage(console.title).toHaveText('Rollcall is stopped');
    const strip = page.getByRole('list', { name: 'How Rollcall is' });
    await expectPage(strip.getByRole('listitem').first()).toHaveText(/^Not connected\s*since \d\d:\d\d/);
    await expectPage(nothing).toBeVisible();

    for (const screen of ['Audit', 'Reports', 'Backup'] as const) {
      await console.goTo(screen);
      await expectPage(nothing.first(), screen).toBeVisible();
      await expectPage(page.getByText('Loading'), screen).toHaveCount(0);
      await expectPage(page.getByRole('button', { name: 'Start now' }), screen).toHaveCount(1);
    }
    await console.goTo('Sessions');
    await expectPage(page.getByText(/^As of \d\d:\d\d/)).toBeVisible();
    await expectPage(page.getByRole('button', { name: 'Live' })).toHaveCount(0);
    await page.getByRole('tab', { name: 'Ended' }).click();
    await expectPage(nothing).toBeVisible();
    // Above all of it, and nowhere else.
    await page.getByRole('button', { name: 'Start now' }).click();
    await expectPage(nothing).toHaveCount(0);
    await expectPage(page.getByRole('button', { name: 'Live' })).toBeVisible();
    await console.goTo('Overview');
    await expectPage(console.title).toHaveText('Everything works');
  });
});
