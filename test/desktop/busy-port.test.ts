import type { ElectronApplication, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAppDirs, openElectronApp } from '../support/electron-app.ts';
import { eventually } from '../support/eventually.ts';
import { expectPage } from '../support/expect-page.ts';
import { runProgram } from '../support/run-program.ts';

const dirs = createAppDirs({ withFixtures: false });
let app: ElectronApplication;
let page: Page;
/** Another program, on the port that Rollcall wants. */
let other: Server;
let taken: number;

const listenAnywhere = async (): Promise<Server> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const close = (server: Server) => new Promise((resolve) => server.close(resolve));
const readState = () => page.evaluate(async () => (await window.rollcallShell.getState()).authority);
const readPorts = () => {
  const { network } = JSON.parse(readFileSync(path.join(dirs.dataDir, 'settings.json'), 'utf8')) as {
    network: { httpsPort: number; httpPort: number };
  };
  return { https: network.httpsPort, http: network.httpPort };
};
const portField = (name: string) => page.getByLabel(name);

beforeAll(async () => {
  other = await listenAnywhere();
  taken = portOf(other);
});
afterAll(async () => {
  await app?.close();
  await close(other);
  dirs.remove();
});

it('a new install whose port is taken is started on another one from its first screen, and keeps it', async () => {
  const free = await listenAnywhere();
  const http = portOf(free);
  await close(free);
  const host = ['--host', '127.0.0.1'];
  ({ app, page } = await openElectronApp(dirs, [
    ...host,
    '--https-port',
    String(taken),
    '--http-port',
    String(http),
  ]));
  await eventually('the refusal', async () => (await readState()).phase === 'failed');
  expect(await readState()).toMatchObject({ code: 'port_busy', ports: { https: taken, http } });
  await expectPage(page.getByRole('term')).toHaveText(['Address', 'Port', 'In the way']);
  const secure = portField('Port for signing in (HTTPS)');
  await expectPage(secure).toBeVisible();
  const proposed = Number(await secure.inputValue());
  expect(proposed).not.toBe(taken);
  // The process that could not start looks at what is typed.
  await secure.fill(String(taken));
  await expectPage(page.getByText(/^In use by/)).toBeVisible();
  await secure.fill(String(proposed));
  const start = page.getByRole('button', { name: 'Start with these ports' });
  await expectPage(start).toBeEnabled();
  const before = readPorts();
  await start.click();
  await eventually('the authority', async () => (await readState()).phase === 'ready');
  await expectPage(page.getByRole('heading', { level: 1, name: 'Set up Rollcall' })).toBeVisible();
  expect(readPorts()).toEqual({ https: proposed, http });
  expect(before).not.toEqual(readPorts());
  const audit = await runProgram(['audit', 'list', '--data', dirs.dataDir, '--json']);
  expect(audit.stdout).toContain('"network.httpsPort"');

  // Its own setting from now on: nothing has to be said at the next start.
  await app.close();
  ({ app, page } = await openElectronApp(dirs, host));
  await eventually('the authority again', async () => (await readState()).phase === 'ready');
  expect(readPorts()).toEqual({ https: proposed, http });
});
