import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { FirstRunPage } from './pages/first-run-page.ts';

describe('The first run', () => {
  const host = useConsoleHost();
  const openFirstRun = async (): Promise<FirstRunPage> => {
    const run = new FirstRunPage((await host.open('fresh')).page);
    await expectPage(run.getStep('New, or from a backup?')).toBeVisible();
    return run;
  };
  const openAddresses = async (): Promise<FirstRunPage> => {
    const run = await openFirstRun();
    await run.makeAdmin('admin', 'correct horse battery');
    await run.page.getByRole('button', { name: 'Address and ports' }).click();
    return run;
  };

  it('leads from nothing to the first signed-in device, with the keyboard alone', async () => {
    const run = await openFirstRun();
    const { keyboard } = run.page;
    // A step takes the keyboard when it comes: keys before that would be in vain.
    const tabTo = async (name: string): Promise<void> => {
      for (let press = 0; press < 25; press += 1) {
        await keyboard.press('Tab');
        if ((await run.readFocus()).includes(name)) return;
      }
      throw new Error(`The keyboard does not reach "${name}".`);
    };
    await expectPage(run.getStep('New, or from a backup?')).toBeFocused();
    await tabTo('Set up a new Rollcall');
    await keyboard.press('Enter');
    await expectPage(run.page.getByLabel('User name')).toBeFocused();
    await keyboard.type('admin');
    await keyboard.press('Tab');
    await keyboard.type('correct horse battery');
    await keyboard.press('Tab');
    await expectPage(
      run.page.getByRole('button', { name: 'Show or hide the password' }).first(),
    ).toBeFocused();
    await keyboard.press('Tab');
    await keyboard.type('correct horse battery');
    await keyboard.press('Enter');
    await expectPage(run.getStep('When does it run?')).toBeFocused();
    await tabTo('Go on');
    await keyboard.press('Enter');
    await expectPage(run.getStep('Where do people find it?')).toBeFocused();
    await tabTo('Go on');
    await keyboard.press('Enter');
    await expectPage(run.getStep('How do devices trust it?')).toBeFocused();
    await expectPage(run.page.getByRole('list', { name: 'Fingerprint in words' })).toContainText('walnut');
    await tabTo('Go on');
    await keyboard.press('Enter');
    await expectPage(run.page.getByLabel('User name')).toBeFocused();
    await keyboard.type('ann');
    await keyboard.press('Enter');
    await expectPage(run.page.getByText('K7QFM-2XD9P')).toBeVisible();
    await expectPage(run.getStep('ann is added')).toBeFocused();
    await tabTo('Go on');
    await keyboard.press('Enter');
    await expectPage(run.page.getByText('Waiting for a device to open the page')).toBeVisible();
    // What the phone needs is all on this page.
    await expectPage(run.page.getByText('K7QFM-2XD9P')).toBeVisible();
    await expectPage(run.page.getByRole('img', { name: /\/welcome\?username=ann$/ })).toBeVisible();
    await run.page.evaluate(() => window.fake.authority.showFirstDevice());
    await expectPage(run.page.getByText('A device has opened the page')).toBeVisible();
    await run.page.evaluate(() => window.fake.authority.signIn('ann', 'Safari on iPhone'));
    await expectPage(run.page.getByText('It works.')).toBeVisible();
    // Nobody is asked to use the code once more.
    await expectPage(run.page.getByText('This code is used up: ann has chosen a password.')).toBeVisible();
    await expectPage(run.page.locator('s')).toHaveText('K7QFM-2XD9P');
    await expectPage(run.page.getByText('Scan the code with the phone')).toBeHidden();
    await expectPage(run.page.getByRole('button', { name: 'Copy the code' })).toBeHidden();
    await tabTo('Finish');
    await keyboard.press('Enter');
    await expectPage(run.title).toHaveText('Everything works');
    await expectPage(run.page.getByText('Safari on iPhone')).toBeVisible();
  });

  it('goes on where it was left', async () => {
    const run = await openFirstRun();
    await run.makeAdmin('admin', 'correct horse battery');
    await run.page.getByRole('button', { name: 'Users and seats' }).click();
    await run.page.getByLabel('User name').fill('ann');
    await run.page.getByRole('button', { name: 'Add user', exact: true }).click();
    await expectPage(run.page.getByText('K7QFM-2XD9P')).toBeVisible();
    // The other half of the step stays within reach.
    await run.page.getByLabel('Number of seats').fill('7');
    await run.page.getByRole('button', { name: 'Set', exact: true }).click();
    await expectPage(run.page.getByText('7 seats')).toBeVisible();
    // As after a restart: the same records, a new stream.
    await run.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.handOver();
    });
    await run.page.getByRole('button', { name: 'Admin', exact: true }).click();
    await expectPage(run.page.getByText('The admin is made.')).toBeVisible();
  });

  it('can be put aside as soon as there is an admin', async () => {
    const run = await openFirstRun();
    await expectPage(run.page.getByRole('button', { name: 'Skip the rest' })).toHaveCount(0);
    await run.makeAdmin('admin', 'correct horse battery');
    await run.page.getByRole('button', { name: 'Skip the rest' }).click();
    await expectPage(run.title).toHaveText('Everything works');
  });

  it('refuses a weak or mistyped password in words', async () => {
    const run = await openFirstRun();
    await run.makeAdmin('admin', 'short');
    const password = run.page.getByLabel('Password', { exact: true });
    await expectPage(password).toHaveAccessibleDescription(/^The password needs at least 8 characters\./);
    await expectPage(password).toHaveAttribute('aria-invalid', 'true');
    await expectPage(password).toBeFocused();
    await password.fill('password');
    await expectPage(password).not.toHaveAttribute('aria-invalid', 'true');
    await run.page.getByLabel('Password again').fill('password');
    await run.page.getByRole('button', { name: 'Make the admin' }).click();
    await expectPage(password).toHaveAccessibleDescription(/common/);
    await expectPage(password).toBeFocused();
    await password.fill('correct horse');
    await run.page.getByRole('button', { name: 'Make the admin' }).click();
    await expectPage(run.page.getByText('The two passwords are not the same.')).toBeVisible();
    // What was refused is no longer what stands there, and the keyboard is where it goes on.
    await expectPage(password).not.toHaveAttribute('aria-invalid', 'true');
    await expectPage(run.page.getByLabel('Password again')).toBeFocused();
    await run.page.getByLabel('User name').fill('');
    await run.page.getByRole('button', { name: 'Make the admin' }).click();
    await expectPage(run.page.getByLabel('User name')).toBeFocused();
  });

  it('gives out another address or a name as soon as it is chosen', async () => {
    const run = await openAddresses();
    await expectPage(run.page.getByText('Now: 192.168.1.5')).toBeVisible();
    // It shows what is in force: the mark moves when the change arrives.
    await run.page.getByRole('radio', { name: '10.8.0.2 on wg0 (VPN)' }).click();
    await expectPage(run.page.getByRole('radio', { name: '10.8.0.2 on wg0 (VPN)' })).toBeChecked();
    await expectPage(run.page.getByText('Now: 192.168.1.5')).toHaveCount(0);
    await run.page.getByRole('radio', { name: 'A name your network knows' }).check();
    await run.page.getByLabel('Name of this computer in the network').fill('Rollcall.lan');
    await run.page.getByRole('button', { name: 'Use this name' }).click();
    await expectPage(run.page.getByRole('button', { name: 'Use this name' })).toBeDisabled();
    await run.page.getByRole('button', { name: 'First device' }).click();
    await expectPage(run.page.getByText('https://rollcall.lan:8443')).toBeVisible();
  });

  it('can be run again later, from the overview', async () => {
    const run = new FirstRunPage((await host.open('office')).page);
    await run.page.getByRole('link', { name: 'Run the set-up again' }).click();
    await expectPage(run.getStep('When does it run?')).toBeVisible();
    // What was done before is.
    const looks = (name: string): Promise<string | null> =>
      run.page
        .getByRole('button', { name, exact: true })
        .locator('[data-tone]')
        .first()
        .getAttribute('data-tone');
    for (const name of ['Admin', 'When it runs', 'Address and ports', 'Certificate', 'Users and seats'])
      await expectPage.poll(() => looks(name), name).toBe('ok');
    await run.page.getByRole('button', { name: 'Skip the rest' }).click();
    await expectPage(run.title).toHaveText('Everything works');
  });

  it('can bring back a backup in the place of a new one, after the word', async () => {
    const run = await openFirstRun();
    await run.page.evaluate(() => window.fake.authority.putBackup('/media/usb/rollcall.backup'));
    await run.page.getByRole('button', { name: 'Bring one back from a backup' }).click();
    await run.page.getByLabel('File of the backup').fill('/media/usb/rollcall.backup');
    await run.page.getByRole('button', { name: 'Check the backup' }).click();
    await expectPage(run.page.getByText('The backup is whole')).toBeVisible();
    await run.page.getByRole('button', { name: 'Bring it back…' }).click();
    const act = run.dialog.getByRole('button', { name: 'Bring it back and sign out everybody' });
    await expectPage(act).toBeDisabled();
    // There is no admin yet whose password could be asked for.
    await expectPage(run.dialog.getByText('Password of')).toHaveCount(0);
    await run.dialog.getByRole('textbox').fill('restore');
    await act.click();
    await expectPage(run.page.getByText('Everything was brought back')).toBeVisible();
    await run.page.getByRole('button', { name: 'Back', exact: true }).click();
    await run.chooseNew();
    await expectPage(run.getStep('Who is the admin?')).toBeVisible();
  });

  it('is gone on with at the same step after the window was closed', async () => {
    const run = await openFirstRun();
    await run.chooseNew();
    await run.page.reload();
    await expectPage(run.getStep('Who is the admin?')).toBeVisible();
    await run.makeAdmin('admin', 'correct horse battery');
    await run.page.getByRole('button', { name: 'Certificate' }).click();
    await expectPage(run.getStep('How do devices trust it?')).toBeVisible();
    await expectPage
      .poll(() => run.page.evaluate(() => Object.values(localStorage)))
      .toContain('certificate');
    await run.page.getByRole('button', { name: 'Skip the rest' }).click();
    await expectPage(run.title).toHaveText('Everything works');
    await expectPage
      .poll(() => run.page.evaluate(() => Object.values(localStorage)))
      .not.toContain('certificate');
  });

  it('starts with the session of the computer when asked to, and says what always running takes', async () => {
    const run = await openFirstRun();
    await run.makeAdmin('admin', 'correct horse battery');
    const autostart = run.page.getByRole('switch', { name: 'Start Rollcall when I sign in' });
    await expectPage(autostart).toBeEnabled();
    await autostart.check();
    await expectPage(autostart).toBeChecked();
    await run.page.getByRole('radio', { name: 'Always, also when nobody' }).check();
    await expectPage(run.page.getByText('Save this as /etc/systemd/system/rollcall.service')).toBeVisible();
    await run.page.getByRole('button', { name: 'Copy the file' }).click();
    await expectPage
      .poll(() => run.page.evaluate(() => window.fake.shell.copied.at(-1)))
      .toContain('User=ann');
    const step = run.page.getByRole('button', { name: 'When it runs' });
    const mark = step.locator('[data-tone]').first();
    await expectPage(mark).toHaveAttribute('data-tone', 'quiet');
    await run.page.getByRole('button', { name: 'Hand over to the service' }).click();
    await expectPage(run.page.getByText('rollcall serve (pid 77)')).toBeVisible();
    await expectPage(mark).toHaveAttribute('data-tone', 'ok');
  });

  it('asks for seats where they are counted, and lets users wait', async () => {
    const run = await openFirstRun();
    await run.makeAdmin('admin', 'correct horse battery');
    await run.page.getByRole('button', { name: 'Users and seats' }).click();
    await run.page.getByLabel('Number of seats').fill('5');
    await run.page.getByRole('button', { name: 'Set', exact: true }).click();
    await expectPage(run.page.getByText('5 seats')).toBeVisible();
    await run.page.getByRole('button', { name: 'Add users later' }).click();
    await expectPage(run.getStep('Try it from a phone')).toBeVisible();
  });

  it('says who holds a busy port, offers a free one and moves there', async () => {
    const run = await openAddresses();
    await run.page.evaluate(() => window.fake.authority.holdPort(443, 812, 'nginx'));
    await run.page.evaluate(() => window.fake.authority.holdPort(8444, 90, 'other'));
    await run.page.getByLabel('Port for signing in').fill('443');
    await expectPage(run.page.getByText('In use by nginx (process 812)')).toBeVisible();
    await expectPage(run.page.getByRole('button', { name: 'Use these ports' })).toBeDisabled();
    await run.page.getByLabel('Port for signing in').fill('8444');
    await run.page.getByRole('button', { name: 'Take 8445 instead' }).click();
    await expectPage(run.page.getByText('Free')).toBeVisible();
    await run.page.getByRole('button', { name: 'Use these ports' }).click();
    await expectPage(run.page.getByRole('button', { name: 'Use these ports' })).toHaveCount(0);
    await run.page.getByRole('button', { name: 'First device' }).click();
    await expectPage(run.page.getByText('https://192.168.1.5:8445')).toBeVisible();
  });
});
