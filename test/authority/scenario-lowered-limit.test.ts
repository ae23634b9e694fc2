import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, type ApiSession } from '../support/client.ts';
import { countLive } from '../support/facts.ts';

let authority: AuthorityProcess;
let api: ApiClient;
let round = 0;
let name: string;
let devices: ApiSession[];

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
});

afterAll(() => authority.remove());

beforeEach(async () => {
  round += 1;
  name = `ann-${String(round)}`;
  await addUser(authority, name, { limit: 3 });
  devices = [];
  for (const device of ['A', 'B', 'C']) devices.push(await api.mustSignIn(name, passwordOf(name), device));
  // A was used last.
  await api.whoAmI(devices[0]?.token ?? '');
});

describe('26: three live, the limit lowered to 1', () => {
  it('shows first who would end, least recently used first, and changes nothing', async () => {
    const answer = await authority.cli(['user', 'set', name, '--limit', '1', '--dry-run']);
    expect(answer.code).toBe(0);
    const text = answer.stdout;
    expect(text.indexOf(devices[1]?.session.id ?? '')).toBeGreaterThan(0);
    expect(text.indexOf(devices[2]?.session.id ?? '')).toBeGreaterThan(
      text.indexOf(devices[1]?.session.id ?? ''),
    );
    expect(text).not.toContain(devices[0]?.session.id);
    expect(await countLive(authority, name)).toBe(3);
    const list = await authority.run<{ users: { name: string; limit: unknown }[] }>(['user', 'list']);
    expect(list.users.find((user) => user.name === name)?.limit).toBe(3);
  });

  it('now: two end with reason limit_reduced, the one used last stays', async () => {
    await authority.run(['user', 'set', name, '--limit', '1', '--surplus', 'now']);
    expect((await api.whoAmI(devices[0]?.token ?? '')).status).toBe(200);
    for (const device of devices.slice(1)) {
      expect((await api.whoAmI(device.token)).json()).toMatchObject({
        code: 'ended',
        reason: 'limit_reduced',
      });
    }
    expect(await countLive(authority, name)).toBe(1);
  });

  it('as they expire: all stay, and a fourth sign-in asks for three to be ended', async () => {
    await authority.run(['user', 'set', name, '--limit', '1', '--surplus', 'as-they-expire']);
    expect(await countLive(authority, name)).toBe(3);
    const asked = await api.signIn(name, passwordOf(name), 'D');
    expect(asked.status).toBe(409);
    const { ticket, must_end: mustEnd } = asked.json<{ ticket: string; must_end: number }>();
    expect(mustEnd).toBe(3);
    const ids = devices.map(({ session }) => session.id);
    expect((await api.choose(ticket, ids.slice(0, 2))).status).toBe(409);
    expect(await countLive(authority, name)).toBe(3);
    expect((await api.choose(ticket, ids)).status).toBe(201);
    expect(await countLive(authority, name)).toBe(1);
  });

  it('as they expire, policy refuse: a fourth sign-in is refused, also when one of three has left', async () => {
    await authority.run(['user', 'set', name, '--limit', '1', '--policy', 'refuse']);
    expect((await api.signIn(name, passwordOf(name), 'D')).status).toBe(409);
    await api.signOut(devices[1]?.token ?? '');
    expect((await api.signIn(name, passwordOf(name), 'D')).status).toBe(409);
    await api.signOut(devices[2]?.token ?? '');
    await api.signOut(devices[0]?.token ?? '');
    expect((await api.signIn(name, passwordOf(name), 'D')).status).toBe(201);
  });

  it('of the install: now ends the surplus of those who inherit it, and of nobody else', async () => {
    await addUser(authority, `${name}-heir`, { limit: 'inherit' });
    const heir: ApiSession[] = [];
    for (const device of ['A', 'B']) {
      heir.push(await api.mustSignIn(`${name}-heir`, passwordOf(`${name}-heir`), device));
    }
    // Another setting does not touch sessions, whatever becomes of a surplus.
    await authority.run(['user', 'set', name, '--limit', '1']);
    await authority.run(['settings', 'set', 'sessions.limit', '1']);
    await authority.run(['settings', 'set', 'portal.title', 'Works', '--surplus', 'now']);
    expect(await countLive(authority, `${name}-heir`)).toBe(2);

    // Naming the limit that is in force already means what an earlier change let be.
    await authority.run(['settings', 'set', 'sessions.limit', '1', '--surplus', 'now']);
    expect(await countLive(authority, `${name}-heir`)).toBe(1);
    expect((await api.whoAmI(heir[0]?.token ?? '')).json()).toMatchObject({ reason: 'limit_reduced' });
    expect(await countLive(authority, name)).toBe(3);
  });
});
