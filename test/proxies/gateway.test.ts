import { readdirSync, readFileSync } from 'node:fs';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, readForms, readText } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { openControl, userIdOf } from '../support/open-control.ts';
import { openEchoApp, type EchoApp, type Received } from './echo-app.ts';
import { findFreePort } from './free-port.ts';
import { addGatewayApp, openServer, type GatewayApp, type OwnServer } from './gateway-app.ts';
import { signInTo } from './protected-app.ts';
import { sendRaw, statusesOf } from './raw-request.ts';

let authority: AuthorityProcess;
let echo: EchoApp;
let app: GatewayApp;
let appToken: string;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await setNames(['erp.lan', 'wiki.lan']);
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
    `${passwordOf('jörg')}\n`,
  );
  echo = await openEchoApp();
  app = await addGatewayApp(authority, { name: 'ERP', upstream: originOf(echo) });
  ({ appToken } = await signInTo(authority, app.id, 'ann'));
});

afterAll(async () => {
  await echo?.close();
  await authority?.remove();
});

const setNames = (names: string[]): Promise<unknown> =>
  openControl(authority).settings.set({ values: { 'network.names': names } });

interface ShownApp {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly health: string;
}
async function showApp(id: string): Promise<ShownApp | undefined> {
  return (await openControl(authority).apps.list()).find((one) => one.id === id);
}

function originOf({ port }: EchoApp): string {
  return `http://127.0.0.1:${String(port)}`;
}

function logOf({ dataDir }: AuthorityProcess): string {
  const dir = path.join(dataDir, 'logs');
  return readdirSync(dir)
    .map((file) => readFileSync(path.join(dir, file), 'utf8'))
    .join('');
}

describe('without a session', () => {
  it('a page goes to sign-in with 302, comes back to the very address, and the app knows who it is', async () => {
    const there = '/page/a%20b?x=1&y=%2F';
    const first = await app.ask(there, { headers: { Accept: 'text/html', 'Sec-Fetch-Mode': 'navigate' } });
    expect(first.status).toBe(302);
    const to = new URL(String(first.headers['location']));
    expect(`${to.origin}${to.pathname}`).toBe(`${authority.origin}/sign-in`);
    expect(to.searchParams.get('return_to')).toBe(`${app.origin}${there}`);
    expect(first.setCookies[0]).toMatch(new RegExp(`^${app.cookieName}-state=[\\w-]{43}; `));

    // The way of a browser through both origins.
    const jar = new Browser(authority.origin, authority.ca);
    const start = await jar.send(`${app.origin}${there}`);
    const page = await jar.open(String(start.headers['location']));
    const form = readForms(page.text).find(({ fields }) => 'password' in fields)!;
    const signedIn = await jar.submit(form, { username: 'jörg', password: passwordOf('jörg') });
    const callback = /url=([^"]+)"/.exec(signedIn.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(callback).toMatch(new RegExp(`^${app.origin}/.rollcall/callback\\?`));
    const back = await jar.send(callback);
    expect(back.status).toBe(303);
    expect(back.headers['location']).toBe(`${app.origin}${there}`);
    const inside = await jar.send(String(back.headers['location']));
    expect(inside.status).toBe(200);
    const request = echo.received.at(-1)!;
    expect(request.url).toBe(there);
    const utf8 = (name: string): string[] =>
      echo.valuesOf(request, name).map((value) => Buffer.from(value, 'latin1').toString('utf8'));
    expect(utf8('Remote-User')).toEqual(['jörg']);
    expect(utf8('Remote-Name')).toEqual(['Jörg Møller']);
    expect(utf8('Remote-Email')).toEqual(['j@example.org']);
    expect(echo.valuesOf(request, 'Cookie')).toEqual([]);
  });

  it('a form that was sent goes to sign-in with 303 and is not sent again', async () => {
    const answer = await app.ask('/pay?n=1', { method: 'POST', body: 'amount=1' });
    expect(answer.status).toBe(303);
    expect(new URL(String(answer.headers['location'])).searchParams.get('return_to')).toBe(`${app.origin}/`);
  });

  it.each([
    ['Accept', { Accept: 'application/json' }],
    ['X-Requested-With', { 'X-Requested-With': 'XMLHttpRequest' }],
    ['fetch', { 'Sec-Fetch-Mode': 'cors' }],
    ['Authorization', { Authorization: 'Basic YTpi' }],
  ])('a script gets 401 with the reason and the way to sign in: %s', async (_what, headers) => {
    const answer = await app.ask('/api/x', { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ code: 'not_signed_in', reason: 'not_signed_in' });
    expect(String(answer.json()['sign_in_url'])).toMatch(new RegExp(`^${app.origin}/.rollcall/start\\?`));
  });

  it('a session that has ended is told why at the next request', async () => {
    const { appToken: token, sessionId } = await signInTo(authority, app.id, 'ann');
    expect((await app.ask('/', { token })).status).toBe(200);
    await authority.run(['session', 'end', sessionId]);
    const answer = await app.ask('/', { token, headers: { Accept: 'application/json' } });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'ended', reason: 'ended_by_admin' });
  });

  it('signing out at the app ends the session, and only from a page of the app', async () => {
    const { appToken: token } = await signInTo(authority, app.id, 'ann');
    const asked = await app.ask('/.rollcall/sign-out', { token });
    expect(readText(asked.text)).toContain('Sign out on this device?');
    const post = { method: 'POST', token, body: '' };
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const foreign = await app.ask('/.rollcall/sign-out', {
      ...post,
      headers: { ...form, Origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    expect((await app.ask('/', { token })).status).toBe(200);
    const own = await app.ask('/.rollcall/sign-out', { ...post, headers: { ...form, Origin: app.origin } });
    expect(own.status).toBe(200);
    expect((await app.ask('/', { token })).status).toBe(302);
  });

  it('what Rollcall does not have under its own paths does not reach the app', async () => {
    const before = echo.received.length;
    expect((await app.ask('/.rollcall/verify', { token: appToken })).status).toBe(404);
    const tricky = await sendRaw(app.origin, [
      'GET /.rollcall/../x HTTP/1.1',
      `Host: ${new URL(app.origin).host}`,
      'Connection: close',
      `Cookie: ${app.cookieName}=${appToken}`,
    ]);
    expect(statusesOf(tricky)).toEqual([404]);
    expect(echo.received.length).toBe(before);
  });
});

describe('what the app receives', () => {
  const askRaw = async (
    lines: readonly string[],
    body = '',
  ): Promise<{ answer: string; request: Received | undefined }> => {
    const before = echo.received.length;
    const [first = '', ...rest] = lines;
    const host = new URL(app.origin).host;
    const answer = await sendRaw(
      app.origin,
      [first, `Host: ${host}`, 'Connection: close', `Cookie: a=1; ${app.cookieName}=${appToken}`, ...rest],
      body,
    );
    return { answer, request: echo.received[before] };
  };

  it('is where the request really came from, and nothing of what the client says of that', async () => {
    const { request } = await askRaw([
      'GET /x HTTP/1.1',
      'X-Forwarded-For: 6.6.6.6',
      'X-Forwarded-For: 7.7.7.7',
      'X_Forwarded_For: 6.6.6.6',
      'X-Forwarded-Proto: http',
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Port: 1',
      'X-Forwarded-Prefix: /evil',
      'X-Real-IP: 6.6.6.6',
      'Forwarded: for=6.6.6.6;host=evil.example',
      'X-Original-URL: /admin',
      'Proxy: http://evil.example',
    ]);
    const { host, port } = new URL(app.origin);
    const of = (name: string): string[] => echo.valuesOf(request!, name);
    expect(of('X-Forwarded-For')).toEqual(['127.0.0.1']);
    expect(of('X-Forwarded-Proto')).toEqual(['https']);
    expect(of('X-Forwarded-Host')).toEqual([host]);
    expect(of('X-Forwarded-Port')).toEqual([port]);
    expect(of('X-Real-IP')).toEqual(['127.0.0.1']);
    expect(of('Forwarded')).toEqual([`for=127.0.0.1;host="${host}";proto=https`]);
    expect(of('Host')).toEqual([host]);
    expect(JSON.stringify(request)).not.toMatch(/6\.6\.6\.6|7\.7\.7\.7|evil|admin/);
  });

  it('keeps its own cookies, repeated headers, query and odd paths as they are', async () => {
    const { request } = await askRaw([
      'GET //evil.example/..;/%2e%2e/a?b=%00&c HTTP/1.1',
      'X-Twice: 1',
      'X-Twice: 2',
    ]);
    expect(request!.url).toBe('//evil.example/..;/%2e%2e/a?b=%00&c');
    expect(echo.valuesOf(request!, 'X-Twice')).toEqual(['1', '2']);
    expect(echo.valuesOf(request!, 'Cookie')).toEqual(['a=1']);
  });

  it.each([
    ['an absolute address', 'GET https://evil.example/x HTTP/1.1', []],
    ['an absolute address of its own', 'GET http://127.0.0.1/x HTTP/1.1', []],
    ['the server as a whole', 'OPTIONS * HTTP/1.1', []],
    ['two hosts', 'GET /x HTTP/1.1', ['Host: evil.example']],
    ['an encoding before chunked', 'POST /x HTTP/1.1', ['Transfer-Encoding: gzip, chunked']],
    ['two lengths', 'POST /x HTTP/1.1', ['Content-Length: 0', 'Content-Length: 0']],
    ['both kinds of length', 'POST /x HTTP/1.1', ['Content-Length: 5', 'Transfer-Encoding: chunked']],
    ['a folded line', 'GET /x HTTP/1.1', ['X-Other: a', ' b']],
    ['a bare line feed', 'GET /x HTTP/1.1', ['X-Other: a\nX: b']],
    ['a space before the colon', 'GET /x HTTP/1.1', ['X-Other : a']],
  ])('is nothing of a request with %s', async (_what, line, more) => {
    const { answer, request } = await askRaw([line, ...more], '0\r\n\r\n');
    expect(request).toBe(undefined);
    expect(statusesOf(answer)[0]).toBe(400);
  });

  it('is the body of a client of HTTP/1.0, whose answer ends with the connection', async () => {
    const { answer, request } = await askRaw(['POST /x HTTP/1.0', 'Content-Length: 3'], 'abc');
    expect(request?.bodyBytes).toBe(3);
    expect(statusesOf(answer)).toEqual([200]);
    expect(answer).not.toMatch(/transfer-encoding/i);
    expect(answer).toContain('"bodyBytes":3');
  });

  it('is asked for a body only when whoever sends it may enter', async () => {
    const expecting = ['POST /x HTTP/1.1', 'Content-Length: 3', 'Expect: 100-continue'];
    const inside = await askRaw(expecting, 'abc');
    expect(statusesOf(inside.answer)).toEqual([100, 200]);
    expect(inside.request?.bodyBytes).toBe(3);
    expect(echo.valuesOf(inside.request!, 'Expect')).toEqual([]);
    const host = new URL(app.origin).host;
    const outside = await sendRaw(app.origin, [...expecting, `Host: ${host}`, 'Connection: close']);
    expect(statusesOf(outside)).toEqual([303]);
  });

  it('does not set cookies of Rollcall, in any spelling, and sets its own', async () => {
    const answer = await app.ask(
      '/set-cookie?mine=1&__Host-rollcall-x=2&__HOST-ROLLCALL=3&rollcall-x=4&=__Host-rollcall-y',
      {
        token: appToken,
      },
    );
    expect(answer.setCookies.map((line) => line.split(';')[0])).toEqual(['mine=1']);
  });

  it('tells no session of one app by the cookie of another', async () => {
    const other = await addGatewayApp(authority, { name: 'Other', upstream: originOf(echo) });
    const before = echo.received.length;
    const answer = await other.ask('/', { headers: { Cookie: `${app.cookieName}=${appToken}` } });
    expect(answer.status).toBe(302);
    const renamed = await other.ask('/', { token: appToken });
    expect(renamed.status).toBe(302);
    expect(echo.received.length).toBe(before);
  });
});

describe('groups', () => {
  it('keep out whoever is in none of them, with a page or a code', async () => {
    const control = openControl(authority);
    const { group } = await control.groups.add({ name: 'stock' });
    const closed = await addGatewayApp(authority, {
      name: 'Closed',
      upstream: originOf(echo),
      groups: [group.id],
    });
    const id = await userIdOf(control, 'jörg');
    await control.users.set({ id, groups: [group.id] });
    const { appToken: token } = await signInTo(authority, closed.id, 'jörg');
    expect((await closed.ask('/', { token })).status).toBe(200);
    expect(echo.valuesOf(echo.received.at(-1)!, 'Remote-Groups')).toEqual(['stock']);
    await control.users.set({ id, groups: [] });
    const before = echo.received.length;
    const page = await closed.ask('/', { token, headers: { Accept: 'text/html' } });
    expect(page.status).toBe(403);
    expect(readText(page.text)).toContain('not open to your account');
    const script = await closed.ask('/', { token, headers: { Accept: 'application/json' } });
    expect(script.json()).toMatchObject({ status: 403, code: 'app_forbidden' });
    expect(echo.received.length).toBe(before);
  });
});

describe('answers', () => {
  let server: OwnServer;
  let own: GatewayApp;
  let token: string;
  beforeAll(async () => {
    const text = 'x'.repeat(1000);
    server = await openServer((req, res) => {
      if (req.url === '/trailers') {
        res.writeHead(200, { Trailer: 'X-Sum', Connection: 'X-Hop', 'X-Hop': '1', 'X-Stay': '2' });
        res.write('body');
        res.addTrailers({ 'X-Sum': '42', 'Set-Cookie': '__Host-rollcall=evil' });
        res.end();
      } else if (req.url === '/range') {
        const [, from, to] = /bytes=(\d+)-(\d+)/.exec(req.headers.range ?? '') ?? [];
        const part = text.slice(Number(from), Number(to) + 1);
        res
          .writeHead(206, { 'Content-Range': `bytes ${from}-${to}/1000`, 'Content-Length': part.length })
          .end(part);
      } else if (req.url === '/304') res.writeHead(304, { ETag: '"a"' }).end();
      else if (req.url === '/204') res.writeHead(204).end();
      else
        res
          .writeHead(200, { 'Content-Length': text.length, 'X-App': 'here' })
          .end(req.method === 'HEAD' ? '' : text);
    });
    own = await addGatewayApp(authority, { name: 'Answers', upstream: server.origin });
    ({ appToken: token } = await signInTo(authority, own.id, 'ann'));
  });
  afterAll(() => server?.close());

  it('to HEAD have the head alone', async () => {
    const answer = await own.ask('/', { token, method: 'HEAD' });
    expect([answer.status, answer.headers['content-length'], answer.text]).toEqual([200, '1000', '']);
  });

  it('of a part are that part', async () => {
    const answer = await own.ask('/range', { token, headers: { Range: 'bytes=10-19' } });
    expect([answer.status, answer.text.length, answer.headers['content-range']]).toEqual([
      206,
      10,
      'bytes 10-19/1000',
    ]);
  });

  it.each(['/304', '/204'])('without a body have none: %s', async (path_) => {
    const answer = await own.ask(path_, { token });
    expect([answer.status, answer.text]).toEqual([Number(path_.slice(1)), '']);
  });

  it('keep their trailers, and lose what was for the gateway alone', async () => {
    const answer = await sendRaw(own.origin, [
      'GET /trailers HTTP/1.1',
      `Host: ${new URL(own.origin).host}`,
      'Connection: close',
      'TE: trailers',
      `Cookie: ${own.cookieName}=${token}`,
    ]);
    expect(answer).toMatch(/\r\n0\r\nX-Sum: 42\r\n\r\n$/i);
    expect(answer).toMatch(/X-Stay: 2/i);
    expect(answer).not.toMatch(/X-Hop|evil/i);
    expect(answer).toMatch(/Connection: close/i);
  });

  it('leave the connection open for the next request', async () => {
    const host = `Host: ${new URL(own.origin).host}`;
    const cookie = `Cookie: ${own.cookieName}=${token}`;
    const answer = await sendRaw(own.origin, [
      'GET /204 HTTP/1.1',
      host,
      cookie,
      '',
      'GET /304 HTTP/1.1',
      host,
      cookie,
      'Connection: close',
    ]);
    expect(statusesOf(answer)).toEqual([204, 304]);
  });
});

describe('an app that does not answer', () => {
  it('gets a page with a reference that is in the log; a script gets JSON; the console learns since when', async () => {
    const port = await findFreePort('127.0.0.1');
    const down = await addGatewayApp(authority, {
      name: 'Down',
      upstream: `http://127.0.0.1:${String(port)}`,
    });
    const { appToken: token } = await signInTo(authority, down.id, 'ann');
    const page = await down.ask('/x', { token, headers: { Accept: 'text/html' } });
    expect(page.status).toBe(502);
    expect(readText(page.text)).toContain('The app does not answer');
    const reference = /reference: ([a-z0-9]{8})/.exec(readText(page.text))?.[1];
    await eventually('the log has the reference', () =>
      logOf(authority).includes(`"requestId":"${String(reference)}"`),
    );
    expect(logOf(authority)).toContain('ECONNREFUSED');
    const script = await down.ask('/x', { token, headers: { Accept: 'application/json' } });
    expect(script.status).toBe(502);
    expect(script.json()).toMatchObject({
      code: 'app_unreachable',
      request_id: expect.stringMatching(/^[a-z0-9]{8}$/) as string,
    });
    const health = async (): Promise<string | undefined> => (await showApp(down.id))?.health;
    expect(await health()).toBe('upstream_down');

    const server = await openServer((_req, res) => void res.end('back'), port);
    expect((await down.ask('/x', { token })).text).toBe('back');
    expect(await health()).toBe('ok');
    await server.close();
  });

  it.each([
    ['another protocol', '220 mail.example ESMTP\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'both kinds of length',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no status there is', 'HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n'],
    ['nothing', ''],
  ])('in HTTP gets the same page: %s', async (_what, bytes) => {
    const nonsense = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes, 'latin1'));
    });
    await new Promise<void>((resolve) => nonsense.listen(0, '127.0.0.1', resolve));
    const { port } = nonsense.address() as AddressInfo;
    const odd = await addGatewayApp(authority, {
      name: `Odd ${_what}`,
      upstream: `http://127.0.0.1:${String(port)}`,
    });
    const { appToken: token } = await signInTo(authority, odd.id, 'ann');
    const page = await odd.ask('/x', { token, headers: { Accept: 'text/html' } });
    expect(page.status).toBe(502);
    expect(readText(page.text)).toContain('The app does not answer');
    nonsense.close();
  });

  it('to its end is cut short visibly', async () => {
    const half = await openServer((_req, res) => {
      res.writeHead(200, { 'Content-Length': 1000 });
      res.write('half', () => res.destroy());
    });
    const cut = await addGatewayApp(authority, { name: 'Half', upstream: half.origin });
    const { appToken: token } = await signInTo(authority, cut.id, 'ann');
    await expect(cut.ask('/', { token })).rejects.toThrow(/aborted|hang up|ECONNRESET/);
    await half.close();
  });

  it('with a certificate nobody trusts is not asked, unless the admin takes any', async () => {
    const { createServer } = await import('node:https');
    const { mkdtempSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const { makeCertificate } = await import('./proxy-process.ts');
    const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-upstream-'));
    makeCertificate(dir, '127.0.0.1');
    const secure = createServer(
      { cert: readFileSync(`${dir}/app.crt`), key: readFileSync(`${dir}/app.key`) },
      (_req, res) => void res.end('secure'),
    );
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const upstream = `https://127.0.0.1:${String((secure.address() as AddressInfo).port)}`;
    const checked = await addGatewayApp(authority, { name: 'Checked', upstream });
    const { appToken: token } = await signInTo(authority, checked.id, 'ann');
    expect((await checked.ask('/', { token })).status).toBe(502);
    const { apps } = openControl(authority);
    await apps.set({ id: checked.id, upstreamCertificate: 'any' });
    expect((await checked.ask('/', { token })).text).toBe('secure');
    // One with Rollcall's own certificate is trusted.
    const keys = path.join(authority.dataDir, 'keys');
    secure.setSecureContext({
      cert: readFileSync(path.join(keys, 'leaf.crt.pem')),
      key: readFileSync(path.join(keys, 'leaf.key.pem')),
    });
    await apps.set({ id: checked.id, upstreamCertificate: 'verify' });
    expect((await checked.ask('/', { token })).text).toBe('secure');
    secure.closeAllConnections();
    secure.close();
  });
});

describe('addresses', () => {
  it('of two apps on one port are told apart by their names, and a third leads to both', async () => {
    const port = String(await findFreePort('127.0.0.1'));
    const erp = await addGatewayApp(authority, {
      name: 'By name',
      upstream: originOf(echo),
      url: `https://erp.lan:${port}`,
    });
    const second = await openServer((_req, res) => void res.end('the wiki'));
    const wiki = await addGatewayApp(authority, {
      name: 'Wiki',
      upstream: second.origin,
      url: `https://wiki.lan:${port}`,
    });
    const { appToken: erpToken } = await signInTo(authority, erp.id, 'ann');
    const { appToken: wikiToken } = await signInTo(authority, wiki.id, 'ann');
    expect((await erp.ask('/', { token: erpToken })).json()).toMatchObject({ url: '/' });
    expect((await wiki.ask('/', { token: wikiToken })).text).toBe('the wiki');
    expect((await wiki.ask('/', { token: erpToken })).status).toBe(302);

    const lost = await wiki.ask('/', { token: wikiToken, headers: { Host: `127.0.0.1:${port}` } });
    expect(lost.status).toBe(421);
    expect(lost.text).toContain(`href="${erp.origin}/"`);
    expect(lost.text).toContain(`href="${wiki.origin}/"`);
    const stranger = await wiki.ask('/', { token: wikiToken, headers: { Host: `evil.example:${port}` } });
    expect(stranger.status).toBe(421);
    expect(stranger.text).not.toContain('erp.lan');
    await second.close();
  });

  it('may be a name on the port of the portal, which keeps its own', async () => {
    const { port } = new URL(authority.origin);
    const byName = await addGatewayApp(authority, {
      name: 'Main',
      upstream: originOf(echo),
      url: `https://erp.lan:${port}`,
    });
    const { appToken: token } = await signInTo(authority, byName.id, 'ann');
    expect((await byName.ask('/page', { token })).text).toContain('<h1>App</h1>');
    const portal = await byName.ask('/sign-in', { headers: { Host: new URL(authority.origin).host } });
    expect(readText(portal.text)).toContain('Sign in');
    const second = await byName.ask('/sign-in', { headers: { Host: `wiki.lan:${port}` } });
    expect(readText(second.text)).toContain('Sign in');
    await expect(
      addGatewayApp(authority, { name: 'Portal', upstream: originOf(echo), url: authority.origin }),
    ).rejects.toMatchObject({ code: 'app_url_taken' });
  });

  it('of strangers are refused for an upgrade too', async () => {
    const answer = await sendRaw(app.origin, [
      'GET / HTTP/1.1',
      'Host: evil.example',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      `Cookie: ${app.cookieName}=${appToken}`,
    ]);
    expect(statusesOf(answer)).toEqual([421]);
  });
});

describe('ports', () => {
  const hold = async (): Promise<{ server: Server; port: number }> => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, port: (server.address() as AddressInfo).port };
  };
  const opens = (origin: string): Promise<boolean> =>
    app.ask('/').then(async () =>
      sendRaw(origin, ['GET / HTTP/1.1', `Host: ${new URL(origin).host}`, 'Connection: close']).then(
        () => true,
        () => false,
      ),
    );

  it('that are held by somebody are refused with his name, and nothing has changed', async () => {
    const { server, port } = await hold();
    const url = `https://127.0.0.1:${String(port)}`;
    const { apps } = openControl(authority);
    const before = await apps.list();
    const busy = {
      code: 'port_busy',
      data: { holder: expect.stringContaining(`pid ${String(process.pid)}`) as string },
    };
    await expect(
      addGatewayApp(authority, { name: 'Busy', upstream: originOf(echo), url }),
    ).rejects.toMatchObject(busy);
    await expect(apps.set({ id: app.id, url })).rejects.toMatchObject(busy);
    const after = await apps.list();
    expect(after.map(({ name, url: at }) => [name, at])).toEqual(
      before.map(({ name, url: at }) => [name, at]),
    );
    expect((await app.ask('/', { token: appToken })).status).toBe(200);
    server.close();
  });

  it('are left when their app goes, and taken when it moves', async () => {
    const gone = await addGatewayApp(authority, { name: 'Gone', upstream: originOf(echo) });
    expect(await opens(gone.origin)).toBe(true);
    const next = `https://127.0.0.1:${String(await findFreePort('127.0.0.1'))}`;
    const { apps } = openControl(authority);
    await apps.set({ id: gone.id, url: next });
    expect(await opens(next)).toBe(true);
    expect(await opens(gone.origin)).toBe(false);
    await apps.remove({ id: gone.id });
    expect(await opens(next)).toBe(false);
  });

  it('that are busy at the start raise an alarm and are taken when they are free', async () => {
    await authority.stop();
    const { port } = new URL(app.origin);
    const thief = createTcpServer();
    await new Promise<void>((resolve) => thief.listen(Number(port), '127.0.0.1', resolve));
    await authority.restart();
    const alarm = async () =>
      (await openControl(authority).status.get()).alarms.find(({ code }) => code === 'gateway_not_listening');
    expect((await alarm())?.sentence).toContain(`ERP at ${app.origin}`);
    expect((await alarm())?.sentence).toContain(`pid ${String(process.pid)}`);
    expect((await showApp(app.id))?.health).toBe('not_listening');
    await new Promise((resolve) => thief.close(resolve));
    await eventually('the port is taken', async () => (await alarm()) === undefined);
    expect((await app.ask('/', { token: appToken })).status).toBe(200);
  });
});

describe('the certificate', () => {
  it('is the one of the portal, with the names of the apps, and is renewed with it while connections go on', async () => {
    const names = (): Promise<string> =>
      new Promise((resolve, reject) => {
        const { port } = new URL(app.origin);
        const socket = connectTls({ host: '127.0.0.1', port: Number(port), ca: authority.ca }, () => {
          resolve(socket.getPeerCertificate().subjectaltname ?? '');
          socket.destroy();
        });
        socket.once('error', reject);
      });
    expect(await names()).toContain('DNS:erp.lan');
    // A name that an app has stays, although the settings drop it.
    await setNames(['late.lan']);
    await eventually('the new name is in it', async () => (await names()).includes('DNS:late.lan'));
    expect(await names()).toContain('DNS:erp.lan');
  });
});
