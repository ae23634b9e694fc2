import { Agent, request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, readForms } from '../support/client.ts';
import { countLive } from '../support/facts.ts';

let authority: AuthorityProcess;
let api: ApiClient;
/** A browser whose DNS was rebound checks the certificate against its name; here the request itself is what matters. */
let reboundAgent: Agent;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
  reboundAgent = new Agent({ ca: authority.ca, checkServerIdentity: () => undefined });
  await addUser(authority, 'ann', { limit: 100 });
  await addUser(authority, 'mallory', { limit: 5 });
});

afterAll(() => authority.remove());

describe('24: somebody else prepares the browser', () => {
  it.each([
    ['a token that the attacker made up', () => Promise.resolve(`rcs_${'A'.repeat(43)}`)],
    [
      "the attacker's own live token",
      async () => (await api.mustSignIn('mallory', passwordOf('mallory'), 'evil')).token,
    ],
  ])('%s, set before the sign-in, does not become a token of the victim', async (_what, makeToken) => {
    const preset = await makeToken();
    const browser = new Browser(authority.origin, authority.ca);
    browser.cookies.set('__Host-rollcall', preset);
    expect((await browser.signIn('ann', passwordOf('ann'))).status).toBe(200);
    expect(browser.token).toMatch(/^rcs_/);
    expect(browser.token).not.toBe(preset);
    // Over the API a token shows whose it is.
    const whose = await api.whoAmI(preset);
    expect(whose.status).toBe(401);
    expect((await api.whoAmI(browser.token ?? '')).json()).toMatchObject({ user: { name: 'ann' } });
  });

  it.each([
    [{ Origin: 'https://evil.example' }],
    [{ Origin: 'null' }],
    [{ Origin: '' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site' }],
  ])(
    'a form posted by another site (%j) signs nobody in, although form token and password are right',
    async (headers) => {
      const browser = new Browser(authority.origin, authority.ca);
      const form = readForms((await browser.open('/sign-in')).text).find(
        ({ fields }) => 'password' in fields,
      );
      const before = await countLive(authority, 'ann');
      const answer = await browser.send('/sign-in', {
        method: 'POST',
        headers: {
          Origin: authority.origin,
          'Sec-Fetch-Site': 'same-origin',
          'Content-Type': 'application/x-www-form-urlencoded',
          ...headers,
        },
        body: new URLSearchParams({
          ...form?.fields,
          username: 'ann',
          password: passwordOf('ann'),
        }).toString(),
      });
      expect(answer.status).toBe(403);
      expect(browser.token).toBeUndefined();
      expect(await countLive(authority, 'ann')).toBe(before);
    },
  );

  it('a forced sign-out by another site ends nothing', async () => {
    const browser = new Browser(authority.origin, authority.ca);
    await browser.signIn('ann', passwordOf('ann'));
    const answer = await browser.send('/sign-out', {
      method: 'POST',
      headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: '',
    });
    expect(answer.status).toBe(403);
    expect((await browser.open('/devices')).status).toBe(200);
    expect((await browser.send('/sign-out')).status).not.toBe(303);
    expect((await browser.open('/devices')).status).toBe(200);
  });

  it.each(['GET', 'POST', 'DELETE', 'PUT', 'OPTIONS'])(
    'a rebound host name gets 421 for %s',
    async (method) => {
      const browser = new Browser(authority.origin, authority.ca);
      await browser.signIn('ann', passwordOf('ann'));
      for (const path of ['/devices', '/api/v1/session', '/sign-in', '/auth/verify', '/nowhere']) {
        const answer = await browser.send(path, {
          method,
          agent: reboundAgent,
          headers: { Host: 'rebound.evil.example' },
        });
        expect([path, answer.status]).toEqual([path, 421]);
      }
    },
  );

  it('a WebSocket under a rebound host name is not opened', async () => {
    const { port } = new URL(authority.origin);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request({
        host: '127.0.0.1',
        port,
        agent: reboundAgent,
        path: '/api/v1/session/events',
        headers: {
          Host: 'rebound.evil.example',
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        },
      });
      asked.once('response', (response) => resolve(response.statusCode));
      asked.once('upgrade', () => resolve(101));
      asked.once('error', reject);
      asked.end();
    });
    expect(status).toBe(421);
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'https://127.0.0.1@evil.example/',
    '/devices/../../\\evil.example',
  ])('the return address %s is never gone to', async (returnTo) => {
    const browser = new Browser(authority.origin, authority.ca);
    const page = await browser.open(`/sign-in?return_to=${encodeURIComponent(returnTo)}`);
    const form = readForms(page.text).find(({ fields }) => 'password' in fields);
    // Refused at once, or the form leads nowhere else.
    expect([page.status, form === undefined]).toEqual(form ? [200, false] : [400, true]);
    if (!form) return;
    const answer = await browser.post('/sign-in', {
      ...form.fields,
      return_to: returnTo,
      username: 'ann',
      password: passwordOf('ann'),
    });
    expect(answer.text).not.toMatch(/(href|url|action)\s*=\s*"?[^">]*evil/i);
    expect(String(answer.headers['location'] ?? '')).not.toContain('evil');
  });
});

describe('names that are meant to deceive', () => {
  it.each([
    ['the same in other letters', 'ＡＮＮ', 'user_name_taken'],
    ['the same with something invisible', 'ann\u200b', 'user_name_invalid'],
    ['the same with a variation selector', 'ann\ufe0f', 'user_name_invalid'],
    ['a line end', 'ann\nboss', 'user_name_invalid'],
    ['10,000 characters', 'x'.repeat(10_000), 'user_name_invalid'],
  ])('%s: refused', async (_what, name, code) => {
    const answer = await authority.cli(['user', 'add', name]);
    expect(answer.code).not.toBe(0);
    expect(answer.stderr + answer.stdout).toContain(code);
  });

  it('signs in under any spelling of the same name, into the same account', async () => {
    const session = await api.mustSignIn('ＡＮＮ', passwordOf('ann'), 'wide');
    expect((await api.whoAmI(session.token)).json()).toMatchObject({ user: { name: 'ann' } });
  });

  it('answers a name of 10,000 characters or of control characters as one that is not known', async () => {
    for (const name of ['x'.repeat(10_000), 'a\0b', '\u202eann']) {
      const answer = await api.signIn(name, 'whatever it is', 'x');
      expect([400, 401]).toContain(answer.status);
      expect(answer.text).not.toContain('xxxxxxxxxx');
    }
  });
});
