import { Agent } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { send } from '../support/client.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';

let authority: AuthorityProcess;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 20 });
});

afterAll(() => authority?.remove());

/** Status of the answer, and why it was refused. */
function openSocket(app: ProtectedApp, headers: Record<string, string>): Promise<readonly unknown[]> {
  const socket = new WebSocket(`${app.origin.replace('https', 'wss')}/ws`, {
    headers,
    rejectUnauthorized: false,
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => {
      resolve([101]);
      socket.terminate();
    });
    socket.once('unexpected-response', (_request, response) => {
      resolve([response.statusCode, response.headers['rollcall-reason']]);
      response.destroy();
    });
  });
}

describe.each(['nginx', 'caddy', 'gateway'] as const)('a socket through %s', (proxy) => {
  let app: ProtectedApp;
  let appToken: string;
  let cookie: { Cookie: string };

  beforeAll(async () => {
    app = await openProtectedApp(authority, { name: `Live ${proxy}`, proxy });
    ({ appToken } = await signInTo(authority, app.id, 'ann'));
    cookie = { Cookie: `${app.cookieName}=${appToken}` };
  });

  afterAll(() => app?.close());

  it("is opened by the app's own pages, and the app is told who it is", async () => {
    expect(await openSocket(app, { ...cookie, Origin: app.origin })).toEqual([101]);
    expect(app.echo.valuesOf(app.echo.received.at(-1)!, 'Remote-User')).toEqual(['ann']);
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['another port of its address', 'https://127.0.0.2:1'],
    ['no site at all', 'null'],
  ])('is not opened by a page of %s', async (_what, Origin) => {
    const before = app.echo.received.length;
    const [status, reason] = await openSocket(app, { ...cookie, Origin });
    expect(status).toBe(403);
    expect(proxy === 'gateway' || reason === 'foreign_origin').toBe(true);
    expect((await openSocket(app, { Authorization: `Bearer ${appToken}`, Origin }))[0]).toBe(403);
    expect(app.echo.received.length).toBe(before);
  });

  it('is opened by a program with a token, which has no page, and not with a cookie from nowhere', async () => {
    expect(await openSocket(app, { Authorization: `Bearer ${appToken}` })).toEqual([101]);
    expect((await openSocket(app, cookie))[0]).toBe(403);
  });

  it('is a matter of sockets only: a page asks from wherever it is', async () => {
    const agent = new Agent({ rejectUnauthorized: false });
    const headers = { ...cookie, Origin: 'https://evil.example' };
    expect((await send(`${app.origin}/page`, { agent, headers })).status).toBe(200);
  });
});
