import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserView } from '../../shared/model/user.ts';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { passwordOf } from '../support/authority-process.ts';
import { formTo } from '../support/form-to.ts';
import { writeTable } from '../support/made-tables.ts';

let authority: TimedAuthority;

beforeAll(async () => {
  authority = await openTimedAuthority();
});

afterAll(() => authority.remove());

async function getUser(name: string): Promise<UserView> {
  const user = (await authority.control.users.list()).find((one) => one.name === name);
  if (!user) throw new Error(`no user ${name}`);
  return user;
}

async function addUsers(...names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push((await authority.addUser(name, { limit: 3 })).id);
  return ids;
}

describe('many users at once', () => {
  it('get a limit, a policy and groups beside those they have, each with its audit entry', async () => {
    const ids = await addUsers('ann', 'bob');
    const group = async (name: string): Promise<string> =>
      (await authority.control.groups.add({ name })).group.id;
    const [office, night, old] = [await group('Office'), await group('Night'), await group('Old')];
    await authority.control.users.set({ id: ids[0] ?? '', groups: [old, night] });
    await authority.control.users.setMany({
      ids,
      limit: 'unlimited',
      policy: 'refuse',
      addGroups: [office, night],
      removeGroups: [old],
    });
    expect([await getUser('ann'), await getUser('bob')]).toMatchObject([
      { name: 'ann', limit: 'unlimited', policy: 'refuse', groups: [office, night] },
      { name: 'bob', limit: 'unlimited', policy: 'refuse', groups: [office, night] },
    ]);
    const { entries } = await authority.control.audit.list({ limit: 2 });
    expect(entries).toMatchObject([
      { action: 'user.changed', subject: 'bob', data: { from: { limit: 3 }, to: { limit: 'unlimited' } } },
      { action: 'user.changed', subject: 'ann' },
    ]);
    // Nothing is different any more: nothing is written.
    await authority.control.users.setMany({ ids, limit: 'unlimited', addGroups: [office] });
    expect((await authority.control.audit.list({ limit: 1 })).entries[0]?.seq).toBe(entries[0]?.seq);
  });

  it('are deleted all or none, with what they were signed in with, each with its audit entry', async () => {
    const ids = await addUsers('lou', 'max');
    const { id: boss } = await getUser('boss');
    for (const wrong of [
      { ids: [...ids, 'nobody'], code: 'user_not_found' },
      { ids: [...ids, boss], code: 'last_admin' },
    ]) {
      await expect(authority.control.users.deleteMany({ ids: wrong.ids })).rejects.toMatchObject({
        code: wrong.code,
      });
      expect(await getUser('lou')).toBeDefined();
    }
    await authority.control.users.deleteMany({ ids });
    const names = (await authority.control.users.list()).map(({ name }) => name);
    expect(names).toContain('boss');
    expect(names).not.toContain('lou');
    expect(names).not.toContain('max');
    const { entries } = await authority.control.audit.list({ limit: 2 });
    expect(entries).toMatchObject([
      { action: 'user.deleted', subject: 'max' },
      { action: 'user.deleted', subject: 'lou' },
    ]);
  });

  it('are changed all or none', async () => {
    const ids = await addUsers('cid', 'dee');
    await expect(
      authority.control.users.setMany({ ids: [...ids, 'nobody'], limit: 1 }),
    ).rejects.toMatchObject({ code: 'user_not_found' });
    await expect(
      authority.control.users.setMany({ ids, limit: 1, addGroups: ['none'] }),
    ).rejects.toMatchObject({ code: 'group_not_found' });
    expect(await getUser('cid')).toMatchObject({ limit: 3 });
  });

  it('above a lowered limit are shown, and end only when now is said', async () => {
    const ids = await addUsers('eli', 'fay');
    for (const name of ['eli', 'fay']) {
      for (const device of ['A', 'B']) {
        await authority.api.mustSignIn(name, passwordOf(name), `${name} ${device}`);
        authority.time.run(1000);
      }
    }
    const { affected } = await authority.control.users.previewSetMany({ ids, limit: 1 });
    expect(affected.map(({ session }) => session.device)).toEqual(['eli A', 'fay A']);
    expect((await authority.control.users.setMany({ ids, limit: 1 })).ended).toEqual([]);
    const { ended } = await authority.control.users.setMany({ ids, limit: 1, surplus: 'now' });
    expect(ended.map(({ device }) => device)).toEqual(['eli A', 'fay A']);
  });

  it('are switched off with all their sessions, and on again', async () => {
    const ids = await addUsers('gil', 'hana');
    await authority.api.mustSignIn('gil', passwordOf('gil'), 'A');
    await authority.api.mustSignIn('hana', passwordOf('hana'), 'B');
    expect((await authority.control.users.previewSetMany({ ids, disabled: true })).affected).toHaveLength(2);
    const off = await authority.control.users.setMany({ ids, disabled: true });
    expect(off.ended.map(({ ended }) => ended?.reason)).toEqual(['user_disabled', 'user_disabled']);
    expect(await getUser('gil')).toMatchObject({ state: 'disabled', liveSessions: 0 });
    await authority.control.users.setMany({ ids, disabled: false });
    expect([await getUser('gil'), await getUser('hana')].map(({ state }) => state)).toEqual([
      'active',
      'active',
    ]);
  });

  it('never leave the install without an admin', async () => {
    const [id = ''] = await addUsers('ivy');
    await authority.control.users.set({ id, admin: true });
    const boss = await getUser('boss');
    await expect(
      authority.control.users.setMany({ ids: [boss.id, id], disabled: true }),
    ).rejects.toMatchObject({ code: 'last_admin' });
    expect(await getUser('ivy')).toMatchObject({ state: 'active' });
    await authority.control.users.setMany({ ids: [id], disabled: true });
    await expect(authority.control.users.setMany({ ids: [boss.id], disabled: true })).rejects.toMatchObject({
      code: 'last_admin',
    });
  });

  it('that reserve seats are switched on only while the plan has them', async () => {
    const ids = await addUsers('jay', 'kai');
    for (const id of ids) await authority.control.users.set({ id, reservedSeats: 2 });
    await authority.control.users.setMany({ ids, disabled: true });
    await authority.control.plan.set({ seats: 3 });
    await expect(authority.control.users.setMany({ ids, disabled: false })).rejects.toMatchObject({
      code: 'reservations_exceed_plan',
      data: { sum: '4 of 3' },
    });
    expect(await getUser('jay')).toMatchObject({ state: 'disabled' });
  });
});

describe('codes for many', () => {
  it('are good for 7 days where nobody has a password yet, and 15 minutes as a reset', async () => {
    const { user } = await authority.control.users.add({ name: 'lea', displayName: 'Lea Roth' });
    const [reset = ''] = await addUsers('moe');
    const { codes, url } = await authority.control.users.makeCodes({ ids: [user.id, reset] });
    expect(url).toMatch(/^https:.*\/welcome$/);
    const inMs = codes.map(({ expiresAt }) => Date.parse(expiresAt) - authority.time.wall());
    expect(inMs).toEqual([7 * 24 * 3600_000, 15 * 60_000]);
    expect(codes).toMatchObject([
      { name: 'lea', displayName: 'Lea Roth' },
      { name: 'moe', displayName: '' },
    ]);
    const browser = authority.browser();
    const { code = '' } = codes[0] ?? {};
    await browser.submit(formTo(await browser.open('/welcome'), '/welcome'), {
      username: 'lea',
      code,
      password: 'chosen by lea alone',
    });
    expect(await authority.live('lea')).toHaveLength(1);
  });

  it('are made for all or none', async () => {
    const { user } = await authority.control.users.add({ name: 'nia' });
    const count = async (): Promise<number> =>
      (await authority.control.audit.list({ limit: 1000 })).entries.filter(
        ({ action }) => action === 'user.code_made',
      ).length;
    const before = await count();
    await expect(authority.control.users.makeCodes({ ids: [user.id, 'nobody'] })).rejects.toMatchObject({
      code: 'user_not_found',
    });
    expect(await count()).toBe(before);
  });
});

describe('very many at once, while others go on', () => {
  /** Changes one after another of `ids`, a turn for each, until `act` is done; each change is of what `act` leaves alone. */
  async function changeMeanwhile(ids: readonly string[], act: Promise<unknown>): Promise<string[]> {
    const done = { yet: false };
    const end = act.then(() => (done.yet = true));
    const changes: Promise<unknown>[] = [];
    const changed: string[] = [];
    for (const id of ids) {
      if (done.yet) break;
      changes.push(authority.control.users.set({ id, displayName: 'Changed meanwhile' }));
      changed.push(id);
      await nextTurn();
    }
    await Promise.all([end, ...changes]);
    return changed;
  }

  it('are changed, and what others changed in between is there beside it', async () => {
    const names = Array.from({ length: 5000 }, (_, n) => [`meanwhile ${String(n)}`]);
    const file = writeTable([['name'], ...names]).toString('base64');
    const { added } = await authority.control.users.import({ file });
    const ids = added.map(({ id }) => id);
    const act = authority.control.users.setMany({ ids, limit: 7 });
    const changed = new Set(await changeMeanwhile(ids.slice(0, 60), act));
    expect(changed.size).toBeGreaterThan(3);
    const mine = (await authority.control.users.list()).filter(({ name }) => name.startsWith('meanwhile'));
    expect(mine.filter(({ limit }) => limit !== 7)).toEqual([]);
    const kept = mine.filter(({ displayName }) => displayName === 'Changed meanwhile');
    expect(new Set(kept.map(({ id }) => id))).toEqual(changed);
    expect(await authority.control.audit.verify()).not.toHaveProperty('brokenAt');
  });
});
