import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '../../electron/authority/base/crypto/tokens.ts';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { chooseDevices } from '../../electron/authority/operations/choose-devices.ts';
import { setUser } from '../../electron/authority/operations/change-users.ts';
import { checkLive, findLiveSession, findSession } from '../../electron/authority/operations/find-session.ts';
import { persistUse } from '../../electron/authority/operations/maintain.ts';
import type { SignInOutcome } from '../../electron/authority/operations/sign-in-outcome.ts';
import { makeSeamDir, openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

let seam: Seam;
let dataDir: string;

beforeEach(async () => {
  dataDir = makeSeamDir();
  seam = await openSeam(dataDir);
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(dataDir);
});

async function restart(): Promise<void> {
  const { time } = seam;
  await seam.close();
  seam = await openSeam(dataDir, time);
}

type Admitted = Extract<SignInOutcome, { kind: 'admitted' }>;

const transaction = 'made by the form';

async function admitted(name: string, device: string, of: string | null = transaction): Promise<Admitted> {
  const outcome = await seam.signIn(name, device, of === null ? {} : { transaction: of });
  if (outcome.kind !== 'admitted') throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** Presents the token, as a request does. */
function present({ token }: Admitted): boolean {
  return findLiveSession(seam.deps, token, 'used', '192.168.1.7') !== undefined;
}

function opens({ token }: Admitted): boolean {
  return seam.deps.sessions.find(hashToken(token)) !== undefined;
}

function countLive(name: string): number {
  return seam.deps.sessions.countLive(seam.deps.users.findByName(name)?.id);
}

async function execute(sql: string): Promise<void> {
  const batch = new Batch();
  batch.write(sql);
  expect((await seam.deps.database.commit(batch)).ok).toBe(true);
}

describe('16: the same sign-in sent again', () => {
  it.each([
    ['the first', 0],
    ['the second', 1],
  ])(
    'gets the same session; %s token is presented first and lives, the other is dead',
    async (_which, first) => {
      await seam.addUser('ann', 1, 'refuse');
      const answers = [await admitted('ann', 'PC'), await admitted('ann', 'PC')];
      expect(answers[0]?.session.id).toBe(answers[1]?.session.id);
      expect(answers[0]?.token).not.toBe(answers[1]?.token);
      expect(countLive('ann')).toBe(1);
      const [winner, loser] = first === 0 ? answers : answers.toReversed();
      if (!winner || !loser) throw new Error('no answers');
      expect([present(winner), present(loser), present(winner)]).toEqual([true, false, true]);
      expect((await findSession(seam.deps, loser.token, 'none', '')).kind).toBe('unknown');
      expect(countLive('ann')).toBe(1);
      await restart();
      expect([present(winner), present(loser)]).toEqual([true, false]);
    },
  );

  it('many at once get one session', async () => {
    await seam.addUser('ann', 1, 'refuse');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => admitted('ann', 'PC')));
    expect(new Set(outcomes.map(({ session }) => session.id)).size).toBe(1);
    expect(countLive('ann')).toBe(1);
    const last = outcomes.filter(opens);
    expect(last.length, 'the older of three that were never presented goes').toBe(2);
  });

  it('across a restart, and the token of before the restart may still be the first', async () => {
    await seam.addUser('ann', 1, 'refuse');
    const before = await admitted('ann', 'PC');
    await restart();
    const after = await admitted('ann', 'PC');
    expect(after.session.id).toBe(before.session.id);
    await restart();
    expect([present(before), present(after)]).toEqual([true, false]);
  });

  it('is another sign-in when the session was presented: the id is spent', async () => {
    await seam.addUser('ann', 1, 'refuse');
    const first = await admitted('ann', 'PC');
    expect(present(first)).toBe(true);
    expect(await seam.signIn('ann', 'PC', { transaction })).toMatchObject({ code: 'session_limit' });
    await persistUse(seam.deps);
    await restart();
    expect(await seam.signIn('ann', 'PC', { transaction })).toMatchObject({ code: 'session_limit' });
    expect(present(first)).toBe(true);
  });

  it('is another sign-in after 2 minutes', async () => {
    await seam.addUser('ann', 5, 'refuse');
    const first = await admitted('ann', 'PC');
    seam.time.pass(120_000);
    expect((await admitted('ann', 'PC')).session.id).toBe(first.session.id);
    seam.time.pass(1);
    const late = await admitted('ann', 'PC');
    expect(late.session.id).not.toBe(first.session.id);
    expect(countLive('ann')).toBe(2);
    // The later one is the one that can be sent again, also as far as the disk knows.
    await restart();
    expect((await admitted('ann', 'PC')).session.id).toBe(late.session.id);
  });

  it('is another sign-in for another user, another way in, another id, or none', async () => {
    await seam.addUser('ann', 9, 'refuse');
    await seam.addUser('bob', 9, 'refuse');
    const outcomes = [
      await admitted('ann', 'PC'),
      await admitted('bob', 'PC'),
      await admitted('ann', 'PC', 'another'),
      await admitted('ann', 'PC', null),
      await admitted('ann', 'PC', null),
    ];
    const portal = await seam.signIn('ann', 'PC', { transaction, method: 'portal', preSession: 'a browser' });
    if (portal.kind === 'admitted') outcomes.push(portal);
    expect(new Set(outcomes.map(({ session }) => session.id)).size).toBe(6);
  });

  it('needs the right password, and an account that is not disabled', async () => {
    const ann = await seam.addUser('ann', 5, 'refuse');
    const first = await admitted('ann', 'PC');
    expect(await seam.signIn('ann', 'PC', { transaction, password: 'wrong' })).toMatchObject({
      code: 'credentials',
    });
    await setUser(seam.deps, ann.id, { disabled: true }, 'cli');
    expect(await seam.signIn('ann', 'PC', { transaction })).toMatchObject({ code: 'user_disabled' });
    expect(opens(first)).toBe(false);
  });

  it('does not bring back a session that has ended', async () => {
    const ann = await seam.addUser('ann', 1, 'end-least-recent');
    const first = await admitted('ann', 'PC');
    await admitted('ann', 'phone', 'another');
    const again = await admitted('ann', 'PC');
    expect(again.session.id).not.toBe(first.session.id);
    expect(seam.deps.sessions.listLive(ann.id).map(({ id }) => id)).toEqual([again.session.id]);
  });

  it('after a choice: the lost answer of the chooser is found by the sign-in it belongs to', async () => {
    await seam.addUser('ann', 1, 'ask');
    const inside = await admitted('ann', 'inside', 'another');
    const asked = await seam.signIn('ann', 'PC', { transaction });
    if (asked.kind !== 'choose') throw new Error(asked.kind);
    const chosen = await chooseDevices(seam.deps, {
      ticket: asked.ticket,
      end: [inside.session.id],
      preSession: '',
      address: '',
    });
    if (chosen.kind !== 'admitted') throw new Error(chosen.kind);
    expect((await admitted('ann', 'PC')).session.id).toBe(chosen.session.id);
    expect(countLive('ann')).toBe(1);
  });

  it('is claimed by a ticket or grant as well: then the newest token lives', async () => {
    await seam.addUser('ann', 1, 'refuse');
    const [old, fresh] = [await admitted('ann', 'PC'), await admitted('ann', 'PC')];
    expect(checkLive(seam.deps, seam.deps.sessions.findById(old.session.id), 'used', '')).toBeDefined();
    expect([opens(old), opens(fresh)]).toEqual([false, true]);
    expect(await seam.signIn('ann', 'PC', { transaction })).toMatchObject({ code: 'session_limit' });
  });

  it('the other token stays dead when the disk takes no writes, and after it does again', async () => {
    await seam.addUser('ann', 1, 'refuse');
    const [old, fresh] = [await admitted('ann', 'PC'), await admitted('ann', 'PC')];
    await execute('ALTER TABLE sessions RENAME TO sessions_away');
    expect(present(fresh)).toBe(true);
    await seam.deps.database.commit(new Batch());
    expect([opens(old), opens(fresh)]).toEqual([false, true]);
    await execute('ALTER TABLE sessions_away RENAME TO sessions');
    expect([opens(old), opens(fresh)]).toEqual([false, true]);
    await persistUse(seam.deps);
    await restart();
    expect([present(old), present(fresh)]).toEqual([false, true]);
  });
});

describe('16: a sign-in nobody came for', () => {
  it('gives its place after 60 s to somebody who needs it, not before', async () => {
    await seam.addUser('ann', 1, 'ask');
    const lost = await admitted('ann', 'PC');
    seam.time.pass(59_999);
    expect((await seam.signIn('ann', 'phone')).kind).toBe('choose');
    seam.time.pass(1);
    const next = await admitted('ann', 'phone', null);
    expect(await seam.deps.sessions.findEnded({ id: lost.session.id })).toMatchObject({
      ended: { reason: 'reclaimed', by: 'phone' },
    });
    expect(present(next)).toBe(true);
  });

  it('keeps it while nobody needs it, and for good once presented, restarts or not', async () => {
    await seam.addUser('ann', 2, 'ask');
    const [lost, claimed] = [await admitted('ann', 'lost'), await admitted('ann', 'claimed', 'another')];
    expect(present(claimed)).toBe(true);
    await persistUse(seam.deps);
    seam.time.pass(10 * 60_000);
    await restart();
    expect(countLive('ann')).toBe(2);
    await admitted('ann', 'new', null);
    expect([opens(lost), opens(claimed)]).toEqual([false, true]);
    expect((await seam.signIn('ann', 'one more')).kind, 'nobody else is dead').toBe('choose');
  });

  it('a token that was presented is known to be so after a power cut, and its id stays spent', async () => {
    await seam.addUser('ann', 1, 'ask');
    const used = await admitted('ann', 'used');
    expect(present(used)).toBe(true);
    // Written after the claim, so that is on disk too; last uses are not.
    await execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('after', '1')");
    seam.time.pass(61_000);
    await restart();
    expect((await seam.signIn('ann', 'phone')).kind).toBe('choose');
    expect((await seam.signIn('ann', 'used', { transaction })).kind).toBe('choose');
    expect(opens(used)).toBe(true);
  });

  it('goes before a device that has not been seen for long', async () => {
    await seam.addUser('ann', 2, 'ask');
    const unseen = await admitted('ann', 'unseen', 'another');
    expect(present(unseen)).toBe(true);
    seam.time.pass(40 * 60_000);
    const lost = await admitted('ann', 'lost');
    seam.time.pass(60_000);
    await admitted('ann', 'new', null);
    expect([opens(lost), opens(unseen)]).toEqual([false, true]);
  });

  it('keeps its place under `refuse`, unless the admin turned that on', async () => {
    await seam.addUser('ann', 1, 'refuse');
    await admitted('ann', 'PC');
    seam.time.pass(3600_000);
    expect(await seam.signIn('ann', 'phone')).toMatchObject({ code: 'session_limit' });
  });
});
