import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../support/authenticator.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient } from '../support/client.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';

let authority: AuthorityProcess;
let control: Control;
let api: ApiClient;
let chrome: Browser;
const faults: string[] = [];
/** A walk over many pages, each looked at by axe more than once. */
const walkMs = 240_000;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  api = new ApiClient(authority.origin, authority.ca);
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await chrome.close();
  await authority.remove();
});

async function openPage(javaScriptEnabled = true): Promise<Page> {
  const context = await chrome.newContext({ ignoreHTTPSErrors: true, javaScriptEnabled });
  const page = await context.newPage();
  page.on('console', (message) => {
    // A refused form answers 4xx on purpose; Chromium reports that as if the page had failed to load something.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  return page;
}

/** On a phone in the dark and at a desktop, and the other way round: no fault of axe, nothing wider than the screen. */
async function look(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  for (const [width, colorScheme] of [
    [320, 'dark'],
    [1280, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 720 });
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
    for (const dir of ['rtl', 'ltr']) {
      const over = await page.evaluate((way) => {
        document.documentElement.dir = way;
        return document.documentElement.scrollWidth - window.innerWidth;
      }, dir);
      expect([dir, width, over > 0]).toEqual([dir, width, false]);
    }
  }
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${authority.origin}/sign-in`);
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(passwordOf(name));
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signed in and seen, so that its place is not given away. */
async function signInTill(name: string, device: string): Promise<void> {
  const { token } = await api.mustSignIn(name, passwordOf(name), device);
  expect((await api.whoAmI(token)).status).toBe(200);
}

describe('the pages of the second factor', () => {
  it(
    'are complete in Chromium, from adding it to removing it',
    async () => {
      const name = 'ann';
      await addUser(authority, name, { limit: 5 });
      const page = await openPage();
      await signIn(page, name);
      await page.waitForURL('**/devices');
      await page.getByRole('link', { name: 'Second factor' }).click();
      await page.getByText('Cannot scan it?').click();
      await look(page, 'Add a second factor');
      const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
      await page.getByLabel('Your password now').fill(passwordOf(name));
      await page.getByLabel('Code from the app').fill(codeOf(secret));
      await page.getByRole('button', { name: 'Add the second factor' }).click();
      await look(page, 'Keep your recovery codes');
      const codes = await page.locator('.codes code').allTextContents();
      await page.getByRole('link', { name: 'I have kept them' }).click();

      const other = await openPage();
      await signIn(other, name);
      await look(other, 'Enter your code');
      await other.getByLabel('Code').fill('no such code');
      await other.getByRole('button', { name: 'Sign in' }).click();
      expect(await other.getByRole('alert').textContent()).toContain('not right');
      await look(other, 'Enter your code');
      await other.getByLabel('Code').fill(codes[0] ?? '');
      await other.getByRole('button', { name: 'Sign in' }).click();
      await other.waitForURL('**/devices');

      await page.getByRole('link', { name: 'Second factor' }).click();
      await look(page, 'Second factor');
      await page.getByRole('link', { name: 'Make new recovery codes' }).click();
      await look(page, 'New recovery codes');
      await page.goBack();
      await page.getByRole('link', { name: 'Remove the second factor' }).click();
      await look(page, 'Remove the second factor?');
      await page.getByLabel('Your password now').fill(passwordOf(name));
      await page.getByLabel('Code').fill(codes[1] ?? '');
      await page.getByRole('button', { name: 'Remove the second factor' }).click();
      await page.waitForURL('**/devices?notice=second_factor_removed');
      await other.reload();
      expect(await other.textContent('main')).toContain('second factor of this account was removed');
      expect(faults).toEqual([]);
    },
    walkMs,
  );

  it('need no JavaScript', async () => {
    const name = 'bea';
    await addUser(authority, name, { limit: 5 });
    const page = await openPage(false);
    await signIn(page, name);
    await page.waitForURL('**/devices');
    await page.getByRole('link', { name: 'Second factor' }).click();
    const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
    await page.getByLabel('Your password now').fill(passwordOf(name));
    await page.getByLabel('Code from the app').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Add the second factor' }).click();
    const codes = await page.locator('.codes code').allTextContents();
    const other = await openPage(false);
    await signIn(other, name);
    await other.getByLabel('Code').fill(codes[0] ?? '');
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.waitForURL('**/devices');
    expect(await other.getByRole('heading', { level: 1 }).textContent()).toBe('My devices');
  });
});

describe('the pages of a sign-in that is stopped by a rule', () => {
  it(
    'are complete in Chromium: hours, seats, limit, and the chooser after a kick war',
    async () => {
      await addUser(authority, 'hal', { limit: 5 });
      const { group } = await control.groups.add({
        name: 'never now',
        rules: {
          hours: {
            windows: [{ days: [((new Date().getDay() + 2) % 7) + 1], from: '08:30', to: '09:00' }],
            outside: 'block-new',
          },
        },
      });
      await control.users.set({ id: await userIdOf(control, 'hal'), groups: [group.id] });
      const hours = await openPage();
      await signIn(hours, 'hal');
      await look(hours, 'Sign-in is closed now');

      await addUser(authority, 'lou', { limit: 1, policy: 'refuse' });
      await signInTill('lou', 'PC-A');
      const limit = await openPage();
      await signIn(limit, 'lou');
      await look(limit, 'Your place is taken');

      await addUser(authority, 'war', { limit: 1, policy: 'end-least-recent' });
      for (let n = 0; n < 5; n += 1) await api.signIn('war', passwordOf('war'), `Till ${String(n)}`);
      const chooser = await openPage();
      await signIn(chooser, 'war');
      expect(await chooser.textContent('main')).toContain('signed each other out too often');
      await look(chooser, 'Choose a device to sign out');

      await authority.run(['session', 'end', '--all']);
      await addUser(authority, 'sue', { limit: 5 });
      await signInTill('sue', 'Till 1');
      await signInTill('sue', 'A tablet with quite a long name in the storeroom');
      await control.plan.set({
        seats: (await control.plan.get()).used,
        mode: 'floating',
        whenFull: 'refuse',
      });
      const seats = await openPage();
      await signIn(seats, 'sue');
      await look(seats, 'No place is free');
      await control.plan.set({ seats: 'unlimited', mode: 'floating', whenFull: 'refuse' });
      expect(faults).toEqual([]);
    },
    walkMs,
  );

  it(
    'are complete in Chromium: "it was not me"',
    async () => {
      await addUser(authority, 'own', { limit: 1, policy: 'end-least-recent' });
      const page = await openPage();
      await signIn(page, 'own');
      await page.waitForURL('**/devices');
      await signInTill('own', 'Strange phone');
      await page.reload();
      await look(page, 'You are signed out');
      await page.getByRole('link', { name: 'It was not me' }).click();
      await look(page, 'It was not me');
      await page.getByLabel('User name').fill('own');
      await page.getByLabel('Password', { exact: true }).fill(passwordOf('own'));
      await page.getByRole('button', { name: 'Sign that device out' }).click();
      await look(page, 'Choose your own password');
      await page.getByLabel('Your new password').fill('nobody else knows this');
      await page.getByRole('button', { name: 'Save and sign in' }).click();
      await page.waitForURL('**/devices');
      expect(faults).toEqual([]);
    },
    walkMs,
  );
});
