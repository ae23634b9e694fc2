#!/usr/bin/env node
// Makes the pictures of the documents from the real app: `node build/scripts/screenshots.mjs`, after a build.
import { _electron, chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { getElectronRuntime } from './electron-runtime.mjs';
import { rootDir } from './root-dir.mjs';
import { openVirtualDisplay } from './virtual-display.mjs';

const imagesDir = path.join(rootDir, 'docs/images');
const password = 'three quiet rivers';
const people = [
  ['ann', 'Ann Weber', '2', ['Chrome on Windows', 'Safari on iPhone']],
  ['bruno', 'Bruno Costa', '1', ['Edge on Windows']],
  ['chiara', 'Chiara Rossi', 'inherit', ['Firefox on Linux']],
  ['deniz', 'Deniz Kaya', '3', ['Chrome on Android', 'Chrome on Windows', 'Safari on iPad']],
  ['elif', 'Elif Demir', '1', []],
];

/** Runs the command line on the data directory. */
function rollcall(dataDir, args, input = '') {
  return new Promise((/** @type {(value?: undefined) => void} */ resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join(rootDir, 'out/rollcall.js'), ...args, '--data', dataDir],
      {
        stdio: ['pipe', 'ignore', 'inherit'],
      },
    );
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`rollcall ${args[0]}: ${code}`)),
    );
    child.stdin.end(input);
  });
}

/** Signs in over the session API, as a device of the LAN would. */
function signIn(origin, username, device) {
  const body = JSON.stringify({ username, password, device: { name: device } });
  return new Promise((/** @type {(value?: undefined) => void} */ resolve, reject) => {
    const request = https.request(
      `${origin}/api/v1/sessions`,
      // The picture needs a session, not a proof of whose certificate it is.
      { method: 'POST', rejectUnauthorized: false, headers: { 'content-type': 'application/json' } },
      (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 201 ? resolve() : reject(new Error(`${response.statusCode}`)),
        );
      },
    );
    request.once('error', reject);
    request.end(body);
  });
}

const { distDir } = await getElectronRuntime((line) => console.error(line));
// Read by the electron package, when the driver asks it where the program is.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] = distDir;
const display = process.env['DISPLAY'] ? undefined : await openVirtualDisplay();
const baseDir = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-pictures-'));
const dataDir = path.join(baseDir, 'data');
const port = '18743';
fs.mkdirSync(imagesDir, { recursive: true });

await rollcall(dataDir, ['setup', '--admin', 'admin', '--password-stdin'], `${password}\n`);
for (const [name, fullName, limit] of people) {
  const flags = ['--name', fullName, '--limit', limit, '--password-stdin', '--final'];
  await rollcall(dataDir, ['user', 'add', name, ...flags], `${password}\n`);
}
const app = await _electron.launch({
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    `--user-data-dir=${path.join(baseDir, 'profile')}`,
    rootDir,
    '--data',
    dataDir,
    '--host',
    '127.0.0.1',
    '--https-port',
    port,
    '--http-port',
    '18744',
  ],
  env: { ...process.env, ...(display ? { DISPLAY: display.display } : {}) },
});
try {
  const page = await app.firstWindow();
  await page.getByText('0 devices signed in').waitFor();
  const origin = `https://127.0.0.1:${port}`;
  for (const [name, , , devices = []] of people)
    for (const device of devices) await signIn(origin, name, device);
  for (const screen of ['Sessions', 'Limits']) {
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (screen === 'Limits') await page.getByRole('tab', { name: 'For everyone' }).click();
    // In the page, which this file's types know nothing of: as text.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    await page.screenshot({ path: path.join(imagesDir, `${screen.toLowerCase()}.png`) });
  }

  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const phone = await browser.newPage({ viewport: { width: 390, height: 780 }, ignoreHTTPSErrors: true });
  await phone.goto(`${origin}/sign-in`);
  await phone.getByLabel('User name').fill('ann');
  await phone.getByLabel('Password', { exact: true }).fill(password);
  await phone.getByRole('button', { name: 'Sign in' }).click();
  await phone.getByRole('heading', { level: 1 }).waitFor();
  await phone.screenshot({ path: path.join(imagesDir, 'chooser.png') });
  await browser.close();
} finally {
  await app.close();
  display?.end();
  fs.rmSync(baseDir, { recursive: true, force: true, maxRetries: 10 });
}
