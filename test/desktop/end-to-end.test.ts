import type { ElectronApplication, Page } from '@playwright/test';
import fs from 'node:fs';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { findFreePort } from '../proxies/free-port.ts';
import { startAuthority } from '../support/authority-process.ts';
import { createAppDirs, openElectronApp } from '../support/electron-app.ts';
import { eventually } from '../support/eventually.ts';
import { expectPage as expect } from '../support/expect-page.ts';
import { expectRefusal } from '../support/page-faults.ts';
import { openPhoneShop, type Phone, type PhoneShop } from '../support/phone.ts';

/** The promise to the admin: what happens on the LAN is on the screen within this time. */
const SHOWN_WITHIN_MS = 1_000;
const HOST = '127.0.0.1';
const password = 'three words of ann';

// One journey: each test goes on where the one before it ended.
describe('the first day with Rollcall', () => {
  const dirs = createAppDirs({ withFixtures: false });
  let ports: string[];
  let app: ElectronApplication;
  let admin: Page;
  let shop: PhoneShop;
  let phone: Phone;
  let secondPhone: Phone;
  let origin: string;

  const goTo = (screen: string) =>
    admin.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
  const rowOf = (name: string) => admin.getByRole('row').filter({ hasText: name });
  /** When the text came, to the millisecond: the driver itself looks only now and then. */
  const timeOf = (words: string, among: 'tr' | 'main') =>
    admin.evaluate(
      ([text, places]) =>
        new Promise<number>((resolve) => {
          const isThere = () =>
            [...document.querySelectorAll(places)].some((place) => place.textContent.includes(text));
          const observer = new MutationObserver(() => {
            if (!isThere()) return;
            observer.disconnect();
            resolve(Date.now());
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
      [words, among] as const,
    );
  /** When what a phone sends next is answered. */
  const timeOfAnswer = ({ page }: Phone) =>
    page.waitForResponse((response) => response.request().method() === 'POST').then(() => Date.now());
  const signIn = async ({ page }: Phone) => {
    await page.goto(`${origin}/sign-in?again=1`);
    await page.getByLabel('User name').fill('ann');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${origin}/devices`);
  };

  beforeAll(async () => {
    const [https, http] = [await findFreePort(HOST), await findFreePort(HOST)];
    ports = ['--host', HOST, '--https-port', String(https), '--http-port', String(http)];
    origin = `https://${HOST}:${String(https)}`;
    ({ app, page: admin } = await openElectronApp(dirs, ports));
  });

  afterAll(async () => {
    await shop?.close();
    await app?.close();
    dirs.remove();
  });

  it('the admin opens the app for the first time and makes the account of the admin', async () => {
    await expect(admin.getByRole('heading', { name: 'Set up Rollcall' })).toBeVisible();
    await admin.getByRole('button', { name: 'Set up a new Rollcall' }).click();
    await admin.getByLabel('User name').fill('boss');
    await admin.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await admin.getByLabel('Password again').fill('correct horse battery');
    await admin.getByRole('button', { name: 'Make the admin' }).click();
    await expect(admin.getByRole('heading', { name: 'When does it run?' })).toBeVisible();
  });

  it('goes on past addresses and certificate, and adds the first user with a limit of 1', async () => {
    await admin.getByRole('button', { name: 'Go on' }).click();
    await expect(admin.getByRole('heading', { name: 'Where do people find it?' })).toBeVisible();
    await admin.getByRole('button', { name: 'Go on' }).click();
    await expect(admin.getByRole('heading', { name: 'How do devices trust it?' })).toBeVisible();
    await admin.getByRole('button', { name: 'Go on' }).click();
    await admin.getByLabel('User name').fill('ann');
    await admin.getByLabel('At most this many devices').check();
    await admin.getByLabel('Number of devices').fill('1');
    await admin.getByRole('button', { name: 'Add user', exact: true }).click();
    await expect(admin.getByRole('heading', { name: 'ann is added' })).toBeVisible();
  });

  it('the phone comes to trust Rollcall, and its first sign-in turns the last step green', async () => {
    await admin.getByRole('button', { name: 'Copy the code' }).click();
    const code = await eventually('the code on the clipboard', () =>
      app.evaluate(({ clipboard }) => clipboard.readText()),
    );
    await admin.getByRole('button', { name: 'Go on' }).click();
    await expect(admin.getByText('Waiting for a device to open the page')).toBeVisible();

    const httpOrigin = `http://${HOST}:${ports.at(-1)!}`;
    const ca = await fetch(`${httpOrigin}/trust/ca.pem`);
    shop = await openPhoneShop(await ca.text());
    phone = await shop.openPhone();
    await phone.page.goto(`${origin}/welcome`);
    await expect(admin.getByText('A device has opened the page')).toBeVisible();
    await phone.page.getByLabel('User name').fill('ann');
    await phone.page.getByLabel('One-time code').fill(code);
    await phone.page.getByLabel('Your new password').fill(password);
    const shownAt = timeOf('A device is signed in', 'main');
    const answeredAt = timeOfAnswer(phone);
    await phone.page.getByRole('button', { name: 'Save and sign in' }).click();
    await phone.page.waitForURL(`${origin}/devices`);
    expect((await shownAt) - (await answeredAt)).toBeLessThan(SHOWN_WITHIN_MS);
    await expect(admin.getByText('A device is signed in')).toBeVisible();
    await admin.getByRole('button', { name: 'Finish' }).click();
    await expect(admin.getByRole('heading', { name: 'Everything works' })).toBeVisible();
  });

  it('the admin ends the session, and the next thing the phone does is refused with the reason', async () => {
    await goTo('Sessions');
    await rowOf('ann')
      .getByRole('button', { name: /^Sign out/ })
      .click();
    await admin
      .getByRole('dialog')
      .getByRole('button', { name: /^Sign out .+ on / })
      .click();
    await expect(rowOf('ann')).toHaveCount(0);
    expectRefusal(401);
    const answer = await phone.page.reload();
    expect(answer?.status()).toBe(401);
    await expect(phone.page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
    await expect(phone.page.getByText('The admin ended it.')).toBeVisible();
    await admin.getByRole('tab', { name: 'Ended' }).click();
    await expect(rowOf('ann').getByText('Signed out by the admin')).toBeVisible();
    await admin.getByRole('tab', { name: /^Active/ }).click();
  });

  it('the phone signs in again, and its row is there within a second', async () => {
    await expect(admin.getByText('Nobody is signed in')).toBeVisible();
    const shownAt = timeOf('ann', 'tr');
    const answeredAt = timeOfAnswer(phone);
    await signIn(phone);
    expect((await shownAt) - (await answeredAt)).toBeLessThan(SHOWN_WITHIN_MS);
  });

  it('a second phone on the same address must choose, and the first learns who took its place', async () => {
    secondPhone = await shop.openPhone();
    const { page } = secondPhone;
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel('User name').fill('ann');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('You are signed in on 1 device. Your limit is 1.')).toBeVisible();
    await expect(rowOf('ann')).toHaveCount(1);
    await page.getByRole('button', { name: 'Sign out this device and continue' }).click();
    await page.waitForURL(`${origin}/devices`);
    expectRefusal(401);
    await phone.page.reload();
    await expect(
      phone.page.getByText('You signed in on another device and chose to sign this one out.'),
    ).toBeVisible();
    await expect(rowOf('ann')).toHaveCount(1);
  });

  it('who is refused tells the admin, and Dismiss takes the request out of what needs the admin', async () => {
    await goTo('Users');
    await rowOf('ann').getByRole('link', { name: 'ann' }).click();
    await admin.getByRole('button', { name: 'Change…' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Refuse the new device' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    const { page } = phone;
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel('User name').fill('ann');
    await page.getByLabel('Password', { exact: true }).fill(password);
    expectRefusal(409);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Tell the admin' }).click();
    await expect(page.getByText(/The admin was told/)).toBeVisible();

    await goTo('Overview');
    const plea = admin.locator('main li').filter({ hasText: 'Somebody asks to be let in' });
    await expect(plea).toContainText('ann');
    await plea.getByRole('button', { name: 'Dismiss' }).click();
    await expect(plea).toHaveCount(0);
    await goTo('Audit');
    await expect(admin.locator('tbody tr[data-id]').first()).toContainText('ann');
    await goTo('Sessions');
  });

  it('Undo takes back the typing where somebody types, and else what the notice says', async () => {
    const undo = () =>
      app.evaluate(({ Menu }) => {
        const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
        items.find(({ label }) => label === 'Undo')?.click();
      });
    await goTo('Users');
    await admin.keyboard.press('Control+k');
    await expect(admin.getByRole('combobox', { name: 'Find or do something' })).toBeFocused();
    await admin.keyboard.insertText('Pause new sign-ins until I resume');
    await expect(admin.getByRole('option').first()).toContainText('Pause new sign-ins until I resume');
    await admin.keyboard.press('Enter');
    const alarm = admin.getByRole('link', { name: '1 thing needs you' });
    await expect(alarm).toBeVisible();
    // A notice that is pointed at does not go.
    await admin.getByRole('button', { name: 'Undo', exact: true }).hover();
    const field = admin.getByRole('textbox', { name: 'Filter users' });
    await field.focus();
    for (const takeBack of [undo, () => admin.keyboard.press('Control+z')]) {
      await admin.keyboard.insertText('zebra');
      await expect(field).toHaveValue('zebra');
      await takeBack();
      await expect(field).toHaveValue('');
      await expect(alarm).toBeVisible();
    }
    await admin.getByRole('heading', { level: 1 }).focus();
    await undo();
    await expect(alarm).toHaveCount(0);
    await goTo('Sessions');
  });

  it('the authority is killed: the console says so, it comes back, and everybody is still signed in', async () => {
    const pid = await app.evaluate(
      ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Rollcall authority')?.pid,
    );
    process.kill(pid!, 'SIGKILL');
    await expect(
      admin.getByText(/Rollcall stopped and (starts again in 1 second|is starting again)\./),
    ).toBeVisible();
    await expect(admin.getByText('Live · 1 device signed in')).toBeVisible();
    const answer = await secondPhone.page.reload();
    expect(answer?.status()).toBe(200);
    await expect(secondPhone.page.getByRole('heading', { name: 'My devices' })).toBeVisible();
    await expect(rowOf('ann')).toBeVisible();
  });

  it('quitting ends the service; started again, it knows everybody', async () => {
    await app.close();
    // Not by the page: Chromium would open it again by itself, in the way of what the test opens next.
    await expect(secondPhone.page.request.get(`${origin}/devices`)).rejects.toThrow('ECONNREFUSED');
    ({ app, page: admin } = await openElectronApp(dirs, ports));
    await expect(admin.getByText('Live · 1 device signed in')).toBeVisible();
    const answer = await secondPhone.page.goto(`${origin}/devices`);
    expect(answer?.status()).toBe(200);
  });
});

describe('a data directory that another Rollcall holds, which does not answer', () => {
  it('is said in the console, and tried again when the admin asks', async () => {
    const dirs = createAppDirs({ withFixtures: false });
    const service = await startAuthority({ dataDir: dirs.dataDir });
    fs.rmSync(service.socket);
    const { app, page } = await openElectronApp(dirs, [
      '--host',
      HOST,
      '--https-port',
      '0',
      '--http-port',
      '0',
    ]);
    try {
      await expect(
        page.getByRole('heading', { name: 'Another Rollcall already runs with this data directory.' }),
      ).toBeVisible();
      await service.stop();
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('heading', { name: 'Set up Rollcall' })).toBeVisible();
    } finally {
      await app.close();
      await service.stop();
      dirs.remove();
    }
  });
});
