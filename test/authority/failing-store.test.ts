import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashToken } from '../../electron/authority/base/crypto/tokens.ts';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import type { SignInOutcome } from '../../electron/authority/operations/sign-in-outcome.ts';
import { changePassword } from '../../electron/authority/operations/change-password.ts';
import { chooseDevices } from '../../electron/authority/operations/choose-devices.ts';
import { endSessions } from '../../electron/authority/operations/end-session.ts';
import { persistUse } from '../../electron/authority/operations/maintain.ts';
import { makeSeamDir, openSeam, passwordAtSeam, removeSeamDir, type Seam } from '../support/seam.ts';

/** A store that takes no group: every group of an admission or an end writes to the audit, which is taken away. */

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

async function execute(sql: string): Promise<void> {
  const batch = new Batch();
  batch.write(sql);
  expect((await seam.deps.database.commit(batch)).ok).toBe(true);
}
const breakStore = (): Promise<void> => execute('ALTER TABLE audit RENAME TO audit_away');
const mendStore = (): Promise<void> => execute('ALTER TABLE audit_away RENAME TO audit');

type Admitted = Extract<SignInOutcome, { kind: 'admitted' }>;

function mustAdmit(outcome: SignInOutcome): Admitted {
  if (outcome.kind !== 'admitted') throw new Error(JSON.stringify(outcome));
  return outcome;
}

function isLive({ token }: Admitted): boolean {
  return seam.deps.sessions.find(hashToken(token)) !== undefined;
}

it('an admission that could not be written ends nobody, however many wait behind it', async () => {
  const ann = await seam.addUser('ann', 1, 'end-least-recent');
  const inside = mustAdmit(await seam.signIn('ann', 'inside'));
  await breakStore();
  const outcomes = await Promise.all(['a', 'b', 'c'].map((device) => seam.signIn('ann', device)));
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ kind: 'refused', code: 'store_unavailable' });
  }
  expect(isLive(inside)).toBe(true);
  expect(await seam.deps.sessions.findEnded({ id: inside.session.id })).toBeUndefined();

  await mendStore();
  const next = mustAdmit(await seam.signIn('ann', 'next'));
  expect([isLive(inside), isLive(next)]).toEqual([false, true]);
  await seam.close();
  seam = await openSeam(dataDir);
  expect(seam.deps.sessions.listLive(ann.id).map(({ id }) => id)).toEqual([next.session.id]);
});

it('5: a choice that could not be written ends nobody, and its ticket stays good', async () => {
  await seam.addUser('ann', 1, 'ask');
  const inside = mustAdmit(await seam.signIn('ann', 'inside'));
  const asked = await seam.signIn('ann', 'new');
  if (asked.kind !== 'choose') throw new Error(asked.kind);
  const choose = (): Promise<SignInOutcome> =>
    chooseDevices(seam.deps, {
      ticket: asked.ticket,
      end: [inside.session.id],
      preSession: '',
      address: '',
    });
  await breakStore();
  expect(await choose()).toMatchObject({ kind: 'refused', code: 'store_unavailable' });
  expect(isLive(inside)).toBe(true);
  await mendStore();
  expect(isLive(mustAdmit(await choose()))).toBe(true);
  expect(isLive(inside)).toBe(false);
});

it('an end that was not written stays, and is written later together with its audit entry', async () => {
  const ann = await seam.addUser('ann', 3, 'ask');
  const inside = mustAdmit(await seam.signIn('ann', 'inside'));
  await breakStore();
  expect((await endSessions(seam.deps, { userId: ann.id }, 'console')).ok).toBe(false);
  expect(isLive(inside)).toBe(false);
  await mendStore();
  await persistUse(seam.deps);
  const ended = await seam.deps.database.read(
    'SELECT ended_reason FROM sessions WHERE id = ?',
    inside.session.id,
  );
  expect(ended).toEqual([{ ended_reason: 'ended_by_admin' }]);
  const entries = await seam.deps.database.read(
    "SELECT data FROM audit WHERE action = 'session.ended' AND subject = ?",
    inside.session.id,
  );
  expect(entries.map((row) => JSON.parse(String(row['data'])) as unknown)).toMatchObject([
    { user: 'ann', reason: 'ended_by_admin' },
  ]);
});

it('a change of the password that could not be written leaves the old token and the old password', async () => {
  await seam.addUser('ann', 5, 'ask');
  const inside = mustAdmit(await seam.signIn('ann', 'inside'));
  await breakStore();
  const change = await changePassword(seam.deps, {
    session: inside.session,
    current: passwordAtSeam,
    next: 'quite another password',
    address: '',
  });
  expect(change).toMatchObject({ ok: false, code: 'store_unavailable' });
  expect(isLive(inside)).toBe(true);
  await mendStore();
  mustAdmit(await seam.signIn('ann', 'with the old one'));
});
