import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, type Answer } from '../support/client.ts';
import { listAudit } from '../support/facts.ts';

let authority: AuthorityProcess;
let api: ApiClient;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
});

afterAll(() => authority.remove());

function codeOf(answer: Answer): string {
  return answer.json<{ code: string }>().code;
}

describe('21: a refusal by limit is no failed sign-in', () => {
  it('20 of them lock nobody out: 20 events of their own, no failure', async () => {
    await addUser(authority, 'ann', { limit: 1, policy: 'refuse' });
    const inside = await api.mustSignIn('ann', passwordOf('ann'), 'inside');
    for (let n = 0; n < 10; n++) {
      expect(codeOf(await api.signIn('ann', passwordOf('ann'), `d${String(n)}`))).toBe('session_limit');
      const page = await new Browser(authority.origin, authority.ca).signIn('ann', passwordOf('ann'));
      expect(page.status).toBe(409);
    }
    const entries = (await listAudit(authority)).filter(({ subject }) => subject === 'ann');
    expect(entries.filter(({ action }) => action === 'sign_in.limit').length).toBe(20);
    expect(
      entries.filter(({ action }) => action === 'sign_in.failed' || action === 'sign_in.throttled'),
    ).toEqual([]);

    // The counter of failures did not move: the next wrong password is the first one, and the right one goes in.
    expect(codeOf(await api.signIn('ann', 'wrong', 'x'))).toBe('credentials');
    await api.signOut(inside.token);
    // A phone has written the name with a capital and a space after it.
    expect((await api.signIn('Ann ', passwordOf('ann'), 'again')).status).toBe(201);
  });
});

describe('22: wrong passwords for one account from an unknown device', () => {
  it('make strangers wait, by the account and not by the address; the known device and everybody else go in', async () => {
    await addUser(authority, 'bob', { limit: 5 });
    await addUser(authority, 'eve', { limit: 5 });
    const known = new Browser(authority.origin, authority.ca);
    expect((await known.signIn('bob', passwordOf('bob'))).status).toBe(200);
    known.cookies.delete('__Host-rollcall');

    const codes = [];
    const guesses = Array.from({ length: 500 }, (_, n) => `guess ${String(n)}`);
    for (const guess of guesses) codes.push(codeOf(await api.signIn('bob', guess, 'guesser')));
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'credentials'));
    expect(codes.filter((code) => code === 'throttled').length).toBeGreaterThanOrEqual(480);
    const waiting = await api.signIn('bob', passwordOf('bob'), 'a stranger with the right password');
    expect([waiting.status, codeOf(waiting)]).toEqual([429, 'throttled']);
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThanOrEqual(1);

    expect((await known.signIn('bob', passwordOf('bob'))).status).toBe(200);
    expect((await api.signIn('eve', passwordOf('eve'), 'somebody else behind the same address')).status).toBe(
      201,
    );
  });

  it('cannot tell an unknown name from a known one', async () => {
    await addUser(authority, 'carl', {});
    const known: Answer[] = [];
    const unknown: Answer[] = [];
    for (let n = 0; n < 8; n++) {
      known.push(await api.signIn('carl', 'wrong password', 'x'));
      unknown.push(await api.signIn('nobody-of-this-name', 'wrong password', 'x'));
    }
    const facts = (answers: readonly Answer[]): unknown[] =>
      answers.map((answer) => [
        answer.status,
        codeOf(answer),
        answer.json<{ detail?: string; title?: string }>().title,
      ]);
    expect(facts(unknown)).toEqual(facts(known));
    expect(known.slice(5).map(codeOf)).toContain('throttled');
  });

  it('tells a disabled user so only after the right password', async () => {
    await addUser(authority, 'dan', {});
    await authority.run(['user', 'disable', 'dan']);
    expect(codeOf(await api.signIn('dan', 'wrong password', 'x'))).toBe('credentials');
    expect(codeOf(await api.signIn('dan', passwordOf('dan'), 'x'))).toBe('user_disabled');
  });
});
