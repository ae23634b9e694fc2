import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addRelyingParty } from '../oidc/relying-party.ts';
import { startTillApp, type TillApp } from '../oidc/till-app.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { eventually } from '../support/eventually.ts';
import { listEnded, listLive } from '../support/facts.ts';
import { openChromium } from '../support/open-chromium.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { openProtectedApp, type ProtectedApp } from './protected-app.ts';

let authority: AuthorityProcess;
let control: Control;
let gateway: ProtectedApp;
let nginx: ProtectedApp;
let till: TillApp;
let tillId: string;
let chrome: Browser;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  gateway = await openProtectedApp(authority, { name: 'Board', proxy: 'gateway' });
  nginx = await openProtectedApp(authority, { name: 'ERP' });
  till = await startTillApp();
  const party = await addRelyingParty(authority, control, 'Till', {
    redirectUris: [`${till.url}/callback`],
    backchannelLogoutUri: `${till.url}/ended`,
  });
  tillId = party.id;
  till.connect(party);
  chrome = await openChromium();
});

afterAll(async () => {
  await chrome?.close();
  await till?.close();
  await nginx?.close();
  await gateway?.close();
  await authority?.remove();
});

async function openBrowser(): Promise<Page> {
  const context = await chrome.newContext({ ignoreHTTPSErrors: true });
  return context.newPage();
}

async function fillSignIn(page: Page, user: string): Promise<void> {
  await page.fill('input[name=username]', user);
  await page.fill('input[name=password]', passwordOf(user));
  await page.press('input[name=password]', 'Enter');
}

/** Opens all three, each of which must let the person straight in. */
async function expectInside(page: Page, user: string): Promise<void> {
  for (const app of [gateway, nginx]) {
    await page.goto(`${app.origin}/page`);
    expect(page.url()).toBe(`${app.origin}/page`);
    expect(app.echo.valuesOf(app.echo.received.at(-1)!, 'Remote-User')).toEqual([user]);
  }
  await page.goto(till.url);
  await page.getByText(`Till of ${user}`).waitFor();
}

async function expectOutside(page: Page, sentence: string): Promise<void> {
  for (const url of [`${gateway.origin}/page`, `${nginx.origin}/page`, till.url]) {
    await page.goto(url);
    expect([url, new URL(page.url()).origin]).toEqual([url, authority.origin]);
    expect(await page.textContent('body')).toContain(sentence);
  }
}

describe('one sign-in in Chromium for an app behind the gateway, one behind nginx and one of OpenID Connect', () => {
  it('is one session, one device and three apps; ended once, all three are out', async () => {
    await addUser(authority, 'ann', { limit: 1, policy: 'refuse' });
    const page = await openBrowser();
    await page.goto(`${gateway.origin}/page`);
    await fillSignIn(page, 'ann');
    await page.waitForURL(`${gateway.origin}/page`);
    await expectInside(page, 'ann');

    const live = await listLive(authority, 'ann');
    expect(live.map(({ apps }) => apps.toSorted())).toEqual([['Board', 'ERP', 'Till']]);
    for (const id of [gateway.id, nginx.id, tillId]) {
      const { uses } = await control.apps.history({ id });
      expect(uses.map(({ userName, live: isLive }) => [userName, isLive])).toEqual([['ann', true]]);
    }

    await control.sessions.end({ ids: [live[0]?.id ?? ''] });
    await eventually('the till has been told', async () => {
      const { logouts } = await control.apps.history({ id: tillId });
      return logouts.some(({ confirmedAt }) => confirmedAt !== undefined);
    });
    await expectOutside(page, 'The admin ended it.');
    expect(await listLive(authority, 'ann')).toEqual([]);
    expect((await listEnded(authority, 'ann')).map(({ ended }) => ended?.reason)).toEqual(['ended_by_admin']);
    for (const id of [gateway.id, nginx.id, tillId]) {
      const { uses } = await control.apps.history({ id });
      expect(uses.map(({ userName, live: isLive }) => [userName, isLive])).toEqual([['ann', false]]);
    }
  });

  it('begun at the app of OpenID Connect, signed out at the one behind nginx: out of all three', async () => {
    await addUser(authority, 'bob', { limit: 1, policy: 'refuse' });
    const page = await openBrowser();
    await page.goto(till.url);
    await fillSignIn(page, 'bob');
    await page.getByText('Till of bob').waitFor();
    await expectInside(page, 'bob');
    expect(await listLive(authority, 'bob')).toHaveLength(1);

    await page.goto(`${nginx.origin}/.rollcall/sign-out`);
    await page.click('button');
    await page.waitForURL((url) => url.pathname === '/signed-out');
    await eventually('the till has been told', () => !till.people().includes('bob'));
    await expectOutside(page, 'Sign in');
    expect(await listLive(authority, 'bob')).toEqual([]);
  });
});
