import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { AppsPage } from './pages/apps-page.ts';

describe('The page of an app', () => {
  const host = useConsoleHost();
  const openApp = async (name: string): Promise<AppsPage> => {
    const apps = new AppsPage((await host.open('office')).page);
    await apps.openApp(name);
    await expectPage(apps.title).toHaveText(name);
    return apps;
  };
  const held = 'How tightly it is held';

  it('says what the kind of app promises', async () => {
    const apps = await openApp('ERPNext');
    await expectPage(apps.getPanel(held)).toContainText('open connections are cut within a second');
    await apps.openApp('Wiki');
    await expectPage(apps.getPanel(held)).toContainText('goes on until it reconnects');
    await apps.openApp('Time clock');
    await expectPage(apps.getPanel(held)).toContainText('Of an end the app is told, and must obey');
    await apps.openApp('Scanner');
    await expectPage(apps.getPanel(held)).toContainText('Of an end the app is not told');
  });

  it('the test shows each thing it looked at, the worst first, with what to do', async () => {
    const apps = await openApp('Wiki');
    await apps.page.evaluate(() =>
      window.fake.authority.setFindings('Wiki', [
        { code: 'open_without_session', result: 'good', sentence: 'It was refused.', data: {} },
        { code: 'cookie_not_cut', result: 'unknown', sentence: 'Nobody was signed in.', data: {} },
        {
          code: 'forged_identity',
          result: 'bad',
          sentence: 'The app took a made-up Remote-User.',
          fix: 'Let the proxy set it.',
          data: {},
        },
      ]),
    );
    await apps.page.evaluate(() => window.fake.authority.holdCommands());
    const panel = apps.getPanel(held);
    await panel.getByRole('button', { name: 'Test it' }).click();
    await expectPage(panel).toContainText('Looking for ways around Rollcall');
    await apps.page.evaluate(() => window.fake.authority.releaseCommands());
    const findings = panel.getByRole('list', { name: 'What the test found' }).getByRole('listitem');
    await expectPage(findings).toHaveCount(3);
    await expectPage(findings.first()).toContainText('A forged name gets to it');
    await expectPage(findings.first()).toContainText('What to do: Let the proxy set it.');
    await expectPage(findings.nth(1)).toContainText('A cookie after an end could not be tried');
    await expectPage(findings.nth(2)).toContainText('Without a session nobody gets in');
    await expectPage(panel).toContainText('Tested just now');
    await expectPage(panel).toContainText('There is a way around Rollcall.');
  });

  it('says what an app lets pass by its own keys, and that a test did not get to it', async () => {
    const apps = await openApp('ERPNext');
    const panel = apps.getPanel(held);
    await expectPage(panel).toContainText('On every request');
    await apps.page.evaluate(() =>
      window.fake.authority.setFindings('ERPNext', [
        { code: 'unreachable', result: 'bad', sentence: 'Nothing answers.', fix: 'Start it.', data: {} },
      ]),
    );
    await panel.getByRole('button', { name: 'Test it again' }).click();
    await expectPage(panel).toContainText('Did not answer at the last test');
    await expectPage(panel).not.toContainText('On every request');
    await apps.page.evaluate(() =>
      window.fake.authority.changeApp('ERPNext', {
        foreignAuthorization: 'pass',
        coverage: 'bypassable',
        check: undefined,
      }),
    );
    await expectPage(panel).toContainText('Can be bypassed');
    await expectPage(panel).toContainText('by its own keys, not tested yet');
    await expectPage(panel).toContainText('is not counted');
  });

  it('the test of the sign-in waits, and turns green with the person who came in', async () => {
    const apps = await openApp('Scanner');
    const panel = apps.getPanel('Test the sign-in');
    await expectPage(panel).toContainText('start the sign-in in the program itself');
    await expectPage(panel).toContainText('Waiting for somebody to come in');
    await apps.page.evaluate(() => window.fake.authority.enterApp('Scanner', 'ben', 'Zebra TC21'));
    await expectPage(panel).toContainText('ben came in, on Zebra TC21');
    await expectPage(apps.getPanel('Who was let in').locator('tbody tr[data-id]')).toContainText(
      'Zebra TC21',
    );
    await panel.getByRole('button', { name: 'Wait for another' }).click();
    await expectPage(panel).toContainText('Waiting for somebody to come in');
  });

  it('a use by somebody who was in before is no test of the sign-in', async () => {
    const apps = await openApp('ERPNext');
    const panel = apps.getPanel('Test the sign-in');
    await expectPage(panel.getByRole('img', { name: 'QR code of https://192.168.1.5:8444' })).toBeVisible();
    await panel.getByRole('button', { name: 'Copy https://192.168.1.5:8444' }).click();
    await expectPage
      .poll(() => apps.page.evaluate(() => window.fake.shell.copied))
      .toEqual(['https://192.168.1.5:8444']);
    await apps.page.evaluate(() =>
      window.fake.authority.changeApp('ERPNext', { lastUsedAt: new Date().toISOString() }),
    );
    await expectPage(panel).toContainText('In use by somebody who was in before');
  });

  it('says who was let in and whether the session lives, as it is now', async () => {
    const apps = await openApp('Wiki');
    const rows = apps.getPanel('Who was let in').locator('tbody tr[data-id]');
    await expectPage(rows.filter({ hasText: 'Signed in' })).toHaveCount(1);
    await expectPage(rows.filter({ hasText: 'Ended' })).toHaveCount(4);
    const id = await rows.filter({ hasText: 'Signed in' }).getAttribute('data-id');
    await apps.page.evaluate((session) => window.fake.authority.endSession(session ?? ''), id);
    await expectPage(rows.filter({ hasText: 'Ended' })).toHaveCount(5);
    await rows.first().getByRole('link').click();
    await expectPage(apps.page.getByRole('link', { name: 'All users' })).toBeVisible();
  });

  it('what the app has not confirmed stays red until it does', async () => {
    const apps = await openApp('Time clock');
    const panel = apps.getPanel('Told of ended sessions');
    const items = panel.getByRole('listitem');
    await expectPage(items.first()).toContainText('Not confirmed, tried 4 times');
    await expectPage(items.first()).toContainText('nothing listens there');
    await expectPage(items.last()).toContainText('Confirmed');
    await panel.getByRole('button', { name: 'Tell it now' }).click();
    await expectPage(panel).toContainText('The app still does not confirm 2 sign-outs.');
    await expectPage(items.first()).toContainText('tried 5 times');
    await apps.page.evaluate(() => window.fake.authority.setDeaf('Time clock', false));
    await panel.getByRole('button', { name: 'Tell it now' }).click();
    await expectPage(panel).toContainText('The app has confirmed 2 sign-outs.');
    await expectPage(panel.getByRole('button', { name: 'Tell it now' })).toHaveCount(0);
    await expectPage(apps.page.getByText('not confirmed', { exact: false })).toHaveCount(0);
  });

  it('an app that takes the device for somebody else is said at the top', async () => {
    const apps = await openApp('Stock room');
    await expectPage(
      apps.page.getByText('Rollcall knows this device as ben, the app as gopal'),
    ).toBeVisible();
    await apps.page.evaluate(() => window.fake.authority.changeApp('Stock room', { mismatch: undefined }));
    await expectPage(apps.page.getByText('Rollcall knows this device as')).toHaveCount(0);
  });

  it('an app that does not answer behind the gateway is said at the top', async () => {
    const apps = await openApp('ERPNext');
    await apps.page.evaluate(() => window.fake.authority.changeApp('ERPNext', { health: 'upstream_down' }));
    await expectPage(apps.page.getByText('http://192.168.1.20:8080 does not answer.')).toBeVisible();
  });

  it('every field is changed, and nothing is copied again of what only Rollcall holds', async () => {
    const apps = await openApp('ERPNext');
    await apps.page.getByRole('button', { name: 'Change…' }).click();
    await apps.getField('Name').fill('ERP');
    await apps.getField('Where the app itself is').fill('https://192.168.1.20');
    await apps.dialog.getByRole('checkbox', { name: 'Take any certificate of it' }).check();
    await apps.dialog.getByRole('combobox', { name: 'Who may enter' }).click();
    await apps.page.getByRole('option', { name: 'Office' }).click();
    await apps.page.keyboard.press('Tab');
    await apps
      .getField('Requests its pages make by themselves (optional)')
      .fill('/socket.io/*\n\n/api/method/ping');
    await apps.dialog.getByRole('checkbox', { name: 'It has API keys or passwords of its own' }).check();
    await apps.dialog.getByRole('combobox', { name: 'Where', exact: true }).click();
    await apps.page.getByRole('option', { name: 'In a header of its answers' }).click();
    await apps.getField('Name of the header').fill('X-User');
    await apps.getField('Where it is told of ended sessions (optional)').fill('https://192.168.1.20/bye');
    await apps.dialog.getByRole('checkbox', { name: 'Sign-in by a code on another device' }).check();
    await apps.save();
    await expectPage(apps.title).toHaveText('ERP');
    await expectPage(apps.getFact('Found at')).toContainText('any certificate of it is taken');
    await expectPage(apps.getFact('Who may enter')).toContainText('Office');
    await expectPage(apps.getFact('Its own keys')).toContainText('pass by Rollcall, uncounted');
    await expectPage(apps.getFact('No use by a person')).toContainText('/api/method/ping');
    await expectPage(apps.getFact('Says who is in')).toContainText('e-mail address in the header X-User');
    await expectPage(apps.getFact('Told of ends at')).toContainText('https://192.168.1.20/bye');
    await expectPage(apps.getFact('Device flow')).toContainText('allowed');
    await expectPage(apps.page.getByText('Copy its configuration again')).toHaveCount(0);
  });

  it('what must be copied again is said, until there is a new secret', async () => {
    const apps = await openApp('Wiki');
    await apps.page.getByRole('button', { name: 'Change…' }).click();
    await apps.dialog.getByRole('checkbox', { name: 'It has API keys or passwords of its own' }).check();
    await apps.getField('Where your proxy finds the app itself').fill('http://127.0.0.1:9001');
    await apps.save();
    const notice = apps.page.getByText('Copy its configuration again');
    await expectPage(notice).toBeVisible();
    await apps.page.getByRole('main').getByRole('button', { name: 'New secret…' }).last().click();
    await apps.dialog.getByRole('button', { name: 'Make the new secret' }).click();
    await expectPage(apps.dialog).toContainText('shown only now');
    await apps.dialog.getByRole('button', { name: 'I have copied it' }).click();
    await expectPage(notice).toHaveCount(0);
  });

  it('OpenID Connect and what the app tells are taken away again', async () => {
    const apps = await openApp('ERPNext');
    await apps.page.getByRole('button', { name: 'Change…' }).click();
    await apps.dialog.getByRole('checkbox', { name: 'It also signs people in by OpenID Connect' }).uncheck();
    await apps.dialog.getByRole('checkbox', { name: 'It says whom it takes the person for' }).uncheck();
    await apps.save();
    await expectPage(apps.getFact('Says who is in')).toContainText('no');
    await expectPage(apps.getFact('Comes back to')).toHaveCount(0);
  });

  it('only what was changed is sent, so that what changed elsewhere meanwhile stays', async () => {
    const apps = await openApp('Wiki');
    await apps.page.getByRole('button', { name: 'Change…' }).click();
    await apps.page.evaluate(() => window.fake.authority.changeApp('Wiki', { backgroundPaths: ['/live'] }));
    await apps.getField('Name').fill('Handbook');
    await apps.save();
    await expectPage(apps.title).toHaveText('Handbook');
    await expectPage(apps.getFact('No use by a person')).toContainText('/live');
  });

  it('a wrong path or name is refused while it is typed, a taken name at its field', async () => {
    const apps = await openApp('ERPNext');
    await apps.page.getByRole('button', { name: 'Change…' }).click();
    const paths = apps.getField('Requests its pages make by themselves (optional)');
    await paths.fill('/api/poll\nsocket');
    expect(await apps.readFault(paths)).toContain('“socket” is no path.');
    await expectPage(apps.dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await paths.fill('/api/poll');
    await apps.getField('Name of the cookie').fill('user id');
    expect(await apps.readFault(apps.getField('Name of the cookie'))).toContain('No spaces');
    await expectPage(apps.dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await apps.getField('Name of the cookie').fill('user_id');
    await apps.getField('Name').fill('Wiki');
    await apps.save();
    expect(await apps.readFault(apps.getField('Name'))).toBe('An app with this name exists already.');
    await expectPage(apps.getField('Name')).toBeFocused();
  });

  it('a new secret says what stands still until it is known', async () => {
    const apps = await openApp('ERPNext');
    await apps.page.getByRole('button', { name: 'New secret…' }).click();
    await expectPage(apps.dialog).toContainText('ERPNext has the old one as its client secret');
    await expectPage(apps.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await apps.dialog.getByRole('button', { name: 'Make the new secret' }).click();
    await expectPage(apps.dialog).toContainText('What to type into Social Login Key');
    await apps.dialog.getByRole('button', { name: 'I have copied it' }).click();
    await apps.openApp('Scanner');
    await apps.page.getByRole('button', { name: 'New secret…' }).click();
    await expectPage(apps.dialog).toContainText('nothing stops working');
  });

  it('shows that it waits for who used it, and asks again when there was no answer', async () => {
    const apps = new AppsPage((await host.open('office')).page);
    await apps.open();
    await apps.page.evaluate(() => window.fake.authority.holdCommands());
    await apps.page.getByRole('link', { name: 'ERPNext', exact: true }).click();
    await expectPage(apps.getPanel('Who was let in').getByText('Loading')).toBeAttached();
    await apps.page.evaluate(() => window.fake.authority.releaseCommands());
    await expectPage(apps.getPanel('Who was let in').locator('tbody tr[data-id]').first()).toBeVisible();
  });

  it('an app removed from it is gone, and the page says so', async () => {
    const apps = await openApp('Wiki');
    await apps.page.getByRole('button', { name: 'Remove…' }).click();
    await apps.dialog.getByRole('button', { name: /^Remove / }).click();
    await expectPage(apps.page.getByRole('heading', { name: 'There is no such app' })).toBeVisible();
    await apps.page.getByRole('link', { name: 'All apps' }).click();
    await expectPage(apps.title).toHaveText('Apps');
  });
});
