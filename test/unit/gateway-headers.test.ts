import { describe, expect, it } from 'vitest';
import { isAmbiguous } from '../../electron/authority/endpoints/gateway/check-request.ts';
import {
  setsRollcallCookie,
  withoutRollcallCookies,
} from '../../electron/authority/endpoints/gateway/rollcall-cookies.ts';
import { upstreamHeaders } from '../../electron/authority/endpoints/gateway/upstream-headers.ts';
import { foreignIdentityHeaders } from '../../electron/authority/endpoints/foreign-identity-headers.ts';
import { findMismatch } from '../../electron/authority/operations/policies/identity-mismatch.ts';

/** As node reads a request of these lines. */
function requestOf(lines: readonly (readonly [string, string])[]) {
  const headers: Record<string, string> = {};
  for (const [name, value] of lines) {
    const key = name.toLowerCase();
    headers[key] =
      headers[key] === undefined ? value : `${headers[key]}${key === 'cookie' ? '; ' : ', '}${value}`;
  }
  return { rawHeaders: lines.flat(), headers };
}

const app = { url: 'https://192.168.1.20:8444', foreignAuthorization: 'pass' } as const;
const headersOf = (lines: readonly (readonly [string, string])[], more: object = {}) =>
  upstreamHeaders(requestOf([['Host', '192.168.1.20:8444'], ...lines]), {
    app,
    identity: undefined,
    address: 'fd00::7',
    mark: 'rollcall-1',
    ...more,
  });
const always = Object.keys(headersOf([])).sort();

describe('headers for the app', () => {
  it('are none that some app takes for an identity, in whatever spelling', () => {
    for (const name of foreignIdentityHeaders) {
      for (const spelt of [name, name.toLowerCase(), name.replaceAll('-', '_'), name.replace('-', '.')]) {
        expect(Object.keys(headersOf([[spelt, 'root']])).sort(), spelt).toEqual(always);
      }
    }
  });

  it('are none of one connection, and none that Connection names but those that frame the request', () => {
    const headers = headersOf([
      ['Connection', 'keep-alive, X-Gone, Content-Length, Host'],
      ['X-Gone', '1'],
      ['Content-Length', '5'],
      ['TE', 'trailers'],
      ['Keep-Alive', 'timeout=5'],
      ['Proxy-Authorization', 'Basic x'],
      ['Upgrade', 'h2c'],
      ['Transfer_Encoding', 'chunked'],
      ['Content_Length', '7'],
    ]);
    expect(Object.keys(headers).sort()).toEqual([...always, 'content-length'].sort());
    expect(headers['host']).toBe('192.168.1.20:8444');
  });

  it('say where the request is from, an address of IPv6 too', () => {
    const headers = headersOf([]);
    expect(headers['x-forwarded-for']).toBe('fd00::7');
    expect(headers['forwarded']).toBe('for="[fd00::7]";host="192.168.1.20:8444";proto=https');
    expect(headers['x-forwarded-port']).toBe('8444');
  });

  it.each([
    ['Basic YTpi', 'Basic YTpi'],
    ['Bearer rca_abc', undefined],
    ['Bearer RCS_abc', undefined],
    ['Digest username="rct_x"', undefined],
    ['Bearer arca_abc', 'Bearer arca_abc'],
  ])('have the Authorization of the app, never one of Rollcall: %s', (sent, passed) => {
    expect(headersOf([['Authorization', sent]])['authorization']).toBe(passed);
    const refusing = { app: { ...app, foreignAuthorization: 'refuse' as const } };
    expect(headersOf([['Authorization', sent]], refusing)['authorization']).toBe(undefined);
  });
});

describe('cookies of Rollcall', () => {
  it.each([
    '__Host-rollcall-x=1',
    '__host-ROLLCALL=1',
    ' rollcall-a',
    '=rollcall-a=1',
    '= __Host-rollcall=1',
  ])('are known: %s', (pair) => {
    expect(setsRollcallCookie(`${pair}; Path=/`)).toBe(true);
    expect(withoutRollcallCookies(`a=1; ${pair}; b=2`)).toBe('a=1; b=2');
  });

  it.each(['myrollcall-x=1', 'x=rollcall-1', '__Host-other=1', 'rollcallx=1'])('are not: %s', (pair) => {
    expect(setsRollcallCookie(pair)).toBe(false);
    expect(withoutRollcallCookies(pair)).toBe(pair);
  });
});

describe('a request', () => {
  it.each([
    [{ url: '/x' }, false],
    [{ url: '//evil' }, false],
    [{ url: 'http://evil/x' }, true],
    [{ url: '*' }, true],
    [{ url: 'x' }, true],
    [{ url: '/x', rawHeaders: ['X', 'a\r\n b'] }, true],
    [{ url: '/x', headers: { 'content-length': '1', 'transfer-encoding': 'chunked' } }, true],
    [{ url: '/x', headers: { 'transfer-encoding': 'chunked, chunked' } }, true],
    [{ url: '/x', headers: { 'content-length': '0' }, upgrade: true }, false],
    [{ url: '/x', headers: { 'content-length': '1' }, upgrade: true }, true],
  ])('can be taken in two ways: %j %s', (request, expected) => {
    expect(isAmbiguous({ headers: {}, rawHeaders: [], ...request })).toBe(expected);
  });
});

describe('whom an app takes somebody for', () => {
  const jo = { id: '0190-Jo', name: 'Jörg', email: 'Jo@Example.org' };
  const byName = { from: 'cookie', name: 'user', is: 'name' } as const;
  const byMail = { from: 'cookie', name: 'user', is: 'email' } as const;
  const bySub = { from: 'cookie', name: 'user', is: 'sub' } as const;
  it.each([
    [byName, undefined, undefined],
    [byName, '', undefined],
    [byName, 'Guest', undefined],
    [byName, 'jörg', undefined],
    [byName, 'J%C3%B6rg', undefined],
    [byName, Buffer.from('Jörg').toString('latin1'), undefined],
    [byName, '"Jörg"', undefined],
    [byName, 'root', 'root'],
    [byName, '%zz', '%zz'],
    [byName, 'x'.repeat(2000), undefined],
    [byMail, 'jo%40example.org', undefined],
    [byMail, 'Administrator', 'Administrator'],
    [bySub, '0190-jo', undefined],
    [bySub, 'Jörg', 'Jörg'],
    [byName, 'a%0D%0Ab%E2%80%AEc', 'a b c'],
    [byName, `x${'y'.repeat(200)}`, `x${'y'.repeat(79)}`],
  ])('is somebody else or not: %j %s → %s', (tells, told, expected) => {
    expect(findMismatch(tells, jo, told)).toBe(expected);
  });
});
