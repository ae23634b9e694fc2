import { expectPage } from '../../support/expect-page.ts';
import type { Stop, Visit } from './visit.ts';

const erpnext = 'apps/erpnext3fa9c1';
const pages = {
  ERPNext: erpnext,
  'Stock room': 'apps/stockroom0c11d2',
  'Time clock': 'apps/timeclock9d20e4',
  Scanner: 'apps/scanner51b7f0',
  Wiki: 'apps/wiki77b0aa',
};
const acts = { changing: 'apps.edit', 'a new secret': 'apps.rotate', removing: 'apps.remove' };

async function chooseErpnext(visit: Visit): Promise<void> {
  await visit.ask('button', 'apps.add');
  await visit.dialog.getByRole('button', { name: 'ERPNext' }).click();
  await expectPage(visit.find('button', 'addApp.back')).toBeVisible();
}

const isLoaded = (visit: Visit): Promise<void> =>
  expectPage(visit.page.locator('main').getByText(visit.say('ui.loading'))).toHaveCount(0);

async function moveAway(visit: Visit): Promise<void> {
  await visit.page.evaluate(() => window.fake.authority.moveTo('https://10.8.0.2:8443'));
  await visit.ask('button', 'openid.move');
}

/** Apps, the page of each, adding one, OpenID Connect. */
export const appStops: readonly Stop[] = [
  { name: 'apps', scenario: 'office', at: 'apps' },
  { name: 'apps, none yet', scenario: 'quiet', at: 'apps' },
  ...Object.entries(pages).map(([name, at]): Stop => ({
    name: `the app ${name}`,
    scenario: 'office',
    at,
    go: isLoaded,
  })),
  ...Object.entries(acts).map(([name, key]): Stop => ({
    name: `an app, ${name}`,
    scenario: 'office',
    at: erpnext,
    go: (visit) => visit.ask('button', key),
  })),
  { name: 'an app that is gone', scenario: 'office', at: 'apps/gone' },
  {
    name: 'an app that has just been tried',
    scenario: 'office',
    at: pages['Time clock'],
    go: async (visit) => {
      await isLoaded(visit);
      await visit.page.evaluate(() =>
        window.fake.authority.enterApp('Time clock', 'ben', 'Safari on iPhone'),
      );
      const device = visit.device('Safari on iPhone');
      await expectPage(visit.page.locator('main').getByText(device).first()).toBeVisible();
    },
  },
  {
    name: 'apps, what can be added',
    scenario: 'office',
    at: 'apps',
    go: async (visit) => {
      await visit.ask('button', 'apps.add');
      await expectPage(visit.dialog.getByRole('listitem')).toHaveCount(8);
    },
  },
  {
    name: 'apps, a fault in the form of a new one',
    scenario: 'office',
    at: 'apps',
    go: async (visit) => {
      await chooseErpnext(visit);
      await visit.press('button', 'addApp.more');
      await visit.dialog.getByRole('button', { name: visit.say('addApp.act') }).click();
      await expectPage(visit.dialog.locator('[id$="-error"]').first()).toBeVisible();
    },
  },
  {
    name: 'apps, what has to be copied',
    scenario: 'quiet',
    at: 'apps',
    go: async (visit) => {
      await chooseErpnext(visit);
      await visit.find('textbox', 'appFields.upstream.gateway').fill('http://192.168.1.20:8080');
      await visit.dialog.getByRole('button', { name: visit.say('addApp.act') }).click();
      await visit.see('socialLogin.title');
    },
  },
  { name: 'OpenID Connect', scenario: 'office', at: 'apps/openid-connect' },
  { name: 'OpenID Connect, unused', scenario: 'quiet', at: 'apps/openid-connect' },
  { name: 'OpenID Connect, moving the issuer', scenario: 'office', at: 'apps/openid-connect', go: moveAway },
];
