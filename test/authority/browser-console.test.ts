import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../proxies/free-port.ts';
import { ConsoleVisitor } from '../support/console-visitor.ts';
import { addSecondFactor, nextCodeOf, wrongCodeOf, type Factor } from '../support/authenticator.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, readText, send, type Answer } from '../support/client.ts';

interface View {
  readonly on: boolean;
  readonly addresses: readonly string[];
  readonly sessions: readonly { readonly id: string; readonly userName: string }[];
}

let authority: AuthorityProcess;
let factor: Factor;
let port: number;
let origin: string;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  for (const name of ['carol', 'dora']) {
    await authority.run(
      ['user', 'add', name, '--admin', '--password-stdin', '--final'],
      `${passwordOf(name)}\n`,
    );
  }
  await addUser(authority, 'ann');
  const portal = new Browser(authority.origin, authority.ca);
  await portal.signIn('carol', passwordOf('carol'));
  factor = await addSecondFactor(portal, 'carol');
  port = await findFreePort('127.0.0.1');
  origin = `http://127.0.0.1:${String(port)}`;
});
afterAll(() => authority.remove());

const isRefused = (url: string): Promise<boolean> =>
  send(url).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED',
  );
const show = (): Promise<View> => authority.run<View>(['console', 'show']);
/** Without what the page says in any case. */
const problemOf = (page: Answer): string =>
  readText(/<div class="notice bad"[\s\S]*?<\/div><\/div>/.exec(page.text)?.[0] ?? '');
const recovered = new Set<string>();
const recoveryCode = (): string => {
  const code = factor.recoveryCodes.find((one) => !recovered.has(one)) ?? '';
  recovered.add(code);
  return code;
};
const signIn = async (): Promise<ConsoleVisitor> => {
  const visitor = new ConsoleVisitor(origin);
  const answer = await visitor.signInToConsole('carol', passwordOf('carol'), recoveryCode());
  expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  return visitor;
};

describe('before it is turned on', () => {
  it('nothing listens', async () => {
    expect(await show()).toEqual({ on: false, addresses: [], sessions: [] });
    expect(await isRefused('http://127.0.0.1:8490/')).toBe(true);
  });

  it('a port that somebody has is refused with the name of the program, and nothing changes', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '::1', resolve));
    const taken = (squatter.address() as { port: number }).port;
    const answer = await authority.cli(['console', 'on', '--port', String(taken)]);
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain('port_busy');
    expect(answer.stderr).toContain(`(pid ${String(process.pid)})`);
    expect(await isRefused(`http://127.0.0.1:${String(taken)}/`)).toBe(true);
    expect((await show()).on).toBe(false);
    squatter.close();
  });
});

describe('once it is turned on', () => {
  let inside: ConsoleVisitor;
  beforeAll(async () => {
    await authority.run(['console', 'on', '--port', String(port)]);
    inside = await signIn();
  });

  it('is open on both loopback addresses and on no other address of this computer', async () => {
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      const answer = await send(`http://${host}:${String(port)}/`);
      expect([host, answer.status, answer.headers.location]).toEqual([host, 303, '/sign-in']);
    }
    const others = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    const outside = others.filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const host of ['127.0.0.2', ...outside.map(({ address }) => address)]) {
      expect([host, await isRefused(`http://${host}:${String(port)}/`)]).toEqual([host, true]);
    }
  });

  it.each([
    'rollcall.example',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.example',
    '127.0.0.1.nip.io',
    'user@localhost',
  ])('does not answer under the name %s, whatever is asked and by whom', async (name) => {
    const host = name.includes(':') || name === '127.0.0.1' ? name : `${name}:${String(port)}`;
    const visitor = new ConsoleVisitor(origin);
    for (const path of ['/', '/sign-in', '/session', '/index.html']) {
      const answer = await visitor.send(path, { headers: { Host: host } });
      expect(answer.status).toBe(421);
      // Most come through a tunnel whose ends have different numbers.
      expect(readText(answer.text)).toContain(`ssh -L ${String(port)}:127.0.0.1:${String(port)}`);
    }
    expect(await visitor.openSocket({ Host: host, Origin: `http://${host}` })).toEqual({ status: 421 });
  });

  it.each([
    ['another port of this computer', 'http://127.0.0.1:1', 'same-site'],
    ['another name of this computer', 'http://localhost:PORT', 'cross-site'],
    ['another site', 'https://rollcall.example', 'cross-site'],
    ['a page without an origin', 'null', 'cross-site'],
    ['a page that lies about where it is', 'http://127.0.0.1:PORT', 'same-site'],
  ])('a form or a socket of %s is refused, also with the cookie of an admin', async (_who, from, site) => {
    const visitor = inside;
    const headers = { Origin: from.replace('PORT', String(port)), 'Sec-Fetch-Site': site };
    const body = new URLSearchParams({ username: 'carol', password: 'x', code: '' }).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    for (const path of ['/sign-in', '/sign-out']) {
      const answer = await visitor.send(path, { method: 'POST', headers: { ...headers, ...type }, body });
      expect(answer.status).toBe(403);
    }
    expect(await visitor.openSocket(headers)).toEqual({ status: 403 });
    expect((await visitor.send('/session')).json()).toMatchObject({ userName: 'carol' });
  });

  it('nobody who is not signed in sees more than the sign-in page', async () => {
    const visitor = new ConsoleVisitor(origin);
    for (const path of ['/index.html', '/assets/', '/../package.json', '/%2e%2e/authority/cli.js']) {
      expect([path, (await visitor.send(path)).status]).toEqual([path, 401]);
    }
    expect(await visitor.openSocket()).toEqual({ status: 401 });
    visitor.cookies.set(`rollcall-console-${String(port)}`, `rcc_${'A'.repeat(43)}`);
    expect(await visitor.openSocket()).toEqual({ status: 401 });
    expect((await visitor.send('/session')).json()).toEqual({});
  });

  it('an admin gets the files of the console and no other file of the disk', async () => {
    const visitor = inside;
    const page = await visitor.send('/');
    const [script = ''] = /\/?assets\/[^"]+\.js/.exec(page.text) ?? [];
    expect((await visitor.send(`/${script.replace(/^\//, '')}`)).headers['content-type']).toContain(
      'javascript',
    );
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).toContain("connect-src 'self'; frame-ancestors 'none'");
    for (const path of [
      '/../authority/cli.js',
      '/%2e%2e/authority/cli.js',
      '/assets/..%2f..%2fauthority%2fcli.js',
      '/assets/..\\..\\rollcall.js',
      '/assets/',
      '/index.html%00.js',
      '//',
      '//[',
      '/%',
    ]) {
      const { status } = await visitor.send(`${origin}${path}`);
      expect([path, [400, 404].includes(status)]).toEqual([path, true]);
    }
  });

  it.each([
    [
      'a wrong password',
      'carol',
      () => 'wrong',
      () => '123456',
      401,
      'The user name or the password is not right.',
    ],
    [
      'a name nobody has',
      'nobody',
      () => 'wrong',
      () => '',
      401,
      'The user name or the password is not right.',
    ],
    [
      'somebody who is no admin',
      'ann',
      passwordOf,
      () => '',
      403,
      'The console is for admins of this Rollcall.',
    ],
    [
      'an admin without a second factor',
      'dora',
      passwordOf,
      () => '',
      403,
      'Add one on the portal, under “My devices”',
    ],
    ['an admin who leaves the code out', 'carol', passwordOf, () => '', 401, 'Also enter the code'],
    [
      'an admin with a wrong code',
      'carol',
      passwordOf,
      () => wrongCodeOf(factor.secret),
      401,
      'The code is not right',
    ],
  ])('%s does not get in, and learns why', async (_who, name, password, code, status, sentence) => {
    const visitor = new ConsoleVisitor(origin);
    const answer = await visitor.signInToConsole(name, password(name), code());
    expect([answer.status, problemOf(answer)]).toEqual([status, expect.stringContaining(sentence)]);
    expect(visitor.cookies.size).toBe(0);
    const leadsOn = answer.text.includes(`href="${authority.origin}/account/second-factor"`);
    expect(leadsOn).toBe(sentence.startsWith('Add one on the portal'));
  });

  it('an admin with password and code gets in: no device, no seat, in the audit by name', async () => {
    const visitor = new ConsoleVisitor(origin);
    const answer = await visitor.signInToConsole('carol', passwordOf('carol'), nextCodeOf(factor.secret));
    expect(answer.setCookies).toEqual([
      expect.stringMatching(
        new RegExp(
          `^rollcall-console-${String(port)}=rcc_[^;]+; Max-Age=28800; Path=/; HttpOnly; SameSite=Strict$`,
        ),
      ),
    ]);
    const { sessions } = await show();
    expect(new Set(sessions.map(({ userName }) => userName))).toEqual(new Set(['carol']));
    expect(JSON.stringify(sessions)).not.toContain('rcc_');
    const { sessions: devices } = await authority.run<{ sessions: object[] }>(['session', 'list']);
    expect(devices).toHaveLength(1);
    const audit = await authority.run<{ entries: { action: string; actor: string }[] }>(['audit', 'list']);
    expect(audit.entries).toContainEqual(
      expect.objectContaining({ action: 'console.signed_in', actor: 'user:carol', address: '127.0.0.1' }),
    );
  });

  it('a code is good once, also here', async () => {
    const code = recoveryCode();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        new ConsoleVisitor(origin).signInToConsole('carol', passwordOf('carol'), code),
      ),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('sessions end at once: by signing out, by the command line, with the account, and when it is turned off', async () => {
    const reasons = async (visitor: ConsoleVisitor): Promise<string> =>
      readText((await visitor.send('/sign-in')).text);
    const left = await signIn();
    expect((await left.post('/sign-out', {})).status).toBe(303);
    expect(await reasons(left)).toContain('You have signed out.');

    const ended = await signIn();
    const socket = await ended.openSocket();
    await authority.run(['console', 'end', '--all']);
    expect(await ('closed' in socket && socket.closed)).toBe(4401);
    expect(await reasons(ended)).toContain('An admin has ended this session.');
    expect((await show()).sessions).toEqual([]);

    const changed = await signIn();
    const second = await changed.openSocket();
    await authority.run(['user', 'set', 'carol', '--no-admin']);
    expect(await ('closed' in second && second.closed)).toBe(4401);
    expect(await reasons(changed)).toContain('because your account has changed');
    await authority.run(['user', 'set', 'carol', '--admin']);

    const last = await signIn();
    const third = await last.openSocket();
    await authority.run(['console', 'off']);
    expect(await isRefused(origin)).toBe(true);
    expect(await ('closed' in third && third.closed)).toBe(4410);
    expect((await show()).sessions).toEqual([]);
    await authority.run(['console', 'on']);
    expect(await reasons(last)).toContain('the console in the browser was turned off');
  });

  it('a browser that is gone without a word does not keep Rollcall from stopping', async () => {
    const visitor = await signIn();
    const opened = await visitor.openSocket();
    if (!('socket' in opened)) throw new Error('no socket');
    // Neither reads nor answers any more, and its connection is open still.
    opened.socket.pause();
    const before = performance.now();
    await authority.restart();
    expect(performance.now() - before).toBeLessThan(15_000);
    opened.socket.terminate();
  });

  it('guessing is slowed down as everywhere', async () => {
    const visitor = new ConsoleVisitor(origin);
    const answers: Answer[] = [];
    for (let n = 0; n < 7; n += 1)
      answers.push(await visitor.signInToConsole('dora', `guess ${String(n)}`, ''));
    expect(answers.at(-1)?.status).toBe(429);
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is open again after a restart, where nobody is signed in any more; a busy port does not keep Rollcall from running', async () => {
    const visitor = await signIn();
    await authority.restart();
    expect(readText((await visitor.send('/sign-in')).text)).toContain('because Rollcall was started again');
    expect(await visitor.openSocket()).toEqual({ status: 401 });

    await authority.stop();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    await authority.restart();
    expect(await authority.run(['console', 'show'])).toMatchObject({
      on: true,
      addresses: [],
      trouble: { code: 'port_busy', data: { port } },
    });
    squatter.close();
  });
});
