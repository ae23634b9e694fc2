import { expectPage } from '../../support/expect-page.ts';
import { errorCatalogue } from '../../../shared/errors.ts';
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

/** Another program has the port, and nobody answers. */
function takePort(visit: Visit): Promise<void> {
  return visit.page.evaluate((sentence) => {
    const { shell } = window.fake;
    shell.busyPorts.set(8443, { state: 'busy', holder: { pid: 812, name: 'nginx' } });
    shell.setAuthority({
      phase: 'failed',
      code: 'port_busy',
      sentence,
      facts: { host: '::', port: '8443', holder: 'nginx (pid 812)' },
      ports: { https: 8443, http: 8480 },
      restarts: 0,
    });
  }, errorCatalogue.port_busy.sentence);
}

/** What running without anybody signed in to the computer takes. */
export async function chooseAlways(visit: Visit): Promise<void> {
  await visit.page.getByRole('radio', { name: visit.say('runningStep.always') }).check();
  await expectPage(visit.find('button', 'service.handOverAct')).toBeVisible();
}

async function meetOtherVersion({ page }: Visit): Promise<void> {
  await page.evaluate((sentence) => {
    window.fake.authority.die();
    window.fake.shell.setAuthority({
      phase: 'failed',
      code: 'service_other_version',
      sentence,
      facts: { serviceVersion: '99.0.1', windowVersion: '0.1.0' },
      restarts: 0,
    });
  }, errorCatalogue.service_other_version.sentence);
}

/** Whether Rollcall runs: the first run, when it runs, and that nothing does. */
export const runStops: readonly Stop[] = [
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
    name: 'the first run, a device is signed in',
    scenario: 'fresh',
    at: '',
    go: async (visit) => {
      await makeAdmin(visit);
      await visit.page.getByRole('button', { name: visit.say('firstRun.steps.user') }).click();
      await visit.findLabel('addUser.name').fill('ann');
      await visit.press('button', 'addUser.act');
      await visit.press('button', 'firstRun.next');
      await visit.see('deviceStep.waitingSignedIn');
      await visit.page.evaluate(() => void window.fake.authority.signIn('ann', 'Safari on iPhone'));
      await visit.see('deviceStep.used', { name: 'ann' });
    },
  },
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
  {
    name: 'the first run, to run always',
    scenario: 'fresh',
    at: '',
    go: async (visit) => {
      await makeAdmin(visit);
      await chooseAlways(visit);
    },
  },
  {
    name: 'the first run, runs always',
    scenario: 'fresh',
    at: '',
    go: async (visit) => {
      await makeAdmin(visit);
      await chooseAlways(visit);
      await visit.press('button', 'service.handOverAct');
      await visit.see('service.runs', { holder: 'rollcall serve (pid 77)' });
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
    name: 'a service of another version runs',
    scenario: 'office',
    at: 'overview',
    go: async (visit) => {
      await meetOtherVersion(visit);
      await visit.see('overview.lost.otherVersion');
      await expectPage(visit.page.getByRole('alert')).toContainText('99.0.1');
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
