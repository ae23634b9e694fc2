import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { Browser, type Answer } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { openControl } from '../support/open-control.ts';
import { startDokuWiki } from './dokuwiki.ts';
import { startJupyterHub, type RealApp } from './jupyterhub.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';

let authority: AuthorityProcess;
let hub: RealApp;
let wiki: RealApp;

beforeAll(async () => {
  [authority, hub, wiki] = await Promise.all([startSetUpAuthority(), startJupyterHub(), startDokuWiki()]);
  await addUser(authority, 'ann', { limit: 'unlimited' });
}, 180_000);

afterAll(async () => {
  await hub?.stop();
  await wiki?.stop();
  await authority?.remove();
});

/** The certificate the browser has to trust: the gateway's is of Rollcall, another proxy has its own. */
const caOf = (app: ProtectedApp): string =>
  app.proxy.dir === '' ? authority.ca : readFileSync(`${app.proxy.dir}/app.crt`, 'utf8');

/** A browser that is signed in to Rollcall, and its session. */
async function openBrowser(app: ProtectedApp): Promise<{ browser: Browser; sessionId: string; ca: string }> {
  const { appToken, sessionId } = await signInTo(authority, app.id, 'ann');
  const ca = caOf(app);
  const browser = new Browser(app.origin, ca);
  browser.cookies.set(app.cookieName, appToken);
  return { browser, sessionId, ca };
}

/** Opens a page as a browser does, redirects and all. */
async function follow(browser: Browser, app: ProtectedApp, path: string): Promise<Answer & { url: URL }> {
  let url = new URL(path, app.origin);
  for (let steps = 0; steps < 30; steps += 1) {
    const answer = await browser.send(url.href);
    const { location } = answer.headers;
    if (typeof location !== 'string' || answer.status < 300 || answer.status > 399) return { ...answer, url };
    url = new URL(location, url);
    if (url.origin !== app.origin) return { ...answer, url };
  }
  throw new Error(`${path} leads in circles`);
}

const endSession = (id: string): Promise<unknown> => openControl(authority).sessions.end({ ids: [id] });

describe.each(['gateway', 'nginx'] as const)('behind %s', (proxy) => {
  it('JupyterHub signs in whom Rollcall names, and its terminal ends with the session', async () => {
    const app = await openProtectedApp(authority, { name: `Jupyter ${proxy}`, proxy, upstream: hub.origin });
    const { browser, sessionId, ca } = await openBrowser(app);
    await follow(browser, app, '/');
    await eventually('her notebook server has started', async () => {
      const tree = await follow(browser, app, '/user/ann/tree');
      return tree.status === 200 && tree.url.pathname === '/user/ann/tree';
    });
    const made = await browser.send('/user/ann/api/terminals', {
      method: 'POST',
      headers: { 'X-XSRFToken': browser.cookies.get('_xsrf') ?? '', Origin: app.origin },
    });
    const { name } = made.json<{ name: string }>();
    const terminal = new WebSocket(
      `${app.origin.replace('https', 'wss')}/user/ann/terminals/websocket/${name}`,
      {
        ca,
        origin: app.origin,
        headers: { Cookie: [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
      },
    );
    let seen = '';
    const closed = new Promise<{ code: number; reason: string; at: number }>((resolve) =>
      terminal.once('close', (code, reason) =>
        resolve({ code, reason: reason.toString(), at: performance.now() }),
      ),
    );
    terminal.on('message', (data: Buffer) => (seen += data.toString()));
    await new Promise<void>((resolve, reject) => {
      terminal.once('open', () => resolve());
      terminal.once('error', reject);
    });
    terminal.send(JSON.stringify(['stdin', 'echo $((6*7))\r']));
    await eventually('the shell answers', () => seen.includes('42'));

    const endedAt = performance.now();
    await endSession(sessionId);
    const next = await browser.send('/user/ann/tree');
    expect(next.status).toBe(302);
    expect(String(next.headers['location'])).toContain('/sign-in?');
    const end = proxy === 'gateway' ? await closed : undefined;
    const stillOpen = terminal.readyState === WebSocket.OPEN;
    terminal.terminate();
    // What nginx has joined stays joined until one side goes: the documents say so.
    expect([stillOpen, end?.code, end?.reason]).toEqual(
      proxy === 'nginx' ? [true, undefined, undefined] : [false, 4401, 'ended_by_admin'],
    );
    expect((end?.at ?? endedAt) - endedAt).toBeLessThan(1000);
    await app.close();
  });

  it('DokuWiki shows whom Rollcall names, and nothing at the next request after an end', async () => {
    const app = await openProtectedApp(authority, { name: `Wiki ${proxy}`, proxy, upstream: wiki.origin });
    const { browser, sessionId } = await openBrowser(app);
    const page = await browser.send('/doku.php', { headers: { 'Remote-User': 'root', Remote_User: 'root' } });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Logged in as: <bdi>ann</bdi>');
    expect(page.text).not.toContain('root');
    await endSession(sessionId);
    const next = await browser.send('/doku.php');
    expect(next.status).toBe(302);
    expect(next.text).not.toContain('Logged in');
    await app.close();
  });
});
