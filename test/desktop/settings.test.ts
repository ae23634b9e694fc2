import type { ElectronApplication, Page } from '@playwright/test';
import { afterAll, beforeAll, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { createAppDirs, openElectronApp } from '../support/electron-app.ts';

const dirs = createAppDirs({ withFixtures: false });
const ports = ['--host', '127.0.0.1', '--https-port', '0', '--http-port', '0'];
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  ({ app, page } = await openElectronApp(dirs, ports));
  await page.getByRole('button', { name: 'Set up a new Rollcall' }).click();
  await page.getByLabel('User name').fill('boss');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByLabel('Password again').fill('correct horse battery');
  await page.getByRole('button', { name: 'Make the admin' }).click();
  await page.getByRole('button', { name: 'Skip the rest' }).click();
  const navigation = page.getByRole('navigation', { name: 'Screens' });
  await navigation.getByRole('link', { name: 'Settings' }).click();
});

afterAll(async () => {
  await app?.close();
  dirs.remove();
});

it('the app shows the real sign-in page as it would be, under its own lockdown', async () => {
  await page.getByLabel('Title', { exact: true }).fill('Harbour Works');
  await page.getByLabel('Colour', { exact: true }).fill('#ffcc00');
  for (const [scheme, background] of [
    ['In the light', 'rgb(242, 244, 246)'],
    ['In the dark', 'rgb(17, 23, 29)'],
  ] as const) {
    const frame = page.frameLocator(`iframe[title="Sign-in page, ${scheme}"]`);
    await expectPage(frame.getByText('Harbour Works')).toBeVisible();
    await expectPage(frame.locator('input[name=password]')).toBeVisible();
    await expectPage(frame.locator('body')).toHaveCSS('background-color', background);
  }
});

it('the theme and the step of the first run have a place to be kept in', async () => {
  await page.getByText('Dark', { exact: true }).click();
  await expectPage(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expectPage(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

it('started from its sources it cannot start with the session, and says so', async () => {
  await page.evaluate(() => (window.location.hash = '#/settings'));
  await expectPage(page.getByText('Only for an installed app')).toBeVisible();
  await expectPage(page.getByRole('switch', { name: 'Start Rollcall when I sign in' })).toBeDisabled();
});
