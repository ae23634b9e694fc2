import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { admit } from '../../electron/authority/operations/admit.ts';
import { changePassword } from '../../electron/authority/operations/change-password.ts';
import type { Dependencies } from '../../electron/authority/operations/dependencies.ts';
import { makeUserCode } from '../../electron/authority/operations/make-user-codes.ts';
import { passwordMark } from '../../electron/authority/operations/password-mark.ts';
import { reportNotMe } from '../../electron/authority/operations/report-not-me.ts';
import type { SignInOutcome } from '../../electron/authority/operations/sign-in-outcome.ts';
import { signIn } from '../../electron/authority/operations/sign-in.ts';
import { stageNewPassword } from '../../electron/authority/operations/stage-new-password.ts';
import { welcome } from '../../electron/authority/operations/welcome.ts';
import type { User } from '../../electron/authority/records/users/users.ts';
import { makeSeamDir, openSeam, passwordAtSeam, removeSeamDir, type Seam } from '../support/seam.ts';

/** A password is checked, and while that is being done, or is on its way to the disk, it stops being one. */

let seam: Seam;
let dataDir: string;
let ann: User;

beforeEach(async () => {
  dataDir = makeSeamDir();
  seam = await openSeam(dataDir);
  ann = await seam.addUser('ann', 1, 'end-least-recent');
});
afterEach(async () => {
  await seam.close();
  removeSeamDir(dataDir);
});

const place = { device: 'thief', method: 'api', address: '', preSession: '' } as const;
const credentials = { ...place, name: 'ann', password: passwordAtSeam };

const current = (): User => seam.deps.users.find(ann.id) ?? ann;

/** In one turn, as everything is that decides. */
function write(stage: (batch: Batch) => void): void {
  const batch = new Batch();
  stage(batch);
  void seam.deps.database.commit(batch);
}

const meanwhile = {
  changed: () =>
    write((batch) => {
      // As good a hash as any other: it is never verified here.
      stageNewPassword(seam.deps, batch, current(), 'another', { address: '', except: undefined });
    }),
  reported: () => write((batch) => seam.deps.users.put(batch, { ...current(), passwordState: 'reported' })),
  'given a second factor': () =>
    write((batch) =>
      seam.deps.users.put(batch, {
        ...current(),
        secondFactor: { secret: 'ABC', lastStep: 0, recoveryHashes: [], addedAt: 0 },
      }),
    ),
} as const;

/** The authority, in which this happens in the very moment after a password was found right and before anything is made of it. */
function withMoment(happens: () => void): Dependencies {
  const { users } = seam.deps;
  let found = false;
  return {
    ...seam.deps,
    users: {
      ...users,
      find(id) {
        if (!found) queueMicrotask(happens);
        found = true;
        return users.find(id);
      },
    },
  };
}

/** What is left of a sign-in that should have changed nothing. */
async function traces(): Promise<unknown> {
  const rows = await seam.deps.database.read(
    "SELECT count(*) AS started FROM audit WHERE action IN ('session.started', 'session.ended', 'report.not_me')",
  );
  const tokens = await seam.deps.database.read('SELECT id, token_hash, spare_hash, ended_at FROM sessions');
  return { rows, tokens };
}

describe('a password that was right and no longer is', () => {
  it.each([
    ['changed', 'credentials'],
    ['reported', 'password_reported'],
    ['given a second factor', 'credentials'],
  ] as const)('lets nobody in when it was %s between the check and the decision', async (what, code) => {
    const outcome = await signIn(withMoment(meanwhile[what]), credentials);
    expect(outcome).toMatchObject({ kind: 'refused', code });
    expect(seam.deps.sessions.countLive(ann.id)).toBe(0);
  });

  it.each([
    ['reported', 'password_reported'],
    ['given a second factor', 'credentials'],
  ] as const)(
    'is looked at by the admission itself, which ends nobody, when it was %s',
    async (what, code) => {
      await seam.signIn('ann', 'owner');
      const mark = passwordMark(current());
      meanwhile[what]();
      const before = await traces();
      expect(await admit(seam.deps, ann.id, place, { mark })).toMatchObject({ kind: 'refused', code });
      expect(await traces()).toEqual(before);
    },
  );

  it('gets no second token for a sign-in that is sent again', async () => {
    const again = { ...place, transaction: 'the same sign-in' };
    const mark = passwordMark(current());
    const first = await admit(seam.deps, ann.id, again, { mark });
    const repeated = await admit(seam.deps, ann.id, again, { mark });
    expect([sessionOf(first), sessionOf(repeated)]).toEqual([sessionOf(first), sessionOf(first)]);
    meanwhile.reported();
    const before = await traces();
    expect(await admit(seam.deps, ann.id, again, { mark })).toMatchObject({
      kind: 'refused',
      code: 'password_reported',
    });
    expect(await traces()).toEqual(before);
  });

  it('reports nothing: the new one stays good', async () => {
    const owner = await seam.signIn('ann', 'owner');
    await seam.signIn('ann', 'taker');
    const sessionId = sessionOf(owner);
    const outcome = await reportNotMe(withMoment(meanwhile.changed), { ...credentials, sessionId });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'credentials' });
    expect(current().passwordState).toBe('own');
  });

  it('chooses no other one, when it is reported while the other one is being hashed', async () => {
    const device = await seam.signIn('ann', 'thief');
    if (device.kind !== 'admitted') throw new Error(device.kind);
    const { hasher } = seam.deps;
    const slow = {
      ...hasher,
      hash: async (password: string) => {
        const hashed = await hasher.hash(password);
        meanwhile.reported();
        return hashed;
      },
    };
    const before = current().passwordHash;
    const changed = await changePassword(
      { ...seam.deps, hasher: slow },
      { session: device.session, current: passwordAtSeam, next: 'one of the stranger', address: '' },
    );
    expect(changed).toMatchObject({ ok: false, code: 'password_reported' });
    expect(current().passwordHash).toBe(before);
  });
});

describe('a new password', () => {
  it('that is replaced by yet another one while it is being written is saved and lets nobody in', async () => {
    const made = await makeUserCode(seam.deps, ann.id, 'cli');
    if (!made.ok) throw new Error(made.code);
    const { database } = seam.deps;
    let written = 0;
    const slow = {
      ...database,
      commit: async (batch: Batch) => {
        const committed = await database.commit(batch);
        if ((written += 1) === 1) meanwhile.changed();
        return committed;
      },
    };
    const outcome = await welcome(
      { ...seam.deps, database: slow },
      { ...place, name: 'ann', code: made.welcome.code, password: 'the first of two' },
    );
    expect(outcome).toMatchObject({ kind: 'refused', code: 'credentials', passwordSaved: true });
    expect(current().passwordHash).toBe('another');
    expect(seam.deps.sessions.countLive(ann.id)).toBe(0);
  });
});

function sessionOf(outcome: SignInOutcome): string {
  if (outcome.kind !== 'admitted') throw new Error(outcome.kind);
  return outcome.session.id;
}
