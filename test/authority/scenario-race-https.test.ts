import { Agent } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, type ApiSession } from '../support/client.ts';
import { countLive } from '../support/facts.ts';

let authority: AuthorityProcess;

beforeAll(async () => {
  authority = await startSetUpAuthority();
});

afterAll(() => authority.remove());

const atOnce = 50;

describe('3: 50 correct sign-ins released at once over HTTPS, hashed at full cost', () => {
  it.each([
    ['refuse', 1],
    ['ask', 2],
    ['end-least-recent', 2],
  ] as const)('leave exactly the limit live over the API (%s, limit %i)', async (policy, limit) => {
    const name = `api-${policy}`;
    await addUser(authority, name, { limit, policy });
    const agents = Array.from({ length: atOnce }, () => new Agent({ ca: authority.ca, keepAlive: true }));
    const clients = agents.map((agent) => new ApiClient(authority.origin, authority.ca, agent));
    // Every client has its connection before the start.
    await Promise.all(clients.map((client) => client.call('GET', '/health')));
    const answers = await Promise.all(
      clients.map((client, n) => client.signIn(name, passwordOf(name), `d${String(n)}`)),
    );

    const admitted = answers.filter(({ status }) => status === 201);
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set(policy === 'end-least-recent' ? [201] : [201, 409]),
    );
    expect(admitted.length).toBe(policy === 'end-least-recent' ? atOnce : limit);
    expect(await countLive(authority, name)).toBe(limit);
    const checking = new ApiClient(authority.origin, authority.ca);
    const checks = await Promise.all(
      admitted.map(async (answer) => (await checking.whoAmI(answer.json<ApiSession>().token)).status),
    );
    expect(checks.filter((status) => status === 200).length).toBe(limit);
    for (const agent of agents) agent.destroy();
  });

  it('leave exactly the limit live on the form (refuse, limit 1)', async () => {
    await addUser(authority, 'form', { limit: 1, policy: 'refuse' });
    const browsers = Array.from({ length: atOnce }, () => new Browser(authority.origin, authority.ca));
    const answers = await Promise.all(browsers.map((browser) => browser.signIn('form', passwordOf('form'))));
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
    expect(answers.filter(({ status }) => status === 409).length).toBe(atOnce - 1);
    expect(browsers.filter(({ token }) => token !== undefined).length).toBe(1);
    expect(await countLive(authority, 'form')).toBe(1);
  });
});
