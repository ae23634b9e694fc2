import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { NetworkPage } from './pages/network-page.ts';

describe('Network and trust', () => {
  const host = useConsoleHost();

  async function openNetwork(): Promise<NetworkPage> {
    const network = new NetworkPage((await host.open('office')).page);
    await network.goTo('Network');
    await expectPage(network.title).toHaveText('Network and trust');
    return network;
  }

  describe('Addresses', () => {
    it('stand in their rank, with what each is good for', async () => {
      const network = await openNetwork();
      await expectPage(network.addresses).toHaveCount(4);
      await expectPage(network.addresses.nth(0)).toContainText('192.168.1.5');
      await expectPage(network.addresses.nth(0)).toContainText('In links and QR codes');
      await expectPage(network.addresses.nth(0)).toContainText('Set by hand: stays');
      await expectPage(network.addresses.nth(1)).toContainText('on wg0 (VPN)');
      await expectPage(network.addresses.nth(1)).toContainText('Fixed or not: cannot be told');
      await expectPage(network.addresses.nth(3)).toContainText('For this computer only');
      await expectPage(network.addresses.nth(3).getByRole('button')).toHaveCount(0);
    });

    it('another one is put into links by one button, and Rollcall chooses again by another', async () => {
      const network = await openNetwork();
      await network.page.getByRole('button', { name: 'Use in links: 10.8.0.2' }).click();
      await expectPage(network.addresses.nth(1)).toContainText('In links and QR codes');
      await expectPage(network.page.getByText('https://10.8.0.2:8443')).toBeVisible();
      await network.page.getByRole('button', { name: 'Let Rollcall choose' }).click();
      await expectPage(network.addresses.nth(0)).toContainText('In links and QR codes');
    });

    it('one from DHCP is warned of while links use it, with what to do', async () => {
      const network = await openNetwork();
      await network.page.evaluate(() => {
        window.fake.authority.changeAddresses({
          addresses: [
            {
              address: '192.168.1.5',
              family: 'IPv4',
              interfaceName: 'enp3s0',
              kind: 'ethernet',
              inUse: true,
              dhcp: true,
            },
          ],
        });
      });
      await network.goTo('Backup');
      await network.goTo('Network');
      await expectPage(
        network.page.getByText('192.168.1.5 was given by the router and may change'),
      ).toBeVisible();
      await expectPage(network.page.getByText('often called “DHCP reservation”')).toBeVisible();
    });

    it('that are asked for and not answered can be asked for again', async () => {
      const network = await openNetwork();
      await network.page.evaluate(() => window.fake.authority.holdCommands());
      await network.goTo('Backup');
      await network.goTo('Network');
      await expectPage(network.page.getByText('Loading').first()).toBeAttached();
      await network.page.evaluate(() => window.fake.authority.releaseCommands());
      await expectPage(network.addresses).toHaveCount(4);
    });

    it('one that is gone: exactly what still carries it is named', async () => {
      const network = await openNetwork();
      await network.page.evaluate(() => {
        const since = new Date().toISOString();
        window.fake.authority.changeAddresses({
          toMend: {
            lost: { address: '192.168.1.4', since },
            apps: [
              { id: 'a', name: 'Shop', what: 'snippet' },
              { id: 'b', name: 'Wiki', what: 'url' },
            ],
          },
        });
      });
      await network.goTo('Backup');
      await network.goTo('Network');
      await expectPage(network.page.getByText('192.168.1.4 is no longer an address')).toBeVisible();
      await expectPage(
        network.page.getByRole('listitem').filter({ hasText: 'its proxy asks Rollcall under 192.168.1.4' }),
      ).toContainText('Shop');
      await expectPage(
        network.page.getByRole('listitem').filter({ hasText: 'people open it under' }),
      ).toContainText('Wiki');
      expect(await network.listSeriousFaults()).toEqual([]);
    });
  });

  describe('Names', () => {
    it('are added and taken away; what is none is refused in words', async () => {
      const network = await openNetwork();
      const names = network.getPanel('Names');
      await names.getByLabel('Another name').fill('not a name');
      await names.getByRole('button', { name: 'Add name' }).click();
      await expectPage(names).toContainText('A name of letters, digits, dots and hyphens');
      await names.getByLabel('Another name').fill('Rollcall.lan');
      // The list may have the name before the answer is here: the field is not at fault then.
      await network.page.evaluate(() => window.fake.authority.holdAnswers());
      await names.getByRole('button', { name: 'Add name' }).click();
      await expectPage(names.getByRole('listitem')).toHaveText(/rollcall\.lan/);
      await expectPage(names).not.toContainText('This name is there already.');
      await network.page.evaluate(() => window.fake.authority.releaseCommands());
      await expectPage(names.getByLabel('Another name')).toHaveValue('');
      await names.getByLabel('Another name').fill('rollcall.lan');
      await names.getByRole('button', { name: 'Add name' }).click();
      await expectPage(names).toContainText('This name is there already.');
      await names.getByLabel('Another name').fill('');
      await names.getByRole('button', { name: 'Use in links: rollcall.lan' }).click();
      await expectPage(network.page.getByText('https://rollcall.lan:8443')).toBeVisible();
      await names.getByRole('button', { name: 'Remove rollcall.lan' }).click();
      await expectPage(names.getByRole('listitem')).toHaveCount(0);
      await expectPage(network.page.getByText('https://192.168.1.5:8443').first()).toBeVisible();
    });
  });

  describe('Names no certificate has', () => {
    it('are marked and said, and a new authority takes them in', async () => {
      const network = await openNetwork();
      const { page, dialog } = network;
      const names = network.getPanel('Names');
      await names.getByLabel('Another name').fill('rollcall.example.com');
      await names.getByRole('button', { name: 'Add name' }).click();
      await expectPage(names.getByRole('listitem')).toContainText('not in the certificate');
      const notice = page.getByText('Devices warn at rollcall.example.com');
      await expectPage(notice).toBeVisible();
      await page.getByRole('button', { name: 'New authority…' }).first().click();
      await dialog.getByLabel('Password of admin').fill('the right one');
      await dialog.getByLabel('Type “new” to go on').fill('new');
      await dialog.getByRole('button', { name: 'Make a new certificate authority' }).click();
      await expectPage(page.getByText('The new certificate authority is in force.')).toBeVisible();
      await expectPage(notice).toHaveCount(0);
      await expectPage(names.getByRole('listitem')).not.toContainText('not in the certificate');
    });
  });

  describe('Certificates', () => {
    it('Rollcall’s own is renewed after a question that says nobody is signed out', async () => {
      const network = await openNetwork();
      await network.page.getByRole('button', { name: 'Renew now…' }).click();
      await expectPage(network.dialog).toContainText('nobody is signed out');
      await network.dialog.getByRole('button', { name: 'Make a new certificate' }).click();
      await expectPage(network.page.getByText('The certificate is renewed and in force.')).toBeVisible();
    });

    it('a new certificate authority says what it means, is typed and confirmed, and is shown everywhere', async () => {
      const network = await openNetwork();
      const { page, dialog } = network;
      await page.evaluate(() => window.fake.authority.changeStatus({ trustingDevices: 12 }));
      await page.getByRole('button', { name: 'New authority…' }).click();
      await expectPage(dialog.getByRole('heading')).toHaveText('Make a new certificate authority?');
      await expectPage(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
      await expectPage(dialog).toContainText('12 devices are known to trust the present one.');
      await expectPage(dialog).toContainText('from http://192.168.1.5:8480/trust, its browser warns');
      await expectPage(dialog).toContainText('Nobody is signed out');
      const act = dialog.getByRole('button', { name: 'Make a new certificate authority' });
      await dialog.getByLabel('Type “new” to go on').fill('New');
      await expectPage(act).toBeDisabled();
      await dialog.getByLabel('Password of admin').fill('not it');
      await act.click();
      await expectPage(dialog.getByLabel('Password of admin')).toHaveAccessibleDescription(
        /not the password of this admin/,
      );
      await dialog.getByLabel('Type “new” to go on').fill('ne');
      await dialog.getByLabel('Password of admin').fill('the right one');
      await expectPage(act).toBeDisabled();
      await dialog.getByLabel('Type “new” to go on').fill('new');
      await act.click();
      await expectPage(dialog).toHaveCount(0);
      const panel = network.getPanel('Rollcall’s own certificates');
      await expectPage(panel.getByRole('alert')).toContainText('The new certificate authority is in force.');
      await expectPage(panel.getByRole('list', { name: /words/i })).toContainText('violet');
      await expectPage(page.getByText('No browser has passed the check')).toBeVisible();
      await page.getByRole('button', { name: 'Poster…' }).click();
      await expectPage(page.getByRole('article')).toContainText('violet');
    });

    it('one that does not fit is refused with the reason, one that does is in force, and can be removed', async () => {
      const network = await openNetwork();
      await network.importPair('no pem', 'no pem');
      await expectPage(network.dialog.getByRole('alert')).toContainText(
        'The text is no certificate in PEM form.',
      );
      expect(await network.listSeriousFaults()).toEqual([]);
      await network.dialog.getByLabel('Certificate with its chain (PEM)').fill('-----BEGIN CERTIFICATE-----');
      await network.dialog.getByRole('button', { name: 'Check and import' }).click();
      await expectPage(network.dialog.getByRole('alert')).toContainText(
        'The text is no private key in PEM form.',
      );
      await network.dialog.getByLabel('Private key (PEM)').fill('-----BEGIN PRIVATE KEY-----');
      await network.dialog.getByRole('button', { name: 'Check and import' }).click();
      await expectPage(network.dialog).toHaveCount(0);
      const own = network.getPanel('Certificate of your own');
      await expectPage(own).toContainText('Works CA 1');
      await expectPage(own).toContainText('It does not name 192.168.1.5');
      expect(await network.listSeriousFaults()).toEqual([]);
      await own.getByRole('button', { name: 'Remove…' }).click();
      await network.dialog.getByRole('button', { name: 'Remove the certificate' }).click();
      await expectPage(own).toContainText('None. Rollcall’s own certificate is shown everywhere.');
    });
  });

  describe('The poster', () => {
    it.each(['light', 'dark'] as const)(
      'is one light A4 page, whatever the theme (%s)',
      async (colorScheme) => {
        const network = new NetworkPage((await host.open('office', { colorScheme })).page);
        await network.goTo('Network');
        await network.page.getByRole('button', { name: 'Poster…' }).click();
        const sheet = network.page.getByRole('article');
        await expectPage(sheet).toContainText('How to trust and sign in');
        for (const text of [
          'http://192.168.1.5:8480/trust',
          'https://192.168.1.5:8443',
          'walnut',
          'Android',
          'Windows',
        ]) {
          await expectPage(sheet).toContainText(text);
        }
        await expectPage(sheet.getByRole('img')).toHaveCount(2);
        expect(await network.listSeriousFaults()).toEqual([]);
        await network.page.emulateMedia({ media: 'print' });
        await expectPage(sheet).toHaveCSS('background-color', 'rgb(255, 255, 255)');
        await expectPage(network.page.getByRole('button', { name: 'Print…' })).toHaveCount(0);
        const pdf = (await network.page.pdf({ preferCSSPageSize: true })).toString('latin1');
        expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
        expect(pdf).toMatch(/MediaBox \[0 0 594\.\d+ 841\.\d+\]/);
        await network.page.emulateMedia({ media: 'screen' });
        await network.page.keyboard.press('Escape');
        await expectPage(sheet).toHaveCount(0);
      },
    );
  });
});
