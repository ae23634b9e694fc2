import type { Browser as Chrome, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../proxies/free-port.ts';
import { addSecondFactor, type Factor } from '../support/authenticator.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, readText } from '../support/client.ts';
import { expectPage as see } from '../support/expect-page.ts';
import { runAxe } from '../support/run-axe.ts';
import { openChromium } from '../support/open-chromium.ts';
import { expectFault } from '../support/page-faults.ts';

let authority: AuthorityProcess;
let factor: Factor;
let chrome: Chrome;
let page: Page;
let origin: string;
let codesUsed = 0;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await authority.run(
    ['user', 'add', 'carol', '--admin', '--password-stdin', '--final'],
    `${passwordOf('carol')}\n`,
  );
  await addUser(authority, 'ann');
  const portal = new Browser(authority.origin, authority.ca);
  await portal.signIn('carol', passwordOf('carol'));
  factor = await addSecondFactor(portal, 'carol');
  const port = await findFreePort('127.0.0.1');
  origin = `http://127.0.0.1:${String(port)}`;
  await authority.run(['console', 'on', '--port', String(port)]);
  chrome = await openChromium();
  const context = await chrome.newContext({ locale: 'en', viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
});
afterAll(async () => {
  await chrome?.close();
  await authority.remove();
});

const goTo = (screen: string) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
const fillIn = async (): Promise<void> => {
  await page.getByLabel('User name').fill('carol');
  await page.getByLabel('Password', { exact: true }).fill(passwordOf('carol'));
  await page.getByLabel('Code').fill(factor.recoveryCodes[codesUsed++] ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
};
const expectOverview = (): Promise<void> =>
  see(page.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page');
const expectSignIn = async (why: string): Promise<void> => {
  await see(page.getByRole('heading', { name: 'Sign in to the console' })).toBeVisible();
  await see(page.getByText(why)).toBeVisible();
};

// One journey: each test goes on where the one before it ended.
describe('the console in a browser', () => {
  it('asks for name, password and code in the form that password managers know', async () => {
    await page.goto(origin);
    await see(page).toHaveURL(`${origin}/sign-in`);
    const fields = await page
      .locator('form input')
      .evaluateAll((inputs) =>
        inputs.map((input) => [input.getAttribute('name'), input.getAttribute('autocomplete')]),
      );
    expect(fields).toEqual([
      ['username', 'username'],
      ['password', 'current-password'],
      ['code', 'one-time-code'],
    ]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const violations = await runAxe(page);
      expect(violations).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('opens at the overview, live, and says whose it is', async () => {
    await fillIn();
    await expectOverview();
    await see(page.getByText(/^Live · 1 device/)).toBeVisible();
    await see(page.getByText('Signed in as carol')).toBeVisible();
  });

  it('shows a sign-in as it happens, and ends the session by its admin’s name', async () => {
    const ann = new Browser(authority.origin, authority.ca);
    await goTo('Sessions');
    await ann.signIn('ann', passwordOf('ann'));
    const row = page.getByRole('row').filter({ hasText: 'ann' });
    await row.getByRole('button', { name: /^Sign out/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Sign out .+ on / })
      .click();
    await see(row).toHaveCount(0);
    expect(readText((await ann.open('/devices')).text)).toContain('The admin ended it.');
    const { entries } = await authority.run<{ entries: object[] }>(['audit', 'list']);
    expect(entries).toContainEqual(expect.objectContaining({ action: 'session.ended', actor: 'user:carol' }));
  });

  it('saves a file as a download, and shows nothing that belongs to the window on the computer itself', async () => {
    await goTo('Users');
    const download = page.waitForEvent('download');
    await page
      .getByRole('button', { name: /Export/ })
      .first()
      .click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    expect(await readFile(await file.path(), 'utf8')).toContain('ann');
    await goTo('Settings');
    await see(page.getByRole('link', { name: 'Run the set-up again' })).toBeVisible();
    await see(page.getByText('When does it run?')).toHaveCount(0);
    await see(page.getByRole('switch', { name: /status icons/ })).toHaveCount(0);
  });

  it('says before a restore that one signs in again', async () => {
    const made = path.join(authority.dataDir, 'backups/first.backup');
    await authority.run(['backup', 'create', made]);
    await goTo('Backup');
    await page.getByLabel('File of the backup').fill(made);
    await page.getByRole('button', { name: 'Check the backup' }).click();
    await page.getByRole('button', { name: 'Bring it back…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toContain('and you sign in to the console again');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await see(dialog).toHaveCount(0);
  });

  it('leaves room for every word of its top bar', async () => {
    const signOut = page.getByRole('button', { name: 'Sign out', exact: true });
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const cut = await signOut.evaluate((button) =>
        [...button.querySelectorAll('*')].some((part) => part.scrollWidth > part.clientWidth + 1),
      );
      expect([width, cut]).toEqual([width, false]);
      const bar = await page.getByRole('banner').boundingBox();
      const find = await page.getByRole('button', { name: /Find or do something/ }).boundingBox();
      expect(find?.x).toBeGreaterThanOrEqual(bar?.x ?? Infinity);
    }
  });

  it('is as strict as the window of the app: no network but its own socket, no inline script', async () => {
    const blocked = await page.evaluate(async () => {
      const violations: string[] = [];
      const both = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          violations.push(effectiveDirective);
          if (violations.length === 2) resolve();
        });
      });
      const script = document.createElement('script');
      script.textContent = 'window.hurt = true';
      document.body.append(script);
      await fetch('http://127.0.0.1:1/').catch(() => undefined);
      await both;
      return { violations, hurt: 'hurt' in window };
    });
    expect(blocked).toEqual({ violations: ['script-src-elem', 'connect-src'], hurt: false });
    expectFault(/inline script violates .* Content Security Policy/);
    expectFault(/Connecting to 'http:\/\/127.0.0.1:1\/' violates .* Content Security Policy/);
    expectFault(/Fetch API cannot load http:\/\/127.0.0.1:1\/.* Content Security Policy/);
  });

  it('signs out by its own button, and comes back with the next sign-in', async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expectSignIn('You have signed out.');
    await page.goBack();
    await see(page).toHaveURL(/\/sign-in(#.*)?$/);
    await fillIn();
    await expectOverview();
  });

  it('goes to the sign-in page by itself when the command line ends it, and back to where one was', async () => {
    const screens = page.getByRole('navigation', { name: 'Screens' });
    await screens.getByRole('link', { name: 'Users' }).click();
    await see(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
    await authority.run(['console', 'end', '--all']);
    await expectSignIn('An admin has ended this session.');
    await fillIn();
    await see(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
    await screens.getByRole('link', { name: 'Overview' }).click();
    await expectOverview();
  });

  it('shows what it knew while Rollcall is away, and asks to sign in when that is back', async () => {
    const refused = page.waitForEvent('requestfailed');
    await authority.stop();
    await see(page.getByText('The connection to Rollcall is lost and is being made again.')).toBeVisible();
    await see(page.getByText(/^Not connected · as of/)).toBeVisible();
    await see(page.locator('main[data-stale]')).toBeVisible();
    // It has been tried in vain, and is tried again.
    await refused;
    await authority.restart();
    await expectSignIn('because Rollcall was started again');
    await fillIn();
    await expectOverview();
    // What browsers themselves say of a server that is away.
    expectFault(/ERR_CONNECTION_REFUSED/, 'some');
  });

  it('notices that Rollcall hangs although nothing has closed the connection, and is back by itself', async () => {
    process.kill(authority.pid, 'SIGSTOP');
    try {
      await see(page.getByText('The connection to Rollcall is lost and is being made again.')).toBeVisible();
      await see(page.getByText(/^Not connected · as of/)).toBeVisible();
    } finally {
      process.kill(authority.pid, 'SIGCONT');
    }
    await see(page.getByText(/^Live · /)).toBeVisible();
    expect(await page.getByText(/^Not connected/).count()).toBe(0);
  });

  it('speaks the language of the browser, from right to left too', async () => {
    const arabic = await chrome.newPage({ locale: 'ar', viewport: { width: 320, height: 640 } });
    await arabic.goto(origin);
    expect(await arabic.locator('html').getAttribute('dir')).toBe('rtl');
    await see(arabic.getByRole('heading', { name: 'تسجيل الدخول إلى لوحة الإدارة' })).toBeVisible();
    expect(
      await arabic.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await arabic.close();
  });
});
