import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
import { countLive } from '../support/facts.ts';

const mountDir = mkdtempSync(path.join(tmpdir(), 'rollcall-full-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=0700', 'tmpfs', mountDir]);
const canMount = mounted.status === 0;
if (!canMount) {
  rmSync(mountDir, { recursive: true });
  console.warn(`SKIPPED: a full disk. It needs the right to mount a tmpfs (root): ${String(mounted.stderr)}`);
}

describe.skipIf(!canMount)('a full disk', () => {
  let authority: AuthorityProcess;
  let api: ApiClient;
  const fillPath = path.join(mountDir, 'fill');

  beforeAll(async () => {
    const dataDir = path.join(mountDir, 'at/data');
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    authority = await startSetUpAuthority({ dataDir });
    api = new ApiClient(authority.origin, authority.ca);
    await addUser(authority, 'ann', { limit: 50 });
  });

  afterAll(async () => {
    rmSync(fillPath, { force: true });
    await authority.remove();
    spawnSync('umount', [mountDir]);
    rmSync(mountDir, { recursive: true, force: true });
  });

  function fill(): void {
    expect(() => writeFileSync(fillPath, Buffer.alloc(64 * 1024 * 1024))).toThrow(/ENOSPC/);
  }

  it('refuses admissions, keeps checking, ends in memory at once, and goes on by itself when there is room', async () => {
    const stays = await api.mustSignIn('ann', passwordOf('ann'), 'stays');
    const leaves = await api.mustSignIn('ann', passwordOf('ann'), 'leaves');
    fill();

    let admitted = 2;
    // The write-ahead log may have a few pages of room left in its file.
    const refused = await eventually('a refused sign-in', async () => {
      const answer = await api.signIn('ann', passwordOf('ann'), 'newcomer');
      if (answer.status === 201) admitted += 1;
      return answer.status !== 201 && answer;
    });
    expect(refused.status).toBe(503);
    expect(refused.json()).toMatchObject({ code: 'store_unavailable' });
    expect((await api.whoAmI(stays.token)).status).toBe(200);
    expect(JSON.stringify(await authority.run(['status']))).toContain('store_unavailable');

    // Ended here and now, but not reported as done.
    expect((await api.signOut(leaves.token)).status).toBe(503);
    expect((await api.whoAmI(leaves.token)).status).toBe(401);

    rmSync(fillPath);
    const again = await eventually('a sign-in after there is room', async () => {
      const answer = await api.signIn('ann', passwordOf('ann'), 'after');
      return answer.status === 201 && answer;
    });
    expect(again.status).toBe(201);
    admitted += 1;

    // The end that the disk did not take is written by itself: within the round that persists uses.
    await eventually('the end is on disk', async () => {
      const ended = await authority.run<{ sessions: { id: string }[] }>([
        'session',
        'list',
        '--ended',
        '--user',
        'ann',
      ]);
      return ended.sessions.some(({ id }) => id === leaves.session.id);
    });
    await authority.kill();
    await authority.restart();
    expect((await api.whoAmI(stays.token)).status).toBe(200);
    expect((await api.whoAmI(leaves.token)).status).toBe(401);
    expect(await countLive(authority, 'ann')).toBe(admitted - 1);
  });

  it('a directory that is read-only is refused at the start with what to do, and left as it was', async () => {
    await authority.stop();
    const remount = (mode: 'ro' | 'rw'): void => {
      const { status, stderr } = spawnSync('mount', ['-o', `remount,${mode}`, mountDir]);
      expect(status, String(stderr)).toBe(0);
    };
    remount('ro');
    const refused = await authority.cli([
      'serve',
      '--host',
      '127.0.0.1',
      '--https-port',
      '0',
      '--http-port',
      '0',
    ]);
    remount('rw');
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toContain('data_dir_unwritable');
    await authority.restart();
    expect((await api.signIn('ann', passwordOf('ann'), 'writable again')).status).toBe(201);
  });
});
