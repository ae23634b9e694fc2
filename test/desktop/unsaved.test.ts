import type { ElectronApplication, Page } from '@playwright/test';
import assert from 'node:assert/strict';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAppDirs, openElectronApp } from '../support/electron-app.ts';
import { eventually } from '../support/eventually.ts';
import { expectPage } from '../support/expect-page.ts';
import { runProgram } from '../support/run-program.ts';

const dirs = createAppDirs({ withFixtures: false });
const noPorts = ['--host', '127.0.0.1', '--https-port', '0', '--http-port', '0'];
const unsaved = 'not saved yet in the console is lost';
let app: ElectronApplication;
let page: Page;

type Asked = { asked: { message: string; detail: string }[]; answer: number };

beforeAll(async () => {
  const setup = ['setup', '--admin', 'boss', '--password-stdin', '--data', dirs.dataDir];
  const answer = await runProgram(setup, { stdin: 'correct horse battery\n' });
  assert.equal(answer.code, 0, answer.stderr);
  ({ app, page } = await openElectronApp(dirs, noPorts));
  // The system's own question is answered by hand: 1 is Cancel.
  await app.evaluate(({ dialog }) => {
    const kept: Asked = { asked: [], answer: 1 };
    Object.assign(globalThis, { kept });
    dialog.showMessageBox = async (...args: unknown[]) => {
      const { message, detail } = args.at(-1) as Asked['asked'][number];
      kept.asked.push({ message, detail });
      return { response: kept.answer, checkboxChecked: false };
    };
  });
});
afterAll(async () => {
  await app?.close();
  dirs.remove();
});

const choose = (label: string) =>
  app.evaluate(({ Menu }, text) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items.find((one) => one.label === text)!.click();
  }, label);
const readAsked = () => app.evaluate(() => (globalThis as unknown as { kept: Asked }).kept.asked);
const answerWith = (answer: number) =>
  app.evaluate((_electron, to) => void ((globalThis as unknown as { kept: Asked }).kept.answer = to), answer);
/** The question after so many others. */
const asked = (before: number) =>
  eventually('the question', async () => (await readAsked()).slice(before).at(0));

it('what is typed in a dialog is asked about before the window is loaded again or Rollcall is quit', async () => {
  const skip = page.getByRole('button', { name: 'Skip the rest' });
  const users = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Users' });
  await expectPage(skip.or(users).first()).toBeVisible();
  if (await skip.isVisible()) await skip.click();
  await users.click();
  await page.getByRole('button', { name: 'Add user' }).click();
  const name = page.getByRole('dialog').getByLabel('User name');
  await expectPage(name).toBeVisible();
  // Nothing is typed yet: to quit asks about the devices alone.
  await choose('Quit…');
  expect((await asked(0)).detail).not.toContain(unsaved);

  // The window is told a moment later: of what is typed, and of what was taken back.
  const typeAndQuit = async (text: string): Promise<void> => {
    await name.fill(text);
    await eventually(`the question after "${text}" was typed`, async () => {
      const before = (await readAsked()).length;
      await choose('Quit…');
      return (await asked(before)).detail.includes(unsaved) === (text !== '');
    });
  };
  await typeAndQuit('newcomer');
  await typeAndQuit('');
  await typeAndQuit('newcomer');
  const before = (await readAsked()).length;
  await choose('Load the window again');
  expect((await asked(before)).detail).toContain(unsaved);
  await expectPage(name).toHaveValue('newcomer');

  await answerWith(0);
  await choose('Load the window again');
  await expectPage(page.getByRole('dialog')).toHaveCount(0);
  await expectPage(page.getByRole('heading', { level: 1 })).toHaveText('Users');
  // What was given up is not asked about once more.
  await answerWith(1);
  await choose('Quit…');
  expect((await asked(before + 2)).detail).not.toContain(unsaved);
});
