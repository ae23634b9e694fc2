import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { send, type Answer } from '../support/client.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { signInTo } from './protected-app.ts';

/*
 * Traefik is not run here. These are the requests that its documentation describes for ForwardAuth and for a service
 * with `passHostHeader: false`, sent to the real authority with what the snippet says.
 */

let authority: AuthorityProcess;
let control: Control;
let app: { id: string; secret: string; snippet: string };
const url = 'https://192.168.1.20';

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  await addUser(authority, 'ann', { limit: 50 });
  const added = await control.apps.add({
    name: 'ERP',
    kind: 'forward-auth',
    url,
    upstream: 'http://127.0.0.1:8080',
  });
  const snippet = added.snippets.find(({ id }) => id === 'traefik')?.text ?? '';
  app = { id: added.app.id, secret: added.secret, snippet };
});

afterAll(() => authority?.remove());

const cookieName = (): string => `__Host-rollcall-${app.id}`;

/** ForwardAuth asks with GET, all headers of the request but the hop-by-hop ones, and X-Forwarded-* of its own. */
function forwardAuth(
  request: { method?: string; uri?: string; host?: string } = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const address = /address: "([^"]+)"/.exec(app.snippet)?.[1] ?? '';
  return send(address, {
    ca: authority.ca,
    headers: {
      Accept: 'text/html',
      'Rollcall-App': /Rollcall-App: "([^"]+)"/.exec(app.snippet)?.[1] ?? '',
      'X-Forwarded-Method': request.method ?? 'GET',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Host': request.host ?? new URL(url).host,
      'X-Forwarded-Uri': request.uri ?? '/x',
      'X-Forwarded-For': '192.168.1.77',
      ...headers,
    },
  });
}

/** A request that a router sends to the authority as a service: Host is the authority's, path and method as they are. */
function passedOn(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return send(`${authority.origin}${path}`, {
    ca: authority.ca,
    headers: {
      Accept: 'text/html',
      'Rollcall-App': app.secret,
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Host': new URL(url).host,
      'X-Forwarded-For': '192.168.1.77',
      ...headers,
    },
  });
}

describe("Traefik, by its documented requests: what ForwardAuth's answer says to the browser", () => {
  it('without a session a page is sent to sign-in with 302, a form with 303, with the state cookie', async () => {
    const page = await forwardAuth({ uri: '/a%20b?x=1' });
    expect(page.status).toBe(302);
    const to = new URL(String(page.headers['location']));
    expect(`${to.origin}${to.pathname}`).toBe(`${authority.origin}/sign-in`);
    expect(to.searchParams.get('return_to')).toBe(`${url}/a%20b?x=1`);
    expect(page.setCookies[0]).toMatch(new RegExp(`^${cookieName()}-state=[\\w-]{43}; `));
    const form = await forwardAuth({ method: 'POST', uri: '/pay' });
    expect(form.status).toBe(303);
    expect(new URL(String(form.headers['location'])).searchParams.get('return_to')).toBe(`${url}/`);
  });

  it('a script gets 401 JSON with the reason, a socket too', async () => {
    const asked: Record<string, string>[] = [
      { Accept: 'application/json' },
      { 'X-Requested-With': 'XMLHttpRequest' },
      { 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' },
      { Authorization: 'Basic YTpi' },
    ];
    for (const headers of asked) {
      const answer = await forwardAuth({}, headers);
      expect([answer.status, answer.headers['rollcall-reason']]).toEqual([401, 'not_signed_in']);
      expect(answer.json()).toMatchObject({ code: 'not_signed_in' });
    }
  });

  it('with a session it is 200 with every identity header; after its end 401 with the reason', async () => {
    const { appToken, sessionId, token } = await signInTo(authority, app.id, 'ann');
    const cookie = { Cookie: `${cookieName()}=${appToken}` };
    const answer = await forwardAuth({ method: 'POST' }, cookie);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'remote-user': 'ann',
      'remote-name': 'ann',
      'remote-email': 'ann@rollcall.internal',
      'remote-groups': '',
    });
    const session = await forwardAuth({}, { Authorization: `Bearer ${token}` });
    expect([session.status, session.headers['rollcall-reason']]).toEqual([401, 'session_token']);
    await authority.run(['session', 'end', sessionId]);
    const ended = await forwardAuth({}, { ...cookie, Accept: 'application/json' });
    expect([ended.status, ended.headers['rollcall-reason']]).toEqual([401, 'ended_by_admin']);
    const native = await forwardAuth({}, { Authorization: `Bearer ${appToken}` });
    expect([native.status, native.headers['rollcall-reason']]).toEqual([401, 'ended_by_admin']);
    expect((await forwardAuth({}, cookie)).status).toBe(302);
  });

  it("a socket that another site's page opens gets 403 with the reason, one of the app's own pages goes through", async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const socket = {
      Cookie: `${cookieName()}=${appToken}`,
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    const foreign = await forwardAuth({}, { ...socket, Origin: 'https://evil.example' });
    expect([foreign.status, foreign.headers['rollcall-reason']]).toEqual([403, 'foreign_origin']);
    expect(foreign.json()).toMatchObject({ code: 'foreign_origin', reason: 'foreign_origin' });
    expect((await forwardAuth({}, { ...socket, Origin: url })).status).toBe(200);
  });

  it('whoever may not enter gets a page with 403, a script JSON', async () => {
    const { appToken } = await signInTo(authority, app.id, 'ann');
    const cookie = { Cookie: `${cookieName()}=${appToken}` };
    const { group } = await control.groups.add({ name: 'Sales' });
    await control.apps.set({ id: app.id, groups: [group.id] });
    const page = await forwardAuth({}, cookie);
    expect([page.status, page.headers['rollcall-reason']]).toEqual([403, 'app_forbidden']);
    expect(page.text).toContain('your account may not use this app');
    const script = await forwardAuth({}, { ...cookie, Accept: 'application/json' });
    expect([script.status, script.json()['code']]).toEqual([403, 'app_forbidden']);
    await control.apps.set({ id: app.id, groups: [] });
  });

  it('under another address it is a page that names the registered one', async () => {
    const answer = await forwardAuth({ host: '192.168.1.21' });
    expect(answer.status).toBe(421);
    expect(answer.text).toContain(url);
  });

  it('without the secret it is refused, whatever it names', async () => {
    for (const secret of ['', `${app.id}.x`]) {
      const answer = await forwardAuth({}, { 'Rollcall-App': secret });
      expect([answer.status, answer.json()['code']]).toEqual([401, 'unknown_app']);
    }
  });
});

describe("Traefik: Rollcall's own pages, passed on by a router", () => {
  it('begin a sign-in by hand, with the address that the link names', async () => {
    const start = await passedOn(`/.rollcall/start?return_to=${encodeURIComponent(`${url}/list?p=2`)}`);
    expect(start.status).toBe(302);
    expect(new URL(String(start.headers['location'])).searchParams.get('return_to')).toBe(`${url}/list?p=2`);
  });

  it('ask before they sign out', async () => {
    const page = await passedOn('/.rollcall/sign-out');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<form method="post">');
  });
});

describe('the snippet for Traefik', () => {
  it('says at its head that it was not tried, and what it cannot hold', () => {
    const head = app.snippet.slice(0, app.snippet.indexOf('#### Part 1'));
    expect(head).toContain('NOT TRIED with a running Traefik');
    expect(head).toContain('cannot take single cookies out');
  });

  it('removes every spelling of the identity headers, and sets and removes the secret', () => {
    for (const name of [
      'Remote-User',
      'Remote_User',
      'X-Forwarded-User',
      'X_Forwarded-User',
      'Rollcall_App',
    ]) {
      expect(app.snippet).toContain(`\n          ${name}: ""\n`);
    }
    expect(app.snippet).toContain(`Rollcall-App: "${app.secret}"`);
    expect(app.snippet).toMatch(
      /-hide:\n +headers:\n +customRequestHeaders:\n +Rollcall-App: ""\n +Authorization: ""/,
    );
  });
});
