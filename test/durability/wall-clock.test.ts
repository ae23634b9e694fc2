import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { countLive, listAudit, listLive } from '../support/facts.ts';

const libraryPath = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
const canFake = existsSync(libraryPath);
if (!canFake) console.warn('SKIPPED: a wall clock that is wrong. It needs the package faketime.');

const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-clock-'));
const clockPath = path.join(dir, 'clock');

/** Sets the wall clock of the authority, also while it runs; elapsed time stays the real one. */
function setWall(offset: string): void {
  writeFileSync(clockPath, `${offset}\n`);
}

function describeNow(): string {
  return new Date().toISOString();
}

describe.skipIf(!canFake)('a wall clock that is wrong', () => {
  let authority: AuthorityProcess;
  let api: ApiClient;

  const alarms = async (): Promise<string[]> =>
    (await authority.run<{ alarms: { code: string }[] }>(['status'])).alarms.map(({ code }) => code);

  beforeAll(async () => {
    setWall('+0');
    authority = await startSetUpAuthority({
      env: {
        LD_PRELOAD: libraryPath,
        FAKETIME_TIMESTAMP_FILE: clockPath,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      },
    });
    api = new ApiClient(authority.origin, authority.ca);
    await addUser(authority, 'ann', { limit: 10 });
  });

  afterAll(async () => {
    await authority.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  it.each([
    ['an hour forward', '+1h'],
    ['an hour back', '-1h'],
  ])(
    'set %s while it runs: nobody ends, everybody expires when they would have, and it is said',
    async (_what, offset) => {
      const { token } = await api.mustSignIn('ann', passwordOf('ann'), `before ${offset}`);
      const before = await listLive(authority, 'ann');
      setWall(offset);
      await eventually('the alarm', async () => (await alarms()).includes('clock_jumped'));
      expect((await api.whoAmI(token)).status).toBe(200);
      const after = await listLive(authority, 'ann');
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      for (const [n, { expiresAt }] of after.entries()) {
        expect(Math.abs(Date.parse(expiresAt) - Date.parse(before[n]?.expiresAt ?? ''))).toBeLessThan(60_000);
      }
      await eventually('its entry in the audit', async () =>
        (await listAudit(authority)).some(
          ({ action, subject }) => action === 'clock.alarm' && subject === 'clock_jumped',
        ),
      );
      setWall('+0');
      await eventually('the end of the alarm', async () => !(await alarms()).includes('clock_jumped'));
    },
  );

  it('back to 1970 across a restart: time goes on, sign-in works, nobody gains life', async () => {
    const { token } = await api.mustSignIn('ann', passwordOf('ann'), 'before 1970');
    const [before] = (await listLive(authority, 'ann')).filter(({ device }) => device === 'before 1970');
    await authority.stop();
    setWall(`-${String(Math.floor(Date.now() / 1000) - 3 * 24 * 3600)}`);
    await authority.restart();
    expect(await alarms()).toContain('clock_behind');
    expect((await api.whoAmI(token)).status).toBe(200);
    const { session } = await api.mustSignIn('ann', passwordOf('ann'), 'in 1970');
    const live = await listLive(authority, 'ann');
    expect(live.find(({ id }) => id === before?.id)?.signedInAt).toBe(before?.signedInAt);
    const started = Date.parse(live.find(({ id }) => id === session.id)?.signedInAt ?? '');
    expect(Math.abs(started - Date.now()), describeNow()).toBeLessThan(5 * 60_000);
  });

  it('then set right, 56 years on, while it runs: no mass expiry, and the admin says that it is right', async () => {
    const count = await countLive(authority, 'ann');
    setWall('+0');
    await eventually('the clock is believed to be wrong still', async () =>
      (await alarms()).includes('clock_behind'),
    );
    expect(await countLive(authority, 'ann')).toBe(count);
    await authority.run(['clock', 'accept']);
    expect(await alarms()).not.toContain('clock_behind');
    expect(await countLive(authority, 'ann')).toBe(count);
  });

  it('56 years ahead across a restart: not believed, nobody ends, and the file keeps the time it had', async () => {
    const count = await countLive(authority, 'ann');
    await authority.stop();
    setWall('+56y');
    await authority.restart();
    expect(await alarms()).toContain('clock_ahead');
    expect(await countLive(authority, 'ann')).toBe(count);
    await authority.stop();
    setWall('+0');
    await authority.restart();
    expect(await alarms()).not.toContain('clock_ahead');
    expect(await countLive(authority, 'ann')).toBe(count);
    expect((await api.signIn('ann', passwordOf('ann'), 'after all')).status).toBe(201);
  });
});
