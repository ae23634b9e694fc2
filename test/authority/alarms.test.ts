import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { createAlarmWatch, makeAlarmRound } from '../../electron/authority/operations/alarm-watch.ts';
import { showStatus } from '../../electron/authority/operations/status.ts';
import type { Alarm } from '../../shared/model/status.ts';
import { openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

let seam: Seam;
let certificateExpiresAt: number;
let authorityExpiresAt: number;
let listAlarms: () => Alarm[];

beforeEach(async () => {
  seam = await openSeam();
  certificateExpiresAt = seam.deps.clock.now() + 300 * dayMs;
  authorityExpiresAt = seam.deps.clock.now() + 3000 * dayMs;
  const alarmWatch = createAlarmWatch();
  listAlarms = () =>
    showStatus(seam.deps, {
      version: '0',
      dataDir: seam.dataDir,
      runningSince: 0,
      certificate: {
        caFingerprint: '',
        caFingerprintWords: [],
        names: [new URL(seam.deps.network.origin()).hostname],
        expiresAt: certificateExpiresAt,
        caExpiresAt: authorityExpiresAt,
      },
      httpOrigins: [],
      startAlarms: [],
      lostAddress: undefined,
      toMend: [],
      disk: undefined,
      dhcpAddresses: new Set(),
      trustingDevices: 0,
      backupProblem: undefined,
      notListening: undefined,
      consoleTrouble: undefined,
      alarmWatch,
    }).alarms;
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(seam.dataDir);
});

const isoNow = (): string => new Date(seam.deps.clock.now()).toISOString();

describe('an alarm', () => {
  it('says since when, and anew when it comes back', () => {
    seam.time.setWall(dayMs);
    const first = isoNow();
    expect(listAlarms()).toMatchObject([{ code: 'clock_jumped', since: first }]);
    seam.time.pass(minuteMs);
    certificateExpiresAt = 0;
    expect(listAlarms()).toMatchObject([
      { code: 'clock_jumped', since: first },
      { code: 'certificate_expires', since: isoNow() },
    ]);

    seam.time.setWall(0);
    expect(listAlarms().map(({ code }) => code)).toEqual(['certificate_expires']);
    seam.time.pass(minuteMs);
    seam.time.setWall(dayMs);
    expect(listAlarms()[0]).toMatchObject({ code: 'clock_jumped', since: isoNow() });
  });
});

describe('a certificate authority that nears its end', () => {
  it('is said 90 days before, and not a certificate that cannot outlive it', () => {
    authorityExpiresAt = seam.deps.clock.now() + 90 * dayMs;
    expect(listAlarms()).toEqual([]);
    seam.time.pass(1);
    const [soon] = listAlarms();
    expect(soon).toMatchObject({ code: 'authority_expires', facts: { days: 89 } });
    certificateExpiresAt = authorityExpiresAt = seam.deps.clock.now() + 5 * dayMs;
    expect(listAlarms()).toMatchObject([{ code: 'authority_expires', facts: { days: 5 } }]);
    certificateExpiresAt -= 2 * dayMs;
    expect(listAlarms().map(({ code }) => code)).toEqual(['authority_expires', 'certificate_expires']);
  });
});

describe('the round that looks for alarms', () => {
  const openRound = (): { round: () => Promise<void>; count: () => number } => {
    let changes = 0;
    return { round: makeAlarmRound(seam.deps, listAlarms, () => (changes += 1)), count: () => changes };
  };
  const listClockEntries = async (): Promise<string[]> =>
    (await seam.deps.audit.list({ limit: 100 })).entries
      .filter(({ action }) => action === 'clock.alarm')
      .map(({ subject }) => subject);

  it('tells each difference once, and the audit of a clock', async () => {
    const { round, count } = openRound();
    await round();
    expect([count(), await listClockEntries()]).toEqual([0, []]);
    seam.time.setWall(dayMs);
    await round();
    await round();
    expect([count(), await listClockEntries()]).toEqual([1, ['clock_jumped']]);
    certificateExpiresAt = 0;
    await round();
    expect([count(), await listClockEntries()]).toEqual([2, ['clock_jumped']]);
    seam.time.setWall(0);
    await round();
    expect(count()).toBe(3);
    seam.time.setWall(-dayMs);
    await round();
    expect([count(), await listClockEntries()]).toEqual([4, ['clock_jumped', 'clock_jumped']]);
  });

  it('writes the entry later when the disk refuses it now', async () => {
    const execute = async (sql: string): Promise<void> => {
      const batch = new Batch();
      batch.write(sql);
      expect((await seam.deps.database.commit(batch)).ok).toBe(true);
    };
    const { round } = openRound();
    await execute('ALTER TABLE audit RENAME TO audit_away');
    seam.time.setWall(dayMs);
    await round();
    await execute('ALTER TABLE audit_away RENAME TO audit');
    expect(await listClockEntries()).toEqual([]);
    await round();
    await round();
    expect(await listClockEntries()).toEqual(['clock_jumped']);
  });
});
