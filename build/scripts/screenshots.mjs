#!/usr/bin/env node
// Makes the pictures of the documents from the real app, in an office made up through its own interfaces: `npm run
// screenshots`, after a build. Names of pictures after it make only these: `npm run screenshots -- poster chooser`.
import { _electron, chromium, devices } from '@playwright/test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { getElectronRuntime } from './electron-runtime.mjs';
import { rootDir } from './root-dir.mjs';
import { shrinkPng } from './screenshots/shrink-png.mjs';
import { furnish, nextFile, password, startTheDay } from './screenshots/small-office.mjs';
import { openVirtualDisplay } from './virtual-display.mjs';

const imagesDir = path.join(rootDir, 'docs/images');
const wanted = new Set(process.argv.slice(2));
const host = '127.0.0.1';
const [httpsPort, httpPort] = ['18743', '18744'];
const origin = `https://${host}:${httpsPort}`;
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {string} name */
async function take(page, name) {
  // In the page, which this file's types know nothing of: as text. What moves has arrived after two frames.
  await page.evaluate(
    `Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)))`,
  );
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  if (wanted.size > 0 && !wanted.has(name)) return;
  const png = shrinkPng(await page.screenshot({ caret: 'hide' }));
  fs.writeFileSync(path.join(imagesDir, `${name}.png`), png);
  console.log(`docs/images/${name}.png, ${Math.ceil(png.length / 1024)} KB`);
}

/** The first run, as the admin goes through it. @param {Page} page */
async function setUp(page) {
  const goOn = () => page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Set up Rollcall' }).waitFor();
  await page.getByRole('button', { name: 'Set up a new Rollcall' }).waitFor();
  await take(page, 'first-run');
  await page.getByRole('button', { name: 'Set up a new Rollcall' }).click();
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Password again').fill(password);
  await page.getByRole('button', { name: 'Make the admin' }).click();
  await page.getByRole('heading', { name: 'When does it run?' }).waitFor();
  await goOn();
  await page.getByRole('heading', { name: 'Where do people find it?' }).waitFor();
  await goOn();
  await page.getByRole('heading', { name: 'How do devices trust it?' }).waitFor();
  await take(page, 'first-run-certificate');
  await page.getByRole('button', { name: 'Skip the rest' }).click();
  await page.getByText('0 devices signed in').waitFor();
}

/** @param {Page} page @param {string} screen as the navigation names it */
async function goTo(page, screen) {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: screen, exact: true })
    .click();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

/** @param {Page} page */
async function walkConsole(page) {
  await goTo(page, 'Overview');
  await page.getByRole('heading', { level: 1, name: /works|you/ }).waitFor();
  await take(page, 'overview');
  await goTo(page, 'Sessions');
  await page.getByRole('row').filter({ hasText: 'Hana' }).first().waitFor();
  await take(page, 'sessions');
  await goTo(page, 'Users');
  await page.getByRole('row').filter({ hasText: 'Goran' }).first().waitFor();
  await take(page, 'users');
  await page.getByRole('link', { name: 'Import users' }).click();
  const file = { name: 'next-week.csv', mimeType: 'text/csv', buffer: Buffer.from(nextFile) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole('table', { name: 'Rows of the file' }).waitFor();
  await take(page, 'import');
  await goTo(page, 'Seats and limits');
  await page.getByRole('tab', { name: 'For everyone' }).waitFor();
  await take(page, 'seats');
  await page.getByRole('tab', { name: 'For everyone' }).click();
  await take(page, 'limits');
  for (const [screen, name] of [
    ['Apps', 'apps'],
    ['Reports', 'reports'],
    ['Audit', 'audit'],
    ['Backup', 'backup'],
    ['Network', 'network'],
    ['Settings', 'settings'],
  ]) {
    await goTo(page, screen ?? '');
    await page.getByRole('heading', { level: 1 }).waitFor();
    // The addresses of this computer come after the rest of their screen.
    if (name === 'network') await page.getByText('Not listened on').first().waitFor();
    await take(page, name ?? '');
  }
  await goTo(page, 'Network');
  await page.getByRole('button', { name: 'Poster…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Print…' }).waitFor();
  await take(page, 'poster');
}

/** What people see on their phones. */
async function walkPortal() {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: asRoot });
  try {
    /** @param {string} name @param {string} signedInAs */
    const signIn = async (name, signedInAs) => {
      const { page } = await openPhone();
      await page.goto(`${origin}/sign-in`);
      await page.getByLabel('User name').fill(signedInAs);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { level: 1, name: /^(?!Sign in)/ }).waitFor();
      await take(page, name);
      return page;
    };
    const openPhone = async () => {
      const context = await browser.newContext({
        ...devices['Pixel 7'],
        deviceScaleFactor: 1,
        ignoreHTTPSErrors: true,
      });
      return { page: await context.newPage() };
    };
    const { page: trusting } = await openPhone();
    await trusting.goto(`http://${host}:${httpPort}/trust`);
    await trusting.getByText('Yes. This browser opens Rollcall').waitFor();
    await take(trusting, 'trust');
    await signIn('chooser', 'ann');
    const own = await signIn('my-devices', 'elif');
    await own.goto(`${origin}/apps`);
    await take(own, 'my-apps');
  } finally {
    await browser.close();
  }
}

const { distDir } = await getElectronRuntime((line) => console.error(line));
// Read by the electron package, when the driver asks it where the program is.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] = distDir;
const display = process.env['DISPLAY'] ? undefined : await openVirtualDisplay();
const baseDir = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-pictures-'));
const dataDir = path.join(baseDir, 'data');
fs.mkdirSync(dataDir, { mode: 0o700 });
fs.mkdirSync(imagesDir, { recursive: true });
const app = await _electron.launch({
  args: [
    ...asRoot,
    '--disable-gpu',
    `--user-data-dir=${path.join(baseDir, 'profile')}`,
    rootDir,
    '--data',
    dataDir,
    '--host',
    host,
    '--https-port',
    httpsPort,
    '--http-port',
    httpPort,
  ],
  env: { ...process.env, ...(display ? { DISPLAY: display.display } : {}) },
});
try {
  const page = await app.firstWindow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await setUp(page);
  await furnish(dataDir);
  await startTheDay(origin);
  await walkPortal();
  await walkConsole(page);
} finally {
  await app.close();
  display?.end();
  fs.rmSync(baseDir, { recursive: true, force: true, maxRetries: 10 });
}
