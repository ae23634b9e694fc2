import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, type ApiSession } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { countLive } from '../support/facts.ts';

const rounds = 5;
const limit = 3;
let authority: AuthorityProcess;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit, policy: 'end-least-recent' });
  await addUser(authority, 'bob', { limit: 'unlimited' });
});

afterAll(() => authority.remove());

describe('SIGKILL of the whole authority in a storm over HTTPS', () => {
  it(`loses nothing that was answered, ${String(rounds)} times over`, async () => {
    const lives = new Set<string>();
    const ended = new Set<string>();
    const asked = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      const api = new ApiClient(authority.origin, authority.ca);
      let dead = false;
      const storm = Array.from({ length: 6 }, async (_, n) => {
        const name = n < 2 ? 'ann' : 'bob';
        while (!dead) {
          try {
            const answer = await api.signIn(name, passwordOf(name), `storm ${String(n)}`);
            if (answer.status !== 201) continue;
            const { token } = answer.json<ApiSession>();
            if (name === 'bob') lives.add(token);
            if (name === 'ann' || randomInt(3) > 0) continue;
            asked.add(token);
            if ((await api.signOut(token)).status === 204) ended.add(token);
          } catch {
            // The connection died with the authority: nothing was answered.
          }
        }
      });
      // Somewhere in the middle, and not before there is something to lose.
      const enough = lives.size + 6 + randomInt(20);
      await eventually('sign-ins in this round', () => lives.size >= enough, 60_000);
      await authority.kill();
      dead = true;
      await Promise.all(storm);
      await authority.restart();

      const after = new ApiClient(authority.origin, authority.ca);
      for (const token of ended)
        expect((await after.whoAmI(token)).json()).toMatchObject({ reason: 'signed_out' });
      for (const token of [...lives].filter((one) => !asked.has(one)))
        expect((await after.whoAmI(token)).status).toBe(200);
      expect(await countLive(authority, 'ann')).toBeLessThanOrEqual(limit);
    }
    expect(lives.size).toBeGreaterThan(rounds * 5);
    expect(ended.size).toBeGreaterThan(0);
  });
});
