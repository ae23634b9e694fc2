import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { listAttention } from '../../electron/authority/operations/attention.ts';
import { setPlan } from '../../electron/authority/operations/change-plan.ts';
import { openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let seam: Seam;

beforeEach(async () => {
  seam = await openSeam();
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(seam.dataDir);
});

function codes(): string[] {
  return listAttention(seam.deps).map(({ code }) => code);
}

function sentence(code: string): string {
  return listAttention(seam.deps).find((alarm) => alarm.code === code)?.sentence ?? '';
}

describe('the attention of the admin', () => {
  it('is asked for by nothing on a fresh install', () => expect(codes()).toEqual([]));

  it('is asked for when nine of ten seats are in use, and without a plan never', async () => {
    await seam.addUser('ann', 'unlimited');
    for (let n = 0; n < 8; n++) await seam.signIn('ann', `D${String(n)}`);
    await setPlan(seam.deps, { seats: 10 }, undefined, 'cli');
    expect(codes()).toEqual([]);
    await seam.signIn('ann', 'D8');
    expect(sentence('seats_nearly_full')).toMatch(/^9 of 10 seats of the plan are in use\. End sessions /);
    await seam.signIn('ann', 'D9');
    expect(sentence('seats_nearly_full')).toMatch(/^10 of 10 seats .*, so nobody more is let in\. /);
    await setPlan(seam.deps, { seats: 0 }, undefined, 'cli');
    expect(codes()).toEqual([]);
    await setPlan(seam.deps, { seats: 'unlimited' }, undefined, 'cli');
    expect(codes()).toEqual([]);
  });

  it('is asked for by fifty wrong passwords within five minutes, until they are older', () => {
    for (let n = 0; n < 49; n++) seam.deps.signIns.noteFailure(seam.deps.clock.now(), 'failed');
    expect(codes()).toEqual([]);
    seam.time.pass(4 * minute);
    seam.deps.signIns.noteFailure(seam.deps.clock.now(), 'failed');
    expect(sentence('throttle_burst')).toMatch(/^50 wrong passwords in the last 5 minutes/);
    seam.time.pass(minute);
    expect(codes()).toEqual([]);
  });

  it('names users whose devices push each other out, and until when it is asked', async () => {
    await seam.addUser('ann', 1, 'end-least-recent');
    for (let n = 0; n < 5; n++) await seam.signIn('ann', `D${String(n)}`);
    const until = new Date(seam.deps.clock.now() + 10 * minute).toLocaleTimeString('sv-SE', {
      timeStyle: 'short',
    });
    expect(sentence('kick_war')).toContain(`: ann (until ${until}). `);
    seam.time.pass(10 * minute + 1);
    expect(codes()).toEqual([]);
  });

  it('is asked for a backup after a week with users, and again 30 days after the last one', async () => {
    seam.time.pass(8 * day);
    expect(codes()).toEqual([]);
    await seam.addUser('ann');
    expect(sentence('backup_missing')).toMatch(/^There is no backup yet\. .*rollcall backup create FILE$/);
    const batch = new Batch();
    seam.deps.install.note(batch, 'last_backup_at', seam.deps.clock.now());
    await seam.deps.database.commit(batch);
    expect(codes()).toEqual([]);
    seam.time.pass(30 * day);
    expect(codes()).toEqual([]);
    seam.time.pass(day);
    expect(sentence('backup_missing')).toMatch(/^The last backup is 31 days old\. /);
  });
});
