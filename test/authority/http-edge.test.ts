import { Agent, request as httpsRequest } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EdgeDependencies } from '../../electron/authority/endpoints/edge-dependencies.ts';
import { plainRoutes, secureRoutes } from '../../electron/authority/endpoints/routes.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, readForms, readText, send, type Answer } from '../support/client.ts';

let authority: AuthorityProcess;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 2 });
});
afterAll(() => authority.remove());

/** Rows only look at what they are given when a request comes. */
const noDependencies = {} as EdgeDependencies;
const fill = (path: string): string => path.replace(':id', '00000000-0000-4000-8000-000000000000');

const policy =
  /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; img-src (data:|data: https:); form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/;

/** What is wrong with the security headers of an answer. */
function findHeaderFaults({ headers }: Answer): string[] {
  const wanted: Record<string, RegExp> = {
    'content-security-policy': policy,
    'x-content-type-options': /^nosniff$/,
    'referrer-policy': /^same-origin$/,
    'permissions-policy': /camera=\(\), .*usb=\(\)$/,
    'cache-control': /no-store/,
  };
  const unwanted = ['strict-transport-security', 'x-powered-by', 'server', 'access-control-allow-origin'];
  return [
    ...Object.entries(wanted)
      .filter(([name, pattern]) => !pattern.test(String(headers[name])))
      .map(([name]) => `${name}: ${String(headers[name])}`),
    ...unwanted.filter((name) => headers[name] !== undefined),
  ];
}

describe('security headers', () => {
  const rows = secureRoutes(noDependencies).filter(({ path }) => !path.startsWith('/.rollcall/'));

  it.each(rows.map(({ method, path }) => [method, fill(path)] as const))(
    '%s %s has them',
    async (method, path) => {
      expect(
        findHeaderFaults(await send(`${authority.origin}${path}`, { method, ca: authority.ca })),
      ).toEqual([]);
    },
  );

  it.each(plainRoutes(noDependencies).map(({ path }) => path))(
    'GET %s has them over plain HTTP',
    async (path) => {
      const answer = await send(`${authority.httpOrigin}${path}`);
      expect(answer.status).toBe(200);
      expect(findHeaderFaults(answer)).toEqual([]);
    },
  );

  it.each([
    ['GET', '/nothing-here', 404],
    ['PUT', '/sign-in', 405],
    ['OPTIONS', '/sign-in', 405],
    ['GET', '/%zz', 400],
    ['GET', '/devices', 303],
    ['POST', '/sign-in', 400],
  ] as const)('%s %s, answered with %i, has them', async (method, path, status) => {
    const answer = await send(`${authority.origin}${path}`, { method, ca: authority.ca });
    expect(answer.status).toBe(status);
    expect(findHeaderFaults(answer)).toEqual([]);
  });
});

describe('hosts', () => {
  // Node looks for the name of `Host` in the certificate; browsers look for the address they opened.
  const agent = new Agent({ rejectUnauthorized: false });
  afterAll(() => agent.destroy());
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'];
  const foreign = [
    'evil.test',
    'evil.test:8443',
    '127.0.0.1.evil.test',
    '127.0.0.1:1',
    '127.0.0.1@evil.test',
  ];

  it.each(methods)('a host that is not ours gets 421 for %s on both listeners', async (method) => {
    for (const host of foreign) {
      for (const url of [authority.origin, authority.httpOrigin]) {
        for (const path of ['/', '/trust', '/auth/verify', '/api/v1/session', '/nothing']) {
          const answer = await send(`${url}${path}`, {
            method,
            ...(url === authority.origin ? { agent } : {}),
            headers: { Host: host },
          });
          expect([host, url, path, answer.status]).toEqual([host, url, path, 421]);
        }
      }
    }
  });

  it('a WebSocket upgrade under a foreign host gets 421 too', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpsRequest(authority.origin, {
        agent,
        headers: {
          Host: 'evil.test',
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          'Sec-WebSocket-Version': '13',
        },
      })
        .once('response', (response) => resolve(response.resume().statusCode))
        .once('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it('the page for a wrong address names the right ones', async () => {
    const answer = await send(authority.origin, { agent, headers: { Host: 'evil.test' } });
    expect(readText(answer.text)).toContain(authority.origin);
  });

  it('a program gets the refusal as problem+json', async () => {
    const headers = { Host: 'evil.test', Accept: 'application/json' };
    const answer = await send(authority.origin, { agent, headers });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'unknown_host', status: 421 });
  });
});

describe('plain HTTP', () => {
  it('sends every GET to HTTPS under the same name, keeping the path', async () => {
    const answer = await send(`${authority.httpOrigin}/devices?a=1`);
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe(`${authority.origin}/devices?a=1`);
  });

  it('takes no form and sets no cookie', async () => {
    const answer = await send(`${authority.httpOrigin}/sign-in`, { method: 'POST', body: 'username=ann' });
    expect(answer.status).toBe(405);
    expect(answer.setCookies).toEqual([]);
  });

  it('hands out the CA in each form', async () => {
    const at = (path: string): Promise<Answer> => send(`${authority.httpOrigin}${path}`);
    expect((await at('/trust/ca.pem')).text).toBe(authority.ca);
    expect((await at('/trust/ca.crt')).headers['content-type']).toBe('application/x-x509-ca-cert');
    expect((await at('/trust/rollcall.mobileconfig')).headers['content-type']).toBe(
      'application/x-apple-aspen-config',
    );
    expect((await at('/trust/rollcall.mobileconfig')).text).toContain('com.apple.security.root');
  });
});

describe('forms', () => {
  const fields = { username: 'ann', password: passwordOf('ann') };

  async function openForm(): Promise<{ browser: Browser; fields: Record<string, string> }> {
    const browser = new Browser(authority.origin, authority.ca);
    const [form] = readForms((await browser.open('/sign-in')).text);
    return { browser, fields: { ...form?.fields, ...fields } };
  }
  const encode = (body: Record<string, string>): string => new URLSearchParams(body).toString();
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };

  it.each([
    ['null', { Origin: 'null' }],
    ['of another site', { Origin: 'https://evil.test' }],
    ['of another port of the same address', { Origin: 'https://127.0.0.1:1' }],
    ['of the same host without TLS', { Origin: 'http://127.0.0.1' }],
    ['missing', {}],
  ])('with an Origin that is %s are refused', async (_what, headers) => {
    const { browser, fields: body } = await openForm();
    const answer = await browser.send('/sign-in', {
      method: 'POST',
      headers: { ...type, ...headers },
      body: encode(body),
    });
    expect(answer.status).toBe(403);
    expect(readText(answer.text)).toContain('came from another site');
    expect(browser.token).toBeUndefined();
  });

  it.each(['same-site', 'cross-site', 'none'])('with Sec-Fetch-Site %s are refused', async (site) => {
    const { browser, fields: body } = await openForm();
    const headers = { ...type, Origin: authority.origin, 'Sec-Fetch-Site': site };
    const answer = await browser.send('/sign-in', { method: 'POST', headers, body: encode(body) });
    expect(answer.status).toBe(403);
    expect(browser.token).toBeUndefined();
  });

  it('without the hidden token, with a forged one, or with that of another browser are shown again', async () => {
    const other = await openForm();
    for (const token of ['', 'x'.repeat(43), other.fields['form_token'] ?? '']) {
      const { browser } = await openForm();
      const answer = await browser.post('/sign-in', { ...fields, form_token: token });
      expect(answer.status).toBe(403);
      expect(readText(answer.text)).toContain('open too long');
      expect(readForms(answer.text)[0]?.fields['username']).toBe('ann');
      expect(answer.text).not.toContain(fields.password);
      expect(browser.token).toBeUndefined();
    }
  });

  it('stay good across a restart of the authority', async () => {
    const { browser, fields: body } = await openForm();
    await authority.restart();
    await browser.post('/sign-in', body);
    expect(browser.token).toMatch(/^rcs_/);
  });
});

describe('bad input', () => {
  const long = 'x'.repeat(10_000);
  const good = { username: 'ann', password: passwordOf('ann') };

  it.each([
    ['a name of 10,000 characters', { username: long }, 'user name'],
    ['a name with control characters', { username: 'an\u0000n\u001b[2J' }, 'user name'],
    ['an empty name', { username: '' }, 'user name'],
    ['a password of 10,000 characters', { password: long }, 'password'],
    ['an empty password', { password: '' }, 'password'],
    ['a field sent twice', { password: ['a', 'b'] }, 'password'],
    ['a field that is unknown', { admin: 'true' }, 'admin'],
    ['a field of the prototype', { __proto__x: '1', constructor: 'x' }, 'field'],
  ])('%s is refused with a sentence', async (_what, values, word) => {
    const browser = new Browser(authority.origin, authority.ca);
    const [form] = readForms((await browser.open('/sign-in')).text);
    if (!form) throw new Error('no form');
    const answer = await browser.submit(form, { ...good, ...values });
    expect(answer.status).toBe(400);
    expect(readText(answer.text)).toContain(word);
    expect(browser.token).toBeUndefined();
    expect(answer.text.length).toBeLessThan(60_000);
  });

  it.each([
    ['a body over 64 KB', 'application/x-www-form-urlencoded', 'a='.padEnd(70_000, 'x'), 413],
    ['JSON in place of a form', 'application/json', '{"username":"ann"}', 400],
    ['broken JSON', 'application/json', '{"username":', 400],
    ['JSON that reaches for the prototype', 'application/json', '{"__proto__":{"a":1}}', 400],
    ['multipart', 'multipart/form-data; boundary=x', '--x--', 400],
    ['plain text', 'text/plain', 'username=ann', 400],
    ['broken percent signs', 'application/x-www-form-urlencoded', 'username=%E0%A4%A&password=%', 403],
  ])('%s is answered calmly', async (_what, contentType, body, status) => {
    const headers = { 'Content-Type': contentType, Origin: authority.origin };
    const answer = await send(`${authority.origin}/sign-in`, {
      method: 'POST',
      ca: authority.ca,
      headers,
      body,
    });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('text/html');
  });

  it.each([
    ['without a scheme', '//evil.test'],
    ['with a backslash', '/\\evil.test'],
    ['of another site', 'https://evil.test/'],
    ['that is a script', 'javascript:alert(1)'],
    ['with a tab', '/\t/evil.test'],
    ['of 9,000 characters', `/${'x'.repeat(9000)}`],
  ])('a return address %s is refused', async (_what, address) => {
    const answer = await send(`${authority.origin}/sign-in?${encode({ return_to: address })}`, {
      ca: authority.ca,
    });
    expect(answer.status).toBe(400);
    expect(readText(answer.text)).toContain('does not belong to a registered app');
  });
  const encode = (query: Record<string, string>): string => new URLSearchParams(query).toString();

  it('a header block of 100 KB is refused and the next request is served', async () => {
    const headers = { 'X-Long': 'x'.repeat(100_000) };
    const answer = await send(`${authority.origin}/health`, { ca: authority.ca, headers }).catch(
      () => undefined,
    );
    expect(answer === undefined || answer.status === 431).toBe(true);
    expect((await send(`${authority.origin}/health`, { ca: authority.ca })).json()).toEqual({ status: 'ok' });
  });
});
