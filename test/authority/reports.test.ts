import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { persistUse } from '../../electron/authority/operations/maintain.ts';
import { pauseSignIns, resumeSignIns } from '../../electron/authority/operations/pause-sign-ins.ts';
import { changeSettings } from '../../electron/authority/operations/change-settings.ts';
import { setUser } from '../../electron/authority/operations/change-users.ts';
import { endSessions } from '../../electron/authority/operations/end-session.ts';
import { showReport, showSeatSteps } from '../../electron/authority/operations/show-report.ts';
import { localDay } from '../../electron/authority/base/clock/local-day.ts';
import { makeSeamDir, openSeam, removeSeamDir, TestTime, type Seam } from '../support/seam.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Noon on this computer's clock. */
const noon = new Date(2026, 5, 1, 12).getTime();

let dataDir: string;
let time: TestTime;
let seam: Seam;

beforeEach(async () => {
  dataDir = makeSeamDir();
  time = new TestTime(noon);
  seam = await openSeam(dataDir, time);
});
afterEach(async () => {
  await seam.close();
  removeSeamDir(dataDir);
});

async function signIn(name: string, device: string): Promise<string> {
  const outcome = await seam.signIn(name, device);
  return outcome.kind === 'admitted' ? outcome.session.id : '';
}

async function end(...ids: string[]): Promise<void> {
  await endSessions(seam.deps, { ids }, 'cli');
}

const wholeReport = (): ReturnType<typeof showReport> =>
  showReport(seam.deps, { from: '2026-05-01', to: '2026-12-31' });

describe('a report', () => {
  it('has the peak of seats of every day: also of the day after, and of those who came and went', async () => {
    await seam.addUser('ann', 5);
    const [a, b] = [await signIn('ann', 'a'), await signIn('ann', 'b')];
    time.pass(hour);
    const c = await signIn('ann', 'c');
    time.pass(minute);
    await end(a, c);
    // Past midnight: b is in, nobody came.
    time.pass(13 * hour);
    seam.deps.sessions.touch(b, seam.deps.clock.now(), 'used', '192.168.1.7');
    await end(b);
    time.pass(24 * hour);
    const { days } = await showReport(seam.deps, { from: '2026-06-01', to: '2026-06-03' });
    expect(days.map(({ day, peakSeats, admitted }) => [day, peakSeats, admitted])).toEqual([
      ['2026-06-01', 3, 3],
      ['2026-06-02', 1, 0],
      ['2026-06-03', 0, 0],
    ]);
  });

  it('counts each refusal of a day by its kind, and failures after a restart as before', async () => {
    await seam.addUser('ann', 1, 'refuse');
    await signIn('ann', 'a');
    await signIn('ann', 'b');
    await signIn('ann', 'b');
    await seam.addUser('ben', 1);
    await signIn('ben', 'a');
    // Asked which device to sign out: no refusal.
    await signIn('ben', 'b');
    await pauseSignIns(seam.deps, undefined, 'cli');
    await signIn('ann', 'b');
    await resumeSignIns(seam.deps, 'cli');
    await seam.signIn('ann', 'b', { password: 'wrong' });
    await seam.signIn('nobody', 'b', { password: 'wrong' });
    await persistUse(seam.deps);
    await seam.close();
    seam = await openSeam(dataDir, time);
    await seam.signIn('ann', 'b', { password: 'wrong' });
    const { days } = await wholeReport();
    const expected = {
      admitted: 2,
      asked: 1,
      limit: 2,
      seats: 0,
      hours: 0,
      paused: 1,
      failed: 3,
      throttled: 0,
    };
    expect(days.at(-1)).toEqual({ day: '2026-06-01', peakSeats: 2, ...expected });
    expect(seam.deps.signIns.countToday(seam.deps.clock.now())).toEqual(expected);
  });

  it('leaves out sessions that hold no seat', async () => {
    await seam.addUser('ann', 5);
    await signIn('ann', 'a');
    const app = await signIn('ann', 'an app');
    const batch = new Batch();
    batch.write("UPDATE sessions SET class = 'app', ended_at = ? WHERE id = ?", noon + 1, app);
    await seam.deps.database.commit(batch);
    await seam.close();
    seam = await openSeam(dataDir, time);
    time.pass(minute);
    expect((await wholeReport()).days.at(-1)?.peakSeats).toBe(2);
    const uncounted = { 'sessions.appSessions': 'uncounted' };
    const listen = async (): Promise<{ ok: true }> => ({ ok: true });
    expect(await changeSettings(seam.deps, uncounted, 'as_they_expire', 'cli', listen)).toMatchObject({
      ok: true,
    });
    expect((await wholeReport()).days.at(-1)?.peakSeats).toBe(1);
  });

  it('names those who sign in most, and enabled accounts nobody used, the longest unused first', async () => {
    const ids = new Map<string, string>();
    for (const name of ['ann', 'bob', 'cyd', 'dee', 'eli']) ids.set(name, (await seam.addUser(name, 2)).id);
    await end(await signIn('cyd', 'c'));
    time.pass(3 * 24 * hour);
    await end(await signIn('ann', 'a'));
    await end(await signIn('ann', 'a'));
    await signIn('bob', 'b');
    await setUser(seam.deps, ids.get('dee') ?? '', { disabled: true }, 'cli');
    const { topUsers, unused } = await showReport(seam.deps, { from: '2026-06-04', to: '2026-06-04' });
    expect(topUsers.map(({ name, signIns, live }) => [name, signIns, live])).toEqual([
      ['ann', 2, 0],
      ['bob', 1, 1],
    ]);
    expect(unused.map(({ name }) => name)).toEqual(['boss', 'eli', 'cyd']);
    expect(unused.at(-1)?.lastSignInAt).toBe(new Date(noon).toISOString());
  });

  it('begins with the first day that is still known as a whole, and ends with today', async () => {
    time.pass(200 * 24 * hour);
    const { from, to, days } = await showReport(seam.deps, { from: '2026-06-01', to: '2027-05-01' });
    const today = seam.deps.clock.now();
    expect([from, to]).toEqual([localDay(today - 89 * 24 * hour), localDay(today)]);
    expect([days.length, days[0]?.day, days.at(-1)?.day]).toEqual([90, from, to]);
    expect(await showReport(seam.deps, { from: '2026-06-01', to: '2026-06-30' })).toMatchObject({ days: [] });
  });
});

describe('seats of the last hours', () => {
  it('are a step function with its peak, and a session that replaces another is none more', async () => {
    await seam.addUser('ann', 1, 'end-oldest');
    time.pass(30 * hour);
    const began = seam.deps.clock.now();
    await signIn('ann', 'a');
    time.pass(hour);
    const last = await signIn('ann', 'b');
    time.pass(hour);
    await end(last);
    time.pass(hour);
    const { steps, peak } = await showSeatSteps(seam.deps, 24);
    expect(peak).toBe(1);
    expect(steps.map(({ at, used }) => [(Date.parse(at) - began) / hour, used])).toEqual([
      [-21, 0],
      [0, 1],
      [2, 0],
    ]);
  });
});
