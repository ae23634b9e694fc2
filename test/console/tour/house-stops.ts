import { expect as expectPage } from '@playwright/test';
import type { Stop, Visit } from './visit.ts';

const steps = ['running', 'addresses', 'certificate', 'user', 'device'] as const;

async function makeAdmin(visit: Visit): Promise<void> {
  await visit.page.getByRole('button', { name: visit.say('startStep.new') }).click();
  await visit.findLabel('adminStep.name').fill('admin');
  await visit.findLabel('adminStep.password').fill('correct horse battery');
  await visit.findLabel('adminStep.again').fill('correct horse battery');
  await visit.press('button', 'adminStep.act');
  await visit.see('runningStep.title');
}

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

/** Another program has the port, and nobody answers. */
function takePort(visit: Visit): Promise<void> {
  return visit.page.evaluate(() => {
    const { shell } = window.fake;
    shell.busyPorts.set(8443, { state: 'busy', holder: { pid: 812, name: 'nginx' } });
    shell.setAuthority({
      phase: 'failed',
      code: 'port_busy',
      sentence: 'The port is in use by another program.',
      facts: { host: '::', port: '8443', holder: 'nginx (pid 812)' },
      ports: { https: 8443, http: 8480 },
      restarts: 0,
    });
  });
}

/** The house itself: network, backup, settings, the first run, and that nothing runs. */
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
  { name: 'the first run', scenario: 'fresh', at: '' },
  {
    name: 'the first run, an admin with faults',
    scenario: 'fresh',
    at: '',
    go: async (visit) => {
      await visit.page.getByRole('button', { name: visit.say('startStep.new') }).click();
      await visit.press('button', 'adminStep.act');
      await visit.see('adminStep.passwordMissing');
    },
  },
  {
    name: 'the first run, bringing a backup back',
    scenario: 'fresh',
    at: '',
    go: async (visit) => {
      await visit.page.getByRole('button', { name: visit.say('startStep.restore') }).click();
      await visit.see('startStep.restoreTitle');
    },
  },
  ...steps.map((step): Stop => ({
    name: `the first run, ${step}`,
    scenario: 'fresh',
    at: '',
    go: async (visit) => {
      await makeAdmin(visit);
      await visit.page.getByRole('button', { name: visit.say(`firstRun.steps.${step}`) }).click();
      await visit.see(`${step}Step.title`);
    },
  })),
  {
    name: 'the first run, going on without what was typed',
    scenario: 'fresh',
    at: '',
    go: async (visit) => {
      await makeAdmin(visit);
      await visit.page.getByRole('button', { name: visit.say('firstRun.steps.addresses') }).click();
      await visit.findLabel('ports.https').fill('9443');
      await visit.ask('button', 'firstRun.next');
    },
  },
  { name: 'Rollcall cannot run', scenario: 'down', at: '' },
  {
    name: 'Rollcall cannot run, a port is taken',
    scenario: 'down',
    at: '',
    go: async (visit) => {
      await takePort(visit);
      await visit.see('otherPorts.act');
    },
  },
  {
    name: 'a port is taken, and something was seen before',
    scenario: 'quiet',
    at: 'overview',
    go: async (visit) => {
      await takePort(visit);
      await visit.see('overview.lost.failed');
      await visit.see('otherPorts.act');
    },
  },
  {
    name: 'the audit while Rollcall is stopped',
    scenario: 'office',
    at: 'overview',
    go: async (visit) => {
      await visit.page.evaluate(() => {
        window.fake.authority.die();
        window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
        window.location.hash = '#/audit';
      });
      await visit.see('errors.cannot_ask');
    },
  },
  {
    name: 'Rollcall is starting',
    scenario: 'down',
    at: '',
    go: async (visit) => {
      await visit.page.evaluate(() => window.fake.shell.setAuthority({ phase: 'starting', restarts: 0 }));
      await visit.see('down.starting');
    },
  },
];
