import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { openChromium } from '../support/open-chromium.ts';
import { expectFault, expectRefusal } from '../support/page-faults.ts';

let authority: AuthorityProcess;
let chrome: Browser;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  chrome = await openChromium();
});
afterAll(async () => {
  await chrome.close();
  await authority.remove();
});

interface DeviceOptions {
  readonly width?: number;
  readonly javaScriptEnabled?: boolean;
  /** Opens the secure address whatever its certificate; true unless told. */
  readonly trusts?: boolean;
}

interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** A browser of its own. */
async function openDevice(options: DeviceOptions = {}): Promise<Device> {
  const context = await chrome.newContext({
    ignoreHTTPSErrors: options.trusts ?? true,
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    viewport: { width: options.width ?? 1024, height: 720 },
  });
  return { context, page: await context.newPage() };
}

async function signIn(page: Page, name: string, password = passwordOf(name)): Promise<void> {
  await page.goto(`${authority.origin}/sign-in`);
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe('a person with Chromium', () => {
  it.each([
    ['on a phone', { width: 320 }],
    ['without JavaScript', { javaScriptEnabled: false }],
  ])('signs in, makes room, and signs out again, %s', async (where, options: DeviceOptions) => {
    const name = `ann ${where}`;
    expectRefusal(401, 2);
    await addUser(authority, name, { limit: 1 });

    const first = await openDevice();
    await signIn(first.page, name);
    await first.page.waitForURL('**/devices');

    const { context, page } = await openDevice(options);
    await page.goto(`${authority.origin}/sign-in`);
    await signIn(page, name, 'not the password');
    expect(await page.getByRole('alert').textContent()).toContain('not right');
    await signIn(page, name);
    await page.getByRole('heading', { level: 1, name: 'Choose a device to sign out', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Sign out this device and continue' }).click();
    await page.waitForURL('**/devices');

    await first.page.reload();
    expect(await first.page.textContent('main')).toContain('chose to sign this one out');

    await page.getByRole('link', { name: 'Change your password' }).click();
    await page.waitForURL('**/account/password');
    await page.goBack();
    await page.getByRole('button', { name: 'Sign out of this device' }).click();
    await page.waitForURL('**/signed-out**');
    await Promise.all([context.close(), first.context.close()]);
  });

  it('refused by the limit sees who is in, on a phone', async () => {
    await addUser(authority, 'bob', { limit: 1, policy: 'refuse' });
    expectRefusal(409);
    const first = await openDevice();
    await signIn(first.page, 'bob');
    await first.page.waitForURL('**/devices');
    const { page } = await openDevice({ width: 320 });
    await signIn(page, 'bob');
    await page.getByText('1 of 1 in use: Chrome on Linux, last seen just now').waitFor();
    await Promise.all([page.context().close(), first.context.close()]);
  });

  it('reads how long ago something was, also when the page stays open', async () => {
    await addUser(authority, 'wim', { limit: 3 });
    const { context, page } = await openDevice();
    await page.clock.install();
    await signIn(page, 'wim');
    await page.waitForURL('**/devices');
    const lastUsed = page.locator('.own time');
    expect(await lastUsed.textContent()).toBe('just now');
    await page.clock.fastForward('07:10');
    await page.getByText('Last used 7 minutes ago').waitFor();
    await page.clock.fastForward('02:00:00');
    await page.getByText('Last used 2 hours ago').waitFor();
    await context.close();
  });

  it('shows and hides the password', async () => {
    const { page } = await openDevice();
    await page.goto(`${authority.origin}/sign-in`);
    const field = page.getByLabel('Password', { exact: true });
    await field.fill('secret words');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await field.getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: 'Hide' }).click();
    expect(await field.getAttribute('type')).toBe('password');
  });
});

describe('the trust page', () => {
  it('turns green in a browser that opens the secure address without a warning', async () => {
    const { page } = await openDevice();
    await page.goto(`${authority.httpOrigin}/trust`);
    await page.getByText('Yes. This browser opens Rollcall').waitFor();
    expect(await page.getByText('Not yet.').isVisible()).toBe(false);
  });

  it('says not yet in a browser that does not trust the certificate', async () => {
    const { page } = await openDevice({ trusts: false });
    expectFault(/ERR_CERT_AUTHORITY_INVALID/, 'some');
    await page.goto(`${authority.httpOrigin}/trust`);
    await page.getByText('Not yet.').waitFor();
    expect(await page.getByText('Yes. This browser opens Rollcall').isVisible()).toBe(false);
    await page.close();
  });

  it('compares by the words that the authority gives', async () => {
    const { page } = await openDevice();
    await page.goto(`${authority.httpOrigin}/trust`);
    const status = await authority.run<{ certificate: { caFingerprintWords: string[] } }>(['status']);
    expect(await page.textContent('.words')).toBe(status.certificate.caFingerprintWords.join(' '));
  });
});
