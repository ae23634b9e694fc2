import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { AppVisitor, locationOf } from './enter-app.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';
import { sendRaw } from './raw-request.ts';

let authority: AuthorityProcess;
let app: ProtectedApp;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 50 });
  app = await openProtectedApp(authority, { name: 'ERP', proxy: 'caddy' });
});

afterAll(async () => {
  await app?.close();
  await authority?.remove();
});

const visitor = (token?: string): AppVisitor => {
  const one = new AppVisitor(authority, app.origin);
  if (token !== undefined) one.cookies.set(app.cookieName, token);
  return one;
};
const script = { Accept: 'application/json', 'Sec-Fetch-Mode': 'cors' };

describe('Caddy: without a session', () => {
  it('a page goes to sign-in with 302, its very address and a state of this browser', async () => {
    const answer = await visitor().ask('/a%20b/c?x=1&y=%2F&return_to=https://evil.example/');
    expect(answer.status).toBe(302);
    const to = new URL(locationOf(answer));
    expect(`${to.origin}${to.pathname}`).toBe(`${authority.origin}/sign-in`);
    expect(to.searchParams.get('return_to')).toBe(
      `${app.origin}/a%20b/c?x=1&y=%2F&return_to=https://evil.example/`,
    );
    expect(answer.setCookies).toHaveLength(1);
    expect(answer.setCookies[0]).toMatch(
      new RegExp(`^${app.cookieName}-state=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure$`),
    );
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('a form that was sent goes there with 303, and back to the start of the app', async () => {
    const answer = await visitor().ask('/pay?n=1', { method: 'POST', body: 'amount=1' });
    expect(answer.status).toBe(303);
    expect(new URL(locationOf(answer)).searchParams.get('return_to')).toBe(`${app.origin}/`);
  });

  it.each([
    ['Accept', { Accept: 'application/json' }],
    ['X-Requested-With', { 'X-Requested-With': 'XMLHttpRequest' }],
    ['fetch', { 'Sec-Fetch-Mode': 'cors' }],
    ['Authorization', { Authorization: 'Basic YTpi' }],
  ])('a script gets 401 JSON with the way to sign in: %s', async (_what, headers) => {
    const answer = await visitor().ask('/api/x', {
      headers: { ...headers, Referer: `${app.origin}/list?p=2` },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['rollcall-reason']).toBe('not_signed_in');
    const url = new URL(String(answer.json()['sign_in_url']));
    expect(url.origin).toBe(app.origin);
    const start = await visitor().ask(`${url.pathname}${url.search}`);
    expect(new URL(locationOf(start)).searchParams.get('return_to')).toBe(`${app.origin}/list?p=2`);
  });
});

describe('Caddy: with a session', () => {
  it('signing in leads back to the very page, and the app learns who it is', async () => {
    const ann = visitor();
    const page = await ann.enter('/page?x=1', 'ann');
    expect(page.status).toBe(200);
    const request = app.echo.received.at(-1)!;
    expect(request.url).toBe('/page?x=1');
    expect(app.echo.valuesOf(request, 'Remote-User')).toEqual(['ann']);
    expect(app.echo.valuesOf(request, 'Cookie')).toEqual([]);
    expect(app.echo.valuesOf(request, 'Rollcall-App')).toEqual([]);
    expect([...ann.cookies.keys()].sort()).toEqual([app.cookieName, `${app.cookieName}-state`]);
  });

  it.each([401, 403, 404, 500, 502, 503])("the app's own %i stays its own", async (status) => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const answer = await visitor(appToken).ask(`/status/${String(status)}`);
    expect(answer.status).toBe(status);
    expect(answer.text).toBe(`the app's own ${String(status)}`);
  });

  it("the app cannot set cookies of Rollcall's names, and its own reach the browser", async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const names = [app.cookieName, '__Host-rollcall', '__HOST-ROLLCALL-x', 'rollcall-x'];
    const query = new URLSearchParams([...names, 'mine'].map((name) => [name, '1']));
    const answer = await visitor(appToken).ask(`/set-cookie?${query.toString()}`);
    const set = answer.setCookies.filter((line) => line.trim() !== '');
    expect(set).toEqual(['mine=1; Path=/; Secure']);
  });

  it('large uploads pass, and reach the app while they are still being sent', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const size = 20 * 1024 * 1024;
    const url = new URL(app.origin);
    const socket = connectTls({ host: url.hostname, port: Number(url.port), rejectUnauthorized: false });
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(
      `POST /upload HTTP/1.1\r\nHost: ${url.host}\r\nCookie: ${app.cookieName}=${appToken}\r\nContent-Length: ${String(size)}\r\nConnection: close\r\n\r\n`,
    );
    socket.write(Buffer.alloc(64 * 1024));
    await eventually('the app sees the upload begin', () => app.echo.begun.includes('/upload'));
    socket.write(Buffer.alloc(size - 64 * 1024));
    await closed;
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(app.echo.received.at(-1)).toMatchObject({ url: '/upload', bodyBytes: size });
  });

  it('WebSockets pass with the identity; without a session they get 401', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const url = new URL(app.origin);
    const lines = [
      'GET /socket HTTP/1.1',
      `Host: ${url.host}`,
      'Upgrade: websocket',
      'Connection: Upgrade, Remote-User',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
    ];
    const socket = connectTls({ host: url.hostname, port: Number(url.port), rejectUnauthorized: false });
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.write(`${lines.join('\r\n')}\r\nCookie: ${app.cookieName}=${appToken}\r\n\r\n`);
    await eventually('the first frame', () => answer.includes('hello'));
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1.1 101 /);
    expect(app.echo.valuesOf(app.echo.received.at(-1)!, 'Remote-User')).toEqual(['ann']);

    const before = app.echo.received.length;
    const refused = await sendRaw(app.origin, [
      ...lines.filter((line) => !line.startsWith('Connection')),
      'Connection: close, Upgrade',
    ]);
    expect(refused).toMatch(/^HTTP\/1.1 401 /);
    expect(app.echo.received.length).toBe(before);
  });
});

describe('Caddy: an ended session', () => {
  it('is refused at the very next request, with the reason', async () => {
    const mine = await signInTo(authority, app.id, 'ann');
    const ann = visitor(mine.appToken);
    expect((await ann.ask('/x')).status).toBe(200);
    const before = app.echo.received.length;
    await authority.run(['session', 'end', mine.sessionId]);
    const answer = await ann.ask('/x', { headers: script });
    expect(answer.status).toBe(401);
    expect(answer.headers['rollcall-reason']).toBe('ended_by_admin');
    expect(answer.json()).toMatchObject({ code: 'ended', reason: 'ended_by_admin' });
    expect((await ann.ask('/x')).status).toBe(302);
    expect(app.echo.received.length).toBe(before);
  });

  it('may have been ended from the app: asked first, by no other site', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const ann = visitor(appToken);
    expect((await ann.ask('/.rollcall/sign-out')).text).toContain('<form method="post">');
    const post = (headers: Record<string, string>): ReturnType<AppVisitor['ask']> =>
      ann.ask('/.rollcall/sign-out', {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      });
    expect((await post({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await ann.ask('/x')).status).toBe(200);
    expect((await post({ Origin: app.origin, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
    expect(ann.cookies.has(app.cookieName)).toBe(false);
  });
});

describe('Caddy: the rest of the house down', () => {
  it("the app's own outage is no page of Rollcall", async () => {
    const lonely = await openProtectedApp(authority, { name: 'Lonely', proxy: 'caddy' });
    const { appToken } = await signInTo(authority, lonely.id, 'ann');
    await lonely.echo.close();
    const one = new AppVisitor(authority, lonely.origin);
    one.cookies.set(lonely.cookieName, appToken);
    const answer = await one.ask('/x');
    expect(answer.status).toBe(502);
    expect(answer.text).not.toContain('Rollcall');
    await lonely.proxy.stop();
  });

  it('an unreachable authority lets nobody in and says so; back again, the same cookie opens', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const ann = visitor(appToken);
    expect((await ann.ask('/x')).status).toBe(200);
    const before = app.echo.received.length;
    await authority.kill();
    for (const path of ['/x', '/.rollcall/start', '/.rollcall/sign-out']) {
      const answer = await ann.ask(path);
      expect(answer.status).toBe(503);
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.text).toContain('Sign-in cannot be checked right now');
      expect(answer.text).toContain('<style>:root{color-scheme:light dark;');
    }
    expect(app.echo.received.length).toBe(before);
    await authority.restart();
    expect((await ann.ask('/x')).status).toBe(200);
  });

  it('another server in the place of the authority is not believed', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const other = await startSetUpAuthority();
    const { readFileSync } = await import('node:fs');
    const { createServer } = await import('node:https');
    // A certificate of another authority, for the very name: only its CA is not the one.
    const impostor = createServer(
      {
        key: readFileSync(`${other.dataDir}/keys/leaf.key.pem`),
        cert: readFileSync(`${other.dataDir}/keys/leaf.crt.pem`),
      },
      (_req, res) => res.writeHead(200, { 'Remote-User': 'root' }).end(),
    );
    const { hostname, port } = new URL(authority.origin);
    await authority.stop();
    await new Promise<void>((resolve) => impostor.listen(Number(port), hostname, resolve));
    const before = app.echo.received.length;
    expect((await visitor(appToken).ask('/x')).status).toBe(503);
    expect(app.echo.received.length).toBe(before);
    await new Promise((resolve) => impostor.close(resolve));
    await other.remove();
    await authority.restart();
  });
});

describe('Caddy: an app over plain HTTP, which the admin allowed', () => {
  it('has a cookie without Secure and without the prefix, and is checked all the same', async () => {
    const plain = await openProtectedApp(authority, { name: 'Old', plainHttp: true, proxy: 'caddy' });
    try {
      const answer = await send(`${plain.origin}/x`, { headers: { Accept: 'text/html' } });
      expect(answer.status).toBe(302);
      expect(answer.setCookies[0]).toMatch(/^rollcall-\w+-state=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
      const { appToken } = await signInTo(authority, plain.id, 'ann');
      const cookie = { Cookie: `a=1; ${plain.cookieName}=${appToken}` };
      expect((await send(`${plain.origin}/x`, { headers: cookie })).status).toBe(200);
      expect(plain.echo.valuesOf(plain.echo.received.at(-1)!, 'Cookie')).toEqual(['a=1']);
    } finally {
      await plain.close();
    }
  });
});
