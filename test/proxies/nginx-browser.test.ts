import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { eventually } from '../support/eventually.ts';
import { openChromium } from '../support/open-chromium.ts';
import { expectRefusal } from '../support/page-faults.ts';
import type { Received } from './echo-app.ts';
import { openProtectedApp, type ProtectedApp } from './protected-app.ts';

// The portal is on 127.0.0.1, the app on 127.0.0.2, both on ports of their own: two bare IPs, nothing in common.
let authority: AuthorityProcess;
let app: ProtectedApp;
let chrome: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 50 });
  app = await openProtectedApp(authority, { name: 'ERP' });
  chrome = await openChromium();
});

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

afterAll(async () => {
  await chrome?.close();
  await app?.close();
  await authority?.remove();
});

/** A browser of its own. */
async function openBrowser(): Promise<BrowserContext> {
  const context = await chrome.newContext({ ignoreHTTPSErrors: true });
  contexts.push(context);
  return context;
}

async function fillSignIn(page: Page, user = 'ann'): Promise<void> {
  await page.fill('input[name=username]', user);
  await page.fill('input[name=password]', passwordOf(user));
  await page.press('input[name=password]', 'Enter');
}

async function enter(context: BrowserContext, path = '/page'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${app.origin}${path}`);
  await fillSignIn(page);
  await page.waitForURL(`${app.origin}${path}`);
  return page;
}

async function appCookie(context: BrowserContext): Promise<string | undefined> {
  const cookies = await context.cookies(app.origin);
  return cookies.find(({ name }) => name === app.cookieName)?.value;
}

async function requestShown(page: Page): Promise<Received> {
  return JSON.parse((await page.textContent('#request')) ?? '') as Received;
}

/** The way back with its ticket, caught before the browser takes it. */
async function catchCallback(context: BrowserContext, path = '/page'): Promise<string> {
  const page = await context.newPage();
  const callback = page.waitForRequest((request) =>
    request.url().startsWith(`${app.origin}/.rollcall/callback`),
  );
  await page.route(`${app.origin}/.rollcall/callback*`, (route) => route.abort());
  await page.goto(`${app.origin}${path}`);
  await fillSignIn(page).catch(() => undefined);
  const url = (await callback).url();
  await page.close();
  return url;
}

describe('a person with a browser', () => {
  it('goes from a page of the app to sign-in and back to that very page', async () => {
    const context = await openBrowser();
    const page = await context.newPage();
    const address = `${app.origin}/page/a%20b?x=1&y=%2F%26&x=2`;
    await page.goto(address);
    expect(new URL(page.url()).origin).toBe(authority.origin);
    expect(await page.textContent('body')).toContain('ERP');
    await fillSignIn(page);
    await page.waitForURL(address);
    const request = await requestShown(page);
    expect(app.echo.valuesOf(request, 'Remote-User')).toEqual(['ann']);
    expect(app.echo.valuesOf(request, 'Cookie')).toEqual([]);
    expect(JSON.stringify(request)).not.toMatch(/rc[sat]_/);

    const cookies = await context.cookies(app.origin);
    expect(cookies.map(({ name }) => name).sort()).toEqual([app.cookieName, `${app.cookieName}-state`]);
    for (const cookie of cookies) {
      expect(cookie).toMatchObject({
        httpOnly: true,
        secure: true,
        sameSite: 'Lax',
        path: '/',
        domain: '127.0.0.2',
      });
    }
    expect(page.url()).not.toContain('rct_');
  });

  it('enters a second time without being asked, and in several tabs at once', async () => {
    const context = await openBrowser();
    const [one, two] = await Promise.all([context.newPage(), context.newPage()]);
    await Promise.all([one.goto(`${app.origin}/page/one`), two.goto(`${app.origin}/page/two`)]);
    await fillUntil(one, `${app.origin}/page/one`);
    await two.reload();
    await two.waitForURL(`${app.origin}/page/two`);
    expect(app.echo.valuesOf(await requestShown(two), 'Remote-User')).toEqual(['ann']);
    await one.reload();
    expect(one.url()).toBe(`${app.origin}/page/one`);
  });

  it('a tab that began at the same instant as another goes on to its own page once that one is in', async () => {
    const context = await openBrowser();
    const callback = await catchCallback(context, '/page/late');
    // Of two states made at the same instant the browser keeps the one of the other tab.
    await context.clearCookies({ name: `${app.cookieName}-state` });
    const page = await context.newPage();
    await page.goto(`${app.origin}/page/early`);
    await page.waitForURL(`${app.origin}/page/early`);
    await page.goto(callback);
    expect(page.url()).toBe(`${app.origin}/page/late`);
  });

  it('two tabs that began before can both be filled in', async () => {
    const context = await openBrowser();
    const [one, two] = await Promise.all([context.newPage(), context.newPage()]);
    await Promise.all([one.goto(`${app.origin}/page/one`), two.goto(`${app.origin}/page/two`)]);
    await fillUntil(one, `${app.origin}/page/one`);
    await fillUntil(two, `${app.origin}/page/two`);
    await one.goto(`${app.origin}/page/again`);
    await one.waitForURL(`${app.origin}/page/again`);
    expect(app.echo.valuesOf(await requestShown(one), 'Remote-User')).toEqual(['ann']);
  });

  it('is told why when the admin has ended the session, and comes back to the page', async () => {
    expectRefusal(401);
    const context = await openBrowser();
    const page = await enter(context, '/page/orders');
    const { sessions } = await authority.run<{ sessions: { id: string; signedInAt: string }[] }>([
      'session',
      'list',
    ]);
    const latest = sessions.toSorted((a, b) => b.signedInAt.localeCompare(a.signedInAt))[0]!;
    await authority.run(['session', 'end', latest.id]);

    const refused = await page.evaluate(async () => {
      const answer = await fetch('/api/list');
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    });
    expect(refused).toMatchObject({ status: 401, body: { code: 'ended', reason: 'ended_by_admin' } });

    await page.reload();
    expect(new URL(page.url()).origin).toBe(authority.origin);
    expect(await page.textContent('body')).toMatch(/admin/i);
    await fillSignIn(page);
    await page.waitForURL(`${app.origin}/page/orders`);
  });

  it('signs out on the app and lands where it is said', async () => {
    const context = await openBrowser();
    const page = await enter(context);
    await page.goto(`${app.origin}/.rollcall/sign-out`);
    await page.click('button');
    await page.waitForURL((url) => url.origin === authority.origin && url.pathname === '/signed-out');
    expect(await appCookie(context)).toBeUndefined();
    await page.goto(`${app.origin}/page`);
    expect(new URL(page.url()).origin).toBe(authority.origin);
  });

  it('has WebSockets of the app', async () => {
    const page = await enter(await openBrowser());
    const first = await page.evaluate(
      (url) =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket(url);
          socket.onmessage = ({ data }) => resolve(data);
          socket.onerror = () => reject(new Error('no socket'));
        }),
      `${app.origin.replace('https', 'wss')}/socket`,
    );
    expect(first).toBe('hello');
  });
});

describe('an app on the same address', () => {
  it('cannot set or overwrite a cookie of Rollcall', async () => {
    const context = await openBrowser();
    const page = await enter(context);
    const before = await appCookie(context);
    await page.goto(
      `${app.origin}/set-cookie?${app.cookieName}=evil&__Host-rollcall-new=evil&__Host-rollcall=evil&own=1`,
    );
    const cookies = await context.cookies(app.origin);
    expect(cookies.filter(({ value }) => value === 'evil')).toEqual([]);
    expect(cookies.find(({ name }) => name === 'own')?.value).toBe('1');
    expect(await appCookie(context)).toBe(before);
  });
});

describe('scenario 24, at an app', () => {
  it('the ticket of another browser opens nothing, and stays good for its own', async () => {
    const ann = await openBrowser();
    const thief = await openBrowser();
    const callback = await catchCallback(ann);
    const bare = await thief.newPage();
    expectRefusal(400);
    const without = await bare.goto(callback);
    expect(without?.status()).toBe(400);
    // With a state of its own it is still another browser.
    await bare.goto(`${app.origin}/page`);
    await bare.goto(callback);
    expect(new URL(bare.url()).origin).toBe(authority.origin);
    expect(await bare.inputValue('input[name=username]')).toBe('');
    expect(await appCookie(thief)).toBeUndefined();

    const page = await ann.newPage();
    await page.goto(callback);
    expect(page.url()).toBe(`${app.origin}/page`);
  });

  it('a ticket opens once', async () => {
    const context = await openBrowser();
    const callback = await catchCallback(context);
    const page = await context.newPage();
    await page.goto(callback);
    expect(page.url()).toBe(`${app.origin}/page`);
    // Who is in already is not bothered.
    await page.goto(callback);
    expect(page.url()).toBe(`${app.origin}/`);
    // The browser asks for an icon by itself: only once it has it, it is without its cookie.
    await eventually(
      'the browser has asked for the icon',
      () => app.echo.received.at(-1)?.url === '/favicon.ico',
    );
    await context.clearCookies({ name: app.cookieName });
    expectRefusal(410);
    const again = await page.goto(callback);
    expect(again?.status()).toBe(410);
    expect(await appCookie(context)).toBeUndefined();
  });

  it('a cookie that was there before is not what opens: sign-in makes a new secret', async () => {
    const context = await openBrowser();
    const planted = `rca_${'A'.repeat(43)}`;
    await context.addCookies([
      { name: app.cookieName, value: planted, url: app.origin, secure: true, httpOnly: true },
    ]);
    const page = await context.newPage();
    await page.goto(`${app.origin}/page`);
    expect(new URL(page.url()).origin).toBe(authority.origin);
    await fillSignIn(page);
    await page.waitForURL(`${app.origin}/page`);
    const first = await appCookie(context);
    expect(first).toMatch(/^rca_/);
    expect(first).not.toBe(planted);
  });

  it('only the registered address of the app is returned to', async () => {
    const context = await openBrowser();
    const page = await context.newPage();
    const state = 's'.repeat(43);
    const elsewhere = [
      'https://evil.example/',
      'https://127.0.0.2/',
      `${app.origin}.evil.example/`,
      `${app.origin.replace('https://', 'https://evil@')}/`,
      '//evil.example',
    ];
    expectRefusal(400, elsewhere.length);
    for (const address of elsewhere) {
      const query = new URLSearchParams({ app: app.id, state, return_to: address });
      const answer = await page.goto(`${authority.origin}/sign-in?${query.toString()}`);
      expect(answer?.status()).toBe(400);
    }
  });
});

/**
 * Two tabs that open at the same instant are both given a form, and the browser keeps one form cookie: the portal
 * asks the other tab to send its form once more.
 */
async function fillUntil(page: Page, url: string): Promise<void> {
  await fillSignIn(page);
  const asked = page.waitForURL(url, { timeout: 4000 }).then(
    () => false,
    () => true,
  );
  if (!(await asked)) return;
  expectRefusal(403);
  await fillSignIn(page);
  await page.waitForURL(url);
}
