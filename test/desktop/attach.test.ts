import type { ElectronApplication, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../shared/version.ts';
import { startAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { createAppDirs, openElectronApp } from '../support/electron-app.ts';
import { eventually } from '../support/eventually.ts';
import { expectPage } from '../support/expect-page.ts';
import { makeOtherVersion, otherVersion } from '../support/other-version.ts';

const password = 'three words of ann';

// One journey: each test goes on where the one before it ended.
describe('The window of a Rollcall that runs as a service', () => {
  const dirs = createAppDirs({ withFixtures: false });
  const other = makeOtherVersion();
  let service: AuthorityProcess;
  let app: ElectronApplication;
  let admin: Page;

  const readState = () => admin.evaluate(async () => (await window.rollcallShell.getState()).authority);
  const rowOf = (name: string) => admin.getByRole('row').filter({ hasText: name });
  const startOther = async (): Promise<AuthorityProcess> => {
    await service.stop();
    return startAuthority({ dataDir: dirs.dataDir, program: other.program });
  };
  const expectOtherVersion = async (): Promise<void> => {
    await expectPage(admin.getByText('another version than this window', { exact: false })).toBeVisible();
    await expectPage(admin.getByRole('definition').getByText(otherVersion, { exact: true })).toBeVisible();
    expect(await readState()).toMatchObject({
      phase: 'failed',
      code: 'service_other_version',
      facts: { serviceVersion: otherVersion, windowVersion: version },
    });
    // It is not this app's to start, and comes by itself.
    await expectPage(admin.getByRole('button', { name: /Start now|Try again/ })).toHaveCount(0);
  };
  const goTo = (screen: string) =>
    admin.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();

  beforeAll(async () => {
    service = await startAuthority({ dataDir: dirs.dataDir });
    await service.run(['setup', '--admin', 'ann', '--password-stdin'], `${password}\n`);
    ({ app, page: admin } = await openElectronApp(dirs));
  });
  afterAll(async () => {
    await app?.close().catch(() => {});
    await service.stop();
    dirs.remove();
    other.remove();
  });

  it('shows it instead of starting a second one', async () => {
    await expectPage(admin.getByText('rollcall serve (pid', { exact: false })).toContainText(
      String(service.pid),
    );
    expect(await readState()).toMatchObject({
      phase: 'ready',
      holder: `rollcall serve (pid ${service.pid})`,
    });
  });

  it('changes it, and follows what others change', async () => {
    await goTo('Users');
    await admin.getByRole('button', { name: 'Add user', exact: true }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('User name').fill('bob');
    await dialog.getByRole('button', { name: 'Add user', exact: true }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expectPage(rowOf('bob')).toBeVisible();
    const { users } = await service.run<{ users: readonly { name: string }[] }>(['user', 'list']);
    expect(users.map(({ name }) => name)).toContain('bob');
    await service.run(['user', 'add', 'carl']);
    await expectPage(rowOf('carl')).toBeVisible();
  });

  it('goes on by itself after the service was killed and started again', async () => {
    await service.kill();
    await service.restart();
    await service.run(['user', 'add', 'dora']);
    await expectPage(rowOf('dora')).toBeVisible();
    expect(await readState()).toMatchObject({ holder: `rollcall serve (pid ${service.pid})` });
  });

  it('says when it has stopped, leaves its place free, and finds it again', async () => {
    await service.stop();
    await expectPage(
      admin.getByText('The service that ran Rollcall has stopped.', { exact: false }),
    ).toBeVisible();
    // Nothing of this app has taken the data directory meanwhile.
    await service.restart();
    await service.run(['user', 'add', 'emil']);
    await expectPage(rowOf('emil')).toBeVisible();
    await expectPage(
      admin.getByText('The service that ran Rollcall has stopped.', { exact: false }),
    ).toBeHidden();
  });

  it('does not speak with another version that takes its place under it, until it fits again', async () => {
    const newer = await startOther();
    await expectOtherVersion();
    await newer.run(['user', 'add', 'frida']);
    await newer.stop();
    await service.restart();
    await expectPage(rowOf('frida')).toBeVisible();
    await expectPage(admin.getByText('another version than', { exact: false })).toBeHidden();
  });

  it('is closed without a question, and the service goes on', async () => {
    const child = app.process();
    await app.evaluate(({ app: running }) => running.quit()).catch(() => {});
    await eventually('the app to be gone', () => Promise.resolve(child.exitCode === 0));
    expect((await service.run<{ users: number }>(['status'])).users).toBe(6);
  });

  it('says at its start that the service is of another version, and finds one that fits by itself', async () => {
    const newer = await startOther();
    ({ app, page: admin } = await openElectronApp(dirs));
    await expectOtherVersion();
    await newer.stop();
    await service.restart();
    await expectPage(admin.getByRole('navigation', { name: 'Screens' })).toBeVisible();
    expect((await readState()).phase).toBe('ready');
  });

  it('gives way to the app itself where nobody else has the data', async () => {
    await service.stop();
    await expectPage(
      admin.getByText('The service that ran Rollcall has stopped.', { exact: false }),
    ).toBeVisible();
    await admin
      .getByRole('alert')
      .filter({ hasText: 'The service that ran Rollcall' })
      .getByRole('button', { name: 'Start now' })
      .click();
    const own = await eventually('the app to run Rollcall', async () => {
      const state = await readState();
      return state.phase === 'ready' && state.holder === undefined && state;
    });
    expect(own).not.toHaveProperty('holder');
  });

  it('makes way for a service that waits for the data', async () => {
    const handedOver = admin.evaluate(() => window.rollcallShell.handOverToService());
    // As the system does, with the file that this app gives.
    await eventually('the service to have the data', () =>
      service.restart().then(
        () => true,
        () => false,
      ),
    );
    await handedOver;
    const state = await eventually('the window to be the service’s', async () => {
      const now = await readState();
      return now.holder !== undefined && now;
    });
    expect(state.holder).toBe(`rollcall serve (pid ${service.pid})`);
  });
});
