import type { ElectronApplication, Page } from '@playwright/test';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAppDirs, openElectronApp } from '../support/electron-app.ts';
import { eventually } from '../support/eventually.ts';
import { expectPage } from '../support/expect-page.ts';
import { runProgram } from '../support/run-program.ts';

const dirs = createAppDirs({ withFixtures: false });
let app: ElectronApplication;
let page: Page;

async function run(args: readonly string[], stdin?: string): Promise<Record<string, unknown>> {
  const answer = await runProgram([...args, '--data', dirs.dataDir, '--json'], { stdin });
  expect(answer.code, answer.stderr).toBe(0);
  return answer.json();
}

beforeAll(async () => {
  await run(['setup', '--admin', 'boss', '--password-stdin'], 'correct horse battery\n');
  await run(['user', 'add', 'ann']);
  const noPorts = ['--host', '127.0.0.1', '--https-port', '0', '--http-port', '0'];
  ({ app, page } = await openElectronApp(dirs, noPorts));
});

afterAll(async () => {
  await app?.close();
  dirs.remove();
});

it('the console follows a restore by itself: the authority opens anew in its process, the window gets a new port', async () => {
  const readState = () => page.evaluate(async () => (await window.rollcallShell.getState()).authority);
  await eventually('the authority', async () => (await readState()).phase === 'ready');
  const skip = page.getByRole('button', { name: 'Skip the rest' });
  const users = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Users' });
  await expectPage(skip.or(users).first()).toBeVisible();
  if (await skip.isVisible()) await skip.click();
  await users.click();
  const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expectPage(rowOf('ann')).toBeVisible();

  const backupPath = path.join(dirs.dataDir, 'backup');
  // Encrypted, since Electron's cryptography is another library than Node's.
  await run(['backup', 'create', backupPath, '--passphrase-stdin'], 'eleven green bottles\n');
  await run(['user', 'add', 'carl']);
  await expectPage(rowOf('carl')).toBeVisible();
  await run(['backup', 'restore', backupPath, '--passphrase-stdin'], 'eleven green bottles\n');
  await expectPage(rowOf('carl')).toBeHidden();
  await expectPage(rowOf('ann')).toBeVisible();
  expect(await readState()).toMatchObject({ phase: 'ready', restarts: 0 });
  // And what happens now is seen there.
  await run(['user', 'add', 'dora']);
  await expectPage(rowOf('dora')).toBeVisible();
});
