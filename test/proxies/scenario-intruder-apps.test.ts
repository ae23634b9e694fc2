import { Agent } from 'node:https';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addRelyingParty,
  appRedirect,
  errorAt,
  oauthError,
  pageOf,
  travel,
  type RelyingParty,
} from '../oidc/relying-party.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, readForms, send } from '../support/client.ts';
import { formTo } from '../support/form-to.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';
import { AppVisitor, locationOf } from './enter-app.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';
import { sendRaw, statusesOf } from './raw-request.ts';

// Scenario 24 where apps are: behind the gateway, behind nginx, and by OpenID Connect.
let authority: AuthorityProcess;
let control: Control;
let api: ApiClient;
let annId: string;
let gateway: ProtectedApp;
let nginx: ProtectedApp;
let shop: RelyingParty;
const bye = 'https://shop.example.test/bye';
/** A browser whose DNS was rebound checks the certificate against its name; here the request itself is what matters. */
const anyCertificate = new Agent({ rejectUnauthorized: false });

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  api = new ApiClient(authority.origin, authority.ca);
  await addUser(authority, 'ann', { limit: 'unlimited' });
  annId = await userIdOf(control, 'ann');
  await addUser(authority, 'mallory', { limit: 'unlimited' });
  gateway = await openProtectedApp(authority, { name: 'Board', proxy: 'gateway' });
  nginx = await openProtectedApp(authority, { name: 'ERP' });
  shop = await addRelyingParty(authority, control, 'Shop', { postLogoutRedirectUris: [bye] });
});

afterAll(async () => {
  anyCertificate.destroy();
  await gateway?.close();
  await nginx?.close();
  await authority?.remove();
});

/** Sessions of ann. */
async function countLive(): Promise<number> {
  return (await control.sessions.list({ state: 'live', userId: annId })).sessions.length;
}

const appBehind = (front: string): ProtectedApp => (front === 'nginx' ? nginx : gateway);

/** Whom the app takes a request with this cookie for; undefined when it does not come through. */
async function whoIs(app: ProtectedApp, token: string): Promise<string | undefined> {
  const answer = await send(`${app.origin}/who`, {
    agent: anyCertificate,
    headers: { Accept: 'application/json', Cookie: `${app.cookieName}=${token}` },
  });
  if (answer.status !== 200) return undefined;
  return app.echo.valuesOf(app.echo.received.at(-1)!, 'Remote-User')[0];
}

describe.each(['gateway', 'nginx'])('24: somebody else prepares the browser, app behind %s', (front) => {
  it.each([
    ['a cookie of the app that the attacker made up', () => Promise.resolve(`rca_${'A'.repeat(43)}`)],
    [
      'a cookie of the app whose session has ended',
      async (app: ProtectedApp) => {
        const { appToken, token } = await signInTo(authority, app.id, 'mallory');
        await api.signOut(token);
        return appToken;
      },
    ],
    [
      "the attacker's live cookie of another app",
      async (app: ProtectedApp) =>
        (await signInTo(authority, (app === nginx ? gateway : nginx).id, 'mallory')).appToken,
    ],
    [
      "the attacker's live session token",
      async () => (await api.mustSignIn('mallory', passwordOf('mallory'), 'evil')).token,
    ],
  ])('%s, set before the sign-in: opens nothing, and sign-in makes a new secret', async (_what, make) => {
    const app = appBehind(front);
    const preset = await make(app);
    const visitor = new AppVisitor(authority, app.origin);
    visitor.cookies.set(app.cookieName, preset);
    expect((await visitor.enter('/page', 'ann')).status).toBe(200);
    const fresh = visitor.cookies.get(app.cookieName) ?? '';
    expect(fresh).toMatch(/^rca_/);
    expect(fresh).not.toBe(preset);
    expect(await whoIs(app, fresh)).toBe('ann');
    expect(await whoIs(app, preset)).toBeUndefined();
  });

  it("the attacker's live cookies of portal and app: after the sign-in none of them is the victim's", async () => {
    const app = appBehind(front);
    const { token, appToken } = await signInTo(authority, app.id, 'mallory');
    const visitor = new AppVisitor(authority, app.origin);
    visitor.portal.cookies.set('__Host-rollcall', token);
    await visitor.portal.signIn('ann', passwordOf('ann'));
    const portalToken = visitor.portal.token ?? '';
    expect(portalToken).not.toBe(token);
    expect((await api.whoAmI(portalToken)).json()).toMatchObject({ user: { name: 'ann' } });
    // Who signs in over somebody's session ends it, and with it the cookie that was planted at the app.
    expect((await api.whoAmI(token)).status).toBe(401);
    expect(await whoIs(app, appToken)).toBeUndefined();

    visitor.cookies.set(app.cookieName, appToken);
    const away = await visitor.ask('/page');
    const going = await visitor.portal.open(locationOf(away));
    const on = /http-equiv="refresh" content="0; ?url=([^"]+)"/i.exec(going.text)?.[1] ?? locationOf(going);
    await visitor.ask(on.replaceAll('&amp;', '&'));
    const fresh = visitor.cookies.get(app.cookieName) ?? '';
    expect(fresh).not.toBe(appToken);
    expect(await whoIs(app, fresh)).toBe('ann');
    expect(await whoIs(app, appToken)).toBeUndefined();
  });

  it.each([
    [{ Origin: 'https://evil.example' }],
    [{ Origin: 'null' }],
    [{ Origin: '' }],
    [{ Origin: 'portal' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site' }],
  ])('a form of another site (%j) signs nobody out', async (headers: Record<string, string>) => {
    const app = appBehind(front);
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const before = await countLive();
    const sent = { Origin: app.origin, 'Sec-Fetch-Site': 'same-origin', ...headers };
    const answer = await send(`${app.origin}/.rollcall/sign-out`, {
      agent: anyCertificate,
      method: 'POST',
      headers: {
        ...sent,
        // The portal is another origin too.
        Origin: sent.Origin === 'portal' ? authority.origin : sent.Origin,
        'Content-Type': 'application/x-www-form-urlencoded',
        Cookie: `${app.cookieName}=${appToken}`,
      },
      body: '',
    });
    expect(answer.status).toBe(403);
    expect(await whoIs(app, appToken)).toBe('ann');
    expect(await countLive()).toBe(before);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    'APP.evil.example/',
    'USERINFO',
    'http:APP',
    'OTHER',
  ])('the return address %s is refused at sign-in, and never gone to from the app', async (shape) => {
    const app = appBehind(front);
    const { host } = new URL(app.origin);
    const address =
      shape === 'USERINFO'
        ? `https://${host}@evil.example/`
        : shape === 'OTHER'
          ? `${(app === nginx ? gateway : nginx).origin}/`
          : shape.replace('http:APP', `http://${host}/`).replace('APP', app.origin);
    const query = new URLSearchParams({ app: app.id, state: 's'.repeat(43), return_to: address });
    const browser = new Browser(authority.origin, authority.ca);
    await browser.signIn('ann', passwordOf('ann'));
    const answer = await browser.open(`/sign-in?${query.toString()}`);
    expect([answer.status, answer.headers['location']]).toEqual([400, undefined]);
    expect(answer.text).not.toMatch(/rct_/);
    // At the app itself a link may only name a page of the app.
    const visitor = new AppVisitor(authority, app.origin);
    const start = await visitor.ask(
      `/.rollcall/start?${new URLSearchParams({ return_to: address }).toString()}`,
    );
    expect(start.status).toBe(302);
    const to = new URL(locationOf(start));
    expect([to.origin, to.searchParams.get('return_to')]).toEqual([authority.origin, `${app.origin}/`]);
  });
});

describe('24: a rebound host name', () => {
  const rebound = 'rebound.evil.example';
  const places: [string, () => string, string][] = [
    ['the portal', () => authority.origin, '/devices'],
    ['the session API', () => authority.origin, '/api/v1/session/events'],
    ['the discovery of OpenID Connect', () => authority.origin, '/oidc/.well-known/openid-configuration'],
    ['the sign-in of OpenID Connect', () => authority.origin, '/oidc/auth?client_id=x'],
    ['the tokens of OpenID Connect', () => authority.origin, '/oidc/token'],
    ['a port of the gateway', () => gateway.origin, '/page'],
    ['what Rollcall has there', () => gateway.origin, '/.rollcall/start'],
  ];

  it.each(places)(
    'gets 421 from %s, for GET, POST and a WebSocket, with a good cookie',
    async (_what, at, path) => {
      const { appToken } = await signInTo(authority, gateway.id, 'ann');
      const { token } = await api.mustSignIn('ann', passwordOf('ann'), 'rebound');
      const before = gateway.echo.received.length;
      const cookie = `Cookie: __Host-rollcall=${token}; ${gateway.cookieName}=${appToken}`;
      const upgrade = [
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ];
      const close = ['Connection: close'];
      for (const host of [rebound, `${rebound}:${new URL(at()).port}`]) {
        for (const [method, lines] of [
          ['GET', close],
          ['POST', [...close, 'Content-Length: 0', `Origin: https://${host}`]],
          ['GET', [...upgrade, `Origin: https://${host}`]],
          ['GET', upgrade],
        ] as const) {
          const answer = await sendRaw(at(), [
            `${method} ${path} HTTP/1.1`,
            `Host: ${host}`,
            cookie,
            ...lines,
          ]);
          expect([host, method, lines.length, statusesOf(answer)]).toEqual([
            host,
            method,
            lines.length,
            [421],
          ]);
          expect(answer).not.toMatch(/access-control-allow-origin|set-cookie/i);
        }
      }
      expect(gateway.echo.received.length).toBe(before);
    },
  );
});

describe('24: OpenID Connect', () => {
  const newBrowser = (): Browser => new Browser(authority.origin, authority.ca);
  const signedIn = async (user: string): Promise<Browser> => {
    const browser = newBrowser();
    await browser.signIn(user, passwordOf(user));
    return browser;
  };

  it("a session token that was set before is not the victim's after the sign-in on the way to an app", async () => {
    const { token } = await api.mustSignIn('mallory', passwordOf('mallory'), 'evil');
    const browser = newBrowser();
    browser.cookies.set('__Host-rollcall', token);
    const request = await shop.start({ prompt: 'login' });
    const page = pageOf(await travel(browser, request.url.href));
    const answer = await browser.submit(formTo(page, '/sign-in'), {
      username: 'ann',
      password: passwordOf('ann'),
    });
    const journey = await travel(browser, answer, authority.origin);
    if (journey.at !== 'app') throw new Error(`stopped at ${journey.url}`);
    const tokens = await shop.finish(request, journey.url);
    expect(tokens.claims()?.['preferred_username']).toBe('ann');
    expect(browser.token).not.toBe(token);
    expect((await api.whoAmI(token)).status).toBe(401);
  });

  it('a sign-in that the attacker began is not gone on with in the browser of the victim', async () => {
    const evil = newBrowser();
    const { url } = await shop.start();
    const page = pageOf(await travel(evil, url.href));
    const interaction = formTo(page, '/sign-in').fields['return_to'] ?? '';
    expect(interaction).toMatch(/^\/oidc\/interaction\//);
    const victim = await signedIn('ann');
    const answer = await victim.open(interaction);
    expect([answer.status, answer.headers['location']]).toEqual([410, undefined]);
  });

  it('a form posted by another site neither signs in on the way to an app nor signs out', async () => {
    const browser = newBrowser();
    const { url } = await shop.start();
    const form = formTo(pageOf(await travel(browser, url.href)), '/sign-in');
    const before = await countLive();
    const post = (sender: Browser, path: string, fields: Readonly<Record<string, string>>) =>
      sender.send(path, {
        method: 'POST',
        headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      });
    const secret = { username: 'ann', password: passwordOf('ann') };
    expect((await post(browser, '/sign-in', { ...form.fields, ...secret })).status).toBe(403);
    expect(browser.token).toBeUndefined();
    expect(await countLive()).toBe(before);

    const ann = await signedIn('ann');
    const { id_token: hint = '' } = await shop.signIn(ann);
    const end = client.buildEndSessionUrl(shop.config, { id_token_hint: hint });
    const ask = formTo(pageOf(await travel(ann, end.href)), '/oidc/sign-out');
    expect((await post(ann, '/oidc/sign-out', ask.fields)).status).toBe(403);
    // The endpoint takes posts of apps, and asks the person all the same.
    const posted = await post(ann, '/oidc/session/end', { id_token_hint: hint });
    expect(posted.status).toBeLessThan(500);
    expect(await countLive()).toBe(before + 1);
    expect((await ann.open('/devices')).status).toBe(200);
  });

  const foreign = [
    'https://evil.example.test/callback',
    'https://shop.example.test.evil.test/callback',
    'https://shop.example.test@evil.test/callback',
    'https://shop.example.test:8443/callback',
    'http://shop.example.test/callback',
    `${appRedirect}/`,
    `${appRedirect}?x=1`,
    `${appRedirect}#x`,
    `${appRedirect}/../evil`,
    'https://shop.example.test/callback%2f..%2fevil',
    'https://SHOP.example.test/Callback',
    '//shop.example.test/callback',
    'javascript:alert(1)',
  ];

  it.each(foreign)(
    'the redirect address %s is refused with a page, gone to by nobody, pushed by nobody',
    async (to) => {
      const browser = await signedIn('ann');
      const { url } = await shop.start({ redirect_uri: to });
      const page = pageOf(await travel(browser, url.href));
      expect(page.status).toBe(400);
      expect(page.headers['location']).toBeUndefined();
      expect(readForms(page.text).map(({ action }) => action)).toEqual([]);
      expect(page.text).not.toMatch(/(href|url|action)\s*=\s*"?[^">]*(evil|callback)/i);
      const pushed = client.buildAuthorizationUrlWithPAR(shop.config, {
        redirect_uri: to,
        scope: 'openid',
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      });
      expect(await oauthError(pushed)).toMatch(/^invalid_(request|redirect_uri)$/);
    },
  );

  it('a code is for the address it was asked for, and no other', async () => {
    const browser = await signedIn('ann');
    const request = await shop.start();
    const journey = await travel(browser, request.url.href);
    expect(errorAt(journey)).toBeNull();
    if (journey.at !== 'app') throw new Error('not at the app');
    const elsewhere = new URL(journey.url);
    elsewhere.hostname = 'evil.example.test';
    expect(await oauthError(shop.finish(request, elsewhere))).toBe('invalid_grant');
  });

  it.each([
    'https://evil.example.test/',
    `${bye}/`,
    `${bye}?x=1`,
    'https://shop.example.test.evil.test/bye',
    'https://shop.example.test@evil.test/bye',
    'http://shop.example.test/bye',
    appRedirect,
    'javascript:alert(1)',
  ])('the address %s is not gone to after sign-out, and nobody is signed out', async (to) => {
    const browser = await signedIn('ann');
    const { id_token: hint = '' } = await shop.signIn(browser);
    const before = await countLive();
    const parameters = { id_token_hint: hint, post_logout_redirect_uri: to };
    const asked = await travel(browser, client.buildEndSessionUrl(shop.config, parameters).href);
    expect(pageOf(asked).status).toBe(400);
    const good = client.buildEndSessionUrl(shop.config, {
      id_token_hint: hint,
      post_logout_redirect_uri: bye,
    });
    const form = formTo(pageOf(await travel(browser, good.href)), '/oidc/sign-out');
    const forged = await browser.post('/oidc/sign-out', { ...form.fields, next: to });
    expect([forged.status, forged.headers['location']]).toEqual([400, undefined]);
    expect(await countLive()).toBe(before);
  });
});
