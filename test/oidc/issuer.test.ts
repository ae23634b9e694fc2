import * as client from 'openid-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, readText, send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { listLive } from '../support/facts.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { addRelyingParty, discover, oauthError, pageOf, travel } from './relying-party.ts';

let authority: AuthorityProcess;
let control: Control;

beforeEach(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
});
afterEach(() => authority.remove());

const discoveryPath = '/oidc/.well-known/openid-configuration';

it('there is none, and nothing answers, before the first app', async () => {
  expect((await send(authority.origin + discoveryPath, { ca: authority.ca })).status).toBe(404);
  expect((await control.oidc.get()).issuer).toBe('');
});

it('moves without a restart: what was handed out is void, the person is still signed in, the app signs in anew', async () => {
  await addUser(authority, 'ann');
  const shop = await addRelyingParty(authority, control, 'Shop');
  const browser = new Browser(authority.origin, authority.ca);
  await browser.signIn('ann', passwordOf('ann'));
  const tokens = await shop.signIn(browser);

  await authority.run(['settings', 'set', 'network.primaryHost', 'localhost']);
  const { port } = new URL(authority.origin);
  expect(await control.oidc.get()).toMatchObject({
    issuer: `https://127.0.0.1:${port}/oidc`,
    issuerNow: `https://localhost:${port}/oidc`,
    apps: ['Shop'],
  });
  expect((await client.tokenIntrospection(shop.config, tokens.access_token)).active).toBe(true);
  expect(await control.oidc.moveIssuer()).toEqual({
    issuer: `https://localhost:${port}/oidc`,
    apps: ['Shop'],
  });
  expect((await client.tokenIntrospection(shop.config, tokens.access_token)).active).toBe(false);
  expect(await oauthError(client.refreshTokenGrant(shop.config, tokens.refresh_token ?? ''))).toBe(
    'invalid_grant',
  );
  expect(await listLive(authority, 'ann')).toHaveLength(1);

  // Under the name people used before, a browser is taken to the issuer's.
  const { url } = await shop.start();
  const redirected = await browser.send(url.href);
  expect([redirected.status, redirected.headers['location']]).toEqual([
    302,
    `https://localhost:${port}/oidc/auth${url.search}`,
  ]);
  const moved = await discover(authority, `https://localhost:${port}/oidc`, shop.id, shop.secret);
  const there = new Browser(`https://localhost:${port}`, authority.ca);
  await there.signIn('ann', passwordOf('ann'));
  expect((await moved.signIn(there)).claims()?.iss).toBe(`https://localhost:${port}/oidc`);
});

it('that is no longer an address of this computer raises an alarm that says what to do', async () => {
  await authority.run(['settings', 'set', 'network.names', 'erp.internal']);
  await authority.run(['settings', 'set', 'network.primaryHost', 'erp.internal']);
  await control.apps.add({
    name: 'Shop',
    kind: 'oidc',
    url: '',
    oidc: {
      redirectUris: ['https://shop.example.test/callback'],
      postLogoutRedirectUris: [],
      public: false,
      deviceFlow: false,
    },
  });
  const { issuer } = await control.oidc.get();
  expect(new URL(issuer).hostname).toBe('erp.internal');
  const alarmed = async () => (await control.status.get()).alarms.find(({ code }) => code === 'issuer_lost');
  expect(await alarmed()).toBeUndefined();

  await authority.run(['settings', 'set', 'network.primaryHost', '127.0.0.1']);
  await authority.run(['settings', 'set', 'network.names', '']);
  const { sentence } = await eventually('the alarm', alarmed);
  expect(sentence).toContain(`Shop) look for Rollcall at ${issuer}`);
  const browser = new Browser(authority.origin, authority.ca);
  const page = pageOf(await travel(browser, `${authority.origin}/oidc/auth?client_id=x`));
  expect([page.status, readText(page.text)]).toEqual([
    503,
    expect.stringContaining('at an address that it no longer has'),
  ]);
  await control.oidc.moveIssuer();
  expect(await alarmed()).toBeUndefined();
});

it('signs with a new key at once after a rotation; what the old one signed is still recognised', async () => {
  await addUser(authority, 'bert');
  const shop = await addRelyingParty(authority, control, 'Shop');
  const browser = new Browser(authority.origin, authority.ca);
  await browser.signIn('bert', passwordOf('bert'));
  const before = await shop.signIn(browser);
  const { keyId } = await control.oidc.rotateKeys();
  const after = await shop.signIn(browser);
  const keyOf = (token: string | undefined): unknown =>
    (JSON.parse(Buffer.from((token ?? '').split('.')[0] ?? '', 'base64url').toString()) as { kid: string })
      .kid;
  expect(keyOf(after.id_token)).toBe(keyId);
  expect(keyOf(before.id_token)).not.toBe(keyId);
  const url = client.buildEndSessionUrl(shop.config, { id_token_hint: before.id_token ?? '' });
  expect(readText(pageOf(await travel(browser, url.href)).text)).toContain('Shop asks to sign you out.');
});
