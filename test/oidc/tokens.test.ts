import Sqlite from 'libsql';
import path from 'node:path';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, readText } from '../support/client.ts';
import { listAudit, listEnded, listLive } from '../support/facts.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';
import {
  addRelyingParty,
  arrival,
  errorAt,
  oauthError,
  pageOf,
  travel,
  type RelyingParty,
  type Tokens,
} from './relying-party.ts';

let authority: AuthorityProcess;
let control: Control;
let shop: RelyingParty;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  shop = await addRelyingParty(authority, control, 'Shop');
});
afterAll(() => authority.remove());

interface SignedIn {
  readonly browser: Browser;
  readonly tokens: Tokens;
}

async function signedIn(name: string, party = shop): Promise<SignedIn> {
  await addUser(authority, name);
  const browser = new Browser(authority.origin, authority.ca);
  await browser.signIn(name, passwordOf(name));
  return { browser, tokens: await party.signIn(browser) };
}

const isActive = async (token: string, party = shop): Promise<boolean> =>
  (await client.tokenIntrospection(party.config, token)).active;
const userInfo = (tokens: Tokens, party = shop) =>
  client.fetchUserInfo(party.config, tokens.access_token, client.skipSubjectCheck);
const refresh = (token: string | undefined, party = shop) =>
  client.refreshTokenGrant(party.config, token ?? '');

/** Everything an app holds opens nothing at the very next request. */
async function expectDead({
  access_token: access,
  refresh_token: again,
}: client.TokenEndpointResponse): Promise<void> {
  expect(await isActive(access)).toBe(false);
  expect(await isActive(again ?? '')).toBe(false);
  await expect(client.fetchUserInfo(shop.config, access, client.skipSubjectCheck)).rejects.toMatchObject({
    status: 401,
  });
  expect(await oauthError(refresh(again))).toBe('invalid_grant');
}

describe('a refresh token', () => {
  it('is good once and gives the next one, of the same session, with the same time of sign-in', async () => {
    const { tokens } = await signedIn('anna');
    const next = await refresh(tokens.refresh_token);
    expect(next.refresh_token).not.toBe(tokens.refresh_token);
    for (const claim of ['sub', 'sid', 'auth_time', 'name', 'email', 'groups'])
      expect([claim, next.claims()?.[claim]]).toEqual([claim, tokens.claims()?.[claim]]);
    expect(await isActive(next.access_token)).toBe(true);
    expect((await refresh(next.refresh_token)).access_token).toEqual(expect.any(String));
    expect(await listLive(authority, 'anna')).toHaveLength(1);
  });

  it('that comes a second time ends the whole session, says why, and stands in the audit', async () => {
    const { browser, tokens } = await signedIn('boris');
    const next = await refresh(tokens.refresh_token);
    expect(await oauthError(refresh(tokens.refresh_token))).toBe('invalid_grant');
    await expectDead(next);
    expect(await listLive(authority, 'boris')).toEqual([]);
    const [ended] = await listEnded(authority, 'boris');
    expect(ended?.ended).toMatchObject({ reason: 'token_reuse', by: 'Shop' });
    const page = await browser.open('/devices');
    expect(page.status).toBe(401);
    expect(readText(page.text)).toContain('An app came with an old key of this device');
    const entry = (await listAudit(authority)).find(({ action }) => action === 'oidc.token_reuse');
    expect(entry).toMatchObject({ subject: ended?.id, data: { app: 'Shop', user: 'boris' } });
  });

  it('sent twice at the same time is such a second time: never two that follow', async () => {
    const { tokens } = await signedIn('cora');
    const both = await Promise.allSettled([refresh(tokens.refresh_token), refresh(tokens.refresh_token)]);
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
    const [ended] = await listEnded(authority, 'cora');
    expect(ended?.ended?.reason).toBe('token_reuse');
  });

  it('of another app opens nothing, and ends nothing', async () => {
    const other = await addRelyingParty(authority, control, 'Other');
    const { tokens } = await signedIn('dana');
    expect(await oauthError(refresh(tokens.refresh_token, other))).toBe('invalid_grant');
    expect(await isActive(tokens.access_token)).toBe(true);
    expect((await refresh(tokens.refresh_token)).access_token).toEqual(expect.any(String));
  });

  it('is given to an app without a secret where that asks for it', async () => {
    const spa = await addRelyingParty(authority, control, 'Page', { public: true });
    const { tokens } = await signedIn('edda', spa);
    expect(tokens.refresh_token).toBeUndefined();
    const browser = new Browser(authority.origin, authority.ca);
    await browser.signIn('edda', passwordOf('edda'));
    const offline = await spa.signIn(browser, { scope: 'openid offline_access', prompt: 'consent' });
    expect((await refresh(offline.refresh_token, spa)).refresh_token).toEqual(expect.any(String));
  });
});

describe('a code', () => {
  it('that comes a second time takes back what it gave', async () => {
    await addUser(authority, 'frida');
    const browser = new Browser(authority.origin, authority.ca);
    await browser.signIn('frida', passwordOf('frida'));
    const request = await shop.start();
    const back = arrival(await travel(browser, request.url.href));
    const tokens = await shop.finish(request, back);
    expect(await oauthError(shop.finish(request, back))).toBe('invalid_grant');
    expect(await isActive(tokens.access_token)).toBe(false);
    expect(await listLive(authority, 'frida')).toHaveLength(1);
  });
});

describe('at the very next request everything an app holds is dead', () => {
  it('when the admin ends the session', async () => {
    const { tokens } = await signedIn('gerd');
    expect(await userInfo(tokens)).toMatchObject({ preferred_username: 'gerd' });
    const [session] = await listLive(authority, 'gerd');
    await control.sessions.end({ ids: [session?.id ?? ''] });
    await expectDead(tokens);
  });

  it('when the person signs out at the portal', async () => {
    const { browser, tokens } = await signedIn('hanna');
    const page = await browser.open('/devices');
    const token = /name="form_token" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect((await browser.post('/sign-out', { form_token: token })).status).toBe(200);
    await expectDead(tokens);
  });

  it('when the user is disabled', async () => {
    const { browser, tokens } = await signedIn('ingo');
    await control.users.set({ id: await userIdOf(control, 'ingo'), disabled: true });
    await expectDead(tokens);
    const { url } = await shop.start({ prompt: 'none' });
    expect(errorAt(await travel(browser, url.href))).toBe('login_required');
  });

  it('when somebody is no longer one of those who may enter', async () => {
    const { group } = await control.groups.add({ name: 'Buyers' });
    const closed = await addRelyingParty(authority, control, 'Closed', { groups: [group.id] });
    await addUser(authority, 'jens');
    const id = await userIdOf(control, 'jens');
    await control.users.set({ id, groups: [group.id] });
    const browser = new Browser(authority.origin, authority.ca);
    await browser.signIn('jens', passwordOf('jens'));
    const tokens = await closed.signIn(browser);
    await control.users.set({ id, groups: [] });
    expect(await isActive(tokens.access_token, closed)).toBe(false);
    expect(await oauthError(refresh(tokens.refresh_token, closed))).toBe('invalid_grant');
    expect(await listLive(authority, 'jens')).toHaveLength(1);
  });

  it('when the app is removed', async () => {
    const gone = await addRelyingParty(authority, control, 'Gone');
    const { browser, tokens } = await signedIn('karl', gone);
    const { url } = await gone.start();
    await control.apps.remove({ id: gone.id });
    expect(await oauthError(refresh(tokens.refresh_token, gone))).toBe('invalid_client');
    expect(await isActive(tokens.access_token)).toBe(false);
    await expect(
      client.fetchUserInfo(gone.config, tokens.access_token, client.skipSubjectCheck),
    ).rejects.toMatchObject({ status: 401 });
    expect(pageOf(await travel(browser, url.href)).status).toBe(400);
  });
});

describe('what the admin changes of an app is in force at once', () => {
  it('its secret, its addresses, and whether it is one of OpenID Connect at all', async () => {
    const changing = await addRelyingParty(authority, control, 'Changing');
    const { browser, tokens } = await signedIn('lena', changing);
    await control.apps.rotateSecret({ id: changing.id });
    expect(await oauthError(refresh(tokens.refresh_token, changing))).toBe('invalid_client');
    const { url } = await changing.start();
    const oidc = {
      redirectUris: ['https://moved.example.test/callback'],
      postLogoutRedirectUris: [],
      public: false,
      deviceFlow: false,
    };
    await control.apps.set({ id: changing.id, oidc });
    expect(pageOf(await travel(browser, url.href)).status).toBe(400);
    url.searchParams.set('redirect_uri', 'https://moved.example.test/callback');
    expect(arrival(await travel(browser, url.href)).hostname).toBe('moved.example.test');
  });
});

describe('revocation', () => {
  it('takes back a refresh token and what came of it; the session goes on', async () => {
    const { tokens } = await signedIn('maja');
    const other = await addRelyingParty(authority, control, 'Stranger');
    await client.tokenRevocation(other.config, tokens.refresh_token ?? '');
    expect(await isActive(tokens.access_token)).toBe(true);
    await client.tokenRevocation(shop.config, tokens.refresh_token ?? '');
    await expectDead(tokens);
    expect(await listLive(authority, 'maja')).toHaveLength(1);
  });
});

describe('on the disk', () => {
  it('there is no value of a code or token, only hashes', async () => {
    const { tokens } = await signedIn('nora');
    // Somebody else is still at the sign-in.
    const waiting = await new Browser(authority.origin, authority.ca).send((await shop.start()).url.href);
    const uid = String(waiting.headers['location']).split('/').at(-1);
    const db = new Sqlite(path.join(authority.dataDir, 'rollcall.db'), { timeout: 5000 });
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as {
      name: string;
    }[];
    const all = JSON.stringify(tables.map(({ name }) => db.prepare(`SELECT * FROM ${name}`).all()));
    db.close();
    expect(all).toContain('RefreshToken');
    for (const value of [tokens.access_token, tokens.refresh_token, tokens.id_token, shop.secret, uid])
      expect(all.includes(String(value))).toBe(false);
  });
});

describe('a kill and a new start', () => {
  it('keep what was good and leave dead what had ended; a used refresh token stays used', async () => {
    const { tokens: kept } = await signedIn('olaf');
    const { tokens: ended } = await signedIn('pia');
    const { tokens: used } = await signedIn('quirin');
    const next = await refresh(used.refresh_token);
    const [session] = await listLive(authority, 'pia');
    await control.sessions.end({ ids: [session?.id ?? ''] });
    await authority.kill();
    await authority.restart();
    control = openControl(authority);
    await expectDead(ended);
    expect(await userInfo(kept)).toMatchObject({ preferred_username: 'olaf' });
    expect((await refresh(kept.refresh_token)).access_token).toEqual(expect.any(String));
    expect(await isActive(next.access_token)).toBe(true);
    expect(await oauthError(refresh(used.refresh_token))).toBe('invalid_grant');
    expect((await listEnded(authority, 'quirin'))[0]?.ended?.reason).toBe('token_reuse');
  });
});

describe('moving the issuer', () => {
  it('changes nothing while the address is the same', async () => {
    const { tokens } = await signedIn('rosa');
    expect(await control.oidc.moveIssuer()).toMatchObject({ issuer: `${authority.origin}/oidc` });
    expect(await isActive(tokens.access_token)).toBe(true);
  });
});

it('nothing was written to the terminal', () => {
  expect(authority.log()).not.toMatch(/oidc-provider|Unsupported|WARNING|NOTICE|Error/);
});
