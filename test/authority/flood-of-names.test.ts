import { afterEach, beforeEach, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import type { SignInOutcome } from '../../electron/authority/operations/sign-in-outcome.ts';
import { forgetOld } from '../../electron/authority/operations/maintain.ts';
import { madeUpEntriesMax, recordFailure } from '../../electron/authority/operations/record-attempts.ts';
import { throttleKey } from '../../electron/authority/operations/authenticate.ts';
import { welcome } from '../../electron/authority/operations/welcome.ts';
import { madeUpCountersMax } from '../../electron/authority/records/attempts/attempts.ts';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { openSeam, passwordAtSeam, removeSeamDir, type Seam } from '../support/seam.ts';

/** A stranger who sends names and codes as fast as the network carries them. */

let seam: Seam;

beforeEach(async () => {
  seam = await openSeam();
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(seam.dataDir);
});

const guess = (name: string, password = 'a guess'): Promise<SignInOutcome> =>
  seam.signIn(name, 'a stranger', { password });

/** Until the counters of these names wait for minutes. */
async function failOften(...names: readonly string[]): Promise<void> {
  for (let n = 0; n < 14; n++) {
    for (const name of names) expect(await guess(name)).toMatchObject({ code: 'credentials' });
    if (n < 13) seam.time.pass(300_000);
  }
  for (const name of names) expect(await guess(name)).toMatchObject({ code: 'throttled' });
}

/** One failure each of more made-up names than are kept, by the very step that a wrong code takes. */
async function flood(): Promise<void> {
  for (let n = 0; n < madeUpCountersMax + 100;) {
    const batch = new Batch();
    for (let many = 0; many < 1000; many++, n++) {
      const attempt = { name: `nobody ${String(n)}`, address: '192.168.1.66' };
      recordFailure(seam.deps, batch, throttleKey(seam.deps, attempt.name, undefined).key, attempt);
    }
    expect((await seam.deps.database.commit(batch)).ok).toBe(true);
  }
}

async function listEntries(action: AuditEntry['action']): Promise<AuditEntry[]> {
  return (await seam.deps.audit.list({ limit: 5000 })).entries
    .filter((entry) => entry.action === action)
    .toReversed();
}

it('does not end the wait of an account, nor that of a name nobody has', async () => {
  await seam.addUser('ann');
  await failOften('ann', 'nobody at all');
  await flood();
  expect(await guess('ann')).toMatchObject({ code: 'throttled' });
  expect(await guess('ann', passwordAtSeam)).toMatchObject({ code: 'throttled' });
  expect(await guess('nobody at all')).toMatchObject({ code: 'throttled' });
});

it('a name that nobody has waits like that of an account', async () => {
  await seam.addUser('ann');
  for (const name of ['ann', 'nobody']) {
    const codes = [];
    for (let n = 0; n < 7; n++) {
      const outcome = await guess(name);
      codes.push('code' in outcome ? outcome.code : outcome.kind);
    }
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'credentials'), 'throttled', 'throttled']);
  }
});

it('has one entry for the first attempt of a wait, and one with the number of all', async () => {
  await seam.addUser('ann');
  for (let n = 0; n < 5; n++) await guess('ann');
  for (let n = 0; n < 40; n++) expect(await guess('ann')).toMatchObject({ code: 'throttled' });
  expect(await listEntries('sign_in.throttled')).toHaveLength(1);

  seam.time.pass(2000);
  await guess('ann');
  expect((await listEntries('sign_in.throttled')).map(({ subject, data }) => [subject, data])).toEqual([
    ['ann', {}],
    ['ann', { refused: 40 }],
  ]);

  // A wait that nobody comes back to is told by the round.
  for (let n = 0; n < 3; n++) await guess('ann');
  await forgetOld(seam.deps);
  await forgetOld(seam.deps);
  expect((await listEntries('sign_in.throttled')).map(({ data }) => data).slice(2)).toEqual([
    {},
    { refused: 3 },
  ]);
});

it('with made-up names has a bounded number of entries between two rounds, and none is left uncounted', async () => {
  const attempts = madeUpEntriesMax + 50;
  for (let n = 0; n < attempts; n++) {
    const outcome = await welcome(seam.deps, {
      name: `nobody ${String(n)}`,
      code: 'AAAAA-AAAAA',
      password: 'the password I want',
      device: 'x',
      method: 'portal',
      address: '192.168.1.66',
      preSession: '',
    });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'code_invalid' });
  }
  expect(await listEntries('sign_in.failed')).toHaveLength(madeUpEntriesMax);
  await forgetOld(seam.deps);
  const entries = await listEntries('sign_in.failed');
  expect(entries).toHaveLength(madeUpEntriesMax + 1);
  expect(entries.at(-1)).toMatchObject({ subject: '', data: { unknownNames: 50 } });
});
