import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '../../electron/authority/base/crypto/tokens.ts';
import type { Batch } from '../../electron/authority/base/storage/batch.ts';
import { chooseDevices } from '../../electron/authority/operations/choose-devices.ts';
import { endSessions, signOut } from '../../electron/authority/operations/end-session.ts';
import { setUser } from '../../electron/authority/operations/change-users.ts';
import { changePassword } from '../../electron/authority/operations/change-password.ts';
import { admit, type SignInOutcome } from '../../electron/authority/operations/admit.ts';
import { signIn } from '../../electron/authority/operations/sign-in.ts';
import type { Policy } from '../../shared/model/limit.ts';
import { makeSeamDir, openSeam, passwordAtSeam, removeSeamDir, type Seam } from '../support/seam.ts';

/** The admission seam: everything behind the endpoints, with the real store and disk and cheap password hashing. */

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
    devices.map((device) => admit(seam.deps, id, { device, method: 'api', address: '', preSession: '' })),
  );
}

describe('3: the race for the last place', () => {
  for (const policy of ['refuse', 'ask', 'end-least-recent'] satisfies Policy[]) {
    it.each([1, 2, 5])(
      `leaves exactly the limit live, ${String(rounds)} times over, with ${String(atOnce)} at once (${policy}, limit %i)`,
      async (limit) => {
        const names = Array.from({ length: rounds }, (_, n) => `user-${String(n)}`);
        for (const name of names) await seam.addUser(name, limit, policy);

        for (const name of names) {
          const outcomes = await arrive(name);
          const admitted = admittedOf(outcomes);
          const live = seam.deps.sessions.listLive(seam.deps.users.findByName(name)?.id ?? '');
          expect(live.length).toBe(limit);
          expect(new Set(admitted.map(({ token }) => token)).size).toBe(admitted.length);

          const holders = admitted.filter(({ token }) => isLive(token));
          expect(holders.length, 'the tokens that were answered hold the places').toBe(limit);
          const ended = await Promise.all(
            admitted
              .filter(({ token }) => !isLive(token))
              .map(({ token }) => seam.deps.sessions.findEnded({ tokenHash: hashToken(token) })),
          );
          expect(admitted.length).toBe(policy === 'end-least-recent' ? atOnce : limit);
          expect(ended.map((one) => one?.ended.reason)).toEqual(
            Array.from({ length: admitted.length - limit }, () => 'ended_least_recent'),
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

  it('holds with a clock that stands still: equal times are put in order by the id', async () => {
    const ann = await seam.addUser('ann', 3, 'end-least-recent');
    const outcomes = [...(await arrive('ann')), ...(await arrive('ann'))];
    expect(admittedOf(outcomes).length).toBe(2 * atOnce);
    expect(seam.deps.sessions.countLive(ann.id)).toBe(3);
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
