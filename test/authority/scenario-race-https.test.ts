import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { bundleChild } from '../support/bundle-child.ts';
import { ApiClient, Browser } from '../support/client.ts';
import { countLive } from '../support/facts.ts';
import type { RaceAnswer, RaceOrder } from '../support/race-client.ts';

let authority: AuthorityProcess;
let clientPath: string;

beforeAll(async () => {
  clientPath = await bundleChild('test/support/race-client.ts');
  authority = await startSetUpAuthority();
});

afterAll(() => authority.remove());

const atOnce = 50;

/** @returns the answers of all client processes, which were let go at the same moment */
async function race(name: string, processes: number, signIns: number): Promise<RaceAnswer[]> {
  const clients = Array.from({ length: processes }, (_, n) => {
    const child = spawn(process.execPath, [clientPath], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const devices = Array.from({ length: signIns / processes }, (__, d) => `d${String(n)}-${String(d)}`);
    const { origin, ca } = authority;
    const order: RaceOrder = { origin, ca, name, password: passwordOf(name), devices };
    child.stdin.write(`${JSON.stringify(order)}\n`);
    return { child, readLine: async () => String((await lines.next()).value) };
  });
  for (const { readLine } of clients) expect(await readLine()).toBe('ready');
  for (const { child } of clients) child.stdin.write('go\n');
  const answers = await Promise.all(clients.map(({ readLine }) => readLine()));
  return answers.flatMap((line) => JSON.parse(line) as RaceAnswer[]);
}

describe('3: correct sign-ins released at once over HTTPS by two processes, hashed at full cost', () => {
  it.each([
    ['refuse', 1, atOnce],
    ['ask', 2, 20],
    ['end-least-recent', 2, 20],
    ['end-oldest', 1, 20],
    ['end-next-to-expire', 5, 20],
  ] as const)(
    'leave exactly the limit live over the API (%s, limit %i, %i at once)',
    async (policy, limit, signIns) => {
      const name = `api-${policy}`;
      await addUser(authority, name, { limit, policy });
      const answers = await race(name, 2, signIns);
      expect(answers.length).toBe(signIns);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
      // Three devices may push others out; the end after that makes it a question.
      const pushedOut = policy === 'refuse' || policy === 'ask' ? 0 : 4;
      const tokens = answers.flatMap(({ token }) => token ?? []);
      expect(tokens.length).toBe(limit + pushedOut);
      expect(await countLive(authority, name)).toBe(limit);
      const checking = new ApiClient(authority.origin, authority.ca);
      const checks = await Promise.all(tokens.map(async (token) => (await checking.whoAmI(token)).status));
      expect(checks.filter((status) => status === 200).length).toBe(limit);
    },
  );

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
