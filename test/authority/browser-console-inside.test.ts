import type { Browser as Chrome, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../proxies/free-port.ts';
import { addSecondFactor, type Factor } from '../support/authenticator.ts';
import { passwordOf, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { Browser } from '../support/client.ts';
import { ConsoleVisitor } from '../support/console-visitor.ts';
import { expectPage } from '../support/expect-page.ts';
import { openChromium } from '../support/open-chromium.ts';
import { expectFault } from '../support/page-faults.ts';
import { runProgram } from '../support/run-program.ts';

let authority: AuthorityProcess;
let factor: Factor;
let chrome: Chrome;
let page: Page;
let ports: [number, number];
let codesUsed = 0;
/** What the command line said of it: before an admin had a second factor, and after. */
let shown: string[];

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await authority.run(
    ['user', 'add', 'carol', '--admin', '--password-stdin', '--final'],
    `${passwordOf('carol')}\n`,
  );
  ports = [await findFreePort('127.0.0.1'), await findFreePort('127.0.0.1')];
  const say = async (...args: string[]): Promise<string> =>
    (await runProgram(['console', ...args, '--data', authority.dataDir])).stdout;
  shown = [await say('on', '--port', String(ports[0]))];
  const portal = new Browser(authority.origin, authority.ca);
  await portal.signIn('carol', passwordOf('carol'));
  factor = await addSecondFactor(portal, 'carol');
  shown.push(await say('show'));
  chrome = await openChromium();
  const context = await chrome.newContext({ locale: 'en', viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
});
afterAll(async () => {
  await chrome?.close();
  await authority.remove();
});

const originOf = (port: number): string => `http://127.0.0.1:${String(port)}`;
const nextCode = (): string => factor.recoveryCodes[codesUsed++] ?? '';
const save = () => page.getByRole('button', { name: 'Save one change' }).click();
const rows = () =>
  page.getByRole('list', { name: 'Signed in to the console in a browser' }).getByRole('listitem');
const title = () => page.getByRole('heading', { level: 1 });

// One journey: each test goes on where the one before it ended.
describe('whoever is in the console in a browser', () => {
  it('has read on the command line what it takes to get in', () => {
    const port = String(ports[0]);
    for (const text of shown) {
      expect(text).toContain(`at http://127.0.0.1:${port}`);
      expect(text).toContain(`ssh -L ${port}:127.0.0.1:${port} YOU@127.0.0.1`);
      expect(text).toContain('Nobody is signed in there.');
    }
    const missing = `second factor, to be added at ${authority.origin}/account/second-factor`;
    expect(shown.map((text) => text.includes(missing))).toEqual([true, false]);
  });

  it('is in the language chosen on its sign-in page, and takes another one back there', async () => {
    await page.goto(originOf(ports[0]));
    await page.getByText('Language: English').click();
    await page.getByRole('button', { name: 'العربية' }).click();
    await expectPage(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await page.locator('[name=username]').fill('carol');
    await page.locator('[name=password]').fill(passwordOf('carol'));
    await page.locator('[name=code]').fill(nextCode());
    await page.locator('main [type=submit]').click();
    await expectPage(page.getByRole('link', { name: 'نظرة عامة' })).toBeVisible();
    await page.goto(`${originOf(ports[0])}/#/settings`);
    await page.getByRole('combobox', { name: 'اللغة' }).click();
    await page.getByRole('option', { name: 'English' }).click();
    await expectPage(title()).toHaveText('Settings');
    const cookies = await page.context().cookies();
    expect(cookies.find(({ name }) => name === 'rollcall-console-language')?.value).toBe('en');
  });

  it('sees who else is, and signs them out', async () => {
    await expectPage(rows()).toHaveCount(1);
    await expectPage(rows()).toContainText('This one');
    const other = new ConsoleVisitor(originOf(ports[0]));
    await other.signInToConsole('carol', passwordOf('carol'), nextCode());
    await expectPage(rows()).toHaveCount(2);
    await rows().filter({ hasNotText: 'This one' }).getByRole('button').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await expectPage(rows()).toHaveCount(1);
    await expectPage(page.getByRole('dialog')).toHaveCount(0);
    expect((await other.send('/session')).json()).toEqual({});
    expect(await authority.run(['console', 'show'])).toMatchObject({ sessions: [{ userName: 'carol' }] });
  });

  it('has one tab too many, hears so, and comes in once another is closed and it is told to', async () => {
    const more = await page.evaluate(() => {
      const sockets = Array.from({ length: 9 }, () => new WebSocket('/control'));
      Object.assign(window, { firstTab: sockets[0] });
      return Promise.all(
        sockets.map(
          (one) => new Promise((resolve) => one.addEventListener('open', () => resolve(one.readyState))),
        ),
      );
    });
    expect(new Set(more)).toEqual(new Set([1]));
    const tab = await page.context().newPage();
    let asked = 0;
    tab.on('request', (request) => {
      if (request.url().endsWith('/session')) asked += 1;
    });
    await tab.goto(originOf(ports[0]));
    const tooMany = tab.getByRole('heading', { name: /in as many tabs as it may: 10\.$/ });
    await expectPage(tooMany).toBeVisible();
    const again = tab.getByRole('button', { name: 'Try again' });
    await again.click();
    await expectPage(again).toHaveAttribute('aria-busy', 'false');
    await expectPage(tooMany).toBeVisible();
    // By itself, and when it was told to.
    expect(asked).toBe(2);
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const { firstTab } = window as unknown as { firstTab: WebSocket };
          firstTab.addEventListener('close', resolve);
          firstTab.close();
        }),
    );
    await again.click();
    await expectPage(tab.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page');
    await tab.close();
  });

  it('is asked before moving it to another port, told where it went, and still signed in there', async () => {
    await page.getByLabel('Port of the console in a browser', { exact: true }).fill(String(ports[1]));
    await save();
    const dialog = page.getByRole('dialog');
    await expectPage(dialog).toContainText(originOf(ports[1]));
    await dialog.getByRole('button', { name: 'Move' }).click();
    await expectPage(title()).toHaveText(`The console has moved to port ${String(ports[1])}.`);
    await page.getByRole('link', { name: originOf(ports[1]) }).click();
    await expectPage(title()).toHaveText('Settings');
    await expectPage(page).toHaveURL(`${originOf(ports[1])}/#/settings`);
    await expectPage(rows()).toContainText('This one');
  });

  it('is asked before turning it off, told how to turn it on again, and signs in again then', async () => {
    await page.getByLabel('Console in a browser', { exact: true }).click({ force: true });
    await save();
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
    await expectPage(title()).toHaveText('The console in a browser is turned off.');
    // Nobody answers.
    expectFault(/ERR_CONNECTION_REFUSED/, 'some');
    await expectPage(page.getByText('rollcall console on')).toBeVisible();
    const again = page.getByRole('button', { name: 'Try again' });
    await again.click();
    await expectPage(again).toHaveAttribute('aria-busy', 'false');
    await expectPage(title()).toHaveText('The console in a browser is turned off.');
    await authority.run(['console', 'on']);
    await again.click();
    await expectPage(page.getByText('the console in the browser was turned off')).toBeVisible();
  });
});
