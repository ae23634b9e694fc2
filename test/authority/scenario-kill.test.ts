import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, type ApiSession } from '../support/client.ts';
import { countLive, listEnded } from '../support/facts.ts';

let authority: AuthorityProcess;
let api: ApiClient;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
  await addUser(authority, 'ann', { limit: 2, policy: 'end-least-recent' });
});

afterAll(() => authority.remove());

describe('15: SIGKILL right after the answer', () => {
  it('a sign-in that was answered is live after the restart, on the API and on the form', async () => {
    const browser = new Browser(authority.origin, authority.ca);
    expect((await browser.signIn('ann', passwordOf('ann'))).status).toBe(200);
    const { token } = await api.mustSignIn('ann', passwordOf('ann'), 'script');
    await authority.kill();
    await authority.restart();
    expect((await api.whoAmI(token)).status).toBe(200);
    expect((await browser.open('/devices')).status).toBe(200);
    expect(await countLive(authority, 'ann')).toBe(2);
  });

  it('an end that was answered holds after the restart, with its reason', async () => {
    const out = await api.mustSignIn('ann', passwordOf('ann'), 'signs out');
    const other = await api.mustSignIn('ann', passwordOf('ann'), 'ended by the other');
    expect((await api.end(out.token, other.session.id)).status).toBe(204);
    expect((await api.signOut(out.token)).status).toBe(204);
    await authority.kill();
    await authority.restart();
    expect((await api.whoAmI(out.token)).json()).toMatchObject({ code: 'ended', reason: 'signed_out' });
    expect((await api.whoAmI(other.token)).json()).toMatchObject({
      code: 'ended',
      reason: 'ended_by_self',
      by: 'signs out',
    });
    expect(await countLive(authority, 'ann')).toBe(0);
  });

  it('an end by the admin and the end by a newcomer hold', async () => {
    const [a, b] = [
      await api.mustSignIn('ann', passwordOf('ann'), 'A'),
      await api.mustSignIn('ann', passwordOf('ann'), 'B'),
    ];
    const c = (await api.signIn('ann', passwordOf('ann'), 'C')).json<ApiSession>();
    await authority.run(['session', 'end', b.session.id]);
    await authority.kill();
    await authority.restart();
    expect((await api.whoAmI(a.token)).json()).toMatchObject({ reason: 'ended_least_recent', by: 'C' });
    expect((await api.whoAmI(b.token)).json()).toMatchObject({ reason: 'ended_by_admin' });
    expect((await api.whoAmI(c.token)).status).toBe(200);
    const ended = await listEnded(authority, 'ann');
    expect(ended.filter(({ id }) => id === a.session.id || id === b.session.id).length).toBe(2);
  });

  it('a lowered limit that was answered holds', async () => {
    await authority.run(['user', 'set', 'ann', '--limit', '0']);
    await authority.kill();
    await authority.restart();
    expect((await api.signIn('ann', passwordOf('ann'), 'D')).status).toBe(409);
  });
});
