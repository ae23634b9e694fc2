import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';
import { sendRaw, statusesOf } from './raw-request.ts';

let authority: AuthorityProcess;
let app: ProtectedApp;
let own: string;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 20 });
  app = await openProtectedApp(authority, { name: 'ERP' });
  const { appToken } = await signInTo(authority, app.id, 'ann');
  own = `Cookie: ${app.cookieName}=${appToken}`;
});

afterAll(async () => {
  await app?.close();
  await authority?.remove();
});

// What clients try in headers, cookies and paths is in smuggling.test.ts, for every proxy.
describe('nginx: ways around the check', () => {
  it('do not include the check itself', async () => {
    const answer = await sendRaw(app.origin, [
      'GET /.rollcall/verify HTTP/1.1',
      `Host: ${new URL(app.origin).host}`,
      'Connection: close',
      own,
    ]);
    expect(statusesOf(answer)).toEqual([404]);
  });

  it.each([
    ['another Host', ['Host: other.example']],
    ['no Host', []],
    ['another forwarded host', ['Host: other.example', 'X-Forwarded-Host: 127.0.0.2']],
  ])('are no other name of the app: %s', async (_what, lines) => {
    const before = app.echo.received.length;
    const answer = await sendRaw(app.origin, ['GET /x HTTP/1.0', ...lines, own]);
    expect(app.echo.received.length).toBe(before);
    expect(statusesOf(answer)).toEqual([421]);
    expect(answer).toContain(app.origin);
  });
});
