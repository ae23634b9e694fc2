import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { listEnded, listLive } from '../support/facts.ts';
import { runAxe } from '../support/run-axe.ts';
import { openChromium } from '../support/open-chromium.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { expectRefusal } from '../support/page-faults.ts';
import { addRelyingParty } from './relying-party.ts';
import { startTillApp, type TillApp } from './till-app.ts';

let authority: AuthorityProcess;
let control: Control;
let chrome: Browser;
let till: TillApp;
let tillId: string;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  till = await startTillApp();
  const party = await addRelyingParty(authority, control, 'Till', {
    redirectUris: [`${till.url}/callback`],
    postLogoutRedirectUris: [`${till.url}/bye`],
  });
  tillId = party.id;
  till.connect(party);
  chrome = await openChromium();
});
afterAll(async () => {
  await chrome.close();
  await till.close();
  await authority.remove();
});

/** A browser of its own. */
async function openBrowser(options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await chrome.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 320, height: 720 },
    ...options,
  });
  return context.newPage();
}

async function fill(page: Page, name: string): Promise<void> {
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(passwordOf(name));
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function findAxeFaults(page: Page): Promise<string[]> {
  const violations = await runAxe(page);
  return violations.map(({ id }) => `${page.url()} ${id}`);
}

describe('a person with Chromium and an app of OpenID Connect', () => {
  it('goes the whole way: sign-in, app, a second device with the chooser, sign-out from the app', async () => {
    await addUser(authority, 'ann', { limit: 1 });
    const first = await openBrowser();
    await first.goto(till.url);
    await first.getByText('to go on to Till').waitFor();
    expect(await findAxeFaults(first)).toEqual([]);
    await fill(first, 'ann');
    await first.getByText('Till of ann').waitFor();
    expect(first.url()).toBe(`${till.url}/`);

    const second = await openBrowser();
    await second.goto(till.url);
    await fill(second, 'ann');
    await second.getByText('Choose a device to sign out').waitFor();
    await second.getByRole('button', { name: 'Sign out this device and continue' }).click();
    await second.getByText('Till of ann').waitFor();
    expect((await listLive(authority, 'ann')).map(({ apps }) => apps)).toEqual([['Till']]);

    // The one that made room learns it where it goes next.
    await first.goto(`${till.url}/sign-in`);
    await first.getByText('You signed in on another device and chose to sign this one out.').waitFor();

    await second.goto(`${till.url}/sign-out`);
    await second.getByText('Till asks to sign you out.').waitFor();
    expect(await findAxeFaults(second)).toEqual([]);
    await second.getByRole('button', { name: 'Sign out of this device' }).click();
    await second.getByText('Good bye').waitFor();
    expect(await listLive(authority, 'ann')).toEqual([]);
    expect((await listEnded(authority, 'ann'))[0]?.ended?.reason).toBe('signed_out');
  });

  it('does so without scripts, and an app may get its answer by a form', async () => {
    await addUser(authority, 'bea');
    const plain = await openBrowser({ javaScriptEnabled: false });
    await plain.goto(till.url);
    await fill(plain, 'bea');
    await plain.getByText('Till of bea').waitFor();
    const page = await openBrowser();
    await page.goto(`${till.url}/sign-in?response_mode=form_post`);
    await fill(page, 'bea');
    await page.getByText('Till of bea').waitFor();
    expect(await listLive(authority, 'bea')).toHaveLength(2);
  });

  it('cancels, and the app knows; may not enter, and knows why', async () => {
    await addUser(authority, 'cleo');
    const page = await openBrowser();
    await page.goto(till.url);
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByText('Not signed in: access_denied').waitFor();

    const { group } = await control.groups.add({ name: 'Cashiers' });
    await control.apps.set({ id: tillId, groups: [group.id] });
    expectRefusal(403);
    await page.goto(till.url);
    await fill(page, 'cleo');
    await page.getByText('cleo is not one of those who may enter Till.').waitFor();
    expect(await heading(page).count()).toBe(1);
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Sign in as somebody else' }).click();
    await page.getByLabel('User name').waitFor();
  });
});
