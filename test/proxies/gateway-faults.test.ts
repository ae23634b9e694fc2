import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { readText } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { findFreePort } from './free-port.ts';
import { addGatewayAppBy, openServer, type GatewayApp, type OwnServer } from './gateway-app.ts';
import { signInTo } from './protected-app.ts';
import { sendRaw, statusesOf } from './raw-request.ts';

/** Longer than it takes to notice that an app was changed. */
const firstByteMs = 2000;

let authority: TimedAuthority;
let server: OwnServer;
let app: GatewayApp;
let token: string;
/** Requests that have no answer yet, and connections of those that ended without. */
let waiting = 0;
let left = 0;

beforeAll(async () => {
  authority = await openTimedAuthority(undefined, { connectMs: 500, firstByteMs });
  await authority.control.settings.set({ values: { 'network.names': ['wiki.lan'] } });
  await authority.addUser('ann', { limit: 'unlimited' });
  server = await openServer((req, res) => {
    if (req.url !== '/wait') {
      let body = '';
      req.on('data', (chunk: Buffer) => (body += chunk.toString()));
      req.once('end', () => res.end(JSON.stringify({ method: req.method, headers: req.headers, body })));
      return;
    }
    waiting += 1;
    res.once('close', () => {
      waiting -= 1;
      left += 1;
    });
  });
  app = await addGatewayAppBy(authority.control, authority.ca, { name: 'App', upstream: server.origin });
  ({ appToken: token } = await signInTo(authority, app.id, 'ann'));
});

afterAll(async () => {
  await authority?.remove();
  await server?.close();
});

const healthOf = async (id: string): Promise<string | undefined> =>
  (await authority.control.apps.list()).find((one) => one.id === id)?.health;
const headOf = (line: string, more: readonly string[] = [], to = app): string =>
  [line, `Host: ${new URL(to.origin).host}`, `Cookie: ${to.cookieName}=${token}`, ...more, '', ''].join(
    '\r\n',
  );
const open = async (): Promise<Socket> => {
  const socket = connectTls({ host: '127.0.0.1', port: Number(new URL(app.origin).port), ca: authority.ca });
  socket.on('error', () => undefined);
  socket.resume();
  await once(socket, 'secureConnect');
  return socket;
};
/** Longer than an app may take to begin. */
const longEnough = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, firstByteMs * 1.5));

describe('a client that leaves before the answer', () => {
  it.each([
    ['by closing', 'GET /wait HTTP/1.1', [], ''],
    ['for a chunk that is none', 'POST /wait HTTP/1.1', ['Transfer-Encoding: chunked'], 'zz\r\n'],
  ])('is no fault of the app, whose request ends as well: %s', async (_how, line, more, then) => {
    const before = left;
    const client = await open();
    client.write(`${headOf(line, more)}${then === '' ? '' : '2\r\nab\r\n'}`);
    await eventually('the app has the request', () => waiting === 1);
    if (then === '') client.destroy();
    else client.write(then);
    await eventually('the request to the app ends', () => left === before + 1);
    await longEnough();
    expect(await healthOf(app.id)).toBe('ok');
  });

  it('in the same breath is none either', async () => {
    const client = await open();
    client.write(`${headOf('POST /wait HTTP/1.1', ['Transfer-Encoding: chunked'])}zz\r\n`);
    await once(client, 'close');
    await longEnough();
    expect(await healthOf(app.id)).toBe('ok');
  });
});

describe('an app that speaks another protocol than asked for', () => {
  it.each([
    ['with its name', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'],
    ['without a name', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ])('gets the page of one that does not answer: %s', async (what, bytes) => {
    const odd = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.write(bytes));
    });
    odd.listen(0, '127.0.0.1');
    await once(odd, 'listening');
    const upstream = `http://127.0.0.1:${String((odd.address() as AddressInfo).port)}`;
    const switching = await addGatewayAppBy(authority.control, authority.ca, { name: what, upstream });
    const { appToken } = await signInTo(authority, switching.id, 'ann');
    const page = await switching.ask('/', { token: appToken, headers: { Accept: 'text/html' } });
    expect(page.status).toBe(502);
    expect(readText(page.text)).toContain('The app does not answer');
    odd.close();
  });
});

describe('Rollcall itself behind an app', () => {
  it.each([
    ['the portal', () => authority.origin],
    ['the portal under a name', () => `https://localhost:${new URL(authority.origin).port}`],
    [
      'the portal at another address of this computer',
      () => `https://127.9.9.9:${new URL(authority.origin).port}`,
    ],
    ['the portal at every address', () => `https://[::]:${new URL(authority.origin).port}`],
    ['another app of the gateway', () => app.origin],
    [
      'another app of the gateway by another scheme',
      () => `http://[::ffff:127.0.0.1]:${new URL(app.origin).port}`,
    ],
  ])('is refused: %s', async (_what, upstream) => {
    const add = addGatewayAppBy(authority.control, authority.ca, { name: 'Loop', upstream: upstream() });
    await expect(add).rejects.toMatchObject({ code: 'app_upstream_own' });
    const set = authority.control.apps.set({ id: app.id, upstream: upstream() });
    await expect(set).rejects.toMatchObject({ code: 'app_upstream_own' });
  });

  it('is refused: its own address', async () => {
    const url = `https://127.0.0.1:${String(await findFreePort('127.0.0.1'))}`;
    const add = addGatewayAppBy(authority.control, authority.ca, { name: 'Loop', url, upstream: url });
    await expect(add).rejects.toMatchObject({ code: 'app_upstream_own' });
  });

  it('by way of another proxy ends at the second time', async () => {
    let asked = 0;
    const between = await openServer((req, res) => {
      asked += 1;
      const headers = req.headers as Record<string, string>;
      const cookie = `${around.cookieName}=${appToken}`;
      around.ask(req.url ?? '/', { headers: { ...headers, Cookie: cookie } }).then(
        (answer) => res.writeHead(answer.status).end(answer.text),
        () => res.destroy(),
      );
    });
    const around = await addGatewayAppBy(authority.control, authority.ca, {
      name: 'Around',
      upstream: between.origin,
    });
    const { appToken } = await signInTo(authority, around.id, 'ann');
    const answer = await around.ask('/', { token: appToken, headers: { Accept: 'application/json' } });
    expect([answer.status, answer.json()['code']]).toEqual([508, 'app_unreachable']);
    expect(asked).toBe(1);
    expect(await healthOf(around.id)).toBe('ok');
    await between.close();
  });
});

describe('an app that is changed while somebody waits for it', () => {
  it('is not said to be closed to them', async () => {
    const moved = await addGatewayAppBy(authority.control, authority.ca, {
      name: 'Moved',
      upstream: server.origin,
    });
    const { appToken } = await signInTo(authority, moved.id, 'ann');
    const asked = moved.ask('/wait', { token: appToken, headers: { Accept: 'application/json' } });
    await eventually('the app has the request', () => waiting === 1);
    await authority.control.apps.set({ id: moved.id, upstream: 'http://127.0.0.1:9' });
    authority.time.run(1000);
    const answer = await asked;
    expect([answer.status, answer.json()['code']]).toEqual([502, 'app_unreachable']);
    expect(await healthOf(moved.id)).toBe('ok');
  });
});

describe('a client that would like another protocol', () => {
  it.each([
    ['h2c', 'h2c', 'Upgrade, HTTP2-Settings'],
    ['TLS', 'TLS/1.0', 'Upgrade'],
    ['one of several', 'h2c, websocket', 'Upgrade'],
  ])('is answered as one that would not, body and all: %s', async (_what, protocol, connection) => {
    const wish = [`Upgrade: ${protocol}`, `Connection: ${connection}`, 'HTTP2-Settings: AAMAAABkAAQ'];
    const lines = headOf('POST /x HTTP/1.1', [...wish, 'Connection: close', 'Content-Length: 4']);
    const plain = await sendRaw(app.origin, lines.trimEnd().split('\r\n'), 'body');
    const get = headOf('GET /x HTTP/1.1', [...wish, 'Connection: close']);
    expect(statusesOf(await sendRaw(app.origin, get.trimEnd().split('\r\n')))).toEqual([200]);
    expect(statusesOf(plain)).toEqual([200]);
    expect(plain).toContain('"method":"POST"');
    expect(plain).toContain('"body":"body"');
    expect(plain).not.toContain('"upgrade":');
  });
});

describe('an app that was down when it was removed', () => {
  it('is forgotten', async () => {
    const upstream = `http://127.0.0.1:${String(await findFreePort('127.0.0.1'))}`;
    const down = await addGatewayAppBy(authority.control, authority.ca, { name: 'Down', upstream });
    const { appToken } = await signInTo(authority, down.id, 'ann');
    expect((await down.ask('/', { token: appToken })).status).toBe(502);
    expect(await healthOf(down.id)).toBe('upstream_down');
    await authority.control.apps.remove({ id: down.id });
    expect(await healthOf(down.id)).toBe(undefined);
  });
});
