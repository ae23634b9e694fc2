import {
  createLocalJWKSet,
  decodeProtectedHeader,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, readForms, send, type ApiSession } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';
import {
  issueCertificate,
  issueForeignCertificate,
  startToldApp,
  type ToldApp,
} from '../support/told-app.ts';

let authority: AuthorityProcess;
let control: Control;
let api: ApiClient;
let erp: ToldApp;
let wiki: ToldApp;
let erpId: string;
let wikiId: string;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  api = new ApiClient(authority.origin, authority.ca);
  await addUser(authority, 'ann', { limit: 50 });
  await addUser(authority, 'one', { limit: 1, policy: 'ask' });
  const certificate = await issueCertificate(authority.dataDir);
  erp = await startToldApp(certificate);
  wiki = await startToldApp(certificate);
  erpId = await addApp('ERP', erp.uri);
  wikiId = await addApp('Wiki', wiki.uri);
  // As every app does before anybody can sign in at it: from then on there is a key.
  await publicKeys();
});

afterEach(() => {
  erp.answer = undefined;
});

afterAll(async () => {
  await authority?.remove();
  await erp?.stop();
  await wiki?.stop();
});

let appsMade = 0;

async function addApp(name: string, backchannelLogoutUri: string): Promise<string> {
  appsMade += 1;
  const url = `https://app-${String(appsMade)}.lan`;
  const { app } = await control.apps.add({
    name,
    kind: 'forward-auth',
    url,
    oidc: {
      redirectUris: [`${url}/callback`],
      postLogoutRedirectUris: [],
      backchannelLogoutUri,
      public: false,
      deviceFlow: false,
    },
  });
  return app.id;
}

interface Device extends ApiSession {
  readonly id: string;
}

/** Signs in and enters these apps. */
async function enter(userName: string, device: string, appIds: readonly string[]): Promise<Device> {
  const signedIn = await api.mustSignIn(userName, passwordOf(userName), device);
  for (const app of appIds) await reach(signedIn.token, app);
  return { ...signedIn, id: signedIn.session.id };
}

async function reach(token: string, app: string): Promise<void> {
  const made = await api.call('POST', '/api/v1/session/app-token', { token, body: { app } });
  if (made.status !== 200) throw new Error(`${String(made.status)} ${made.text}`);
}

/** Resolves when the app has been told of the session. @returns when, `performance.now()` */
function toldAt(app: ToldApp, id: string): Promise<number> {
  return eventually(`told of ${id}`, () => app.told.find(({ claims }) => claims['sid'] === id)?.at);
}

async function viewOf(id: string) {
  const app = (await control.apps.list()).find((one) => one.id === id);
  if (!app) throw new Error('no such app');
  return app;
}

const confirmed = (id: string): Promise<boolean> =>
  eventually(`${id} has confirmed`, async () => (await viewOf(id)).unconfirmedLogouts === 0);

/** A second on a quiet computer; one that is busy with other things may take a few. */
const soonMs = 5000;

describe('an app is told soon', () => {
  const ends: Record<string, (device: Device) => Promise<unknown>> = {
    'that the admin has ended a session': ({ id }) => control.sessions.end({ ids: [id] }),
    'that the person has signed out': ({ token }) => api.signOut(token),
    'that it was ended from another device': async ({ id }) => {
      const other = await api.mustSignIn('ann', passwordOf('ann'), 'other');
      return api.end(other.token, id);
    },
    'that the user was switched off': async () => {
      const id = await userIdOf(control, 'ann');
      await control.users.set({ id, disabled: true });
      return control.users.set({ id, disabled: false });
    },
  };
  it.each(Object.keys(ends))('%s', async (name) => {
    const device = await enter('ann', name, [erpId]);
    const begun = performance.now();
    await ends[name]?.(device);
    expect((await toldAt(erp, device.id)) - begun).toBeLessThan(soonMs);
    await confirmed(erpId);
    expect(erp.sids().filter((sid) => sid === device.id)).toEqual([device.id]);
  });

  it('that a newcomer chose this device to go', async () => {
    const old = await enter('one', 'old', [erpId]);
    const asked = await api.signIn('one', passwordOf('one'), 'new');
    expect(asked.status).toBe(409);
    const begun = performance.now();
    const chosen = await api.choose(asked.json<{ ticket: string }>().ticket, [old.id]);
    expect(chosen.status).toBe(201);
    expect((await toldAt(erp, old.id)) - begun).toBeLessThan(soonMs);
    await api.signOut(chosen.json<ApiSession>().token);
  });

  it('that the same browser signed in anew', async () => {
    const browser = new Browser(authority.origin, authority.ca);
    const form = readForms((await browser.open('/sign-in')).text)[0];
    if (!form) throw new Error('no form');
    await browser.signIn('ann', passwordOf('ann'));
    await reach(browser.token ?? '', erpId);
    const [before] = (await control.sessions.list({ state: 'live' })).sessions.filter(
      ({ method, userName }) => method === 'portal' && userName === 'ann',
    );
    const begun = performance.now();
    await browser.submit(form, { username: 'ann', password: passwordOf('ann') });
    expect((await toldAt(erp, before?.id ?? '')) - begun).toBeLessThan(soonMs);
    const { sessions } = await control.sessions.list({ state: 'ended' });
    expect(sessions.find(({ id }) => id === before?.id)?.ended?.reason).toBe('replaced');
  });

  it('of many ends at once, of each once', async () => {
    await addUser(authority, 'many', { limit: 'unlimited' });
    const ids: string[] = [];
    for (let n = 0; n < 20; n++) {
      const devices = await Promise.all(
        Array.from({ length: 5 }, (_, k) => enter('many', `${String(n)}.${String(k)}`, [erpId])),
      );
      ids.push(...devices.map(({ id }) => id));
    }
    await control.sessions.end({ userId: await userIdOf(control, 'many') });
    await confirmed(erpId);
    const told = erp.sids().filter((sid) => ids.includes(sid));
    expect(told.toSorted((a, b) => a.localeCompare(b))).toEqual(ids.toSorted((a, b) => a.localeCompare(b)));
  });
});

describe('what an app is told', () => {
  it('is a logout token signed by the key of Rollcall, short-lived, for this app and this session', async () => {
    const device = await enter('ann', 'PC', [erpId]);
    await api.signOut(device.token);
    await toldAt(erp, device.id);
    const told = erp.told.find(({ claims }) => claims['sid'] === device.id);
    const { issuer } = await control.oidc.get();
    const { payload } = await jwtVerify(told?.token ?? '', await publicKeys(), {
      issuer,
      audience: erpId,
      typ: 'logout+jwt',
      algorithms: ['RS256'],
      requiredClaims: ['iat', 'exp', 'jti', 'sub', 'sid', 'events'],
    });
    expect(payload).toMatchObject({
      sub: await userIdOf(control, 'ann'),
      sid: device.id,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
    expect(payload).not.toHaveProperty('nonce');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(120);
    expect(told?.contentType).toBe('application/x-www-form-urlencoded');
    const [key] = (await control.oidc.get()).keys;
    expect(decodeProtectedHeader(told?.token ?? '').kid).toBe(key?.id);
  });

  it('is told to each app the session has reached, and to no other', async () => {
    const both = await enter('ann', 'both', [erpId, wikiId]);
    const one = await enter('ann', 'one', [wikiId, wikiId]);
    const none = await enter('ann', 'none', []);
    await control.sessions.end({ ids: [both.id, one.id, none.id] });
    await Promise.all([confirmed(erpId), confirmed(wikiId)]);
    const told = (app: ToldApp): string[] =>
      app.sids().filter((sid) => [both.id, one.id, none.id].includes(sid));
    expect(told(erp)).toEqual([both.id]);
    expect(told(wiki).toSorted((a, b) => a.localeCompare(b))).toEqual(
      [both.id, one.id].toSorted((a, b) => a.localeCompare(b)),
    );
  });
});

/** What every app finds by discovery. */
async function publicKeys(): Promise<JWTVerifyGetKey> {
  const metadata = await send(`${authority.origin}/oidc/.well-known/openid-configuration`, {
    ca: authority.ca,
  });
  const { jwks_uri } = metadata.json<{ jwks_uri: string }>();
  return createLocalJWKSet((await send(jwks_uri, { ca: authority.ca })).json<JSONWebKeySet>());
}

describe('20: an app that does not confirm', () => {
  it('is told again while it is down, is red until it confirms, and each time with a new token', async () => {
    const device = await enter('ann', 'while down', [erpId]);
    await erp.stop();
    await api.signOut(device.token);
    const red = await eventually('two tries', async () => {
      const { logouts } = await control.apps.history({ id: erpId });
      return logouts.find(({ tries }) => tries >= 2);
    });
    expect(red).toMatchObject({
      device: 'while down',
      userName: 'ann',
      trouble: { code: 'refuses_connection' },
      nextTryAt: expect.any(String),
    });
    expect(await viewOf(erpId)).toMatchObject({ unconfirmedLogouts: 1, health: 'logout_unconfirmed' });

    await erp.start();
    erp.answer = (res) => res.writeHead(503).end();
    await toldAt(erp, device.id);
    erp.answer = undefined;
    await confirmed(erpId);
    expect((await viewOf(erpId)).health).not.toBe('logout_unconfirmed');
    const [first, second] = erp.told.filter(({ claims }) => claims['sid'] === device.id);
    expect(first?.claims.jti).not.toBe(second?.claims.jti);
    const { logouts } = await control.apps.history({ id: erpId });
    expect(logouts.find((one) => one.device === 'while down')).toMatchObject({
      confirmedAt: expect.any(String),
    });
    const { entries } = await control.audit.list({ limit: 50 });
    const ofSession = entries.filter(({ subject }) => subject === device.id);
    expect(ofSession.map(({ action, actor }) => [action, actor])).toEqual([
      ['logout.confirmed', 'rollcall'],
      ['logout.failing', 'rollcall'],
      ['session.ended', 'user:ann'],
      ['session.started', 'user:ann'],
    ]);
    expect(ofSession[0]?.data).toMatchObject({ app: 'ERP', user: 'ann', device: 'while down' });
  });

  it('holds up no other app', async () => {
    erp.answer = () => undefined;
    const device = await enter('ann', 'slow app', [erpId, wikiId]);
    const begun = performance.now();
    await api.signOut(device.token);
    expect((await toldAt(wiki, device.id)) - begun).toBeLessThan(soonMs);
    await confirmed(wikiId);
    expect((await viewOf(erpId)).unconfirmedLogouts).toBe(1);
    erp.answer = undefined;
    await control.apps.retryLogouts({ id: erpId });
    await confirmed(erpId);
  });

  it('is told at once when the admin says so', async () => {
    const device = await enter('ann', 'asked for', [erpId]);
    await erp.stop();
    await api.signOut(device.token);
    await eventually('a few tries', async () => {
      const { logouts } = await control.apps.history({ id: erpId });
      return logouts.some((one) => one.device === 'asked for' && one.tries >= 2);
    });
    expect(await control.apps.retryLogouts({ id: erpId })).toEqual({ confirmed: 0, unconfirmed: 1 });
    await erp.start();
    expect(await control.apps.retryLogouts({ id: erpId })).toEqual({ confirmed: 1, unconfirmed: 0 });
    expect(erp.sids()).toContain(device.id);
  });

  it('is told after a SIGKILL between the end and the telling', async () => {
    const device = await enter('ann', 'killed', [erpId]);
    await erp.stop();
    await api.signOut(device.token);
    await authority.kill();
    await erp.start();
    await authority.restart();
    await toldAt(erp, device.id);
    expect(await confirmed(erpId)).toBe(true);
  });

  it('is forgotten when it is removed, and when it is told no more', async () => {
    const gone = await startToldApp();
    const ids = [await addApp('Gone', gone.uri), await addApp('Quiet', gone.uri)];
    const [goneId = '', quietId = ''] = ids;
    const device = await enter('ann', 'two gone', ids);
    await gone.stop();
    await api.signOut(device.token);
    await eventually('both tried', async () => {
      const views = await Promise.all(ids.map((id) => control.apps.history({ id })));
      return views.every(({ logouts }) => (logouts[0]?.tries ?? 0) > 0);
    });
    const { oidc } = await viewOf(quietId);
    if (!oidc) throw new Error('no client');
    const { backchannelLogoutUri: _gone, ...untold } = oidc;
    await control.apps.set({ id: quietId, oidc: untold });
    await control.apps.remove({ id: goneId });
    const { entries } = await control.audit.list({ limit: 20 });
    const forgotten = (action: string, subject: string): unknown =>
      entries.find((entry) => entry.action === action && entry.subject === subject)?.data?.[
        'forgottenLogouts'
      ];
    expect([forgotten('app.changed', quietId), forgotten('app.removed', goneId)]).toEqual([1, 1]);
    await gone.start();
    expect(await viewOf(quietId)).toMatchObject({ unconfirmedLogouts: 0 });
    expect((await control.apps.history({ id: quietId })).logouts).toEqual([]);
    await authority.restart();
    expect(await control.apps.retryLogouts({ id: quietId })).toEqual({ confirmed: 0, unconfirmed: 0 });
    expect(gone.told).toEqual([]);
    await gone.stop();
  });

  it('is not told when anybody could be at its address, and it says so; unless it is so registered', async () => {
    const foreign = await startToldApp(await issueForeignCertificate());
    const id = await addApp('Foreign', foreign.uri);
    const device = await enter('ann', 'foreign', [id]);
    await api.signOut(device.token);
    const red = await eventually('a try', async () => {
      const { logouts } = await control.apps.history({ id });
      return logouts.find(({ tries }) => tries > 0);
    });
    expect(red.trouble).toMatchObject({ code: 'not_trusted', why: 'unknown_issuer' });
    expect(foreign.told).toEqual([]);
    await control.apps.set({ id, upstreamCertificate: 'any' });
    expect(await control.apps.retryLogouts({ id })).toEqual({ confirmed: 1, unconfirmed: 0 });
    expect(foreign.sids()).toEqual([device.id]);
    await foreign.stop();
  });
});
