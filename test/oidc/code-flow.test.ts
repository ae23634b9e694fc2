import { Agent } from 'node:https';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, readText } from '../support/client.ts';
import { listAudit, listLive } from '../support/facts.ts';
import { formTo } from '../support/form-to.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';
import {
  addRelyingParty,
  appRedirect,
  arrival,
  errorAt,
  oauthError,
  pageOf,
  travel,
  trusting,
  type RelyingParty,
} from './relying-party.ts';

let authority: AuthorityProcess;
let control: Control;
let shop: RelyingParty;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  shop = await addRelyingParty(authority, control, 'Shop', {
    postLogoutRedirectUris: ['https://shop.example.test/bye'],
  });
  await control.groups.add({ name: 'Sales' });
  await control.groups.add({ name: 'Warehouse' });
});
afterAll(() => authority.remove());

const newBrowser = (): Browser => new Browser(authority.origin, authority.ca);

/** A browser that is signed in at the portal as a user made for the test. */
async function signedIn(name: string): Promise<Browser> {
  await addUser(authority, name);
  const browser = newBrowser();
  expect((await browser.signIn(name, passwordOf(name))).status).toBe(200);
  return browser;
}

describe('discovery', () => {
  it('names the address with its port as the issuer, and every endpoint under it, whichever name is asked', async () => {
    const issuer = `${authority.origin}/oidc`;
    const metadata = shop.config.serverMetadata();
    expect(metadata.issuer).toBe(issuer);
    const endpoints = Object.entries(metadata).filter(([key]) => /_endpoint$|_uri$/.test(key));
    expect(endpoints.length).toBeGreaterThan(7);
    expect(endpoints.filter(([, url]) => typeof url !== 'string' || !url.startsWith(`${issuer}/`))).toEqual(
      [],
    );
    expect(metadata).toMatchObject({
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      request_uri_parameter_supported: false,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    });
    const elsewhere = await newBrowser().send('/oidc/.well-known/openid-configuration', {
      headers: { Host: `localhost:${new URL(authority.origin).port}` },
    });
    expect(elsewhere.json()['token_endpoint']).toBe(metadata.token_endpoint);
    expect(elsewhere.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'same-origin',
    });
  });

  it('has nothing under the prefix that is not named, and no host that is not ours', async () => {
    const browser = newBrowser();
    expect((await browser.open('/oidc/reg')).status).toBe(404);
    expect((await browser.open('/oidc/')).status).toBe(404);
    // Node looks for the name of `Host` in the certificate; browsers look for the address they opened.
    const agent = new Agent({ rejectUnauthorized: false });
    const foreign = await browser.send('/oidc/jwks', { agent, headers: { Host: 'rebound.example' } });
    agent.destroy();
    expect(foreign.status).toBe(421);
  });
});

describe('somebody who is not signed in', () => {
  it('signs in at the portal on the way to the app, which gets the claims of the scopes', async () => {
    await addUser(authority, 'ann');
    const groups = await control.groups.list();
    await control.users.set({
      id: await userIdOf(control, 'ann'),
      displayName: 'Ann Example',
      groups: groups.map(({ id }) => id).toReversed(),
    });
    const browser = newBrowser();
    const request = await shop.start();
    const page = pageOf(await travel(browser, request.url.href));
    expect(readText(page.text)).toContain('Sign in to go on to Shop');
    const form = formTo(page, '/sign-in');
    const answer = await browser.submit(form, { username: 'ann', password: passwordOf('ann') });
    const back = arrival(await travel(browser, answer, authority.origin));
    expect(back.origin + back.pathname).toBe(appRedirect);
    const tokens = await shop.finish(request, back);

    const [session] = await listLive(authority, 'ann');
    const expected = {
      sub: await userIdOf(control, 'ann'),
      name: 'Ann Example',
      preferred_username: 'ann',
      email: 'ann@rollcall.internal',
      email_verified: true,
      groups: ['Sales', 'Warehouse'],
      sid: session?.id,
    };
    expect(tokens.claims()).toMatchObject(expected);
    expect(await client.fetchUserInfo(shop.config, tokens.access_token, expected.sub)).toEqual(expected);
    expect(await listLive(authority, 'ann')).toHaveLength(1);
    expect(tokens.claims()?.['auth_time']).toBe(Math.floor(Date.parse(String(session?.signedInAt)) / 1000));
    expect(tokens.expires_in).toBeLessThanOrEqual(600);
    expect(session?.apps).toEqual(['Shop']);
    const entered = (await listAudit(authority)).filter(({ action }) => action === 'app.entered');
    expect(entered).toEqual([expect.objectContaining({ actor: 'user:ann', subject: shop.id })]);
  });

  it('gets only the claims of the scopes that were asked for', async () => {
    const browser = await signedIn('scant');
    const tokens = await shop.signIn(browser, { scope: 'openid' });
    expect(Object.keys(tokens.claims() ?? {})).not.toContain('email');
    expect(Object.keys(tokens.claims() ?? {})).toEqual(expect.arrayContaining(['sub', 'sid', 'auth_time']));
  });

  it('who cancels at the sign-in is no session, and the app is told access_denied', async () => {
    const browser = newBrowser();
    const request = await shop.start();
    const page = pageOf(await travel(browser, request.url.href));
    const href = /href="(\/oidc\/interaction\/[\w-]+\/cancel)"/.exec(page.text)?.[1] ?? '';
    const journey = await travel(browser, new URL(href, authority.origin).href);
    expect(errorAt(journey)).toBe('access_denied');
    expect(arrival(journey).searchParams.get('state')).toBe(request.state);
    expect(browser.token).toBeUndefined();
  });

  it('is asked nothing with prompt=none: the app is told login_required', async () => {
    const { url } = await shop.start({ prompt: 'none' });
    expect(errorAt(await travel(newBrowser(), url.href))).toBe('login_required');
  });

  it('cannot go on in another browser than the one it was begun in', async () => {
    const { url } = await shop.start();
    const journey = await travel(newBrowser(), url.href);
    const path = decodeURIComponent(
      new URL(journey.at === 'page' ? journey.url : '').searchParams.get('return_to') ?? '',
    );
    expect(path).toMatch(/^\/oidc\/interaction\//);
    const other = await signedIn('other');
    const stolen = await other.open(path);
    expect(stolen.status).toBe(410);
    expect(readText(stolen.text)).toContain('belongs to another browser');
  });
});

describe('somebody who is signed in', () => {
  it('goes on at once, and stays one device however many apps there are', async () => {
    const browser = await signedIn('bert');
    const second = await addRelyingParty(authority, control, 'Second');
    const [first, other] = [await shop.signIn(browser), await second.signIn(browser, { prompt: 'none' })];
    expect(first.claims()?.['sid']).toBe(other.claims()?.['sid']);
    const live = await listLive(authority, 'bert');
    expect(live).toHaveLength(1);
    expect(live[0]?.apps.toSorted()).toEqual(['Second', 'Shop']);
    expect([...browser.cookies.keys()].filter((name) => !name.startsWith('__Host-rollcall'))).toEqual([]);
  });

  it('signs in anew when the app says prompt=login; the session from before is no answer', async () => {
    const browser = await signedIn('carl');
    const [before] = await listLive(authority, 'carl');
    const request = await shop.start({ prompt: 'login' });
    const journey = await travel(browser, request.url.href);
    const page = pageOf(journey);
    expect(readText(page.text)).not.toContain('Continue as');
    const path = new URL(journey.at === 'page' ? journey.url : '').searchParams.get('return_to') ?? '';
    // By hand past the form: asked again.
    expect(
      formTo(pageOf(await travel(browser, new URL(path, authority.origin).href)), '/sign-in'),
    ).toBeDefined();

    const answer = await browser.submit(formTo(page, '/sign-in'), {
      username: 'carl',
      password: passwordOf('carl'),
    });
    const tokens = await shop.finish(request, arrival(await travel(browser, answer, authority.origin)));
    const [after] = await listLive(authority, 'carl');
    expect(after?.id).not.toBe(before?.id);
    expect(tokens.claims()?.['sid']).toBe(after?.id);
  });

  it('signs in anew when the sign-in is longer ago than the app allows', async () => {
    const browser = await signedIn('dora');
    const tokens = await shop.signIn(browser, { max_age: '3600' });
    expect(tokens.claims()?.['auth_time']).toEqual(expect.any(Number));
    const { url } = await shop.start({ max_age: '0' });
    expect(formTo(pageOf(await travel(browser, url.href)), '/sign-in')).toBeDefined();
  });

  it('is asked for no consent, even where the app wants it asked', async () => {
    const browser = await signedIn('emil');
    const tokens = await shop.signIn(browser, { prompt: 'consent', scope: 'openid offline_access' });
    expect(tokens.scope).toBe('openid offline_access');
  });

  it('gets the answer by a form where the app wants that, on a page that may send it', async () => {
    const browser = await signedIn('fred');
    const { url, state } = await shop.start({ response_mode: 'form_post' });
    const page = await browser.send(url.href);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`action="${appRedirect}"`);
    expect(page.text).toContain(`value="${state}"`);
    expect(page.headers['content-security-policy']).not.toContain('form-action');
    expect(page.headers['content-security-policy']).toMatch(/script-src 'sha256-/);
  });
});

describe('an app that asks wrongly', () => {
  it('and cannot be answered leaves the person with a page and a reference, not the app', async () => {
    const browser = await signedIn('gina');
    const { url } = await shop.start();
    url.searchParams.set('redirect_uri', 'https://evil.example.test/callback');
    const page = pageOf(await travel(browser, url.href));
    expect(page.status).toBe(400);
    expect(readText(page.text)).toMatch(/Shop asked for the sign-in .* Reference: \w{8}/);
    const near = new URL(url);
    near.searchParams.set('redirect_uri', `${appRedirect}/`);
    expect(pageOf(await travel(browser, near.href)).status).toBe(400);
    const unknown = new URL(url);
    unknown.searchParams.set('client_id', 'nobody');
    expect(pageOf(await travel(browser, unknown.href)).status).toBe(400);
  });

  it('and can be answered is told what is wrong', async () => {
    const browser = await signedIn('hugo');
    const { url } = await shop.start({ request: 'a.b.c' });
    expect(errorAt(await travel(browser, url.href))).toBe('request_not_supported');
  });

  it('with a wrong secret gets nothing for a code', async () => {
    const browser = await signedIn('ida');
    const request = await shop.start();
    const back = arrival(await travel(browser, request.url.href));
    const wrong = new client.Configuration(
      shop.config.serverMetadata(),
      shop.id,
      {},
      client.ClientSecretPost('wrong'),
    );
    wrong[client.customFetch] = trusting(authority.ca);
    const { verifier: pkceCodeVerifier, state: expectedState, nonce: expectedNonce } = request;
    const grant = (config: client.Configuration) =>
      client.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState, expectedNonce });
    expect(await oauthError(grant(wrong))).toBe('invalid_client');
    const byPost = new client.Configuration(
      shop.config.serverMetadata(),
      shop.id,
      {},
      client.ClientSecretPost(shop.secret),
    );
    byPost[client.customFetch] = trusting(authority.ca);
    expect((await grant(byPost)).access_token).toEqual(expect.any(String));
    expect(await oauthError(grant(byPost))).toBe('invalid_grant');
  });

  it('without a secret must have PKCE', async () => {
    const spa = await addRelyingParty(authority, control, 'Page', { public: true });
    const browser = await signedIn('jana');
    const request = await spa.start();
    expect(
      (await spa.finish(request, arrival(await travel(browser, request.url.href)))).refresh_token,
    ).toBeUndefined();
    const { url } = await spa.start();
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    expect(errorAt(await travel(browser, url.href))).toBe('invalid_request');
  });
});

describe('a pushed request', () => {
  it('is answered like any other, once', async () => {
    const browser = await signedIn('kurt');
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const url = await client.buildAuthorizationUrlWithPAR(shop.config, {
      redirect_uri: appRedirect,
      scope: 'openid',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    });
    expect([...url.searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
    const back = arrival(await travel(browser, url.href));
    const tokens = await client.authorizationCodeGrant(shop.config, back, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    expect(tokens.claims()?.sub).toBe(await userIdOf(control, 'kurt'));
    expect(pageOf(await travel(browser, url.href)).status).toBe(400);
  });
});

describe('signing out from an app', () => {
  it('asks first, then ends the session and goes back to the app', async () => {
    const browser = await signedIn('lars');
    const tokens = await shop.signIn(browser);
    const url = client.buildEndSessionUrl(shop.config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: 'https://shop.example.test/bye',
      state: 'kept',
    });
    const page = pageOf(await travel(browser, url.href));
    expect(readText(page.text)).toContain('Shop asks to sign you out.');
    expect(await listLive(authority, 'lars')).toHaveLength(1);
    const answer = await browser.submit(formTo(page, '/oidc/sign-out'));
    expect(arrival(await travel(browser, answer, authority.origin)).href).toBe(
      'https://shop.example.test/bye?state=kept',
    );
    expect(browser.token).toBeUndefined();
    const { sessions } = await control.sessions.list({
      state: 'ended',
      userId: await userIdOf(control, 'lars'),
    });
    expect(sessions[0]?.ended?.reason).toBe('signed_out');
    // Signed out already: straight back.
    expect(arrival(await travel(browser, url.href)).pathname).toBe('/bye');
  });

  it('by a form keeps the token out of every address', async () => {
    const browser = await signedIn('olga');
    const tokens = await shop.signIn(browser);
    const { pathname, searchParams } = client.buildEndSessionUrl(shop.config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: 'https://shop.example.test/bye',
      state: 'kept',
    });
    // As from another site: without cookies.
    const sent = await newBrowser().post(pathname, Object.fromEntries(searchParams));
    const next = new URL(String(sent.headers['location']), authority.origin);
    expect([sent.status, next.pathname, [...next.searchParams.keys()]]).toEqual([
      303,
      pathname,
      ['rollcall_form'],
    ]);
    expect(next.href).not.toContain(tokens.id_token);
    const page = pageOf(await travel(browser, next.href));
    expect(readText(page.text)).toContain('Shop asks to sign you out.');
    const answer = await browser.submit(formTo(page, '/oidc/sign-out'));
    expect(arrival(await travel(browser, answer, authority.origin)).href).toBe(
      'https://shop.example.test/bye?state=kept',
    );
    // Once: nobody who finds the address in a history comes to what was sent.
    expect(pageOf(await travel(browser, next.href)).status).toBe(410);
  });

  it('goes back to whatever port a program on the own computer has, as at the sign-in', async () => {
    const local = await addRelyingParty(authority, control, 'Local program', {
      public: true,
      redirectUris: ['http://127.0.0.1/callback'],
      postLogoutRedirectUris: ['http://127.0.0.1/bye'],
    });
    const browser = await signedIn('pepe');
    const url = client.buildEndSessionUrl(local.config, {
      client_id: local.id,
      post_logout_redirect_uri: 'http://127.0.0.1:50123/bye',
    });
    const page = pageOf(await travel(browser, url.href));
    const answer = await browser.submit(formTo(page, '/oidc/sign-out'));
    expect(answer.status).toBeLessThan(400);
    expect(JSON.stringify([answer.headers, answer.text])).toContain('http://127.0.0.1:50123/bye');
    expect(await listLive(authority, 'pepe')).toEqual([]);
  });

  it('shows when the app means somebody else, and goes only to registered addresses', async () => {
    const first = await signedIn('mona');
    const { id_token: hint = '' } = await shop.signIn(first);
    const second = await signedIn('nils');
    const url = client.buildEndSessionUrl(shop.config, { id_token_hint: hint });
    const page = pageOf(await travel(second, url.href));
    expect(readText(page.text)).toContain('The app knew somebody else here: mona.');
    expect(await listLive(authority, 'nils')).toHaveLength(1);
    const foreign = client.buildEndSessionUrl(shop.config, {
      id_token_hint: hint,
      post_logout_redirect_uri: 'https://evil.example.test/',
    });
    expect(pageOf(await travel(second, foreign.href)).status).toBe(400);
    const form = formTo(page, '/oidc/sign-out');
    const forged = await second.post('/oidc/sign-out', {
      ...form.fields,
      next: 'https://evil.example.test/',
    });
    expect(forged.status).toBe(400);
    expect(await listLive(authority, 'nils')).toHaveLength(1);
  });
});
