import assert from 'node:assert/strict';
import type { EchoApp, Received } from './echo-app.ts';

/**
 * What a client may write to pass for somebody else, whatever stands in front of the app: the gateway, nginx, Caddy.
 * The rule is the same for all: a try may be refused as a whole; whatever does reach the app names the person Rollcall
 * knows and nobody else (`checkReceived`), and nothing at all reaches it without a session.
 */
export interface SmugglingTry {
  readonly what: string;
  /**
   * Request line and headers for `sendRaw`. Behind the request line the test puts `Host`, `Connection: close` and the
   * cookie of the session.
   */
  readonly lines: readonly string[];
  readonly body?: string;
}

export const identityHeaders = ['Remote-User', 'Remote-Name', 'Remote-Email', 'Remote-Groups'] as const;

/** Headers that some app or framework takes for an identity, and Rollcall's own: never passed on from a client. */
export const foreignIdentityHeaders = [
  'X-Remote-User',
  'X-Remote-Name',
  'X-Remote-Email',
  'X-Remote-Groups',
  'X-Forwarded-User',
  'X-Forwarded-Email',
  'X-Forwarded-Groups',
  'X-Forwarded-Preferred-Username',
  'X-Auth-Request-User',
  'X-Auth-Request-Email',
  'X-Auth-Request-Groups',
  'X-Auth-Request-Preferred-Username',
  'X-WebAuth-User',
  'HTTP-Remote-User',
  'X-User',
  'X-Username',
  'X-Email',
  'X-ProxyUser',
  'X-Authelia-User',
  'X-Pomerium-Claim-Email',
  'X-Goog-Authenticated-User-Email',
  'X-Amzn-Oidc-Identity',
  'OIDC-CLAIM-sub',
  'X-Scheme',
  'Front-End-Https',
  'Rollcall-App',
] as const;

const get = 'GET /x HTTP/1.1';
const chunked = ['POST /x HTTP/1.1', 'Transfer-Encoding: chunked'];
const hidden = 'GET /hidden HTTP/1.1\r\nHost: x\r\nRemote-User: root\r\n\r\n';

const spellings: SmugglingTry[] = [...identityHeaders, ...foreignIdentityHeaders].flatMap((name) => [
  { what: `${name} as it is`, lines: [get, `${name}: root`] },
  { what: `${name} in lower case`, lines: [get, `${name.toLowerCase()}: root`] },
  { what: `${name} in capitals`, lines: [get, `${name.toUpperCase()}: root`] },
  { what: `${name} with underscores`, lines: [get, `${name.replaceAll('-', '_')}: root`] },
  {
    what: `${name} in capitals with underscores`,
    lines: [get, `${name.replaceAll('-', '_').toUpperCase()}: root`],
  },
  { what: `${name} with one underscore`, lines: [get, `${name.replace('-', '_')}: root`] },
  { what: `${name} in HTTP/1.0`, lines: ['GET /x HTTP/1.0', `${name}: root`] },
  { what: `${name} named in Connection`, lines: [get, `Connection: close, ${name}`, `${name}: root`] },
]);

const forms: SmugglingTry[] = [
  { what: 'twice', lines: [get, 'Remote-User: root', 'Remote-User: admin'] },
  {
    what: 'in all spellings at once',
    lines: [get, 'Remote-User: root', 'Remote_User: admin', 'REMOTE-USER: root', 'remote_user: admin'],
  },
  { what: 'as a list', lines: [get, 'Remote-User: ann, root'] },
  { what: 'with a space before the colon', lines: [get, 'Remote-User : root'] },
  { what: 'with a tab before the colon', lines: [get, 'Remote-User\t: root'] },
  { what: 'with a space before the name', lines: [get, ' Remote-User: root'] },
  { what: 'with spaces around the value', lines: [get, 'Remote-User:    root   '] },
  { what: 'with tabs around the value', lines: [get, 'Remote-User:\troot\t'] },
  { what: 'with an empty value', lines: [get, 'Remote-User:'] },
  { what: 'with no colon', lines: [get, 'Remote-User root'] },
  { what: 'with a dot', lines: [get, 'Remote.User: root'] },
  { what: 'with other signs for the hyphen', lines: [get, 'Remote~User: root', 'Remote+User: admin'] },
  { what: 'folded under another header', lines: [get, 'X-Other: a', ' Remote-User: root'] },
  { what: 'folded by a tab', lines: [get, 'X-Other: a', '\tRemote-User: root'] },
  { what: 'folded under itself', lines: [get, 'Remote-User:', ' root'] },
  { what: 'after a bare line feed', lines: [get, 'X-Other: a\nRemote-User: root'] },
  { what: 'after a bare carriage return', lines: [get, 'X-Other: a\rRemote-User: root'] },
  { what: 'after a NUL', lines: [get, 'X-Other: a\0Remote-User: root'] },
  { what: 'in the request line', lines: ['GET /x Remote-User:root HTTP/1.1'] },
  { what: 'in HTTP/1.0', lines: ['GET /x HTTP/1.0', 'Remote-User: root', 'Remote_User: root'] },
  { what: 'in HTTP/0.9', lines: ['GET /x', 'Remote-User: root'] },
  { what: 'in an HTTP/2 preface', lines: ['PRI * HTTP/2.0', 'Remote-User: root'] },
];

/** A hop-by-hop header is dropped by the proxy that reads it: also one that only a proxy may set. */
const hops: SmugglingTry[] = [
  {
    what: 'all trusted headers named in Connection',
    lines: [get, `Connection: close, ${identityHeaders.join(', ')}`],
  },
  { what: 'named in Connection in another case', lines: [get, 'connection: close,remote-user,REMOTE_USER'] },
  {
    what: 'named in a second Connection',
    lines: [get, 'Connection: Remote-User', 'Connection: Remote-Name'],
  },
  { what: 'named in Connection with the cookie', lines: [get, 'Connection: close, Cookie, Remote-User'] },
  { what: 'named in Proxy-Connection', lines: [get, 'Proxy-Connection: Remote-User', 'Remote-User: root'] },
  { what: 'named in Keep-Alive', lines: [get, 'Keep-Alive: Remote-User', 'Remote-User: root'] },
];

const bodies: SmugglingTry[] = [
  { what: 'in a chunked request', lines: [...chunked, 'Remote-User: root'], body: '3\r\nabc\r\n0\r\n\r\n' },
  {
    what: 'in a trailer',
    lines: [...chunked, 'Trailer: Remote-User'],
    body: '3\r\nabc\r\n0\r\nRemote-User: root\r\n\r\n',
  },
  {
    what: 'in a trailer with an underscore that nobody announced',
    lines: chunked,
    body: '3\r\nabc\r\n0\r\nRemote_User: root\r\n\r\n',
  },
  { what: 'in a chunk extension', lines: chunked, body: '3;Remote-User: root\r\nabc\r\n0\r\n\r\n' },
  {
    what: 'behind a chunk extension with a bare line feed',
    lines: chunked,
    body: `3;x\nabc\r\n0\r\n\r\n${hidden}`,
  },
  { what: 'behind chunks that end with a bare line feed', lines: chunked, body: `3\nabc\n0\n\n${hidden}` },
  { what: 'behind a chunk longer than its size', lines: chunked, body: `3\r\nabcdef\r\n0\r\n\r\n${hidden}` },
  { what: 'behind a chunk size with a sign', lines: chunked, body: `+3\r\nabc\r\n0\r\n\r\n${hidden}` },
  { what: 'behind a chunk size written as 0x', lines: chunked, body: `0x3\r\nabc\r\n0\r\n\r\n${hidden}` },
  {
    what: 'behind a chunk size that overflows',
    lines: chunked,
    body: `10000000000000003\r\nabc\r\n0\r\n\r\n${hidden}`,
  },
  { what: 'behind a negative chunk size', lines: chunked, body: `-1\r\nabc\r\n0\r\n\r\n${hidden}` },
];

/** Two readers of one connection that disagree about where a request ends. */
const lengths: SmugglingTry[] = [
  { what: 'both kinds of length', lines: [...chunked, 'Content-Length: 5'], body: `0\r\n\r\n${hidden}` },
  {
    what: 'both kinds of length, the other way round',
    lines: ['POST /x HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked'],
    body: `0\r\n\r\n${hidden}`,
  },
  {
    what: 'two different lengths',
    lines: ['POST /x HTTP/1.1', 'Content-Length: 0', `Content-Length: ${String(hidden.length)}`],
    body: hidden,
  },
  {
    what: 'a list of lengths',
    lines: ['POST /x HTTP/1.1', `Content-Length: 0, ${String(hidden.length)}`],
    body: hidden,
  },
  { what: 'a length with a sign', lines: ['POST /x HTTP/1.1', 'Content-Length: +0'], body: hidden },
  { what: 'a negative length', lines: ['POST /x HTTP/1.1', 'Content-Length: -1'], body: hidden },
  { what: 'a length with an underscore', lines: ['POST /x HTTP/1.1', 'Content_Length: 4'], body: hidden },
  { what: 'a length written as 0x', lines: ['POST /x HTTP/1.1', 'Content-Length: 0x0'], body: hidden },
  {
    what: 'an odd encoding beside a length',
    lines: ['POST /x HTTP/1.1', 'Transfer-Encoding: xchunked', 'Content-Length: 4'],
    body: `0\r\n\r\n${hidden}`,
  },
  {
    what: 'an encoding with a space before the colon',
    lines: ['POST /x HTTP/1.1', 'Transfer-Encoding : chunked', 'Content-Length: 4'],
    body: `0\r\n\r\n${hidden}`,
  },
  {
    what: 'an encoding with a space before its name',
    lines: ['POST /x HTTP/1.1', 'Content-Length: 4', ' Transfer-Encoding: chunked'],
    body: `0\r\n\r\n${hidden}`,
  },
  {
    what: 'an encoding with an underscore',
    lines: ['POST /x HTTP/1.1', 'Transfer_Encoding: chunked', 'Content-Length: 4'],
    body: `0\r\n\r\n${hidden}`,
  },
  {
    what: 'two encodings',
    lines: [...chunked, 'Transfer-Encoding: identity'],
    body: `0\r\n\r\n${hidden}`,
  },
  {
    what: 'an encoding after chunked',
    lines: ['POST /x HTTP/1.1', 'Transfer-Encoding: chunked, identity'],
    body: `0\r\n\r\n${hidden}`,
  },
  {
    what: 'an encoding after a vertical tab',
    lines: ['POST /x HTTP/1.1', 'Transfer-Encoding: \x0bchunked', 'Content-Length: 4'],
    body: `0\r\n\r\n${hidden}`,
  },
  {
    what: 'an encoding in HTTP/1.0',
    lines: ['POST /x HTTP/1.0', 'Transfer-Encoding: chunked', 'Content-Length: 4'],
    body: `0\r\n\r\n${hidden}`,
  },
  { what: 'a body behind a GET without a length', lines: [get], body: hidden },
  {
    what: 'a length of a GET that is named in Connection',
    lines: [get, 'Connection: close, Content-Length', `Content-Length: ${String(hidden.length)}`],
    body: hidden,
  },
  {
    what: 'a length that is named in Connection',
    lines: [
      'POST /x HTTP/1.1',
      'Connection: close, Content-Length',
      `Content-Length: ${String(hidden.length)}`,
    ],
    body: hidden,
  },
  {
    what: 'the chunks of a GET',
    lines: [get, 'Transfer-Encoding: chunked'],
    body: `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`,
  },
  {
    what: 'chunks whose encoding is named in Connection',
    lines: [get, 'Connection: close, Transfer-Encoding', 'Transfer-Encoding: chunked'],
    body: `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`,
  },
];

export const smugglingTable: readonly SmugglingTry[] = [
  ...spellings,
  ...forms,
  ...hops,
  ...bodies,
  ...lengths.map((one) => ({ ...one, what: `in a request hidden behind ${one.what}` })),
];

/**
 * What a request that reached the app must look like.
 *
 * @throws when it names somebody else, or is one that was hidden in another
 */
export function checkReceived(echo: Pick<EchoApp, 'valuesOf'>, request: Received, userName: string): void {
  assert.notEqual(request.url, '/hidden');
  assert.deepEqual(echo.valuesOf(request, 'Remote-User'), [userName]);
  assert.deepEqual(echo.valuesOf(request, 'Remote-Name'), [userName]);
  for (const name of foreignIdentityHeaders) assert.deepEqual(echo.valuesOf(request, name), [], name);
  assert.deepEqual(echo.valuesOf(request, 'Remote-Email'), [`${userName}@rollcall.internal`]);
  // Empty or left out: both say nothing.
  assert.ok(echo.valuesOf(request, 'Remote-Groups').every((value) => value === ''));
  assert.doesNotMatch(JSON.stringify(request.rawHeaders), /root|admin/);
}

/**
 * Cookie headers a client may send, and which cookies of them the app may see. `OWN` stands for the app's own cookie
 * of Rollcall, `NAME=VALUE`.
 */
export const cookieTable: readonly {
  readonly what: string;
  readonly lines: readonly string[];
  readonly seen: string;
}[] = [
  { what: 'around', lines: ['a=1; OWN; b="x y"; c=3'], seen: 'a=1; b="x y"; c=3' },
  { what: 'first', lines: ['OWN; b=2'], seen: 'b=2' },
  { what: 'last', lines: ['a=1; OWN'], seen: 'a=1' },
  { what: 'alone', lines: ['OWN'], seen: '' },
  {
    what: 'those of the portal and of other apps too',
    lines: [
      'rollcall-z=1; a=1; __Host-rollcall=rcs_x;__Host-rollcall-device=y; b=2;  __HOST-ROLLCALL-q=3; OWN; myrollcall-x=4; x=rollcall-5; __Host-rollcall-state',
    ],
    seen: 'a=1; b=2; myrollcall-x=4; x=rollcall-5',
  },
  { what: 'in several headers', lines: ['a=1; __Host-rollcall=rcs_x', 'OWN; b=2'], seen: 'a=1; b=2' },
  { what: 'after a tab', lines: ['a=1;\t__Host-rollcall=rcs_x;\tOWN; b=2'], seen: 'a=1; b=2' },
  { what: 'twice', lines: ['OWN; a=1; OWN'], seen: 'a=1' },
  { what: 'with a space before the equals sign', lines: ['OWN; rollcall-x =rca_x; a=1'], seen: 'a=1' },
];
