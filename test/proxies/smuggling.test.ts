import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import type { Received } from './echo-app.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';
import { sendRaw, statusesOf } from './raw-request.ts';
import { checkReceived, cookieTable, identityHeaders, smugglingTable } from './smuggling-table.ts';

/** A folded line belongs to the value of the header above it (RFC 9112, 5.2), and is passed on as such. */
function withoutFolds(request: Received): Received {
  return {
    ...request,
    rawHeaders: request.rawHeaders.map((text, n) =>
      n % 2 === 1 && request.rawHeaders[n - 1] === 'X-Other'
        ? text.replace(/^a Remote-User: root$/, 'a')
        : text,
    ),
  };
}

describe.each(['gateway', 'nginx', 'caddy'] as const)('scenario 19, %s', (proxy) => {
  let authority: AuthorityProcess;
  let app: ProtectedApp;
  let passing: ProtectedApp;
  let appToken: string;
  let sessionToken: string;
  let passingToken: string;

  beforeAll(async () => {
    authority = await startSetUpAuthority();
    await addUser(authority, 'ann', { limit: 20 });
    app = await openProtectedApp(authority, { name: 'ERP', proxy });
    passing = await openProtectedApp(authority, {
      name: 'API',
      proxy,
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
    options: { signedIn?: boolean; body?: string | undefined; to?: ProtectedApp } = {},
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

  describe('identity headers a client sends', () => {
    it.each(smugglingTable)('never reach the app: $what', async ({ lines, body }) => {
      const { received, statuses } = await ask(lines, { body });
      // The proxy may refuse the whole request; whatever it passes on names Ann and nobody else.
      for (const request of received) checkReceived(app.echo, withoutFolds(request), 'ann');
      expect(received.length <= 1 || statuses.length > 0).toBe(true);
    });

    it.each(smugglingTable)('open nothing without a session: $what', async ({ lines, body }) => {
      const { received } = await ask(lines, { signedIn: false, body });
      expect(received).toEqual([]);
    });

    it('are set anew for the plain request, and the plain request does pass', async () => {
      const { received, statuses } = await ask(['GET /x HTTP/1.1']);
      expect(statuses).toEqual([200]);
      expect(received.length).toBe(1);
      expect(app.echo.valuesOf(received[0]!, 'Remote-User')).toEqual(['ann']);
    });
  });

  describe('secrets of Rollcall', () => {
    it.each(cookieTable)('are taken out of the cookies: $what', async ({ lines, seen }) => {
      const own = `${app.cookieName}=${appToken}`;
      const { received, statuses } = await ask(
        ['GET /x HTTP/1.1', ...lines.map((line) => `Cookie: ${line.replaceAll('OWN', own)}`)],
        { signedIn: false },
      );
      expect(statuses).toEqual([200]);
      const cookies = app.echo.valuesOf(received[0]!, 'Cookie').flatMap((value) => value.split('; '));
      expect(cookies.filter((cookie) => cookie !== '').join('; ')).toBe(seen);
    });

    it('are never passed on for being too many', async () => {
      const many = Array.from({ length: 12 }, (_, n) => `a${String(n)}=1; rollcall-${String(n)}=secret`);
      const { received } = await ask(['GET /x HTTP/1.1', `Cookie: ${many.join('; ')}`]);
      expect(received.length).toBe(1);
      expect(JSON.stringify(received[0]!.rawHeaders)).not.toContain('secret');
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

      const behind = await ask(
        ['GET /x HTTP/1.1', 'Authorization: Basic YTpi', `Authorization: Bearer ${sessionToken}`],
        { to: passing },
      );
      for (const request of behind.received) {
        expect(JSON.stringify(request.rawHeaders)).not.toContain(sessionToken);
      }
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

    it('are not what a client says of the forwarded request', async () => {
      const { received, statuses } = await ask(
        [
          'GET /x HTTP/1.1',
          `Rollcall-App: ${passing.secret}`,
          'X-Forwarded-Uri: /.rollcall/start',
          'X-Forwarded-Method: OPTIONS',
        ],
        { signedIn: false },
      );
      expect(received).toEqual([]);
      expect(statuses).toEqual([302]);
    });
  });

  describe('an Authorization that is not of Rollcall', () => {
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
      for (const name of identityHeaders) {
        expect(passing.echo.valuesOf(received[0]!, name).join('')).toBe('');
      }
    });
  });

  describe('ways around the check', () => {
    it.each([
      '/.rollcall/../x',
      '/.rollcall/%2e%2e/x',
      '/.rollcall/..%2fx',
      '//x',
      '/.rollcall/verify/../../x',
      '/x;/.rollcall/start',
      '/x?/.rollcall/start',
      '/%2erollcall/../x',
      '/.rollcall%2f..%2fx',
      '/.ROLLCALL/../x',
    ])('lead nowhere without a session: %s', async (path) => {
      const { received, statuses } = await ask([`GET ${path} HTTP/1.1`], { signedIn: false });
      expect(received).toEqual([]);
      expect(statuses[0]).not.toBe(200);
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
  });
});
