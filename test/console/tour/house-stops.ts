import { expectPage } from '../../support/expect-page.ts';
import { chooseAlways } from './run-stops.ts';
import type { Stop, Visit } from './visit.ts';

async function makeBackup(visit: Visit): Promise<void> {
  const { page, say } = visit;
  const path = '/media/usb/rollcall.backup';
  const making = visit.find('region', 'createBackup.title');
  await making.getByLabel(say('createBackup.passphrase')).fill('seven canoes');
  await making.getByLabel(say('createBackup.again')).fill('seven canoes');
  await making.getByLabel(say('createBackup.path'), { exact: true }).fill(path);
  await visit.press('button', 'createBackup.act');
  await visit.see('createBackup.done');
  await page.getByLabel(say('openBackup.passphrase')).fill('seven canoes');
  await page.getByLabel(say('openBackup.path'), { exact: true }).fill(path);
  await visit.press('button', 'openBackup.act');
  await visit.see('openBackup.whole');
}

async function confirmAuthority(visit: Visit, password: string): Promise<void> {
  await visit.ask('button', 'certificatePanel.authority');
  const word = visit.say('newAuthority.word');
  await visit.dialog.getByLabel(visit.say('adminProof.password', { name: 'admin' })).fill(password);
  await visit.dialog.getByLabel(visit.say('end.type', { word })).fill(word);
  await visit.press('button', 'newAuthority.act');
}

/** The house itself: network, backup, settings. */
export const houseStops: readonly Stop[] = [
  { name: 'network', scenario: 'office', at: 'network' },
  { name: 'network, nobody yet', scenario: 'quiet', at: 'network' },
  {
    name: 'network, importing a certificate',
    scenario: 'office',
    at: 'network',
    go: (visit) => visit.ask('button', 'imported.import'),
  },
  {
    name: 'network, is there to be a new certificate authority',
    scenario: 'office',
    at: 'network',
    go: (visit) => visit.ask('button', 'certificatePanel.authority'),
  },
  {
    name: 'network, a new certificate authority',
    scenario: 'office',
    at: 'network',
    go: async (visit) => {
      await confirmAuthority(visit, 'not it');
      await visit.see('errors.credentials');
    },
  },
  {
    name: 'network, a new certificate authority made',
    scenario: 'office',
    at: 'network',
    go: async (visit) => {
      await confirmAuthority(visit, 'the right one');
      await visit.see('newAuthority.done');
    },
  },
  {
    name: 'network, a name no certificate has',
    scenario: 'office',
    at: 'network',
    go: async (visit) => {
      await visit.findLabel('network.nameLabel').fill('rollcall.example.com');
      await visit.press('button', 'network.nameAdd');
      await visit.see('network.nameUncovered');
    },
  },
  {
    name: 'network, the poster',
    scenario: 'office',
    at: 'network',
    go: (visit) => visit.ask('button', 'poster.open'),
  },
  { name: 'backup', scenario: 'office', at: 'backup' },
  { name: 'backup, none yet', scenario: 'quiet', at: 'backup' },
  { name: 'backup, made and found whole', scenario: 'office', at: 'backup', go: makeBackup },
  {
    name: 'backup, bringing it back',
    scenario: 'office',
    at: 'backup',
    go: async (visit) => {
      await makeBackup(visit);
      await visit.ask('button', 'restore.ask');
    },
  },
  {
    name: 'backup, bring it back, the wrong password',
    scenario: 'office',
    at: 'backup',
    go: async (visit) => {
      await makeBackup(visit);
      await visit.ask('button', 'restore.ask');
      const word = visit.say('restore.word');
      await visit.dialog.getByLabel(visit.say('adminProof.password', { name: 'admin' })).fill('not it');
      await visit.dialog.getByLabel(visit.say('restore.type', { word })).fill(word);
      await visit.press('button', 'restore.act');
      await visit.see('errors.credentials');
    },
  },
  { name: 'settings', scenario: 'office', at: 'settings' },
  {
    name: 'settings, nothing is about that',
    scenario: 'office',
    at: 'settings',
    go: async (visit) => {
      await visit.find('searchbox', 'settings.search').fill('zebra');
      await visit.see('settings.nothing', { search: 'zebra' });
    },
  },
  {
    name: 'settings, changed',
    scenario: 'office',
    at: 'settings',
    go: async (visit) => {
      await visit.find('textbox', 'settings.items.portal.title.label').fill('Front desk');
      await expectPage(visit.find('button', 'settings.save', { count: 1 })).toBeVisible();
    },
  },
  {
    name: 'settings, to run always',
    scenario: 'office',
    at: 'settings',
    go: chooseAlways,
  },
];
