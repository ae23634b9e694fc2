import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import type { Received } from './echo-app.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';
import { sendRaw, statusesOf } from './raw-request.ts';

let authority: AuthorityProcess;
let app: ProtectedApp;
let passing: ProtectedApp;
let appToken: string;
let sessionToken: string;
let passingToken: string;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 20 });
  app = await openProtectedApp(authority, { name: 'ERP' });
  passing = await openProtectedApp(authority, {
    name: 'API',
    args: ['--foreign-authorization', 'pass'],
  });
  ({ appToken, token: sessionToken } = await signInTo(authority, app.id, 'ann'));
  ({ appToken: passingToken } = await signInTo(authority, passing.id, 'ann'));
});

afterAll(async () => {
  await app?.close();
  await passing?.close();
  await authority?.remove();
});

/** Sends a request as it stands, with Host and the end of the connection, and tells what the app got of it. */
async function ask(
  lines: readonly string[],
  options: { signedIn?: boolean; body?: string; to?: ProtectedApp } = {},
): Promise<{ statuses: number[]; received: Received[]; answer: string }> {
  const { signedIn = true, to = app } = options;
  const before = to.echo.received.length;
  const [first = 'GET / HTTP/1.1', ...rest] = lines;
  const answer = await sendRaw(
    to.origin,
    [
      first,
      `Host: ${new URL(to.origin).host}`,
      'Connection: close',
      ...(signedIn ? [`Cookie: ${to.cookieName}=${to === app ? appToken : passingToken}`] : []),
      ...rest,
    ],
    options.body,
  );
  return { statuses: statusesOf(answer), received: to.echo.received.slice(before), answer };
}

const identities = ['Remote-User', 'Remote-Name', 'Remote-Email', 'Remote-Groups'];
const known = [
  'X-Remote-User',
  'X-Forwarded-User',
  'X-Forwarded-Email',
  'X-Forwarded-Groups',
  'X-Forwarded-Preferred-Username',
  'X-Auth-Request-User',
  'X-WebAuth-User',
  'Rollcall-App',
];

describe('scenario 19, nginx: identity headers a client sends', () => {
  const get = 'GET /x HTTP/1.1';
  const chunked = ['POST /x HTTP/1.1', 'Transfer-Encoding: chunked'];
  const table: [what: string, lines: string[], body?: string][] = [
    ...[...identities, ...known].flatMap((name): [string, string[]][] => [
      [`${name} as it is`, [get, `${name}: root`]],
      [`${name} in lower case`, [get, `${name.toLowerCase()}: root`]],
      [`${name} in capitals`, [get, `${name.toUpperCase()}: root`]],
      [`${name} with underscores`, [get, `${name.replaceAll('-', '_')}: root`]],
      [`${name} in capitals with underscores`, [get, `${name.replaceAll('-', '_').toUpperCase()}: root`]],
      [`${name} with one underscore`, [get, `${name.replace('-', '_')}: root`]],
    ]),
    ['twice', [get, 'Remote-User: root', 'Remote-User: admin']],
    ['in both spellings', [get, 'Remote-User: root', 'Remote_User: admin', 'REMOTE-USER: x']],
    ['with a space before the colon', [get, 'Remote-User : root']],
    ['with a tab before the colon', [get, 'Remote-User\t: root']],
    ['with spaces around the value', [get, 'Remote-User:    root   ']],
    ['with an empty value', [get, 'Remote-User:']],
    ['with a dot', [get, 'Remote.User: root']],
    ['folded under another header', [get, 'X-Other: a', ' Remote-User: root']],
    ['after a bare line feed', [get, 'X-Other: a\nRemote-User: root']],
    ['after a bare carriage return', [get, 'X-Other: a\rRemote-User: root']],
    ['after a NUL', [get, 'X-Other: a\0Remote-User: root']],
    ['in HTTP/1.0', ['GET /x HTTP/1.0', 'Remote-User: root', 'Remote_User: root']],
    ['named in Connection, to be dropped', [get, 'Connection: close, Remote-User, Cookie']],
    ['in a chunked request', [...chunked, 'Remote-User: root'], '3\r\nabc\r\n0\r\n\r\n'],
    ['in a trailer', [...chunked, 'Trailer: Remote-User'], '3\r\nabc\r\n0\r\nRemote-User: root\r\n\r\n'],
    ['in a chunk extension', chunked, '3;Remote-User: root\r\nabc\r\n0\r\n\r\n'],
    [
      'in a request hidden behind two lengths',
      [...chunked, 'Content-Length: 5'],
      '0\r\n\r\nGET /hidden HTTP/1.1\r\nHost: x\r\nRemote-User: root\r\n\r\n',
    ],
    [
      'in a request hidden behind an odd encoding',
      ['POST /x HTTP/1.1', 'Transfer-Encoding: xchunked', 'Content-Length: 4'],
      '0\r\n\r\nGET /hidden HTTP/1.1\r\nRemote-User: root\r\n\r\n',
    ],
    [
      'in a request hidden behind an encoding with a space',
      ['POST /x HTTP/1.1', 'Transfer-Encoding : chunked', 'Content-Length: 4'],
      '0\r\n\r\nGET /hidden HTTP/1.1\r\nRemote-User: root\r\n\r\n',
    ],
  ];

  it.each(table)('never reach the app: %s', async (_what, lines, body) => {
    const { received, statuses } = await ask(lines, body === undefined ? {} : { body });
    expect(statuses.length).toBeGreaterThan(0);
    // nginx may refuse the whole request; whatever it passes on names Ann and nobody else.
    for (const request of received) {
      expect(request.url).not.toBe('/hidden');
      expect(app.echo.valuesOf(request, 'Remote-User')).toEqual(['ann']);
      expect(app.echo.valuesOf(request, 'Remote-Name')).toEqual(['ann']);
      for (const name of ['Remote-Email', 'Remote-Groups', ...known]) {
        expect(app.echo.valuesOf(request, name)).toEqual([]);
      }
      expect(JSON.stringify(request)).not.toMatch(/root|admin/);
    }
  });

  it.each(table)('open nothing without a session: %s', async (_what, lines, body) => {
    const { received, statuses } = await ask(lines, {
      signedIn: false,
      ...(body === undefined ? {} : { body }),
    });
    expect(received).toEqual([]);
    for (const status of statuses) expect([302, 303, 400, 401, 501]).toContain(status);
  });

  it('are set anew for the plain request, and the plain request does pass', async () => {
    const { received, statuses } = await ask([get]);
    expect(statuses).toEqual([200]);
    expect(received.length).toBe(1);
    expect(app.echo.valuesOf(received[0]!, 'Remote-User')).toEqual(['ann']);
  });
});

describe('nginx: ways around the check', () => {
  it.each([
    '/.rollcall/../x',
    '/.rollcall/%2e%2e/x',
    '/.rollcall/..%2fx',
    '//x',
    '/.rollcall/verify/../../x',
    '/x;/.rollcall/start',
    '/x?/.rollcall/start',
    '/%2erollcall/../x',
  ])('lead nowhere without a session: %s', async (path) => {
    const { received, statuses } = await ask([`GET ${path} HTTP/1.1`], { signedIn: false });
    expect(received).toEqual([]);
    expect(statuses[0]).not.toBe(200);
  });

  it('do not include the check itself', async () => {
    const { statuses } = await ask(['GET /.rollcall/verify HTTP/1.1']);
    expect(statuses).toEqual([404]);
  });

  it('do not include a second request on the connection of a first', async () => {
    const before = app.echo.received.length;
    const host = `Host: ${new URL(app.origin).host}`;
    const answer = await sendRaw(app.origin, [
      'GET /one HTTP/1.1',
      host,
      `Cookie: ${app.cookieName}=${appToken}`,
      '',
      'GET /two HTTP/1.1',
      host,
      'Connection: close',
    ]);
    expect(statusesOf(answer)).toEqual([200, 302]);
    expect(app.echo.received.slice(before).map(({ url }) => url)).toEqual(['/one']);
  });

  it.each([
    ['another Host', ['Host: other.example']],
    ['no Host', []],
    ['another forwarded host', ['Host: other.example', 'X-Forwarded-Host: 127.0.0.2']],
  ])('are no other name of the app: %s', async (_what, lines) => {
    const before = app.echo.received.length;
    const answer = await sendRaw(app.origin, [
      'GET /x HTTP/1.0',
      ...lines,
      `Cookie: ${app.cookieName}=${appToken}`,
    ]);
    expect(app.echo.received.length).toBe(before);
    expect(statusesOf(answer)).toEqual([421]);
    expect(answer).toContain(app.origin);
  });

  it('are not what a client says of the forwarded request', async () => {
    const { received } = await ask(
      [
        'GET /x HTTP/1.1',
        `Rollcall-App: ${passing.secret}`,
        'X-Forwarded-Uri: /.rollcall/start',
        'X-Forwarded-Method: OPTIONS',
      ],
      { signedIn: false },
    );
    expect(received).toEqual([]);
  });
});

describe('nginx: secrets of Rollcall', () => {
  const own = (): string => `${app.cookieName}=${appToken}`;
  const cookiesSeen = async (lines: readonly string[]): Promise<string[]> => {
    const before = app.echo.received.length;
    await sendRaw(app.origin, [
      'GET /x HTTP/1.1',
      `Host: ${new URL(app.origin).host}`,
      'Connection: close',
      ...lines,
    ]);
    const received = app.echo.received.slice(before);
    expect(received.length).toBe(1);
    return app.echo.valuesOf(received[0]!, 'Cookie');
  };

  it('leave the cookies of the app as they are', async () => {
    expect(await cookiesSeen([`Cookie: a=1; ${own()}; b="x y"; c=3`])).toEqual(['a=1; b="x y"; c=3']);
    expect(await cookiesSeen([`Cookie: ${own()}; b=2`])).toEqual(['b=2']);
    expect(await cookiesSeen([`Cookie: a=1; ${own()}`])).toEqual(['a=1']);
    expect(await cookiesSeen([`Cookie: ${own()}`])).toEqual([]);
  });

  it('are taken out wherever they stand, those of the portal and of other apps too', async () => {
    const line = `Cookie: rollcall-z=1; a=1; __Host-rollcall=rcs_x;__Host-rollcall-device=y; b=2;  __HOST-ROLLCALL-q=3; ${own()}; myrollcall-x=4; x=rollcall-5; __Host-rollcall-state`;
    expect(await cookiesSeen([line])).toEqual(['a=1; b=2; myrollcall-x=4; x=rollcall-5']);
  });

  it('are taken out of several Cookie headers', async () => {
    const [seen = ''] = await cookiesSeen(['Cookie: a=1; __Host-rollcall=rcs_x', `Cookie: ${own()}; b=2`]);
    expect(seen.split('; ')).toEqual(['a=1', 'b=2']);
  });

  it('are never passed on for being too many', async () => {
    const many = Array.from({ length: 12 }, (_, n) => `a${String(n)}=1; rollcall-${String(n)}=secret`);
    expect(await cookiesSeen([`Cookie: ${own()}; ${many.join('; ')}`])).toEqual([]);
  });

  it('do not reach the app in Authorization', async () => {
    const own = await ask(['GET /x HTTP/1.1', `Authorization: Bearer ${appToken}`], { signedIn: false });
    expect(own.statuses).toEqual([200]);
    expect(app.echo.valuesOf(own.received[0]!, 'Remote-User')).toEqual(['ann']);
    expect(app.echo.valuesOf(own.received[0]!, 'Authorization')).toEqual([]);

    const pass = await ask(['GET /x HTTP/1.1', `Authorization: bearer  ${passingToken}`], {
      signedIn: false,
      to: passing,
    });
    expect(pass.statuses).toEqual([200]);
    expect(passing.echo.valuesOf(pass.received[0]!, 'Authorization')).toEqual([]);
  });

  it('are refused when they are of the wrong kind or app', async () => {
    for (const to of [app, passing]) {
      const session = await ask(['GET /x HTTP/1.1', `Authorization: Bearer ${sessionToken}`], { to });
      expect(session.statuses).toEqual([401]);
      expect(session.received).toEqual([]);
    }
    const other = await ask(['GET /x HTTP/1.1', `Authorization: Bearer ${passingToken}`], {
      signedIn: false,
    });
    expect(other.statuses).toEqual([401]);
    expect(other.received).toEqual([]);
  });
});

describe('nginx: an Authorization that is not of Rollcall', () => {
  const foreign = 'Authorization: Basic YWRtaW46c2VjcmV0';

  it('opens nothing by default, and does not reach the app beside a session', async () => {
    const without = await ask(['GET /x HTTP/1.1', foreign], { signedIn: false });
    expect(without.statuses).toEqual([401]);
    expect(without.received).toEqual([]);
    const beside = await ask(['GET /x HTTP/1.1', foreign]);
    expect(beside.statuses).toEqual([200]);
    expect(app.echo.valuesOf(beside.received[0]!, 'Authorization')).toEqual([]);
  });

  it('passes where the admin says so, without an identity', async () => {
    const { statuses, received } = await ask(['GET /x HTTP/1.1', foreign, 'Remote-User: root'], {
      signedIn: false,
      to: passing,
    });
    expect(statuses).toEqual([200]);
    expect(passing.echo.valuesOf(received[0]!, 'Authorization')).toEqual(['Basic YWRtaW46c2VjcmV0']);
    for (const name of identities) expect(passing.echo.valuesOf(received[0]!, name)).toEqual([]);
  });
});
