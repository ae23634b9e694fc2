import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { eventually } from '../support/eventually.ts';
import { openControl, userIdOf } from '../support/open-control.ts';
import { addGatewayApp, openServer, type GatewayApp, type OwnServer } from './gateway-app.ts';
import { signInTo } from './protected-app.ts';
import { sendRaw, statusesOf } from './raw-request.ts';

let authority: AuthorityProcess;
let server: OwnServer;
let app: GatewayApp;
/** Sockets as the app sees them, with their requests. */
const inside: { socket: WebSocket; request: IncomingMessage }[] = [];

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 'unlimited' });
  server = await openServer((req, res) => {
    if (req.url === '/events') {
      res.writeHead(200, { 'Content-Type': 'text/event-stream' });
      res.write('data: first\n\n');
    } else if (req.url === '/half-event') {
      res.writeHead(200, { 'Content-Type': 'text/event-stream' });
      res.write('data: first\n\ndata: second');
    } else if (req.url === '/endless') {
      res.writeHead(200, { 'Content-Type': 'text/plain' });
      res.write('some');
    } else if (req.url === '/never') {
      // No answer, ever.
    } else res.end('here');
  });
  const sockets = new WebSocketServer({
    server: server.server,
    perMessageDeflate: { threshold: 0 },
    verifyClient: ({ req }: { req: IncomingMessage }) => req.url !== '/refused',
    handleProtocols: (wanted) => (wanted.has('chat.v2') ? 'chat.v2' : false),
  });
  sockets.on('connection', (socket, request) => {
    inside.push({ socket, request });
    socket.on('message', (data, binary) => socket.send(data, { binary }));
    socket.on('error', () => undefined);
  });
  app = await addGatewayApp(authority, { name: 'Chat', upstream: server.origin, groups: [] });
});

afterAll(async () => {
  for (const { socket } of inside) socket.terminate();
  await server?.close();
  await authority?.remove();
});

function open(
  token: string,
  options: { path?: string; origin?: string | undefined; protocols?: string[]; at?: GatewayApp } = {},
): WebSocket {
  const { path = '/ws', protocols = [], at = app } = options;
  const origin = 'origin' in options ? options.origin : at.origin;
  return new WebSocket(`${at.origin.replace('https', 'wss')}${path}`, protocols, {
    ca: authority.ca,
    headers: { Cookie: `${at.cookieName}=${token}` },
    ...(origin === undefined ? {} : { origin }),
  });
}

async function mustOpen(...all: Parameters<typeof open>): Promise<WebSocket> {
  const socket = open(...all);
  await once(socket, 'open');
  return socket;
}

/** Status of the answer to an upgrade; 101 when it opened. */
function statusOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.once('unexpected-response', (request: { destroy(): void }, answer: IncomingMessage) => {
      request.destroy();
      resolve(answer.statusCode ?? 0);
    });
    socket.once('open', () => resolve(101));
    socket.on('error', () => undefined);
  });
}

interface Closed {
  readonly code: number;
  readonly reason: string;
  /** `performance.now()`. */
  readonly at: number;
}

function closeOf(socket: WebSocket): Promise<Closed> {
  return new Promise((resolve) =>
    socket.once('close', (code, reason) =>
      resolve({ code, reason: reason.toString(), at: performance.now() }),
    ),
  );
}

const ends = async (sessionId: string): Promise<number> => {
  const at = performance.now();
  await openControl(authority).sessions.end({ ids: [sessionId] });
  return at;
};

describe('a WebSocket', () => {
  it('is between client and app: messages, subprotocol, compression, and who it is', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const socket = await mustOpen(appToken, { protocols: ['chat.v1', 'chat.v2'] });
    expect(socket.protocol).toBe('chat.v2');
    expect(socket.extensions).toBe('permessage-deflate');
    const { request } = inside.at(-1)!;
    expect(request.headers['remote-user']).toBe('ann');
    expect(request.headers.cookie).toBe(undefined);
    expect(request.headers['x-forwarded-proto']).toBe('https');
    const big = Buffer.alloc(3_000_000, 'ab');
    socket.send(big);
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(answer.equals(big)).toBe(true);
    const closed = closeOf(inside.at(-1)!.socket);
    socket.close(3001, 'done');
    expect(await closed).toMatchObject({ code: 3001, reason: 'done' });
  });

  it.each([
    ['of another site', 'https://evil.example'],
    ['of another port of the same address', 'https://127.0.0.1:1'],
    ['of no site', 'null'],
    ['of nobody', undefined],
  ])('is refused for a page %s', async (_what, origin) => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const before = inside.length;
    expect(await statusOf(open(appToken, { origin }))).toBe(403);
    expect(inside.length).toBe(before);
  });

  it('is refused without a session, and taken from a program with a token of its own', async () => {
    expect(await statusOf(open('rca_nothing'))).toBe(401);
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const socket = new WebSocket(`${app.origin.replace('https', 'wss')}/ws`, {
      ca: authority.ca,
      headers: { Authorization: `Bearer ${appToken}` },
    });
    await once(socket, 'open');
    expect(inside.at(-1)!.request.headers.authorization).toBe(undefined);
    socket.terminate();
  });

  it('that the app refuses gets the answer of the app, and one of a dead app the answer of Rollcall', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    expect(await statusOf(open(appToken, { path: '/refused' }))).toBe(401);
    const dead = await addGatewayApp(authority, { name: 'Dead', upstream: 'http://127.0.0.1:9' });
    const { appToken: other } = await signInTo(authority, dead.id, 'ann');
    expect(await statusOf(open(other, { at: dead }))).toBe(502);
  });

  it('of an app that speaks first, in one breath with its yes, loses none of it, and is still cut between two frames', async () => {
    const early = await openServer(() => undefined);
    early.server.on('upgrade', (req, socket) => {
      socket.on('error', () => undefined);
      socket.on('end', () => socket.end());
      const accept = createHash('sha1')
        .update(`${req.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest('base64');
      const head = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
      const frame = (text: string): Buffer => Buffer.from([0x81, text.length, ...Buffer.from(text)]);
      socket.write(Buffer.concat([Buffer.from(head), frame('first'), frame('second')]));
    });
    const at = await addGatewayApp(authority, { name: 'Early', upstream: early.origin });
    const { appToken, sessionId } = await signInTo(authority, at.id, 'ann');
    const heard: string[] = [];
    const socket = open(appToken, { at });
    socket.on('message', (data: Buffer) => heard.push(data.toString()));
    await eventually('both have come', () => heard.length === 2);
    expect(heard).toEqual(['first', 'second']);
    const closed = closeOf(socket);
    await ends(sessionId);
    expect(await closed).toMatchObject({ code: 4401, reason: 'ended_by_admin' });
    await early.close();
  });

  it.each([
    ['another protocol', ['Upgrade: h2c'], 400],
    ['a body', ['Upgrade: websocket', 'Content-Length: 5'], 400],
  ])('is nothing of an upgrade with %s', async (_what, lines, status) => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const answer = await sendRaw(app.origin, [
      'GET /ws HTTP/1.1',
      `Host: ${new URL(app.origin).host}`,
      `Origin: ${app.origin}`,
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      `Cookie: ${app.cookieName}=${appToken}`,
      ...lines,
    ]);
    expect(statusesOf(answer)).toEqual([status]);
  });
});

describe('scenario 18: an open tab and a WebSocket behind the gateway, the admin ends the session', () => {
  it('the socket is closed within a second with a code that says why, and the next request gets the reason', async () => {
    const { appToken, sessionId } = await signInTo(authority, app.id, 'ann');
    const sockets = await Promise.all([mustOpen(appToken), mustOpen(appToken), mustOpen(appToken)]);
    const { appToken: othersToken } = await signInTo(authority, app.id, 'ann');
    const other = await mustOpen(othersToken);
    const [appSide] = inside.slice(-1);
    const closed = Promise.all(sockets.map(closeOf));
    const at = await ends(sessionId);
    for (const one of await closed) {
      expect(one).toMatchObject({ code: 4401, reason: 'ended_by_admin' });
      expect(one.at - at).toBeLessThan(1000);
    }
    const next = await app.ask('/', { token: appToken, headers: { Accept: 'application/json' } });
    expect(next.status).toBe(401);
    expect(next.json()).toMatchObject({ code: 'ended', reason: 'ended_by_admin' });
    expect(other.readyState).toBe(WebSocket.OPEN);
    other.send('still here');
    await once(other, 'message');
    other.terminate();
    await eventually('the app side is gone', () => appSide!.socket.readyState === WebSocket.CLOSED);
  });

  /** A client of bytes, which sees exactly what comes. */
  const openRaw = (
    token: string,
  ): Promise<{ socket: TLSSocket; bytes: () => Buffer; closed: Promise<unknown> }> =>
    new Promise((resolve, reject) => {
      const { hostname, port, host } = new URL(app.origin);
      const socket = connectTls({ host: hostname, port: Number(port), ca: authority.ca });
      let all = Buffer.alloc(0);
      const closed = once(socket, 'close');
      socket.on('data', (chunk: Buffer) => {
        all = Buffer.concat([all, chunk]);
        const end = all.indexOf('\r\n\r\n');
        if (end > 0) resolve({ socket, bytes: () => all.subarray(end + 4), closed });
      });
      socket.once('error', reject);
      socket.write(
        [
          'GET /ws HTTP/1.1',
          `Host: ${host}`,
          `Origin: ${app.origin}`,
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          `Cookie: ${app.cookieName}=${token}`,
          '',
          '',
        ].join('\r\n'),
      );
    });
  /** Bytes of the app's side below the frames. */
  const rawSide = (): NodeJS.WritableStream =>
    (inside.at(-1)!.socket as unknown as { _socket: NodeJS.WritableStream })._socket;
  const closeFrame = Buffer.concat([Buffer.from([0x88, 16, 0x11, 0x31]), Buffer.from('ended_by_admin')]);

  it('the Close frame never stands in the middle of another one', async () => {
    const { appToken, sessionId } = await signInTo(authority, app.id, 'ann');
    const client = await openRaw(appToken);
    // The head of a frame of 1000 bytes, and 400 of them.
    rawSide().write(Buffer.concat([Buffer.from([0x82, 126, 0x03, 0xe8]), Buffer.alloc(400, 1)]));
    await eventually('the half has come', () => client.bytes().length === 404);
    const at = await ends(sessionId);
    rawSide().write(Buffer.concat([Buffer.alloc(600, 2), Buffer.from([0x82, 2, 9, 9])]));
    await client.closed;
    expect(performance.now() - at).toBeLessThan(1000);
    const bytes = client.bytes();
    expect(bytes.subarray(0, 1004)).toEqual(
      Buffer.concat([Buffer.from([0x82, 126, 0x03, 0xe8]), Buffer.alloc(400, 1), Buffer.alloc(600, 2)]),
    );
    expect(bytes.subarray(1004)).toEqual(closeFrame);
  });

  it('a frame that does not end is cut off without a Close frame', async () => {
    const { appToken, sessionId } = await signInTo(authority, app.id, 'ann');
    const client = await openRaw(appToken);
    rawSide().write(Buffer.from([0x82, 127, 0, 0]));
    await eventually('the half has come', () => client.bytes().length === 4);
    const at = await ends(sessionId);
    await client.closed;
    expect(performance.now() - at).toBeLessThan(1000);
    expect(client.bytes().length).toBe(4);
  });

  it('a client that has stopped reading is let go', async () => {
    const { appToken, sessionId } = await signInTo(authority, app.id, 'ann');
    const socket = await mustOpen(appToken);
    const appSide = inside.at(-1)!.socket;
    socket.pause();
    const block = Buffer.alloc(1_000_000);
    for (let n = 0; n < 20; n += 1) appSide.send(block, { compress: false });
    const gone = closeOf(appSide);
    const at = await ends(sessionId);
    expect((await gone).at - at).toBeLessThan(1000);
    socket.terminate();
  });

  interface Stream {
    readonly text: () => string;
    /** How it ended, and when. */
    readonly closed: Promise<{ complete: boolean; at: number }>;
  }
  const stream = async (path: string, token: string): Promise<Stream> => {
    const { request, Agent } = await import('node:https');
    return new Promise((resolve, reject) => {
      const sent = request(
        `${app.origin}${path}`,
        { agent: new Agent({ ca: authority.ca }), headers: { Cookie: `${app.cookieName}=${token}` } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          answer.on('error', () => undefined);
          const closed = new Promise<{ complete: boolean; at: number }>((close) =>
            answer.once('close', () => close({ complete: answer.complete, at: performance.now() })),
          );
          resolve({ text: () => text, closed });
        },
      );
      sent.once('error', reject);
      sent.end();
    });
  };

  it('a stream of events gets a last one, unless another is half said', async () => {
    const { appToken, sessionId } = await signInTo(authority, app.id, 'ann');
    const whole = await stream('/events', appToken);
    const half = await stream('/half-event', appToken);
    await eventually('the first has come', () => whole.text() !== '' && half.text().endsWith('second'));
    const at = await ends(sessionId);
    const ended = await whole.closed;
    expect(ended.at - at).toBeLessThan(1000);
    expect(ended.complete).toBe(true);
    expect(whole.text()).toBe(
      'data: first\n\nevent: rollcall\ndata: {"code":"ended","reason":"ended_by_admin"}\n\n',
    );
    expect((await half.closed).at - at).toBeLessThan(1000);
    expect(half.text()).toBe('data: first\n\ndata: second');
  });

  it('any other stream is destroyed, and a request that waits gets the reason', async () => {
    const { appToken, sessionId } = await signInTo(authority, app.id, 'ann');
    const endless = await stream('/endless', appToken);
    const waiting = app.ask('/never', { token: appToken, headers: { Accept: 'application/json' } });
    await eventually('some has come', () => endless.text() === 'some');
    const at = await ends(sessionId);
    const ended = await endless.closed;
    expect(ended.complete).toBe(false);
    expect(ended.at - at).toBeLessThan(1000);
    expect((await waiting).json()).toMatchObject({ code: 'ended', reason: 'ended_by_admin' });
  });
});

describe('rules that change', () => {
  it('close what may not be open any more: groups, the app itself', async () => {
    const control = openControl(authority);
    const { group } = await control.groups.add({ name: 'stock' });
    const id = await userIdOf(control, 'ann');
    await control.users.set({ id, groups: [group.id] });
    const fields = { upstream: server.origin, groups: [group.id] };
    const own = await addGatewayApp(authority, { name: 'Own', ...fields });
    const { appToken } = await signInTo(authority, own.id, 'ann');
    const one = await mustOpen(appToken, { at: own });
    const first = closeOf(one);
    await control.users.set({ id, groups: [] });
    expect(await first).toMatchObject({ code: 4403, reason: 'app_forbidden' });

    await control.users.set({ id, groups: [group.id] });
    const two = await mustOpen(appToken, { at: own });
    const second = closeOf(two);
    await control.apps.remove({ id: own.id });
    expect(await second).toMatchObject({ code: 4403, reason: 'app_removed' });
  });
});

describe('limits', () => {
  it('one session has at most 100 sockets open, another is not concerned', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const sockets: WebSocket[] = [];
    for (let n = 0; n < 100; n += 1) sockets.push(await mustOpen(appToken));
    expect(await statusOf(open(appToken))).toBe(429);
    const { appToken: other } = await signInTo(authority, app.id, 'ann');
    sockets.push(await mustOpen(other));
    const gone = closeOf(inside.at(-101)!.socket);
    sockets[0]!.terminate();
    await gone;
    await eventually('there is room again', async () => {
      const socket = open(appToken);
      sockets.push(socket);
      return (await statusOf(socket)) === 101;
    });
    for (const socket of sockets) socket.terminate();
  });
});

describe('the authority stops', () => {
  it('and says so to its sockets', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const socket = await mustOpen(appToken);
    const closed = closeOf(socket);
    await authority.stop();
    expect(await closed).toMatchObject({ code: 1001, reason: 'stopping' });
    await authority.restart();
  });
});
