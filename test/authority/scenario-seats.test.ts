import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { answerPairing, claimPairing, startPairing } from '../support/app-device.ts';
import { passwordOf } from '../support/authority-process.ts';
import { readText, type Answer } from '../support/client.ts';

let authority: TimedAuthority;

beforeEach(async () => {
  authority = await openTimedAuthority();
});
afterEach(() => authority.remove());

function signIn(name: string, device: string): Promise<Answer> {
  return authority.api.signIn(name, passwordOf(name), device);
}

async function mustSignIn(name: string, device: string): Promise<string> {
  const { token } = await authority.api.mustSignIn(name, passwordOf(name), device);
  // Presented once, as every client does: an unclaimed session is the first to give its place.
  await authority.api.whoAmI(token);
  return token;
}

async function addUsers(names: readonly string[], user: Parameters<TimedAuthority['addUser']>[1] = {}) {
  const ids: Record<string, string> = {};
  for (const name of names) ids[name] = (await authority.addUser(name, user)).id;
  return ids;
}

async function countUsed(): Promise<number> {
  return (await authority.control.plan.get()).used;
}

describe('9: plan 5, reservations 2 + 2 + 1', () => {
  let ids: Record<string, string>;
  beforeEach(async () => {
    ids = await addUsers(['ann', 'bob', 'cyn', 'dan'], { limit: 'unlimited' });
    await authority.control.plan.set({
      seats: 5,
      reservations: { [ids['ann'] ?? '']: 2, [ids['bob'] ?? '']: 2, [ids['cyn'] ?? '']: 1 },
    });
  });

  it('saving 2 + 2 + 2 is refused with the sum, and changes nothing', async () => {
    const id = ids['cyn'] ?? '';
    const refusal = { code: 'reservations_exceed_plan', data: { sum: '6 of 5', reserved: 6, seats: 5 } };
    await expect(authority.control.plan.set({ reservations: { [id]: 2 } })).rejects.toMatchObject(refusal);
    await expect(authority.control.users.set({ id, reservedSeats: 2 })).rejects.toMatchObject(refusal);
    await expect(authority.control.plan.set({ seats: 4 })).rejects.toMatchObject({
      data: { sum: '5 of 4' },
    });
    await expect(authority.control.users.add({ name: 'eva', reservedSeats: 1 })).rejects.toMatchObject(
      refusal,
    );
    expect(await authority.control.plan.get()).toMatchObject({ seats: 5, reserved: 5 });
  });

  it('all in use: a fourth user is refused `seats_full` on every way in, and nobody is ended', async () => {
    for (const [name, seats] of [
      ['ann', 2],
      ['bob', 2],
      ['cyn', 1],
    ] as const) {
      for (let n = 1; n <= seats; n++) await mustSignIn(name, `${name} ${String(n)}`);
    }
    expect(await countUsed()).toBe(5);
    const refused = await signIn('dan', 'PC');
    expect([refused.status, refused.json()]).toMatchObject([409, { code: 'seats_full', seats: 5 }]);
    const page = await authority.browser().signIn('dan', passwordOf('dan'));
    expect(page.status).toBe(409);
    expect(readText(page.text)).not.toMatch(/ann|bob|cyn/);
    expect(await countUsed()).toBe(5);
    for (const name of ['ann', 'bob', 'cyn']) expect(await authority.ended(name)).toEqual([]);
  });

  it('a reserved seat stays free for its user, whoever asks before', async () => {
    await mustSignIn('ann', 'a1');
    expect((await signIn('dan', 'PC')).json()).toMatchObject({ code: 'seats_full' });
    await mustSignIn('ann', 'a2');
    expect((await signIn('ann', 'a3')).json()).toMatchObject({ code: 'seats_full' });
    await mustSignIn('bob', 'b1');
    await mustSignIn('bob', 'b2');
    await mustSignIn('cyn', 'c1');
    expect(await countUsed()).toBe(5);
  });

  it('the reservation of somebody who is switched off is free, and theirs again only when the sum allows it', async () => {
    await authority.control.users.set({ id: ids['bob'] ?? '', disabled: true });
    await mustSignIn('dan', 'd1');
    await mustSignIn('dan', 'd2');
    expect((await signIn('dan', 'd3')).json()).toMatchObject({ code: 'seats_full' });
    await authority.control.plan.set({ reservations: { [ids['dan'] ?? '']: 1 } });
    await expect(
      authority.control.users.set({ id: ids['bob'] ?? '', disabled: false }),
    ).rejects.toMatchObject({ code: 'reservations_exceed_plan', data: { sum: '6 of 5' } });
  });

  it('allocated: each limit is the number of seats, and none cannot sign in', async () => {
    await authority.control.plan.set({ mode: 'allocated' });
    await mustSignIn('cyn', 'c1');
    expect((await signIn('cyn', 'c2')).json()).toMatchObject({
      code: 'session_limit',
      limit: 1,
      bound_by: 'plan',
    });
    expect((await signIn('dan', 'd1')).json()).toMatchObject({
      code: 'session_limit',
      limit: 0,
      bound_by: 'plan',
    });
  });

  it('the console and a check by an app take no seat', async () => {
    for (let n = 1; n <= 3; n++) {
      await authority.control.status.get();
      await authority.control.sessions.list({ state: 'live' });
    }
    expect(await countUsed()).toBe(0);
  });
});

describe('10: floating plan 5, limits 3 + 3 + 3', () => {
  it('refuses the sixth whoever asks, and lets it in as soon as anybody leaves', async () => {
    await addUsers(['ann', 'bob', 'cyn'], { limit: 3 });
    await authority.control.plan.set({ seats: 5 });
    const tokens = [
      await mustSignIn('ann', 'a1'),
      await mustSignIn('ann', 'a2'),
      await mustSignIn('bob', 'b1'),
      await mustSignIn('bob', 'b2'),
      await mustSignIn('cyn', 'c1'),
    ];
    for (const name of ['ann', 'bob', 'cyn']) {
      expect((await signIn(name, 'sixth')).json()).toMatchObject({ code: 'seats_full' });
      const page = await authority.browser().signIn(name, passwordOf(name));
      expect(page.status).toBe(409);
    }
    for (const token of tokens.slice(0, 2)) {
      expect((await authority.api.signOut(token)).status).toBe(204);
      expect((await signIn('cyn', 'next')).status).toBe(201);
      expect((await signIn('bob', 'no more')).json()).toMatchObject({ code: 'seats_full' });
    }
    expect(await countUsed()).toBe(5);
  });

  it('is refused to an app that is approved, too, in words on the portal; nobody is ended', async () => {
    await addUsers(['ann', 'bob'], { limit: 3 });
    await authority.control.plan.set({ seats: 2 });
    const browser = authority.browser();
    await browser.signIn('ann', passwordOf('ann'));
    await mustSignIn('bob', 'b1');
    const { code, secret } = await startPairing(authority.api, 'Till 3');
    const refused = await answerPairing(browser, code, 'approve');
    expect(refused.status).toBe(409);
    expect(readText(refused.text)).toContain('All 2 places are in use');
    expect((await claimPairing(authority.api, secret)).json()).toMatchObject({ status: 'waiting' });
    expect(await countUsed()).toBe(2);

    // Apps that do not count take no seat.
    await authority.control.settings.set({ values: { 'sessions.appSessions': 'uncounted' } });
    expect((await answerPairing(browser, code, 'approve')).status).toBe(200);
    expect((await claimPairing(authority.api, secret)).status).toBe(201);
    expect(await countUsed()).toBe(2);
  });

  it('a dead device gives its seat back, but not one that is reserved for its user', async () => {
    const ids = await addUsers(['ann', 'bob', 'cyn'], { limit: 3 });
    await authority.control.plan.set({ seats: 2, reservations: { [ids['ann'] ?? '']: 1 } });
    await mustSignIn('ann', 'a1');
    await mustSignIn('bob', 'b1');
    authority.time.run(31 * 60_000);
    expect((await signIn('cyn', 'c1')).status).toBe(201);
    expect(await authority.ended('bob')).toMatchObject([{ device: 'b1', reason: 'reclaimed', by: 'c1' }]);
    authority.time.run(31 * 60_000);
    await authority.control.plan.set({ seats: 1 });
    expect((await signIn('bob', 'b2')).json()).toMatchObject({ code: 'seats_full' });
    expect(await authority.live('ann')).toMatchObject([{ device: 'a1' }]);
  });

  it('a plan that ends the least recent takes from those over their reservation only', async () => {
    const ids = await addUsers(['ann', 'bob', 'cyn'], { limit: 3 });
    await authority.control.plan.set({
      seats: 3,
      whenFull: 'end-least-recent',
      reservations: { [ids['ann'] ?? '']: 1 },
    });
    await mustSignIn('ann', 'a1');
    authority.time.run(1000);
    await mustSignIn('bob', 'b1');
    authority.time.run(1000);
    await mustSignIn('bob', 'b2');
    expect((await signIn('cyn', 'c1')).status).toBe(201);
    expect(await authority.ended('bob')).toMatchObject([
      { device: 'b1', reason: 'ended_least_recent', by: 'c1' },
    ]);
    expect(await authority.live('ann')).toMatchObject([{ device: 'a1' }]);
  });
});

describe('25: seven live, plan lowered to 5', () => {
  beforeEach(async () => {
    await addUsers(['ann', 'bob', 'cyn', 'dan'], { limit: 7 });
    for (const [name, count] of [
      ['ann', 3],
      ['bob', 2],
      ['cyn', 2],
    ] as const) {
      for (let n = 1; n <= count; n++) {
        authority.time.run(1000);
        await mustSignIn(name, `${name} ${String(n)}`);
      }
    }
  });

  it('lists the affected, and does nothing before it is confirmed', async () => {
    const { affected } = await authority.control.plan.previewSet({ seats: 5 });
    expect(affected.map(({ session, reason }) => [session.device, reason])).toEqual([
      ['ann 1', 'plan_reduced'],
      ['ann 2', 'plan_reduced'],
    ]);
    expect(await countUsed()).toBe(7);
    expect((await authority.control.plan.get()).seats).toBe('unlimited');
  });

  it('now: two end, and the next one is in only when there is a seat', async () => {
    const { ended } = await authority.control.plan.set({ seats: 5, surplus: 'now' });
    expect(ended.map(({ device, ended: end }) => [device, end?.reason])).toEqual([
      ['ann 1', 'plan_reduced'],
      ['ann 2', 'plan_reduced'],
    ]);
    expect((await signIn('dan', 'PC')).json()).toMatchObject({ code: 'seats_full' });
  });

  it('as they expire: all stay, and nobody new comes in until fewer than 5 are in use', async () => {
    const { ended } = await authority.control.plan.set({ seats: 5, surplus: 'as_they_expire' });
    expect(ended).toEqual([]);
    const leave = async (name: string): Promise<void> => {
      const [first] = await authority.live(name);
      await authority.control.sessions.end({ ids: [first?.id ?? ''] });
    };
    for (const name of ['ann', 'bob']) {
      expect((await signIn('dan', 'PC')).json()).toMatchObject({ code: 'seats_full' });
      await leave(name);
    }
    expect(await countUsed()).toBe(5);
    expect((await signIn('dan', 'PC')).json()).toMatchObject({ code: 'seats_full' });
    await leave('cyn');
    expect((await signIn('dan', 'PC')).status).toBe(201);
  });
});

describe('16: the answer of a sign-in is lost', () => {
  const body = { username: 'ann', password: passwordOf('ann'), device: { name: 'PC' }, transaction: 'tx-1' };

  beforeEach(() => authority.addUser('ann', { limit: 1 }));

  it('sent again it gets the same session; the first token that is presented lives, the other is dead', async () => {
    const send = (): Promise<Answer> => authority.api.call('POST', '/api/v1/sessions', { body });
    type Started = { token: string; session: { id: string } };
    const [first, second] = [(await send()).json<Started>(), (await send()).json<Started>()];
    expect(second.session.id).toBe(first.session.id);
    expect(second.token).not.toBe(first.token);
    expect((await authority.api.whoAmI(second.token)).status).toBe(200);
    expect((await authority.api.whoAmI(first.token)).status).toBe(401);
    // The id is spent: sent once more it is a sign-in like any other, and meets the limit.
    expect((await send()).json()).toMatchObject({ code: 'session_limit' });
  });

  it('with a wrong password, by another user or after two minutes it is none of this', async () => {
    await authority.api.call('POST', '/api/v1/sessions', { body });
    const wrong = { ...body, password: 'wrong' };
    expect((await authority.api.call('POST', '/api/v1/sessions', { body: wrong })).status).toBe(401);
    await authority.addUser('bob', { limit: 1 });
    const bob = { ...body, username: 'bob', password: passwordOf('bob') };
    expect((await authority.api.call('POST', '/api/v1/sessions', { body: bob })).status).toBe(201);
    await expect(authority.live('bob')).resolves.toHaveLength(1);
  });

  it('never sent again: after a minute its place is the first to go, when somebody needs it', async () => {
    await authority.api.call('POST', '/api/v1/sessions', { body });
    expect((await signIn('ann', 'other')).json()).toMatchObject({ code: 'session_limit' });
    authority.time.run(60_000);
    expect((await signIn('ann', 'other')).status).toBe(201);
    expect(await authority.ended('ann')).toMatchObject([{ device: 'PC', reason: 'reclaimed', by: 'other' }]);
  });

  it('across a restart it is the same session still', async () => {
    const first = (await authority.api.call('POST', '/api/v1/sessions', { body })).json<{
      session: { id: string };
    }>();
    const second = (await authority.api.call('POST', '/api/v1/sessions', { body })).json<{ token: string }>();
    await authority.restart();
    const third = (await authority.api.call('POST', '/api/v1/sessions', { body })).json<{
      session: { id: string };
    }>();
    expect(third.session.id).toBe(first.session.id);
    expect((await authority.api.whoAmI(second.token)).status).toBe(200);
  });
});
