import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { AppsPage } from './pages/apps-page.ts';

describe('The list of apps', () => {
  const host = useConsoleHost();
  const openApps = async (): Promise<AppsPage> => {
    const apps = new AppsPage((await host.open('office')).page);
    await apps.open();
    return apps;
  };

  it('says of each how tightly it is held, by which test, and when', async () => {
    const apps = await openApps();
    await expectPage(apps.getRow('ERPNext')).toContainText('On every request');
    await expectPage(apps.getRow('ERPNext')).toContainText(/tested \d/);
    await expectPage(apps.getRow('Wiki')).toContainText('not tested yet');
    await expectPage(apps.getRow('Time clock')).toContainText('Only at sign-in');
    await expectPage(apps.getRow('Stock room')).toContainText('Can be bypassed');
    await expectPage(apps.getRow('Stock room')).toContainText(
      'Its own port is open to the network, 3 hr ago',
    );
  });

  it('says who may enter, and what needs somebody', async () => {
    const apps = await openApps();
    await expectPage(apps.getRow('ERPNext')).toContainText('Everybody');
    await expectPage(apps.getRow('Wiki')).toContainText('Management');
    await expectPage(apps.getRow('Wiki')).toContainText('without encryption');
    await expectPage(apps.getRow('Time clock')).toContainText('2 sign-outs not confirmed');
    await expectPage(apps.getRow('Stock room')).toContainText('Two people on one device');
    await expectPage(apps.getRow('Scanner')).toContainText('Not used yet');
  });

  it('turns a state as it becomes known', async () => {
    const apps = await openApps();
    await apps.page.evaluate(() =>
      window.fake.authority.changeApp('ERPNext', { health: 'upstream_down', unconfirmedLogouts: 1 }),
    );
    await expectPage(apps.getRow('ERPNext')).toContainText('The app does not answer');
    await expectPage(apps.getRow('ERPNext')).toContainText('1 sign-out not confirmed');
    await apps.page.evaluate(() => window.fake.authority.changeApp('ERPNext', { health: 'not_listening' }));
    await expectPage(apps.getRow('ERPNext')).toContainText('Its port is not open');
  });

  it('is filtered, and a row opens with Enter', async () => {
    const apps = await openApps();
    await apps.page.getByRole('textbox', { name: 'Filter apps' }).fill('stock');
    await expectPage(apps.rows).toHaveCount(1);
    await apps.rows.focus();
    await apps.page.keyboard.press('Enter');
    await expectPage(apps.title).toHaveText('Stock room');
    await apps.page.getByRole('link', { name: 'All apps' }).click();
    await expectPage(apps.title).toHaveText('Apps');
  });

  it('an app is removed with Delete, after the consequence was shown; the keyboard stays in the list', async () => {
    const apps = await openApps();
    await apps.getRow('Stock room').focus();
    await apps.page.keyboard.press('Delete');
    await expectPage(apps.dialog).toContainText('refuses everybody there');
    await expectPage(apps.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await apps.dialog.getByRole('button', { name: /^Remove / }).click();
    await expectPage(apps.rows).toHaveCount(4);
    await expectPage(apps.getRow('Time clock')).toBeFocused();
  });

  it('the consequence of removing is that of its kind', async () => {
    const apps = await openApps();
    await apps.act('ERPNext', 'Remove…');
    await expectPage(apps.dialog).toContainText('The gateway stops listening at https://192.168.1.5:8444');
    await expectPage(apps.dialog).toContainText('Its sign-in by OpenID Connect stops too.');
    await apps.dialog.getByRole('button', { name: 'Cancel' }).click();
    await apps.act('Scanner', 'Remove…');
    await expectPage(apps.dialog).toContainText('Nobody can sign in to it with Rollcall any more.');
  });

  it('a new secret asked for here is shown here', async () => {
    const apps = await openApps();
    await apps.act('Wiki', 'New secret…');
    await expectPage(apps.dialog).toContainText('lets nobody in until it has the new one');
    await apps.dialog.getByRole('button', { name: 'Make the new secret' }).click();
    await expectPage(apps.dialog).toContainText('wiki77b0aa.KEY1');
    await apps.dialog.getByRole('button', { name: 'I have copied it' }).click();
    await expectPage(apps.dialog).toHaveCount(0);
  });

  it('while Rollcall does not answer, what was seen stays, marked as old', async () => {
    const apps = await openApps();
    await apps.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
    });
    await expectPage(apps.failure).toContainText('What you see is as of');
    await expectPage(apps.rows).toHaveCount(5);
  });
});

describe('Alarms about apps', () => {
  const host = useConsoleHost();

  it.each([
    ['logout_unconfirmed', 'Open Time clock', 'Time clock'],
    ['identity_mismatch', 'Open Stock room', 'Stock room'],
    ['app_bypassable', 'Open Stock room', 'Stock room'],
    ['issuer_lost', 'Open OpenID Connect', 'Apps'],
    ['gateway_not_listening', 'Open the apps', 'Apps'],
  ] as const)('%s leads to where it is dealt with', async (code, button, title) => {
    const apps = new AppsPage((await host.open('office')).page);
    await apps.page.evaluate(
      (one) =>
        window.fake.authority.setAlarms([
          { code: one, since: new Date().toISOString(), sentence: 'What to do.' },
        ]),
      code,
    );
    await apps.page.getByRole('link', { name: button }).click();
    await expectPage(apps.title).toHaveText(title);
  });

  it('a port that is not listened on leads to its app', async () => {
    const apps = new AppsPage((await host.open('office')).page);
    await apps.page.evaluate(() => {
      window.fake.authority.changeApp('ERPNext', { health: 'not_listening' });
      window.fake.authority.setAlarms([
        { code: 'gateway_not_listening', since: new Date().toISOString(), sentence: 'What to do.' },
      ]);
    });
    await apps.page.getByRole('link', { name: 'Open ERPNext' }).click();
    await expectPage(apps.title).toHaveText('ERPNext');
    await expectPage(apps.page.getByText('The gateway does not listen for it')).toBeVisible();
  });
});

describe('OpenID Connect', () => {
  const host = useConsoleHost();

  it('before the first app says when the issuer is fixed, and as what', async () => {
    const apps = new AppsPage((await host.open('quiet')).page);
    await apps.openOpenid();
    await expectPage(apps.getPanel('Issuer')).toContainText('it would be https://192.168.1.5:8443/oidc');
    await expectPage(apps.getPanel('Signing keys')).toHaveCount(0);
  });

  it('an issuer that is out of reach is moved after the apps were named that have to be told', async () => {
    const apps = new AppsPage((await host.open('office')).page);
    await apps.openOpenid();
    const panel = apps.getPanel('Issuer');
    await expectPage(panel).toContainText('ERPNext, Time clock, Scanner');
    await expectPage(panel.getByRole('button', { name: 'Move the issuer…' })).toHaveCount(0);
    await apps.page.evaluate(() => window.fake.authority.moveTo('https://10.8.0.2:8443'));
    await expectPage(panel).toContainText('would find https://10.8.0.2:8443/oidc');
    await panel.getByRole('button', { name: 'Move the issuer…' }).click();
    await expectPage(apps.dialog.getByRole('listitem')).toHaveText(['ERPNext', 'Time clock', 'Scanner']);
    await expectPage(apps.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await apps.dialog.getByRole('button', { name: 'Move the issuer' }).click();
    await expectPage(panel).toContainText('The issuer is https://10.8.0.2:8443/oidc now.');
    await expectPage(panel).toContainText('Type it into the settings of: ERPNext, Time clock, Scanner.');
    await expectPage(panel.getByRole('button', { name: 'Move the issuer…' })).toHaveCount(0);
  });

  it('a new key signs, and the one before goes on verifying', async () => {
    const apps = new AppsPage((await host.open('office')).page);
    await apps.openOpenid();
    const keys = apps.getPanel('Signing keys').getByRole('listitem');
    await expectPage(keys.first()).toContainText('signs now');
    await apps.page.getByRole('button', { name: 'New signing key…' }).click();
    await expectPage(apps.dialog).toContainText('nobody is signed out');
    await apps.dialog.getByRole('button', { name: 'Make the new key' }).click();
    await expectPage(keys).toHaveCount(3);
    await expectPage(keys.first()).toContainText('signs now');
    await expectPage(keys.nth(1)).toContainText('verifies what it signed before');
  });

  it('the domain of made-up addresses is changed, and a bad one refused at its field', async () => {
    const apps = new AppsPage((await host.open('office')).page);
    await apps.openOpenid();
    const domain = apps.page.getByRole('textbox', { name: 'Domain of made-up addresses' });
    const save = apps.getPanel('People without an e-mail address').getByRole('button', { name: 'Save' });
    await expectPage(save).toBeDisabled();
    await domain.fill('no spaces here');
    await save.click();
    expect(await apps.readFault(domain)).toBe(
      'A name such as office.internal: letters, digits, dots and hyphens.',
    );
    await domain.fill('office.internal');
    await save.click();
    await expectPage(save).toBeDisabled();
    await expectPage(domain).toHaveValue('office.internal');
  });

  it('shows that it waits, and asks again when there was no answer', async () => {
    const apps = new AppsPage((await host.open('office')).page);
    await apps.open();
    await apps.page.evaluate(() => window.fake.authority.holdCommands());
    await apps.page.getByRole('tab', { name: 'OpenID Connect' }).click();
    await expectPage(apps.getPanel('Issuer').getByText('Loading')).toBeAttached();
    await apps.page.evaluate(() => window.fake.authority.releaseCommands());
    await expectPage(apps.getPanel('Issuer')).toContainText('https://192.168.1.5:8443/oidc');
  });
});
