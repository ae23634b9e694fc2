import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { agentFor, readText, send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { addGatewayAppBy, openServer, type GatewayApp, type OwnServer } from './gateway-app.ts';
import { signInTo } from './protected-app.ts';

const minute = 60_000;

let authority: TimedAuthority;
let server: OwnServer;
let app: GatewayApp;
let answerLate: () => void;
let told: string | undefined;

beforeAll(async () => {
  authority = await openTimedAuthority(undefined, { connectMs: 1000, firstByteMs: 600 });
  await authority.control.settings.set({
    values: { 'sessions.limit': 'unlimited', 'sessions.browser.idleSeconds': 900 },
  });
  for (const name of ['ann', 'bob']) await authority.addUser(name, { limit: 'unlimited' });
  server = await openServer((req, res) => {
    if (told !== undefined) res.setHeader('X-Logged-In-As', told);
    if (req.url === '/late') answerLate = () => void res.end('late');
    else if (req.url === '/drip') {
      res.write('begun');
      answerLate = () => void res.end(' and done');
    } else if (req.url === '/upload') {
      req.resume();
      req.once('end', () => res.end('got it'));
    } else res.end('here');
  });
  const sockets = new WebSocketServer({ server: server.server });
  sockets.on('connection', (socket) => socket.on('error', () => undefined));
  app = await addGatewayAppBy(authority.control, authority.ca, {
    name: 'App',
    upstream: server.origin,
    tells: { from: 'header', name: 'X-Logged-In-As', is: 'name' },
  });
});

afterAll(async () => {
  await authority?.remove();
  await server?.close();
});

const openSocket = async (token: string): Promise<WebSocket> => {
  const socket = new WebSocket(`${app.origin.replace('https', 'wss')}/ws`, {
    ca: authority.ca,
    origin: app.origin,
    headers: { Cookie: `${app.cookieName}=${token}` },
  });
  await once(socket, 'open');
  return socket;
};
const show = async (id: string) =>
  (await authority.control.sessions.list({ state: 'live' })).sessions.find((one) => one.id === id);
const mismatchAlarm = async () =>
  (await authority.control.status.get()).alarms.find(({ code }) => code === 'identity_mismatch');

describe('an open socket', () => {
  it('shows the device as seen, not as used, and is closed when the session expires', async () => {
    const { appToken, sessionId } = await signInTo(authority, app.id, 'ann');
    const socket = await openSocket(appToken);
    const closed = once(socket, 'close') as Promise<[number, Buffer]>;
    const before = await show(sessionId);
    authority.time.run(10 * minute);
    await eventually('it is seen', async () => {
      const now = await show(sessionId);
      return now !== undefined && Date.parse(now.lastSeenAt) - Date.parse(before!.lastSeenAt) >= 10 * minute;
    });
    expect((await show(sessionId))?.lastUsedAt).toBe(before?.lastUsedAt);
    authority.time.run(6 * minute);
    const [code, reason] = await closed;
    expect([code, reason.toString()]).toEqual([4401, 'idle']);
  });
});

describe('an app that is slow', () => {
  it('to begin gets a page with 504, and what goes on for long is not cut', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const late = await app.ask('/late', { token: appToken, headers: { Accept: 'text/html' } });
    expect(late.status).toBe(504);
    expect(readText(late.text)).toContain('The app does not answer');
    const drip = app.ask('/drip', { token: appToken });
    // Longer than it may take to begin.
    setTimeout(() => answerLate(), 1500);
    expect((await drip).text).toBe('begun and done');
  });

  it('only because the upload is slow is waited for', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const { request } = await import('node:https');
    const text = await new Promise<string>((resolve, reject) => {
      const sent = request(
        `${app.origin}/upload`,
        {
          method: 'POST',
          agent: agentFor(authority.ca),
          headers: { Cookie: `${app.cookieName}=${appToken}` },
        },
        (answer) => {
          let all = '';
          answer.on('data', (chunk: Buffer) => (all += chunk.toString()));
          answer.once('end', () => resolve(all));
        },
      );
      sent.once('error', reject);
      let sentChunks = 0;
      const timer = setInterval(() => {
        sent.write('chunk');
        sentChunks += 1;
        if (sentChunks < 6) return;
        clearInterval(timer);
        sent.end();
      }, 300);
    });
    expect(text).toBe('got it');
  });
});

describe('whom the app takes the person for', () => {
  const audit = async () =>
    (await authority.control.audit.list({ limit: 50 })).entries.filter(
      ({ action }) => action === 'app.mismatch',
    );

  it('is compared: another one is recorded once a minute, shown at the app and raised for an hour', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    for (const same of [undefined, '', 'Guest', 'ann', 'ANN', '"ann"']) {
      told = same;
      expect((await app.ask('/', { token: appToken })).status).toBe(200);
    }
    expect(await audit()).toEqual([]);
    // Whoever has the browser can have it say anything.
    for (let n = 0; n < 20; n += 1) {
      told = n === 0 ? 'Bob' : `Bob ${String(n)}`;
      await app.ask('/', { token: appToken });
    }
    told = 'Bob';
    const entries = await eventually('it is in the audit', async () => {
      const found = await audit();
      return found.length > 0 && found;
    });
    expect(entries.length).toBe(1);
    expect(entries[0]).toMatchObject({ actor: 'user:ann', subject: app.id, data: { takesFor: 'Bob' } });
    const shown = (await authority.control.apps.list()).find(({ id }) => id === app.id);
    expect(shown?.mismatch).toMatchObject({ user: 'ann', app: 'Bob' });
    expect((await mismatchAlarm())?.sentence).toContain('App took ann for “Bob”');
    authority.time.run(61_000);
    await app.ask('/', { token: appToken });
    await eventually('again after a minute', async () => (await audit()).length === 2);
    told = undefined;
    const { appToken: later } = await signInTo(authority, app.id, 'bob');
    authority.time.run(61 * minute);
    await app.ask('/', { token: later });
    expect(await mismatchAlarm()).toBe(undefined);
  });

  it('is compared by its cookie for an app behind a proxy of its own', async () => {
    const url = 'https://192.168.1.20';
    const { app: behind, secret } = await authority.control.apps.add({
      name: 'Behind nginx',
      kind: 'forward-auth',
      url,
      tells: { from: 'cookie', name: 'user_id', is: 'email' },
    });
    const bob = (await authority.control.users.list()).find(({ name }) => name === 'bob')!;
    const { appToken } = await signInTo(authority, behind.id, 'bob');
    const verify = (userId: string) =>
      send(`${authority.origin}/auth/verify`, {
        ca: authority.ca,
        headers: {
          'Rollcall-App': secret,
          'X-Forwarded-Proto': 'https',
          'X-Forwarded-Host': '192.168.1.20',
          'X-Forwarded-Uri': '/',
          'X-Forwarded-Method': 'GET',
          Cookie: `user_id=${userId}; __Host-rollcall-${behind.id}=${appToken}`,
        },
      });
    // Without an address of his own he has the one that apps are told.
    const before = (await audit()).length;
    for (const same of ['Guest', 'BOB%40rollcall.internal']) expect((await verify(same)).status).toBe(200);
    await authority.control.users.set({ id: bob.id, email: 'bob@example.org' });
    expect((await verify('bob%40example.org')).status).toBe(200);
    expect((await verify('Administrator')).status).toBe(200);
    await eventually('it is in the audit', async () => (await audit()).length === before + 1);
    expect((await audit())[0]).toMatchObject({ subject: behind.id, data: { takesFor: 'Administrator' } });
  });
});
