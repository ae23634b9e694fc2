import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '../../electron/authority/base/crypto/tokens.ts';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { chooseDevices } from '../../electron/authority/operations/choose-devices.ts';
import { endSessions, signOut } from '../../electron/authority/operations/end-session.ts';
import { setUser } from '../../electron/authority/operations/change-users.ts';
import { changePassword } from '../../electron/authority/operations/change-password.ts';
import { admit } from '../../electron/authority/operations/admit.ts';
import { setPlan } from '../../electron/authority/operations/change-plan.ts';
import { changeSettings, type SettingValues } from '../../electron/authority/operations/change-settings.ts';
import type { SignInOutcome } from '../../electron/authority/operations/sign-in-outcome.ts';
import { signIn } from '../../electron/authority/operations/sign-in.ts';
import type { User } from '../../electron/authority/records/users/users.ts';
import type { OwnLimit, Policy } from '../../shared/model/limit.ts';
import { makeSeamDir, openSeam, passwordAtSeam, removeSeamDir, type Seam } from '../support/seam.ts';

/** The admission seam: everything behind the endpoints, with the real store and disk and cheap password hashing. */

let seam: Seam;
let dataDir: string;

beforeEach(async () => {
  model = undefined;
  dataDir = makeSeamDir();
  seam = await openSeam(dataDir);
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(dataDir);
});

const atOnce = 50;
const rounds = 100;

type Admitted = Extract<SignInOutcome, { kind: 'admitted' }>;

function admittedOf(outcomes: readonly SignInOutcome[]): Admitted[] {
  return outcomes.filter((one): one is Admitted => one.kind === 'admitted');
}

function isLive(token: string): boolean {
  return seam.deps.sessions.find(hashToken(token)) !== undefined;
}

async function liveOnDisk(): Promise<Map<string, number>> {
  const rows = await seam.deps.database.read(
    'SELECT user_name, count(*) AS live FROM sessions WHERE ended_at IS NULL GROUP BY user_name',
  );
  return new Map(rows.map((row) => [String(row['user_name']), Number(row['live'])]));
}

/** Without hashing for each of a hundred: all have the password of the first. */
async function addQuickly(name: string, limit: OwnLimit, policy: Policy): Promise<User> {
  model ??= await seam.addUser('model');
  const user = { ...model, id: name, name, limit, policy };
  const batch = new Batch();
  seam.deps.users.put(batch, user);
  expect((await seam.deps.database.commit(batch)).ok).toBe(true);
  return user;
}

let model: User | undefined;
let arrivals = 0;

/**
 * All at once. Hashing, however cheap, lets sign-ins through one by one; so in three of four rounds everybody has been
 * authenticated already and is admitted in the very same turn.
 */
function arrive(name: string): Promise<SignInOutcome[]> {
  const devices = Array.from({ length: atOnce }, (_, n) => `device ${String(n)}`);
  arrivals += 1;
  if (arrivals % 4 === 0) return Promise.all(devices.map((device) => seam.signIn(name, device)));
  const { id } = seam.deps.users.findByName(name) ?? { id: '' };
  return Promise.all(
    devices.map((device) =>
      admit(seam.deps, id, { device, method: 'api', address: '', preSession: '' }, { mark: undefined }),
    ),
  );
}

const reasonOf = {
  'end-least-recent': 'ended_least_recent',
  'end-oldest': 'ended_oldest',
  'end-next-to-expire': 'ended_next_to_expire',
} as const;

async function set(values: SettingValues): Promise<void> {
  const listensAlready = (): Promise<{ ok: true }> => Promise.resolve({ ok: true });
  const answer = await changeSettings(seam.deps, values, 'as_they_expire', 'cli', listensAlready);
  expect(answer.ok).toBe(true);
}

/** Devices that push each other out are asked after the third end; here the policy itself is raced for. */
const noKickWar = { 'sessions.kickWar.ends': 1000 };

describe('3: the race for the last place', () => {
  for (const policy of ['refuse', 'ask', 'end-least-recent', 'end-oldest', 'end-next-to-expire'] as const) {
    it.each([1, 2, 5])(
      `leaves exactly the limit live, ${String(rounds)} times over, with ${String(atOnce)} at once (${policy}, limit %i)`,
      async (limit) => {
        await set(noKickWar);
        const ends = policy !== 'refuse' && policy !== 'ask';
        const names = Array.from({ length: rounds }, (_, n) => `user-${String(n)}`);
        for (const name of names) await addQuickly(name, limit, policy);

        for (const name of names) {
          const outcomes = await arrive(name);
          const admitted = admittedOf(outcomes);
          const live = seam.deps.sessions.listLive(seam.deps.users.findByName(name)?.id ?? '');
          expect(live.length).toBe(limit);
          expect(new Set(admitted.map(({ token }) => token)).size).toBe(admitted.length);

          const holders = admitted.filter(({ token }) => isLive(token));
          expect(holders.length, 'the tokens that were answered hold the places').toBe(limit);
          expect(admitted.length).toBe(ends ? atOnce : limit);
          const ended = await Promise.all(
            admitted
              .filter(({ token }) => !isLive(token))
              .map(({ token }) => seam.deps.sessions.findEnded({ tokenHash: hashToken(token) })),
          );
          expect(ended.map((one) => one?.ended.reason)).toEqual(
            Array.from({ length: admitted.length - limit }, () => (ends ? reasonOf[policy] : 'none')),
          );
          for (const one of outcomes.filter(({ kind }) => kind !== 'admitted')) {
            expect(one).toMatchObject(
              policy === 'ask' ? { kind: 'choose', mustEnd: 1 } : { kind: 'refused', code: 'session_limit' },
            );
          }
        }

        const before = await liveOnDisk();
        expect(names.map((name) => before.get(name))).toEqual(names.map(() => limit));
        await seam.close();
        seam = await openSeam(dataDir);
        expect(
          names.map((name) => seam.deps.sessions.countLive(seam.deps.users.findByName(name)?.id)),
        ).toEqual(names.map(() => limit));
      },
    );
  }

  it.each(['end-least-recent', 'end-oldest', 'end-next-to-expire'] as const)(
    'with the kick war as it is: three are pushed out, the rest are asked; the limit is live (%s)',
    async (policy) => {
      for (let round = 0; round < rounds / 5; round++) {
        const name = `user-${String(round)}`;
        const { id } = await addQuickly(name, 2, policy);
        const outcomes = await arrive(name);
        expect(seam.deps.sessions.countLive(id)).toBe(2);
        // 2 places, and 4 ends: the fourth makes it a war.
        expect(admittedOf(outcomes).length).toBe(2 + 4);
        const asked = outcomes.filter(({ kind }) => kind === 'choose');
        expect(asked.length).toBe(atOnce - 6);
        for (const one of asked) expect(one).toMatchObject({ mustEnd: 1, afterKickWar: true });
      }
    },
  );

  it('holds with a clock that stands still: equal times are put in order by the id', async () => {
    await set(noKickWar);
    const ann = await seam.addUser('ann', 3, 'end-least-recent');
    const outcomes = [...(await arrive('ann')), ...(await arrive('ann'))];
    expect(admittedOf(outcomes).length).toBe(2 * atOnce);
    expect(seam.deps.sessions.countLive(ann.id)).toBe(3);
  });
});

describe('3: the race for the last seat', () => {
  const place = { device: 'PC', method: 'api', address: '', preSession: '' } as const;

  for (const policy of ['refuse', 'ask', 'end-least-recent', 'end-oldest', 'end-next-to-expire'] as const) {
    it.each([1, 2, 5])(
      `with a plan one short of the limit leaves exactly the plan live, ${String(rounds)} times over (${policy}, limit %i)`,
      async (limit) => {
        await set(noKickWar);
        const seats = limit - 1;
        expect((await setPlan(seam.deps, { seats }, undefined, 'cli')).ok).toBe(true);
        for (let round = 0; round < rounds; round++) {
          const name = `user-${String(round)}`;
          const { id } = await addQuickly(name, limit, policy);
          const outcomes = await arrive(name);
          expect(seam.deps.sessions.countLive()).toBe(seats);
          // Below the limit nobody is asked and nobody ends: the plan is full, and says so.
          expect(admittedOf(outcomes).length).toBe(seats);
          expect(outcomes.filter((one) => one.kind === 'refused' && one.code === 'seats_full').length).toBe(
            atOnce - seats,
          );
          await endSessions(seam.deps, { userId: id }, 'cli');
        }
        expect(await liveOnDisk()).toEqual(new Map());
      },
    );
  }

  it('of many users at once leaves exactly the plan live, with the reserved seats to their users', async () => {
    const users: User[] = [];
    for (let n = 0; n < 10; n++) users.push(await addQuickly(`user-${String(n)}`, 'unlimited', 'ask'));
    const [first, second] = users;
    const reservations = { [first?.id ?? '']: 2, [second?.id ?? '']: 1 };
    expect((await setPlan(seam.deps, { seats: 5, reservations }, undefined, 'cli')).ok).toBe(true);
    for (let round = 0; round < rounds; round++) {
      // Those without a reservation are first in the queue.
      const queue = Array.from({ length: atOnce }, (_, n) => users[users.length - 1 - (n % users.length)]);
      const outcomes = await Promise.all(
        queue.map((user) => admit(seam.deps, user?.id ?? '', place, { mark: undefined })),
      );
      expect(admittedOf(outcomes).length).toBe(5);
      expect(seam.deps.sessions.countLive()).toBe(5);
      expect(seam.deps.sessions.countLive(first?.id)).toBeGreaterThanOrEqual(2);
      expect(seam.deps.sessions.countLive(second?.id)).toBeGreaterThanOrEqual(1);
      await endSessions(seam.deps, { all: true }, 'cli');
    }
  });

  it('that ends the least recently used leaves exactly the plan live, and everybody was let in', async () => {
    const users: User[] = [];
    for (let n = 0; n < 10; n++) users.push(await addQuickly(`user-${String(n)}`, 'unlimited', 'ask'));
    const plan = { seats: 5, whenFull: 'end-least-recent' } as const;
    expect((await setPlan(seam.deps, plan, undefined, 'cli')).ok).toBe(true);
    for (let round = 0; round < rounds / 5; round++) {
      const outcomes = await Promise.all(
        Array.from({ length: atOnce }, (_, n) =>
          admit(seam.deps, users[n % users.length]?.id ?? '', place, { mark: undefined }),
        ),
      );
      expect(admittedOf(outcomes).length).toBe(atOnce);
      expect(seam.deps.sessions.countLive()).toBe(5);
    }
  });
});

describe('races of a choice', () => {
  it('6: the same ticket used 20 times at once admits once', async () => {
    const ann = await seam.addUser('ann', 2, 'ask');
    for (let round = 0; round < 20; round++) {
      await endSessions(seam.deps, { userId: ann.id }, 'cli');
      const one = admittedOf([await seam.signIn('ann', 'one')])[0];
      await seam.signIn('ann', 'two');
      const asked = await seam.signIn('ann', 'three');
      if (asked.kind !== 'choose') throw new Error(asked.kind);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () =>
          chooseDevices(seam.deps, {
            ticket: asked.ticket,
            end: [one?.session.id ?? ''],
            preSession: '',
            address: '',
          }),
        ),
      );
      expect(admittedOf(outcomes).length).toBe(1);
      expect(
        outcomes.filter((other) => other.kind === 'refused' && other.code === 'ticket_invalid').length,
      ).toBe(19);
      expect(seam.deps.sessions.countLive(ann.id)).toBe(2);
    }
  });

  it('6: the same ticket used 20 times at once admits once, also where there is room for more', async () => {
    const ann = await seam.addUser('ann', 1, 'ask');
    await seam.signIn('ann', 'one');
    const asked = await seam.signIn('ann', 'two');
    if (asked.kind !== 'choose') throw new Error(asked.kind);
    await setUser(seam.deps, ann.id, { limit: 'unlimited' }, 'cli');
    const choice = { ticket: asked.ticket, end: [], preSession: '', address: '' };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => chooseDevices(seam.deps, choice)));
    expect(admittedOf(outcomes).length).toBe(1);
    expect(seam.deps.sessions.countLive(ann.id)).toBe(2);
  });

  it('many tickets that name the same device admit one', async () => {
    const ann = await seam.addUser('ann', 1, 'ask');
    await seam.signIn('ann', 'one');
    const [held] = seam.deps.sessions.listLive(ann.id);
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, n) => seam.signIn('ann', `d${String(n)}`)),
    );
    const outcomes = await Promise.all(
      asked.map((one) => {
        if (one.kind !== 'choose') throw new Error(one.kind);
        return chooseDevices(seam.deps, {
          ticket: one.ticket,
          end: [held?.id ?? ''],
          preSession: '',
          address: '',
        });
      }),
    );
    expect(admittedOf(outcomes).length).toBe(1);
    expect(outcomes.filter((one) => one.kind === 'refused' && one.code === 'choice_invalid').length).toBe(9);
    expect(seam.deps.sessions.countLive(ann.id)).toBe(1);
  });
});

describe('races against the admin and the person', () => {
  it('sign-ins while the user is disabled leave nobody live', async () => {
    for (let round = 0; round < 30; round++) {
      const name = `user-${String(round)}`;
      const user = await seam.addUser(name, 5, 'refuse');
      const signIns = Array.from({ length: 20 }, (_, n) => seam.signIn(name, `d${String(n)}`));
      const disabled = setUser(seam.deps, user.id, { disabled: true }, 'cli');
      const outcomes = await Promise.all(signIns);
      expect((await disabled).ok).toBe(true);
      expect(seam.deps.sessions.countLive(user.id)).toBe(0);
      expect(admittedOf(outcomes).filter(({ token }) => isLive(token))).toEqual([]);
    }
  });

  it('sign-ins while the limit is lowered never leave more than the limit then in force', async () => {
    for (let round = 0; round < 30; round++) {
      const name = `user-${String(round)}`;
      const user = await seam.addUser(name, 5, 'end-least-recent');
      const signIns = Array.from({ length: 20 }, (_, n) => seam.signIn(name, `d${String(n)}`));
      const lowered = setUser(seam.deps, user.id, { limit: 2, surplus: 'now' }, 'cli');
      await Promise.all(signIns);
      await lowered;
      expect(seam.deps.sessions.countLive(user.id)).toBe(2);
    }
  });

  it('a sign-out at the same time as an admission that ends the same session ends it once', async () => {
    const ann = await seam.addUser('ann', 1, 'end-least-recent');
    for (let round = 0; round < 50; round++) {
      await endSessions(seam.deps, { userId: ann.id }, 'cli');
      const first = await seam.signIn('ann', 'first');
      if (first.kind !== 'admitted') throw new Error(first.kind);
      const [second, out] = await Promise.all([
        seam.signIn('ann', 'second'),
        signOut(seam.deps, first.session, ''),
      ]);
      expect(second.kind).toBe('admitted');
      expect(out.ok).toBe(true);
      const ends = await seam.deps.database.read(
        "SELECT count(*) AS ends FROM audit WHERE action = 'session.ended' AND subject = ?",
        first.session.id,
      );
      expect(ends[0]?.['ends']).toBe(1);
      expect(seam.deps.sessions.countLive(ann.id)).toBe(1);
    }
  });

  it('two changes of the password at once: one holds, the other is refused, no token of before lives', async () => {
    for (let round = 0; round < 20; round++) {
      const name = `user-${String(round)}`;
      const user = await seam.addUser(name, 5, 'ask');
      const devices = admittedOf(await Promise.all([1, 2, 3].map((n) => seam.signIn(name, `d${String(n)}`))));
      const [a, b] = await Promise.all(
        devices.slice(0, 2).map(({ session }, n) =>
          changePassword(seam.deps, {
            session,
            current: passwordAtSeam,
            next: `another password ${String(n)}`,
            address: '',
          }),
        ),
      );
      expect([a?.ok, b?.ok].filter(Boolean)).toEqual([true]);
      expect(devices.filter(({ token }) => isLive(token))).toEqual([]);
      expect(seam.deps.sessions.countLive(user.id)).toBe(1);
      const [winner] = [a, b].filter((one) => one?.ok);
      expect(winner?.ok && isLive(winner.token)).toBe(true);
    }
  });

  it('a sign-in with the old password after a failure, while the password changes, does not outlive the change', async () => {
    await seam.addUser('ann', 5, 'ask');
    const [device] = admittedOf([await seam.signIn('ann', 'owner')]);
    if (!device) throw new Error('not admitted');
    await seam.signIn('ann', 'guess', { password: 'wrong' });
    const { database } = seam.deps;
    let change: ReturnType<typeof changePassword> | undefined;
    // The change comes as soon as the first write of the sign-in is on its way to the disk.
    const slow = {
      ...database,
      commit: async (batch: Batch) => {
        const committed = await database.commit(batch);
        change ??= changePassword(seam.deps, {
          session: device.session,
          current: passwordAtSeam,
          next: 'another password',
          address: '',
        });
        await change;
        return committed;
      },
    };
    const old = await signIn(
      { ...seam.deps, database: slow },
      { name: 'ann', password: passwordAtSeam, device: 'thief', method: 'api', address: '', preSession: '' },
    );
    expect((await change)?.ok).toBe(true);
    expect(admittedOf([old]).filter(({ token }) => isLive(token))).toEqual([]);
  });
});
