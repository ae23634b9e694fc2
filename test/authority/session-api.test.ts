import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, send, type Answer } from '../support/client.ts';

let authority: AuthorityProcess;
let api: ApiClient;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
});

afterAll(() => authority?.remove());

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function expectProblem(answer: Answer, status: number, code: string): Record<string, unknown> {
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.headers['cache-control']).toBe('no-store');
  const problem = answer.json();
  expect(problem).toMatchObject({ code, status });
  expect(String(problem['title']).length).toBeGreaterThan(10);
  return problem;
}

describe('POST /api/v1/sessions', () => {
  it('answers 201 with a token and the session, at times of ISO-8601', async () => {
    await addUser(authority, 'ann');
    const answer = await api.signIn('ann', passwordOf('ann'), "  Ann's script ");
    expect(answer.status).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.setCookies).toEqual([]);
    const { token, session } = answer.json<{ token: string; session: Record<string, unknown> }>();
    expect(token).toMatch(/^rcs_[\w-]{43}$/);
    expect(session).toMatchObject({ device: "Ann's script", class: 'browser', expires_by: 'idle' });
    for (const name of ['signed_in_at', 'last_used_at', 'last_seen_at', 'expires_at']) {
      expect(session[name]).toMatch(iso);
    }
    expect(JSON.stringify(session)).not.toContain(token.slice(4));
  });

  it('answers a wrong password and an unknown user with the same words', async () => {
    await addUser(authority, 'bea');
    const wrong = await api.signIn('bea', 'not the password', 'x');
    const unknown = await api.signIn('nobody at all', 'not the password', 'x');
    expectProblem(wrong, 401, 'credentials');
    expect(unknown.text).toBe(wrong.text);
  });

  it('answers `throttled` with Retry-After after five wrong passwords', async () => {
    await addUser(authority, 'cid');
    for (let n = 0; n < 5; n += 1) expectProblem(await api.signIn('cid', 'wrong', 'x'), 401, 'credentials');
    const answer = await api.signIn('cid', passwordOf('cid'), 'x');
    const problem = expectProblem(answer, 429, 'throttled');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(problem['retry_after_seconds']).toBe(Number(answer.headers['retry-after']));
  });

  it('tells a disabled user so only after the right password', async () => {
    await addUser(authority, 'dan');
    await authority.run(['user', 'disable', 'dan']);
    expectProblem(await api.signIn('dan', 'wrong', 'x'), 401, 'credentials');
    expectProblem(await api.signIn('dan', passwordOf('dan'), 'x'), 403, 'user_disabled');
  });

  it('asks for an own password at the portal when the admin gave this one', async () => {
    await authority.run(['user', 'add', 'eva', '--password-stdin'], 'given by the admin\n');
    const problem = expectProblem(
      await api.signIn('eva', 'given by the admin', 'x'),
      403,
      'own_password_required',
    );
    expect(problem['sign_in_url']).toBe(`${authority.origin}/sign-in`);
  });

  it('refuses at the limit by name under `refuse`, without a ticket, and ends nobody', async () => {
    await addUser(authority, 'fay', { limit: 1, policy: 'refuse' });
    const first = await api.mustSignIn('fay', passwordOf('fay'), 'PC-A');
    const problem = expectProblem(await api.signIn('fay', passwordOf('fay'), 'PC-B'), 409, 'session_limit');
    expect(problem).toMatchObject({
      limit: 1,
      bound_by: 'user',
      sessions: [{ id: first.session.id, device: 'PC-A' }],
    });
    expect(problem).not.toHaveProperty('ticket');
    const [line] = problem['sessions'] as Record<string, unknown>[];
    const times = ['last_seen_at', 'last_used_at', 'signed_in_at'];
    expect(Object.keys(line ?? {}).sort()).toEqual(['device', 'id', ...times]);
    for (const name of times) expect(line?.[name]).toMatch(iso);
    expect((await api.whoAmI(first.token)).status).toBe(200);
  });

  it('reads no cookie: a browser that is signed in is nobody here', async () => {
    await addUser(authority, 'gus');
    const { token } = await api.mustSignIn('gus', passwordOf('gus'), 'x');
    const browser = new Browser(authority.origin, authority.ca);
    browser.cookies.set('__Host-rollcall', token);
    expectProblem(await browser.send('/api/v1/session'), 401, 'not_signed_in');
    expectProblem(await browser.send('/api/v1/session', { method: 'DELETE' }), 401, 'not_signed_in');
  });
});

describe('POST /api/v1/sessions/choose', () => {
  it('ends the chosen device and lets the new one in', async () => {
    await addUser(authority, 'hal', { limit: 1, policy: 'ask' });
    const first = await api.mustSignIn('hal', passwordOf('hal'), 'PC-A');
    const problem = expectProblem(await api.signIn('hal', passwordOf('hal'), 'PC-B'), 409, 'session_limit');
    expect(problem['ticket']).toMatch(/^rct_/);
    expect(problem['must_end']).toBe(1);

    const answer = await api.choose(String(problem['ticket']), [first.session.id]);
    expect(answer.status).toBe(201);
    const second = answer.json<{ token: string; session: { device: string } }>();
    expect(second.session.device).toBe('PC-B');
    expect((await api.whoAmI(second.token)).status).toBe(200);

    const ended = expectProblem(await api.whoAmI(first.token), 401, 'ended');
    expect(ended).toMatchObject({ reason: 'ended_by_choice', by: 'PC-B' });
    expect(ended['at']).toMatch(iso);
    expectProblem(await api.choose(String(problem['ticket']), [first.session.id]), 410, 'ticket_invalid');
  });

  it('issues and ends nothing for ids that are not the own live ones', async () => {
    await addUser(authority, 'ida', { limit: 1, policy: 'ask' });
    await addUser(authority, 'jon');
    const own = await api.mustSignIn('ida', passwordOf('ida'), 'PC-A');
    const other = await api.mustSignIn('jon', passwordOf('jon'), 'PC-J');
    const { ticket } = (await api.signIn('ida', passwordOf('ida'), 'PC-B')).json<{ ticket: string }>();
    for (const end of [[other.session.id], ['no-such-id'], [own.session.id, other.session.id]]) {
      expectProblem(await api.choose(ticket, end), 409, 'choice_invalid');
    }
    expect((await api.whoAmI(own.token)).status).toBe(200);
    expect((await api.whoAmI(other.token)).status).toBe(200);
    expect((await api.choose(ticket, [own.session.id])).status).toBe(201);
  });
});

describe('the own sessions', () => {
  it('are listed, ended one by one, and say why afterwards', async () => {
    await addUser(authority, 'kim', { limit: 5 });
    await addUser(authority, 'lea');
    const one = await api.mustSignIn('kim', passwordOf('kim'), 'One');
    const two = await api.mustSignIn('kim', passwordOf('kim'), 'Two');
    const foreign = await api.mustSignIn('lea', passwordOf('lea'), 'Foreign');

    const me = (await api.whoAmI(one.token)).json();
    expect(me).toMatchObject({ session: { id: one.session.id }, user: { name: 'kim', display_name: 'kim' } });
    const { sessions } = (await api.list(one.token)).json<{ sessions: { id: string; current: boolean }[] }>();
    expect(sessions.map(({ id, current }) => [id, current])).toEqual([
      [one.session.id, true],
      [two.session.id, false],
    ]);

    expectProblem(await api.end(one.token, foreign.session.id), 404, 'session_not_found');
    expectProblem(await api.end(one.token, '../../x'), 404, 'session_not_found');
    expect((await api.end(one.token, two.session.id)).status).toBe(204);
    expect(expectProblem(await api.whoAmI(two.token), 401, 'ended')).toMatchObject({
      reason: 'ended_by_self',
      by: 'One',
    });
    expect((await api.signOut(one.token)).status).toBe(204);
    expect(expectProblem(await api.whoAmI(one.token), 401, 'ended')).toMatchObject({ reason: 'signed_out' });
    expect((await api.whoAmI(foreign.token)).status).toBe(200);
  });

  it('ended by the admin are told apart from tokens that never were', async () => {
    await addUser(authority, 'max');
    const { token, session } = await api.mustSignIn('max', passwordOf('max'), 'x');
    await authority.run(['session', 'end', session.id]);
    expect(expectProblem(await api.whoAmI(token), 401, 'ended')).toMatchObject({ reason: 'ended_by_admin' });
    for (const forged of [
      `rcs_${'A'.repeat(43)}`,
      token.slice(0, -1),
      `${token}x`,
      'x',
      `rca_${token.slice(4)}`,
    ]) {
      expectProblem(await api.whoAmI(forged), 401, 'not_signed_in');
    }
    expectProblem(await api.call('GET', '/api/v1/session'), 401, 'not_signed_in');
  });

  it('hand out tokens for registered apps only', async () => {
    await addUser(authority, 'ned');
    const { app } = await authority.run<{ app: { id: string } }>([
      'app',
      'add',
      'Stock',
      '--kind',
      'forward-auth',
      '--url',
      'https://127.0.0.9:9',
    ]);
    const { token } = await api.mustSignIn('ned', passwordOf('ned'), 'x');
    const made = await api.call('POST', '/api/v1/session/app-token', { token, body: { app: app.id } });
    expect(made.status).toBe(200);
    expect(made.json()['token']).toMatch(/^rca_[\w-]{43}$/);
    expectProblem(
      await api.call('POST', '/api/v1/session/app-token', { token, body: { app: 'nope' } }),
      404,
      'app_not_found',
    );
    expectProblem(
      await api.call('POST', '/api/v1/session/app-token', { body: { app: app.id } }),
      401,
      'not_signed_in',
    );
  });
});

describe('bad bodies', () => {
  const good = { username: 'zoe', password: 'the password of zoe', device: { name: 'x' } };
  const table: [what: string, body: unknown, field: string][] = [
    ['no body fields', {}, 'username'],
    ['an unknown field', { ...good, admin: true }, 'admin'],
    ['an empty code', { ...good, code: '' }, 'code'],
    ['a number for a code', { ...good, code: 123456 }, 'code'],
    ['a code of 65 characters', { ...good, code: '1'.repeat(65) }, 'code'],
    ['an unknown field inside', { ...good, device: { name: 'x', class: 'app' } }, 'device.class'],
    ['a number for a name', { ...good, username: 1 }, 'username'],
    ['a list for a name', { ...good, username: ['zoe'] }, 'username'],
    ['an object for a password', { ...good, password: { $ne: '' } }, 'password'],
    ['an empty password', { ...good, password: '' }, 'password'],
    ['a name of 10,000 characters', { ...good, username: 'z'.repeat(10_000) }, 'username'],
    ['a device without a name', { ...good, device: {} }, 'device.name'],
    ['a device of blanks', { ...good, device: { name: '   ' } }, 'device.name'],
    ['a device with a line break', { ...good, device: { name: 'a\nb' } }, 'device.name'],
    ['a device that writes backwards', { ...good, device: { name: 'a\u202eb' } }, 'device.name'],
    ['a device of 81 characters', { ...good, device: { name: 'x'.repeat(81) } }, 'device.name'],
    ['text for a device', { ...good, device: 'PC' }, 'device'],
    ['a number for the transaction', { ...good, transaction: 7 }, 'transaction'],
    ['a list', [good], ''],
    ['null', null, ''],
  ];

  it.each(table)('are refused with the field named: %s', async (_what, body, field) => {
    const answer = await api.call('POST', '/api/v1/sessions', { body: JSON.stringify(body) });
    const problem = expectProblem(answer, 400, 'input_invalid');
    expect(problem['field'] ?? '').toBe(field);
    expect(answer.text).not.toContain('the password of zoe');
  });

  it('never pass as JSON when they are none', async () => {
    for (const body of ['{', '"x"', '{"username":"a",}', '\0', '{"__proto__":{"x":1}}']) {
      expectProblem(await api.call('POST', '/api/v1/sessions', { body }), 400, 'input_invalid');
    }
  });

  it('are JSON only: what a form of another site can send is refused', async () => {
    const body = JSON.stringify(good);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']) {
      const answer = await send(`${authority.origin}/api/v1/sessions`, {
        method: 'POST',
        ca: authority.ca,
        headers: type === '' ? {} : { 'Content-Type': type },
        body,
      });
      expectProblem(answer, 400, 'input_invalid');
    }
  });

  it('are at most 64 KB', async () => {
    const body = JSON.stringify({ ...good, password: 'x'.repeat(70_000) });
    expectProblem(await api.call('POST', '/api/v1/sessions', { body }), 413, 'body_too_large');
  });

  it('do not stop a good one with a transaction', async () => {
    await addUser(authority, 'zoe');
    const answer = await api.call('POST', '/api/v1/sessions', { body: { ...good, transaction: 'abc-123' } });
    expect(answer.status).toBe(201);
  });
});
