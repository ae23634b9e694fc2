import { connect as connectTls } from 'node:tls';
import { Agent } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { send, type Answer, type SendOptions } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';
import { sendRaw } from './raw-request.ts';

let authority: AuthorityProcess;
let app: ProtectedApp;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 50 });
  await authority.run(
    [
      'user',
      'add',
      'jörg',
      '--name',
      'Jörg Møller',
      '--email',
      'j@example.org',
      '--password-stdin',
      '--final',
    ],
    'the password of jörg\n',
  );
  app = await openProtectedApp(authority, { name: 'ERP' });
});

afterAll(async () => {
  await app?.close();
  await authority?.remove();
});

/** The app's certificate is its admin's own business: not what is looked at here. */
const agent = new Agent({ rejectUnauthorized: false });
const ask = (path: string, options: SendOptions & { token?: string } = {}): Promise<Answer> =>
  send(`${app.origin}${path}`, {
    ...options,
    agent,
    headers: {
      ...(options.token === undefined ? {} : { Cookie: `${app.cookieName}=${options.token}` }),
      ...options.headers,
    },
  });
const script = { Accept: 'application/json' };

describe('without a session', () => {
  it('a page goes to sign-in, with its very address and a state of this browser', async () => {
    const answer = await ask('/a%20b/c?x=1&y=%2F&return_to=https://evil.example/', {
      headers: { Accept: 'text/html', 'Sec-Fetch-Mode': 'navigate' },
    });
    expect(answer.status).toBe(302);
    const to = new URL(String(answer.headers['location']));
    expect(`${to.origin}${to.pathname}`).toBe(`${authority.origin}/sign-in`);
    expect(to.searchParams.get('app')).toBe(app.id);
    expect(to.searchParams.get('state')).toMatch(/^[\w-]{43}$/);
    expect(to.searchParams.get('return_to')).toBe(
      `${app.origin}/a%20b/c?x=1&y=%2F&return_to=https://evil.example/`,
    );
    const [cookie = ''] = answer.setCookies;
    expect(cookie).toMatch(new RegExp(`^${app.cookieName}-state=[\\w-]{43}; `));
    expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('a second tab keeps the state of the first', async () => {
    const state = `${app.cookieName}-state=${'s'.repeat(43)}`;
    const [one, two] = await Promise.all([
      ask('/one', { headers: { Cookie: state } }),
      ask('/two', { headers: { Cookie: state } }),
    ]);
    expect(one.setCookies[0]).toContain(`${state};`);
    expect(two.setCookies[0]).toContain(`${state};`);
  });

  it('a form that was sent goes to sign-in and back to the start of the app, and is not sent again', async () => {
    const answer = await ask('/pay?n=1', { method: 'POST', body: 'amount=1' });
    expect(answer.status).toBe(303);
    const to = new URL(String(answer.headers['location']));
    expect(to.searchParams.get('return_to')).toBe(`${app.origin}/`);
  });

  it.each([
    ['Accept', { Accept: 'application/json' }],
    ['X-Requested-With', { 'X-Requested-With': 'XMLHttpRequest' }],
    ['fetch', { 'Sec-Fetch-Mode': 'cors' }],
    ['WebSocket', { 'Sec-Fetch-Mode': 'websocket' }],
  ])('a script gets 401 JSON with the way to sign in: %s', async (_what, headers) => {
    const answer = await ask('/api/x', { headers: { ...headers, Referer: `${app.origin}/list?p=2` } });
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['rollcall-reason']).toBe('not_signed_in');
    const problem = answer.json();
    expect(problem).toMatchObject({ code: 'not_signed_in', reason: 'not_signed_in', status: 401 });
    const url = new URL(String(problem['sign_in_url']));
    expect(url.origin).toBe(app.origin);
    expect(url.searchParams.get('return_to')).toBe(`${app.origin}/list?p=2`);

    const start = await ask(`${url.pathname}${url.search}`);
    expect(start.status).toBe(302);
    const to = new URL(String(start.headers['location']));
    expect(to.searchParams.get('return_to')).toBe(`${app.origin}/list?p=2`);
  });

  it.each(['https://evil.example/', '//evil.example/', 'javascript:alert(1)', 'https://127.0.0.2/', 'x', ''])(
    'nobody is sent back to a foreign address: %s',
    async (address) => {
      const start = await ask(`/.rollcall/start?return_to=${encodeURIComponent(address)}`);
      const to = new URL(String(start.headers['location']));
      expect(to.searchParams.get('return_to')).toBe(`${app.origin}/`);
    },
  );
});

describe('with a session', () => {
  it('the app learns who it is, in UTF-8', async () => {
    const { appToken } = await signInTo(authority, app.id, 'jörg');
    const answer = await ask('/x', { token: appToken });
    expect(answer.status).toBe(200);
    const request = app.echo.received.at(-1)!;
    const utf8 = (name: string): string[] =>
      app.echo.valuesOf(request, name).map((value) => Buffer.from(value, 'latin1').toString('utf8'));
    expect(utf8('Remote-User')).toEqual(['jörg']);
    expect(utf8('Remote-Name')).toEqual(['Jörg Møller']);
    expect(utf8('Remote-Email')).toEqual(['j@example.org']);
    expect(utf8('Remote-Groups')).toEqual([]);
  });

  it.each([401, 403, 404, 500, 502, 503])("the app's own %i stays its own", async (status) => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const answer = await ask(`/status/${String(status)}`, { token: appToken });
    expect(answer.status).toBe(status);
    expect(answer.text).toBe(`the app's own ${String(status)}`);
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

  it('an upload in chunks passes too', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const answer = await ask('/chunks', {
      method: 'POST',
      token: appToken,
      headers: { 'Transfer-Encoding': 'chunked' },
      body: Buffer.alloc(300_000),
    });
    expect(answer.status).toBe(200);
    expect(app.echo.received.at(-1)).toMatchObject({ url: '/chunks', bodyBytes: 300_000 });
  });

  it('WebSockets pass; without a session they get 401', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const lines = [
      'GET /socket HTTP/1.1',
      `Host: ${new URL(app.origin).host}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
    ];
    const url = new URL(app.origin);
    const socket = connectTls({ host: url.hostname, port: Number(url.port), rejectUnauthorized: false });
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.write(`${lines.join('\r\n')}\r\nCookie: ${app.cookieName}=${appToken}\r\n\r\n`);
    await eventually('the first frame', () => answer.includes('hello'));
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1.1 101 /);

    const refused = await sendRaw(app.origin, [
      ...lines.filter((line) => !line.startsWith('Connection')),
      'Connection: close, Upgrade',
      'Sec-Fetch-Mode: websocket',
    ]);
    expect(refused).toMatch(/^HTTP\/1.1 401 /);
  });
});

describe('an ended session', () => {
  it('is refused at the very next request, with the reason and by whom', async () => {
    const mine = await signInTo(authority, app.id, 'ann');
    expect((await ask('/x', { token: mine.appToken })).status).toBe(200);
    const before = app.echo.received.length;
    await authority.run(['session', 'end', mine.sessionId]);
    const answer = await ask('/x', { token: mine.appToken, headers: script });
    expect(answer.status).toBe(401);
    expect(answer.headers['rollcall-reason']).toBe('ended_by_admin');
    const problem = answer.json();
    expect(problem).toMatchObject({ code: 'ended', reason: 'ended_by_admin' });
    expect(String(problem['at'])).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(app.echo.received.length).toBe(before);
  });

  it('opens nothing after its app was removed and its sign-in goes on', async () => {
    const other = await openProtectedApp(authority, { name: 'Short' });
    const mine = await signInTo(authority, other.id, 'ann');
    await authority.run(['app', 'remove', 'Short']);
    const answer = await send(`${other.origin}/x`, {
      agent,
      headers: { Cookie: `${other.cookieName}=${mine.appToken}` },
    });
    expect(answer.status).toBe(401);
    expect(other.echo.received).toEqual([]);
    await other.close();
  });
});

describe('sign-out on the app', () => {
  it('asks first, takes no order from another site, and ends the whole session', async () => {
    const mine = await signInTo(authority, app.id, 'ann');
    const page = await ask('/.rollcall/sign-out', { token: mine.appToken });
    expect(page.status).toBe(200);
    expect(page.text).toContain('<form method="post">');
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);

    const post = (headers: Record<string, string>): Promise<Answer> =>
      ask('/.rollcall/sign-out', {
        method: 'POST',
        token: mine.appToken,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      });
    for (const headers of [
      {},
      { Origin: 'null' },
      { Origin: 'https://evil.example' },
      { Origin: 'https://127.0.0.2' },
      { Origin: app.origin, 'Sec-Fetch-Site': 'same-site' },
      { Origin: app.origin, 'Sec-Fetch-Site': 'cross-site' },
    ]) {
      expect((await post(headers as Record<string, string>)).status).toBe(403);
    }
    expect((await ask('/x', { token: mine.appToken })).status).toBe(200);

    const done = await post({ Origin: app.origin, 'Sec-Fetch-Site': 'same-origin' });
    expect(done.status).toBe(200);
    expect(done.setCookies[0]).toMatch(new RegExp(`^${app.cookieName}=; .*Max-Age=0`));
    const answer = await ask('/x', { token: mine.appToken, headers: script });
    expect(answer.json()).toMatchObject({ code: 'ended', reason: 'signed_out' });
  });
});

describe('an app over plain HTTP, which the admin allowed', () => {
  it('has a cookie without Secure and without the prefix, and is checked all the same', async () => {
    const plain = await openProtectedApp(authority, { name: 'Old', plainHttp: true });
    try {
      const answer = await send(`${plain.origin}/x`, { headers: { Accept: 'text/html' } });
      expect(answer.status).toBe(302);
      expect(answer.setCookies[0]).toMatch(/^rollcall-\w+-state=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
      const { appToken } = await signInTo(authority, plain.id, 'ann');
      const cookie = { Cookie: `a=1; ${plain.cookieName}=${appToken}` };
      expect((await send(`${plain.origin}/x`, { headers: cookie })).status).toBe(200);
      expect(plain.echo.valuesOf(plain.echo.received.at(-1)!, 'Cookie')).toEqual(['a=1']);
      expect(plain.echo.valuesOf(plain.echo.received.at(-1)!, 'Remote-User')).toEqual(['ann']);
    } finally {
      await plain.close();
    }
  });

  it('is not made by accident', async () => {
    const answer = await authority.cli([
      'app',
      'add',
      'P',
      '--kind',
      'forward-auth',
      '--url',
      'http://127.0.0.2:1',
    ]);
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain('app_plain_http');
  });
});

describe('the rest of the house down', () => {
  it("the app's own outage is nginx's page, not ours", async () => {
    const lonely = await openProtectedApp(authority, { name: 'Lonely' });
    const { appToken } = await signInTo(authority, lonely.id, 'ann');
    await lonely.echo.close();
    const answer = await send(`${lonely.origin}/x`, {
      agent,
      headers: { Cookie: `${lonely.cookieName}=${appToken}` },
    });
    expect(answer.status).toBe(502);
    expect(answer.text).not.toContain('Rollcall');
    await lonely.proxy.stop();
  });

  it('an unreachable authority lets nobody in and says so; back again, the same cookie opens', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    expect((await ask('/x', { token: appToken })).status).toBe(200);
    const before = app.echo.received.length;
    await authority.kill();
    for (const path of ['/x', '/.rollcall/start', '/.rollcall/sign-out']) {
      const answer = await ask(path, { token: appToken });
      expect(answer.status).toBe(503);
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.text).toContain('Sign-in cannot be checked right now');
      expect(answer.text).not.toMatch(/src=|href=/);
    }
    expect(app.echo.received.length).toBe(before);
    await authority.restart();
    expect((await ask('/x', { token: appToken })).status).toBe(200);
  });

  it('another server in the place of the authority is not believed', async () => {
    // Same address, a certificate of another CA.
    const { appToken } = await signInTo(authority, app.id, 'ann');
    await authority.stop();
    const { createServer } = await import('node:https');
    const { readFileSync } = await import('node:fs');
    const impostor = createServer(
      { key: readFileSync(`${app.proxy.dir}/app.key`), cert: readFileSync(`${app.proxy.dir}/app.crt`) },
      (_req, res) => res.writeHead(200, { 'Remote-User': 'root' }).end(),
    );
    const { hostname, port } = new URL(authority.origin);
    await new Promise<void>((resolve) => impostor.listen(Number(port), hostname, resolve));
    const before = app.echo.received.length;
    const answer = await ask('/x', { token: appToken });
    expect(answer.status).toBe(503);
    expect(app.echo.received.length).toBe(before);
    await new Promise((resolve) => impostor.close(resolve));
    await authority.restart();
  });
});
