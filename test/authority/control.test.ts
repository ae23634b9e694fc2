import { statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSocketFetch } from '../../electron/authority/entry/cli/socket-fetch.ts';
import type { ControlContract } from '../../shared/contract/control.ts';
import type { ChangeEvent } from '../../shared/contract/change-stream.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import {
  adminPassword,
  passwordOf,
  startAuthority,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';

type Client = ContractRouterClient<ControlContract>;

let authority: AuthorityProcess;
let client: Client;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  client = openClient(authority);
});

afterAll(() => authority?.remove());

function openClient({ socket }: AuthorityProcess): Client {
  return createORPCClient(new RPCLink({ url: 'http://rollcall.internal', fetch: makeSocketFetch(socket) }));
}

/** One request as bytes, past the client and its types. */
function sendRaw(
  urlPath: string,
  body: string | Buffer,
  method = 'POST',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        socketPath: authority.socket,
        path: urlPath,
        method,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        agent: false,
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }));
        answer.once('error', reject);
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ORPCError) return String(error.code);
    throw error;
  }
  return 'no error';
}

describe('the local socket', () => {
  it('can be opened by the owner of the data directory alone', () => {
    expect(statSync(authority.socket).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(authority.socket)).mode & 0o077).toBe(0);
  });

  it('answers what is no call of the contract with not_found', async () => {
    for (const urlPath of ['/', '/users', '/users/nothing', '/__proto__', '/constructor', '/users/list/x']) {
      const answer = await sendRaw(urlPath, '{}');
      expect([urlPath, answer.status]).toEqual([urlPath, 404]);
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'not_found' });
    }
  });

  it.each([
    ['broken JSON', '/users/add', '{"json":{"name":'],
    ['meta data that fit nothing', '/users/add', '{"json":{"name":"meta"},"meta":[[1,"a","b"],5]}'],
    ['no input', '/users/add', ''],
    ['a list for an object', '/users/add', '{"json":[]}'],
    ['null', '/users/add', '{"json":null}'],
    ['a number for a name', '/users/add', '{"json":{"name":5}}'],
    [
      'a name of more than 10,000 characters',
      '/users/add',
      JSON.stringify({ json: { name: 'x'.repeat(10_001) } }),
    ],
    ['a limit below 0', '/users/add', '{"json":{"name":"neg","limit":-1}}'],
    ['a limit that is no whole number', '/users/add', '{"json":{"name":"frac","limit":1.5}}'],
    ['a word for a limit', '/users/add', '{"json":{"name":"word","limit":"many"}}'],
    ['an unknown policy', '/users/add', '{"json":{"name":"pol","policy":"kick"}}'],
    ['no ids to end', '/sessions/end', '{"json":{"ids":[]}}'],
    ['all: false', '/sessions/end', '{"json":{"all":false}}'],
    ['an unknown setting', '/settings/set', '{"json":{"values":{"sessions.nothing":1}}}'],
    [
      'a prototype for a setting',
      '/settings/set',
      '{"json":{"values":{"__proto__.limit":1,"constructor":2}}}',
    ],
    ['a port over 65535', '/network/checkPort', '{"json":{"port":70000}}'],
    ['an unknown kind of app', '/apps/add', '{"json":{"name":"a","kind":"magic","url":"https://10.0.0.9"}}'],
  ])('refuses %s as input_invalid and goes on', async (_what, urlPath, body) => {
    const answer = await sendRaw(urlPath, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ json: { code: 'input_invalid' } });
    expect((await client.status.get()).users).toBeGreaterThan(0);
  });

  it('says where the input is wrong and how', async () => {
    const answer = await sendRaw('/users/add', '{"json":{"name":5,"limit":-1}}');
    const { data } = (JSON.parse(answer.text) as { json: { data: { problems: string[] } } }).json;
    expect(data.problems).toEqual([expect.stringMatching(/^name: /), expect.stringMatching(/^limit: /)]);
  });

  it('takes no call by GET, so that nothing can be changed by an address', async () => {
    const answer = await sendRaw('/status/get', '', 'GET');
    expect(answer.status).toBe(405);
    expect(answer.text).toContain('method_not_allowed');
  });

  it('never repeats a password in the answer to a wrong call', async () => {
    const secret = 'a secret that must not come back';
    const answer = await sendRaw(
      '/users/add',
      JSON.stringify({ json: { name: 5, password: secret, [secret]: 1 } }),
    );
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain(secret);
  });

  it('refuses a body over its limit, and goes on', async () => {
    // It may close the connection while we still write: then there is no answer to read.
    const answer = await sendRaw('/users/add', Buffer.alloc(9 * 1024 * 1024, 'x')).then(
      ({ status, text }) => `${String(status)} ${text}`,
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect(answer).toMatch(/^(413 .*body_too_large|EPIPE|ECONNRESET)/);
    expect((await client.status.get()).version).toMatch(/^\d/);
  });

  it('survives callers that speak no HTTP or leave in the middle', async () => {
    for (const text of ['\0\0\0', 'GET', 'POST /users/add HTTP/1.1\r\nContent-Length: 50\r\n\r\n{"json":']) {
      await new Promise<void>((resolve) => {
        const socket = connect(authority.socket, () => socket.end(text));
        socket.on('error', () => undefined).once('close', () => resolve());
        socket.resume();
      });
    }
    expect((await client.status.get()).version).toMatch(/^\d/);
  });

  it('tells the audit that the command line did it', async () => {
    await client.users.add({ name: 'audited' });
    const { entries } = await client.audit.list({ limit: 1 });
    expect(entries[0]).toMatchObject({ action: 'user.added', actor: 'cli', subject: 'audited' });
  });
});

describe('user names', () => {
  it.each([
    ['empty', ''],
    ['a space at the end', 'ann '],
    ['a control character', 'a\u0007nn'],
    ['a line break', 'ann\nadmin'],
    ['a character that turns the writing direction', 'ann\u202E'],
    ['10,000 characters', 'x'.repeat(10_000)],
    ['65 characters', 'x'.repeat(65)],
  ])('with %s are refused', async (_what, name) => {
    expect(await codeOf(client.users.add({ name }))).toBe('user_name_invalid');
  });

  it('that look alike by NFKC and case are one name', async () => {
    await client.users.add({ name: 'Ｋate' });
    for (const name of ['kate', 'KATE', '\u212Aate', 'ｋａｔｅ']) {
      expect([name, await codeOf(client.users.add({ name }))]).toEqual([name, 'user_name_taken']);
    }
  });
});

describe('the first admin', () => {
  it('is made once, also when two ask at the same instant', async () => {
    const fresh = await startAuthority();
    try {
      const setup = openClient(fresh).setup;
      const answers = await Promise.all(
        ['one', 'two', 'three'].map((name) => codeOf(setup.createAdmin({ name, password: adminPassword }))),
      );
      expect(answers.sort()).toEqual(['admin_exists', 'admin_exists', 'no error']);
      expect((await openClient(fresh).users.list()).filter(({ admin }) => admin)).toHaveLength(1);
    } finally {
      await fresh.remove();
    }
  });

  it('needs a password that is worth one', async () => {
    const fresh = await startAuthority();
    try {
      const { setup, status } = openClient(fresh);
      expect(await codeOf(setup.createAdmin({ name: 'boss', password: 'short' }))).toBe('password_too_short');
      expect(await codeOf(setup.createAdmin({ name: 'boss', password: 'password123' }))).toBe(
        'password_too_common',
      );
      expect((await status.get()).setup).toMatchObject({ adminExists: false, finished: false });
      await setup.finish();
      expect((await status.get()).setup.finished).toBe(true);
    } finally {
      await fresh.remove();
    }
  });
});

describe('sessions.end', () => {
  it('ends all that are named, or none when one of them is not live', async () => {
    const api = new ApiClient(authority.origin, authority.ca);
    const password = passwordOf('ed');
    await client.users.add({ name: 'ed', password, finalPassword: true, limit: 5 });
    const one = await api.mustSignIn('ed', password, 'one');
    const two = await api.mustSignIn('ed', password, 'two');
    expect(await codeOf(client.sessions.end({ ids: [one.session.id, 'nobody'] }))).toBe('session_not_found');
    expect((await api.whoAmI(one.token)).status).toBe(200);

    const { ended } = await client.sessions.end({ ids: [one.session.id, two.session.id, one.session.id] });
    expect(ended.map(({ device }) => device).sort()).toEqual(['one', 'two']);
    expect((await api.whoAmI(one.token)).json()).toMatchObject({ code: 'ended', reason: 'ended_by_admin' });
    expect(await codeOf(client.sessions.end({ ids: [one.session.id] }))).toBe('session_not_found');
    expect(await codeOf(client.sessions.end({ userId: 'nobody' }))).toBe('user_not_found');
  });
});

describe('settings.set', () => {
  it('changes several at once or none, and refuses a network it cannot listen under', async () => {
    const before = await client.settings.get();
    const mixed = { 'portal.title': 'Changed', 'sessions.limit': -1 };
    expect(await codeOf(client.settings.set({ values: mixed }))).toBe('setting_invalid');
    const missing = { 'network.names': ['rollcall.example'], 'network.primaryHost': 'NOT A HOST' };
    expect(await codeOf(client.settings.set({ values: missing }))).toBe('setting_invalid');
    // The number that would fit, for those who say it in their own language.
    await expect(client.settings.set({ values: { 'backup.keep': 5000 } })).rejects.toMatchObject({
      data: { key: 'backup.keep', max: 1000 },
    });
    await expect(client.settings.set({ values: { 'backup.keep': 0 } })).rejects.toMatchObject({
      data: { key: 'backup.keep', min: 1 },
    });
    expect(await client.settings.get()).toEqual(before);

    const { settings } = await client.settings.set({
      values: { 'portal.title': 'Ours', 'network.names': ['rollcall.example'] },
    });
    expect(settings).toMatchObject({ portal: { title: 'Ours' }, network: { names: ['rollcall.example'] } });
    expect(settings.revision).toBe(before.revision + 1);
  });
});

describe('the stream of changes', () => {
  it('begins with everything, then gives each change in order without a gap', async () => {
    const events: ChangeEvent[] = [];
    const leave = new AbortController();
    const stream = await client.changes(undefined, { signal: leave.signal });
    const reading = (async () => {
      for await (const event of stream) events.push(event);
    })().catch((error: unknown) => {
      if (!leave.signal.aborted) throw error;
    });
    await eventually('the snapshot', () => events.length > 0);
    expect(events[0]).toMatchObject({
      type: 'snapshot',
      snapshot: { settings: { schema: defaultSettings.schema } },
    });

    const { user } = await client.users.add({ name: 'streamed' });
    await client.users.set({ id: user.id, limit: 4 });
    await client.users.set({ id: user.id, limit: 'unlimited' });
    await client.users.delete({ id: user.id });
    const seen = () => events.flatMap((event) => (event.type === 'changes' ? event.changes : []));
    await eventually('the end of the user', () => seen().some(({ type }) => type === 'user.removed'));
    const limits = seen().flatMap((change) =>
      change.type === 'user.put' && change.user.id === user.id ? [change.user.limit] : [],
    );
    expect(limits).toEqual(['inherit', 4, 'unlimited']);
    expect(seen().findLast(({ type }) => type.startsWith('user.'))).toEqual({
      type: 'user.removed',
      id: user.id,
    });
    const first = events[0]?.revision ?? 0;
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, n) => first + n));
    leave.abort();
    await reading;
  });

  it('tells of sign-ins that failed, although nothing else has changed', async () => {
    const leave = new AbortController();
    const stream = await client.changes(undefined, { signal: leave.signal });
    await stream.next();
    const { today } = await client.status.get();
    await new ApiClient(authority.origin, authority.ca).signIn('nobody here', 'wrong password', 'x');
    // What was done before may be told of only now; then this comes with the next.
    const told = async (): Promise<number> => {
      for (;;) {
        const event = (await stream.next()).value as ChangeEvent;
        const changes = event.type === 'changes' ? event.changes : [];
        for (const change of changes) {
          if (change.type === 'status.put' && change.status.today.failed !== today.failed)
            return change.status.today.failed;
        }
      }
    };
    expect(await told()).toBe(today.failed + 1);
    leave.abort();
  });

  it('does not keep the authority from ending in order', async () => {
    const other = await startAuthority();
    const stream = await openClient(other).changes();
    await stream.next();
    /** What it still tells before it ends, the status say, is no matter. */
    const readToEnd = async (): Promise<void> => {
      while ((await stream.next()).done !== true);
    };
    const lost = readToEnd().then(
      () => 'ended',
      () => 'cut',
    );
    expect(await other.stop()).toBe(0);
    expect(['ended', 'cut']).toContain(await lost);
    await other.remove();
  });
});
