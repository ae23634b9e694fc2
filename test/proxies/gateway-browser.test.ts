import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { listLive } from '../support/facts.ts';
import { openChromium } from '../support/open-chromium.ts';
import { openControl } from '../support/open-control.ts';
import { expectRefusal } from '../support/page-faults.ts';
import { addGatewayApp, openServer, type GatewayApp, type OwnServer } from './gateway-app.ts';

let authority: AuthorityProcess;
let server: OwnServer;
let app: GatewayApp;
let chrome: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  authority = await startSetUpAuthority();
  server = await openServer((req, res) => {
    if (req.url === '/events') {
      res.writeHead(200, { 'Content-Type': 'text/event-stream' });
      res.write('data: hello\n\n');
    } else {
      res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      res.end(livePage);
    }
  });
  const sockets = new WebSocketServer({ server: server.server });
  sockets.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.send('hello');
  });
  app = await addGatewayApp(authority, { name: 'Board', upstream: server.origin });
  chrome = await openChromium();
});

afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await chrome?.close();
  await server?.close();
  await authority?.remove();
});

/** What the page has seen of its own connections; times in ms as the clock of this computer has them. */
interface Seen {
  readonly socket?: { readonly code: number; readonly reason: string; readonly at: number };
  readonly event?: { readonly data: string; readonly at: number };
  /** The browser tries again by itself until it is told to give up. */
  readonly streamGivenUp?: boolean;
}

/** A page as apps have it: everything live comes over a WebSocket and a stream of events. */
const livePage = `<!doctype html><title>Board</title><link rel="icon" href="data:,"><h1>Board</h1>
<p id="socket"></p><p id="stream"></p><script>
window.seen = {};
const socket = new WebSocket(location.origin.replace('https', 'wss') + '/ws');
socket.onmessage = () => (document.querySelector('#socket').textContent = 'socket open');
socket.onclose = ({ code, reason }) => (seen.socket = { code, reason, at: Date.now() });
const stream = new EventSource('/events');
stream.onmessage = () => (document.querySelector('#stream').textContent = 'stream open');
stream.addEventListener('rollcall', ({ data }) => (seen.event = { data, at: Date.now() }));
stream.onerror = () => (seen.streamGivenUp = stream.readyState === EventSource.CLOSED);
</script>`;

async function enter(user: string): Promise<Page> {
  const context = await chrome.newContext({ ignoreHTTPSErrors: true });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`${app.origin}/board?week=7`);
  await fillSignIn(page, user);
  await page.waitForURL(`${app.origin}/board?week=7`);
  await page.getByText('socket open').waitFor();
  await page.getByText('stream open').waitFor();
  return page;
}

async function fillSignIn(page: Page, user: string): Promise<void> {
  await page.fill('input[name=username]', user);
  await page.fill('input[name=password]', passwordOf(user));
  await page.press('input[name=password]', 'Enter');
}

function seenBy(page: Page): Promise<Seen> {
  return page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
}

async function waitForEnd(page: Page): Promise<Seen> {
  await page.waitForFunction(() => {
    const { seen } = globalThis as unknown as { seen: Seen };
    return seen.socket !== undefined && seen.event !== undefined && seen.streamGivenUp === true;
  });
  return seenBy(page);
}

describe('scenario 18: a page in Chromium with its live connections open', () => {
  it('learns in script why it ended, within a second; the next page says it in words and leads back', async () => {
    await addUser(authority, 'ann', { limit: 2 });
    // The stream of events that the page asks for again, and the list.
    expectRefusal(401, 2);
    const page = await enter('ann');
    const [session] = await listLive(authority, 'ann');
    const other = await enter('ann');

    const at = Date.now();
    await openControl(authority).sessions.end({ ids: [session?.id ?? ''] });
    const { socket, event } = await waitForEnd(page);
    expect(socket).toMatchObject({ code: 4401, reason: 'ended_by_admin' });
    expect((socket?.at ?? Infinity) - at).toBeLessThan(1000);
    expect(JSON.parse(event?.data ?? '')).toEqual({ code: 'ended', reason: 'ended_by_admin' });
    expect((event?.at ?? Infinity) - at).toBeLessThan(1000);

    const refused = await page.evaluate(async () => {
      const answer = await fetch('/api/list');
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    });
    expect(refused).toMatchObject({ status: 401, body: { code: 'ended', reason: 'ended_by_admin' } });

    await page.reload();
    expect(new URL(page.url()).origin).toBe(authority.origin);
    expect(await page.textContent('body')).toContain('The admin ended it.');
    await fillSignIn(page, 'ann');
    await page.waitForURL(`${app.origin}/board?week=7`);
    await page.getByText('socket open').waitFor();

    // The other device has noticed nothing of it.
    expect(await seenBy(other)).toEqual({});
  });

  it('that the person signs out in another tab learns that as well', async () => {
    await addUser(authority, 'bob', { limit: 1 });
    expectRefusal(401);
    const page = await enter('bob');
    const tab = await page.context().newPage();
    await tab.goto(`${app.origin}/.rollcall/sign-out`);
    await tab.click('button');
    const { socket, event } = await waitForEnd(page);
    expect(socket).toMatchObject({ code: 4401, reason: 'signed_out' });
    expect(JSON.parse(event?.data ?? '')).toEqual({ code: 'ended', reason: 'signed_out' });
  });
});
