import { Agent } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, send, type Answer } from '../support/client.ts';

interface Known {
  readonly id: string;
  readonly secret: string;
  readonly url: string;
}

let authority: AuthorityProcess;
let api: ApiClient;
let erp: Known;
let stock: Known;
let plain: Known;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
  await addUser(authority, 'ann', { limit: 50 });
  erp = await addApp('ERP', 'https://127.0.0.2:9443');
  stock = await addApp('Stock', 'https://stock.lan', ['--foreign-authorization', 'pass']);
  plain = await addApp('Old', 'http://127.0.0.4:8080', ['--allow-plain-http']);
});

afterAll(() => authority?.remove());

async function addApp(name: string, url: string, more: readonly string[] = []): Promise<Known> {
  const { app, secret } = await authority.run<{ app: { id: string }; secret: string }>([
    'app',
    'add',
    name,
    '--kind',
    'forward-auth',
    '--url',
    url,
    ...more,
  ]);
  return { id: app.id, secret, url };
}

async function enter(app: Known): Promise<{ token: string; appToken: string; id: string }> {
  const { token, session } = await api.mustSignIn('ann', passwordOf('ann'), 'PC');
  const made = await api.call('POST', '/api/v1/session/app-token', { token, body: { app: app.id } });
  return { token, appToken: made.json<{ token: string }>().token, id: session.id };
}

/** What the proxy of an app asks. */
function verify(
  app: Known,
  headers: Record<string, string> = {},
  options: { method?: string; path?: string } = {},
): Promise<Answer> {
  const { protocol, host } = new URL(app.url);
  const asked = {
    'Rollcall-App': app.secret,
    'X-Forwarded-Method': 'GET',
    'X-Forwarded-Proto': protocol.slice(0, -1),
    'X-Forwarded-Host': host,
    'X-Forwarded-Uri': '/x',
    ...headers,
  };
  return send(`${authority.origin}${options.path ?? '/auth/verify'}`, {
    ca: authority.ca,
    method: options.method ?? 'GET',
    headers: Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== '')),
  });
}

const cookieOf = (app: Known): string => `${app === plain ? '' : '__Host-'}rollcall-${app.id}`;

function expectRefused(answer: Answer, reason: string): void {
  expect([answer.status, answer.headers['rollcall-reason']]).toEqual([401, reason]);
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('remote-'))).toEqual([]);
}

describe('GET /auth/verify', () => {
  it('tells a user without an e-mail address by the domain of now', async () => {
    const { appToken } = await enter(erp);
    const email = async (): Promise<unknown> =>
      (await verify(erp, { Cookie: `${cookieOf(erp)}=${appToken}` })).headers['remote-email'];
    expect(await email()).toBe('ann@rollcall.internal');
    await authority.run(['settings', 'set', 'oidc.emailDomain', 'people.internal']);
    expect(await email()).toBe('ann@people.internal');
    await authority.run(['settings', 'set', 'oidc.emailDomain', 'rollcall.internal']);
    expect(await email()).toBe('ann@rollcall.internal');
  });

  it('says who it is, with every identity header, empty where there is nothing to say', async () => {
    const { appToken } = await enter(erp);
    const answer = await verify(erp, { Cookie: `a=1; ${cookieOf(erp)}=${appToken}; b=2` });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'remote-user': 'ann',
      'remote-name': 'ann',
      'remote-email': 'ann@rollcall.internal',
      'remote-groups': '',
      'content-length': '0',
    });
    expect(answer.setCookies).toEqual([]);
    expect((await verify(erp, { Authorization: `Bearer ${appToken}` })).status).toBe(200);
    expect(
      (await verify(erp, { Cookie: `${cookieOf(erp)}=${appToken}` }, { path: '/auth/verify?x' })).status,
    ).toBe(200);
  });

  it('believes nothing without the secret of the app', async () => {
    const { appToken } = await enter(erp);
    const cookie = { Cookie: `${cookieOf(erp)}=${appToken}` };
    for (const secret of [
      '',
      'x',
      '.',
      erp.id,
      `${erp.id}.`,
      `${erp.id}.x`,
      `${erp.id}.${stock.secret.split('.')[1] ?? ''}`,
      `${stock.id}.${erp.secret.split('.')[1] ?? ''}`,
      `${erp.secret}x`,
      erp.secret.slice(0, -1),
      `${erp.secret}, ${erp.secret}`,
      `__proto__.${erp.secret}`,
    ]) {
      const answer = await verify(erp, { ...cookie, 'Rollcall-App': secret });
      expectRefused(answer, 'unknown_app');
      expect(answer.json()).toMatchObject({ code: 'unknown_app' });
    }
  });

  it('keeps to the registered origin', async () => {
    const { appToken } = await enter(stock);
    const cookie = { Cookie: `${cookieOf(stock)}=${appToken}` };
    for (const good of ['stock.lan', 'STOCK.lan', 'stock.lan:443']) {
      expect((await verify(stock, { ...cookie, 'X-Forwarded-Host': good })).status).toBe(200);
    }
    for (const bad of [
      '',
      'evil.lan',
      'stock.lan:444',
      'stock.lan.evil',
      'x@stock.lan',
      'stock.lan/x',
      'stock.lan, evil',
    ]) {
      expectRefused(await verify(stock, { ...cookie, 'X-Forwarded-Host': bad }), 'wrong_address');
    }
    for (const bad of ['', 'http', 'ftp', 'https, http']) {
      expectRefused(await verify(stock, { ...cookie, 'X-Forwarded-Proto': bad }), 'wrong_address');
    }
  });

  it('takes a token for its own app only, and the cookie before the header', async () => {
    const one = await enter(erp);
    const two = await enter(stock);
    expectRefused(await verify(erp, { Cookie: `${cookieOf(erp)}=${two.appToken}` }), 'not_signed_in');
    expectRefused(await verify(erp, { Cookie: `${cookieOf(stock)}=${one.appToken}` }), 'not_signed_in');
    expectRefused(await verify(erp, { Authorization: `Bearer ${two.appToken}` }), 'not_signed_in');
    expectRefused(
      await verify(erp, { Cookie: `${cookieOf(erp)}=stale`, Authorization: `Bearer ${one.appToken}` }),
      'not_signed_in',
    );
    for (const forged of [
      '',
      'rca_',
      `rca_${'A'.repeat(43)}`,
      `${one.appToken}x`,
      one.token,
      one.appToken.toUpperCase(),
    ]) {
      expectRefused(await verify(erp, { Cookie: `${cookieOf(erp)}=${forged}` }), 'not_signed_in');
    }
    // Names that only look like it.
    for (const name of [
      `x${cookieOf(erp)}`,
      `${cookieOf(erp)}x`,
      `x ${cookieOf(erp)}`,
      cookieOf(erp).slice(7),
    ]) {
      expectRefused(await verify(erp, { Cookie: `${name}=${one.appToken}` }), 'not_signed_in');
    }
  });

  it('refuses a session token, and leaves any other Authorization to the rule of the app', async () => {
    const { token, appToken } = await enter(stock);
    expectRefused(await verify(stock, { Authorization: `Bearer ${token}` }), 'session_token');
    expectRefused(await verify(stock, { Authorization: token }), 'session_token');
    expectRefused(
      await verify(stock, { Authorization: `Bearer ${token}`, Cookie: `${cookieOf(stock)}=${appToken}` }),
      'session_token',
    );
    expectRefused(await verify(erp, { Authorization: 'Basic eDp5' }), 'not_signed_in');
    const passed = await verify(stock, { Authorization: 'Basic eDp5' });
    expect(passed.status).toBe(200);
    expect(passed.headers).toMatchObject({ 'remote-user': '', 'remote-email': '', 'remote-name': '' });
    // Without any there is nothing to pass.
    expectRefused(await verify(stock), 'not_signed_in');
  });

  it('gives the reason of an ended session at the very next request, and after a restart', async () => {
    const { appToken, id } = await enter(erp);
    const cookie = { Cookie: `${cookieOf(erp)}=${appToken}` };
    expect((await verify(erp, cookie)).status).toBe(200);
    await authority.run(['session', 'end', id]);
    expectRefused(await verify(erp, cookie), 'ended_by_admin');
    await authority.restart();
    expectRefused(await verify(erp, cookie), 'ended_by_admin');
    // To another app it is nobody's business.
    expectRefused(await verify(stock, { Cookie: `${cookieOf(stock)}=${appToken}` }), 'not_signed_in');
  });

  it('goes on with the same cookie after a kill: what was answered is on disk', async () => {
    const { appToken } = await enter(erp);
    await authority.kill();
    await authority.restart();
    expect((await verify(erp, { Cookie: `${cookieOf(erp)}=${appToken}` })).status).toBe(200);
  });

  it('knows an app over plain HTTP by a cookie without the prefix', async () => {
    const { appToken } = await enter(plain);
    expect((await verify(plain, { Cookie: `rollcall-${plain.id}=${appToken}` })).status).toBe(200);
    expectRefused(
      await verify(plain, { Cookie: `__Host-rollcall-${plain.id}=${appToken}` }),
      'not_signed_in',
    );
  });

  it('is only this path, only GET, only under a known name', async () => {
    expect((await verify(erp, {}, { method: 'POST' })).status).toBe(405);
    for (const path of ['/auth/verify/', '/auth/verifyx', '/auth/verify%20', '/auth']) {
      expect((await verify(erp, {}, { path })).status).toBe(404);
    }
    const foreign = await send(`${authority.origin}/auth/verify`, {
      agent: new Agent({ ca: authority.ca, servername: 'localhost' }),
      headers: { Host: 'evil.example', 'Rollcall-App': erp.secret },
    });
    expect(foreign.status).toBe(421);
  });

  it('shows the address the proxy names, and keeps its own where that is none', async () => {
    const { appToken, id } = await enter(erp);
    const cookie = { Cookie: `${cookieOf(erp)}=${appToken}` };
    const shown = async (): Promise<string | undefined> => {
      const { sessions } = await authority.run<{ sessions: { id: string; address: string }[] }>([
        'session',
        'list',
      ]);
      return sessions.find((session) => session.id === id)?.address;
    };
    await verify(erp, { ...cookie, 'X-Forwarded-For': '10.1.2.3' });
    expect(await shown()).toBe('10.1.2.3');
    await verify(erp, { ...cookie, 'X-Forwarded-For': '10.9.9.9, 1.1.1.1' });
    expect(await shown()).toBe('127.0.0.1');
  });
});

describe('/.rollcall/ on the host of an app', () => {
  it('is answered for a proxy that has the secret, and for nobody else', async () => {
    for (const path of ['start', 'callback?ticket=x', 'sign-out']) {
      const answer = await send(`${authority.origin}/.rollcall/${path}`, { ca: authority.ca });
      expect(answer.status).toBe(401);
      expect(answer.json()).toMatchObject({ code: 'unknown_app' });
      expect(answer.setCookies).toEqual([]);
    }
  });

  it('takes no forged ticket', async () => {
    const answer = await verify(
      erp,
      { Cookie: `${cookieOf(erp)}-state=${'s'.repeat(43)}` },
      {
        path: `/.rollcall/callback?ticket=rct_${'A'.repeat(43)}`,
      },
    );
    expect(answer.status).toBe(410);
    expect(answer.setCookies).toEqual([]);
  });
});
