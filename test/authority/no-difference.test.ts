import { afterEach, beforeEach, expect, it } from 'vitest';
import { changeSettings, type SettingValues } from '../../electron/authority/operations/change-settings.ts';
import { setUser } from '../../electron/authority/operations/change-users.ts';
import { openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

/** Values that are sent but are no others than before. */

let seam: Seam;

beforeEach(async () => {
  seam = await openSeam();
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(seam.dataDir);
});

const listActions = async (): Promise<string[]> =>
  (await seam.deps.audit.list({ limit: 100 })).entries.map(({ action }) => action);

it('a user who stays as he was has no entry in the audit', async () => {
  const ann = await seam.addUser('ann', 2);
  const same = { name: 'ann', displayName: '', admin: false, limit: 2, policy: 'inherit' } as const;
  expect(await setUser(seam.deps, ann.id, same, 'console')).toMatchObject({ ok: true, ended: [] });
  expect(await listActions()).not.toContain('user.changed');

  expect(await setUser(seam.deps, ann.id, { ...same, limit: 3 }, 'console')).toMatchObject({ ok: true });
  const [entry] = (await seam.deps.audit.list({ limit: 1 })).entries;
  expect(entry).toMatchObject({ action: 'user.changed', data: { from: { limit: 2 }, to: { limit: 3 } } });
});

it('a setting beside the limit ends nobody that an earlier lowering let be; naming the limit with now does', async () => {
  await seam.addUser('ann');
  for (const device of ['a', 'b']) {
    await seam.signIn('ann', device);
    seam.time.pass(1000);
  }
  const set = (values: SettingValues, surplus: 'now' | 'as_they_expire') =>
    changeSettings(seam.deps, values, surplus, 'cli', () => Promise.resolve({ ok: true }));
  expect(await set({ 'sessions.limit': 1 }, 'as_they_expire')).toMatchObject({ ok: true, ended: [] });
  expect(await set({ 'sessions.policy': 'refuse' }, 'now')).toMatchObject({ ok: true, ended: [] });
  expect(seam.deps.sessions.countLive()).toBe(2);
  expect(await set({ 'sessions.limit': 1 }, 'now')).toMatchObject({
    ok: true,
    ended: [{ device: 'a', ended: { reason: 'limit_reduced' } }],
  });
});
