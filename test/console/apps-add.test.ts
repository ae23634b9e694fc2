import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { AppsPage } from './pages/apps-page.ts';

describe('Adding an app', () => {
  const host = useConsoleHost();
  const openTemplate = async (
    template: string,
    scenario: 'quiet' | 'office' = 'quiet',
  ): Promise<AppsPage> => {
    const apps = new AppsPage((await host.open(scenario)).page);
    await apps.open();
    await apps.choose(template);
    return apps;
  };

  it('without any app says what can be added, with one door', async () => {
    const apps = new AppsPage((await host.open('quiet')).page);
    await apps.open();
    await expectPage(apps.page.getByText('No app checks with Rollcall yet')).toBeVisible();
    await expectPage(apps.page.getByRole('button', { name: 'Add app' })).toHaveCount(1);
    await apps.page.getByRole('button', { name: 'Add app' }).click();
    await expectPage(apps.dialog.getByRole('listitem')).toHaveCount(8);
  });

  it('behind a proxy shows the configuration of the chosen one first, once, to copy', async () => {
    const apps = await openTemplate('A web app behind Caddy');
    await expectPage(apps.dialog).toContainText('Every request is checked.');
    await expectPage(apps.dialog).toContainText('whoever reaches it goes around Caddy');
    await apps.getField('Name').fill('Shop');
    await apps.getField('Address people open').fill('https://192.168.1.9');
    await apps.add();
    await expectPage(apps.dialog).toContainText('shown only now');
    await expectPage(apps.dialog.getByRole('tab')).toHaveText([/nginx/, 'Caddy', 'Traefik']);
    await apps.dialog.getByRole('button', { name: 'Copy for Caddy' }).click();
    await apps.dialog.getByRole('tab', { name: 'Traefik' }).click();
    await expectPage(apps.dialog).toContainText('it was not tried with a Traefik here');
    await apps.page.waitForFunction(() => window.fake.shell.copied.length > 0);
    const [copied] = await apps.page.evaluate(() => window.fake.shell.copied);
    expect(copied).toContain('header_up Rollcall-App "shop4f81c2.KEY1"');
    await apps.page.keyboard.press('Escape');
    await expectPage(apps.dialog).toBeVisible();
    await apps.dialog.getByRole('button', { name: 'I have copied it' }).click();
    await expectPage(apps.getRow('Shop')).toContainText('Not used yet');
    await expectPage(apps.page.getByText('shop4f81c2.KEY')).toHaveCount(0);
  });

  it('leads to the page of the new app, to try it', async () => {
    const apps = await openTemplate('A web app behind nginx');
    await apps.getField('Name').fill('Shop');
    await apps.getField('Address people open').fill('https://192.168.1.9');
    await apps.add();
    await apps.dialog.getByRole('button', { name: 'Copied: test it now' }).click();
    await expectPage(apps.title).toHaveText('Shop');
    await expectPage(apps.getPanel('Test the sign-in')).toContainText('Waiting for somebody to come in');
  });

  it('ERPNext needs its address only, and says what to type into Social Login Key', async () => {
    const apps = await openTemplate('ERPNext');
    await expectPage(apps.getField('Name')).toHaveValue('ERPNext');
    await expectPage(apps.getField('Address people open')).toHaveValue('https://192.168.1.5:8444');
    await apps.getField('Where the app itself is').fill('http://192.168.1.20:8080');
    await apps.add();
    const line = (label: string) =>
      apps.dialog
        .getByRole('region', { name: 'What to type into Social Login Key' })
        .locator('div')
        .filter({ hasText: new RegExp(`^${label}`) });
    await expectPage(line('Client ID')).toHaveText('Client IDerpnext4f81c2');
    await expectPage(line('Client Secret')).toHaveText('Client SecretKEY1');
    await expectPage(line('Base URL')).toHaveText('Base URLhttps://192.168.1.5:8443/oidc');
    await expectPage(line('Authorize URL')).toHaveText('Authorize URL/auth');
    await expectPage(line('API Endpoint')).toHaveText('API Endpointhttps://192.168.1.5:8443/oidc/me');
    await apps.dialog.getByRole('button', { name: 'Copied: test it now' }).click();
    await expectPage(apps.getFact('Comes back to')).toContainText(
      'https://192.168.1.5:8444/api/method/frappe.integrations.oauth2_logins.custom/rollcall',
    );
    await expectPage(apps.getFact('No use by a person')).toContainText('/socket.io/*');
    await expectPage(apps.getFact('Says who is in')).toContainText('e-mail address in the cookie user_id');
  });

  it('the address proposed is the next one that no app has', async () => {
    const apps = await openTemplate('ERPNext', 'office');
    await expectPage(apps.getField('Address people open')).toHaveValue('https://192.168.1.5:8445');
  });

  it('behind an own nginx, ERPNext comes back to the address that was typed', async () => {
    const apps = await openTemplate('ERPNext');
    await apps.dialog.getByRole('radio', { name: 'An nginx of your own' }).check();
    await expectPage(apps.getField('Address people open')).toHaveValue('');
    await apps.getField('Address people open').fill('https://erp.internal');
    await apps.dialog.getByRole('button', { name: 'More settings' }).click();
    await expectPage(apps.getField('Addresses people come back to')).toHaveValue(
      'https://erp.internal/api/method/frappe.integrations.oauth2_logins.custom/rollcall',
    );
    await apps.add();
    await expectPage(apps.dialog.getByRole('tab')).toHaveText([
      /^nginx$/,
      'Caddy',
      'Traefik',
      'OpenID Connect',
    ]);
  });

  it('a program needs a name only, and is open to the groups that are chosen', async () => {
    const apps = await openTemplate('A program or a device', 'office');
    await expectPage(apps.getField('Address people open')).not.toBeVisible();
    await apps.getField('Name').fill('Handheld');
    await apps.dialog.getByRole('combobox', { name: 'Who may enter' }).click();
    await apps.page.getByRole('option', { name: 'Warehouse' }).click();
    await apps.page.keyboard.press('Tab');
    await apps.add();
    await expectPage(apps.dialog).toContainText('It has no secret.');
    await apps.dialog.getByRole('button', { name: 'I have copied it' }).click();
    await expectPage(apps.getRow('Handheld')).toContainText('Only at sign-in');
    await expectPage(apps.getRow('Handheld')).toContainText('Warehouse');
    await expectPage(apps.getRow('Handheld')).toContainText('no pages, a program');
  });

  it('everything that is wrong is said at once, each at its field, and goes as it is put right', async () => {
    const apps = await openTemplate('A web app behind nginx', 'office');
    const address = apps.getField('Address people open');
    const upstream = apps.getField('Where your proxy finds the app itself');
    await apps.getField('Name').fill('WIKI');
    await address.fill('https://192.168.1.20/shop');
    await upstream.fill('localhost:8080');
    await apps.add();
    expect(await apps.readFault(apps.getField('Name'))).toBe('An app with this name exists already.');
    expect(await apps.readFault(address)).toContain('nothing after host and port');
    expect(await apps.readFault(upstream)).toContain('A full http or https address');
    await expectPage(apps.getField('Name')).toBeFocused();

    await upstream.fill('http://localhost:8080');
    await expectPage(apps.dialog.getByText('A full http or https address')).toHaveCount(0);
    // Rollcall's own, however it is written.
    await address.fill('HTTPS://192.168.1.5:8443/');
    expect(await apps.readFault(address)).toBe('Another app, or Rollcall itself, has this address already.');
    expect(await apps.readFault(apps.getField('Name'))).toBe('An app with this name exists already.');
    await address.fill('https://192.168.1.21');
    await apps.getField('Name').fill('Shop');
    await apps.add();
    await apps.dialog.getByRole('button', { name: 'I have copied it' }).click();
    await expectPage(apps.getRow('Shop')).toBeVisible();
  });

  it('plain http must be allowed in so many words', async () => {
    const apps = await openTemplate('A web app behind nginx');
    await apps.getField('Name').fill('Shop');
    await apps.getField('Address people open').fill('http://192.168.1.9');
    await apps.add();
    const allow = apps.dialog.getByRole('checkbox', { name: 'Without encryption' });
    await expectPage(apps.dialog).toContainText('Allow it here, or give the app HTTPS.');
    await expectPage(allow).toBeFocused();
    await allow.check();
    await apps.add();
    await apps.dialog.getByRole('button', { name: 'I have copied it' }).click();
    await expectPage(apps.getRow('Shop')).toContainText('without encryption');
  });

  it.each([
    ['A web app behind nginx', 'Name', { Name: 'wiki' }, 'An app with this name exists already.'],
    [
      'A web app behind nginx',
      'Address people open',
      { 'Address people open': 'https://stock.internal' },
      'has this address already',
    ],
    [
      'A web app behind nginx',
      'Address people open',
      { 'Address people open': 'shop' },
      'such as https://192.168.1.20. Where the app has no encryption, http:// does too.',
    ],
    [
      'A web app without a proxy',
      'Address people open',
      { 'Address people open': 'shop' },
      'such as https://192.168.1.5:8444. The gateway takes https only.',
    ],
    [
      'An app with OpenID Connect',
      'Address people open',
      { 'Address people open': 'shop' },
      'or nothing for a program without pages.',
    ],
    [
      'A web app behind nginx',
      'Where your proxy finds the app itself',
      { 'Where your proxy finds the app itself': 'localhost' },
      'A full http or https address',
    ],
    [
      'A web app without a proxy',
      'Address people open',
      { 'Address people open': 'https://192.168.1.9' },
      'addresses and names of this computer only',
    ],
    [
      'A web app without a proxy',
      'Address people open',
      { 'Address people open': 'https://192.168.1.5:8600' },
      'Another program on this computer has that port. Choose another one. (nginx (process 812))',
    ],
    ['An app with OpenID Connect', 'Addresses people come back to', {}, 'At least one address'],
    [
      'An app with OpenID Connect',
      'Addresses people come back to',
      { 'Addresses people come back to': 'http://192.168.1.9/callback' },
      '“http://192.168.1.9/callback” does not do',
    ],
    [
      'An app with OpenID Connect',
      'Where it is told of ended sessions (optional)',
      {
        'Addresses people come back to': 'https://192.168.1.9/callback',
        'Where it is told of ended sessions (optional)': 'https://192.168.1.9/#out',
      },
      'does not do',
    ],
  ] as const)(
    '%s: a fault in “%s” is said there, and the keyboard stands in it',
    async (template, label, fields, sentence) => {
      const apps = await openTemplate(template, 'office');
      await apps.page.evaluate(() => window.fake.authority.holdPort(8600, 812, 'nginx'));
      await apps.getField('Name').fill('Shop');
      const address = apps.getField('Address people open');
      if ((await address.inputValue()) === '') await address.fill('https://192.168.1.9');
      for (const [name, value] of Object.entries(fields)) await apps.getField(name).fill(value);
      await apps.add();
      await expectPage(apps.getField(label)).toBeFocused();
      expect(await apps.readFault(apps.getField(label))).toContain(sentence);
      await expectPage(apps.failure).toHaveCount(0);
    },
  );

  it('a fault in a setting that is folded away unfolds it', async () => {
    const apps = await openTemplate('ERPNext', 'office');
    await apps.getField('Name').fill('ERP two');
    await apps.dialog.getByRole('button', { name: 'More settings' }).click();
    await apps.getField('Addresses people come back to').fill('https://*.internal/');
    await apps.dialog.getByRole('button', { name: 'More settings' }).click();
    await expectPage(apps.getField('Addresses people come back to')).not.toBeVisible();
    await apps.add();
    await expectPage(apps.getField('Addresses people come back to')).toBeVisible();
    expect(await apps.readFault(apps.getField('Addresses people come back to'))).toContain('does not do');
  });

  it('what does not belong to one field is said above the buttons', async () => {
    const apps = await openTemplate('A web app without a proxy');
    await apps.getField('Name').fill('Shop');
    await apps.page.evaluate(() => window.fake.authority.holdCommands());
    await apps.add();
    await apps.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
    });
    await expectPage(apps.dialog.getByRole('alert')).toContainText('does not answer right now');
  });

  it('goes back to the templates, and again to an empty form', async () => {
    const apps = await openTemplate('A web app behind nginx');
    await apps.getField('Name').fill('Shop');
    await apps.dialog.getByRole('button', { name: 'Back' }).click();
    await expectPage(apps.dialog.getByRole('button', { name: 'ERPNext' })).toBeFocused();
    await apps.dialog.getByRole('button', { name: 'A web app behind Traefik' }).click();
    await expectPage(apps.getField('Name')).toHaveValue('');
    await expectPage(apps.getField('Name')).toBeFocused();
  });
});
