import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSettings } from '../../electron/authority/operations/change-settings.ts';
import { createBackup } from '../../electron/authority/operations/create-backup.ts';
import {
  createBackupSchedule,
  setBackupPassphrase,
  type BackupSchedule,
} from '../../electron/authority/operations/scheduled-backups.ts';
import { verifyBackup } from '../../electron/authority/operations/verify-backup.ts';
import { openVerifiedBackups } from '../../electron/authority/records/backup/verified-backups.ts';
import type { BackupFile, BackupSchedule as BackupScheduleView } from '../../shared/model/backup.ts';
import { openTimedAuthority } from '../support/authority-in-process.ts';
import { startSetUpAuthority } from '../support/authority-process.ts';
import { eventually } from '../support/eventually.ts';
import { openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let seam: Seam;
let stick: string;
let schedule: BackupSchedule;
let told: number;

beforeEach(async () => {
  stick = mkdtempSync(path.join(tmpdir(), 'rollcall-stick-'));
  seam = await openSeam();
  schedule = await openSchedule();
  await set({ 'backup.folder': stick, 'backup.everyDays': 7, 'backup.keep': 2 });
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(seam.dataDir);
  rmSync(stick, { recursive: true, force: true });
});

const place = () => ({ dataDir: seam.dataDir, keysDir: path.join(seam.dataDir, 'keys'), host: 'here' });

async function openSchedule(mark = '0a1b2c3d'): Promise<BackupSchedule> {
  told = 0;
  const verified = await openVerifiedBackups(seam.deps.database);
  return createBackupSchedule({
    deps: seam.deps,
    place: place(),
    verified,
    mark,
    changed: () => (told += 1),
  });
}

async function set(values: Record<string, unknown>): Promise<void> {
  const changed = await changeSettings(seam.deps, values, 'as_they_expire', 'console', () =>
    Promise.resolve({ ok: true }),
  );
  if (!changed.ok) throw new Error(changed.code);
}

const files = (): string[] => readdirSync(stick).toSorted();

async function failures(): Promise<string[]> {
  const { entries } = await seam.deps.audit.list({ limit: 100 });
  return entries.filter(({ action }) => action === 'backup.failed').map(({ subject }) => subject);
}

describe('scheduled backups', () => {
  it('are made when they are due, and not before', async () => {
    await schedule.round();
    await schedule.round();
    expect(files()).toHaveLength(1);
    expect(files()[0]).toMatch(/^rollcall-auto-0a1b2c3d-2026-06-01-\d{6}\.backup$/);
    seam.time.pass(7 * day - minute);
    await schedule.round();
    expect(files()).toHaveLength(1);
    seam.time.pass(minute);
    await schedule.round();
    expect(files()).toHaveLength(2);
  });

  it('that were missed while the computer was off are made up for once', async () => {
    await schedule.round();
    await seam.close();
    seam = await openSeam(seam.dataDir, seam.time);
    seam.time.pass(30 * day);
    schedule = await openSchedule();
    await schedule.round();
    await schedule.round();
    expect(files()).toHaveLength(2);
  });

  it('leave as many as are to be kept, and never touch what is not their own', async () => {
    const others = [
      // Of another install, made by hand, another kind of file under a name of ours, something else.
      'rollcall-auto-ffffffff-2020-01-01-000000.backup',
      'rollcall-2020-01-01-000000.backup',
      'rollcall-auto-0a1b2c3d-2020-01-01-000000.backup',
      'holiday.jpg',
    ];
    for (const name of others.slice(0, 2)) {
      const made = await createBackup(seam.deps, place(), { path: path.join(stick, name) }, 'console');
      expect(made.ok).toBe(true);
    }
    for (const name of others.slice(2)) writeFileSync(path.join(stick, name), 'mine');
    for (let week = 0; week < 4; week += 1) {
      await schedule.round();
      seam.time.pass(7 * day);
    }
    const own = files().filter((name) => !others.includes(name));
    expect(own.map((name) => name.slice(23, 33))).toEqual(['2026-06-15', '2026-06-22']);
    for (const name of others) expect(existsSync(path.join(stick, name)), name).toBe(true);
  });

  it('say in words that the stick is not there, once, and go on when it is', async () => {
    rmSync(stick, { recursive: true });
    await schedule.round();
    seam.time.pass(minute);
    await schedule.round();
    expect(schedule.problem()).toMatch(/^The folder for backups, .*, is not there\. If it is on a USB stick/);
    expect(existsSync(stick)).toBe(false);
    expect([told, await failures()]).toEqual([1, [stick]]);
    mkdirSync(stick);
    seam.time.pass(10 * minute);
    await schedule.round();
    expect(schedule.problem()).toBeUndefined();
    expect(files()).toHaveLength(1);
    expect(told).toBe(2);
  });

  it('try again at once when another folder is chosen', async () => {
    await set({ 'backup.folder': path.join(stick, 'nowhere') });
    await schedule.round();
    await set({ 'backup.folder': stick });
    await schedule.round();
    expect(schedule.problem()).toBeUndefined();
    expect(files()).toHaveLength(1);
  });

  it('are not made in a folder that is not given in full', async () => {
    await set({ 'backup.folder': 'backups' });
    await schedule.round();
    expect(schedule.problem()).toContain('must be given in full');
  });

  it('are encrypted with the passphrase, which is in no backup itself', async () => {
    await setBackupPassphrase(seam.deps, place(), 'eleven green bottles');
    const filePath = path.join(seam.dataDir, 'keys/backup.passphrase');
    expect(statSync(filePath).mode & 0o777).toBe(0o600);
    expect(readFileSync(filePath, 'utf8')).toBe('eleven green bottles');
    await schedule.round();
    const [name = ''] = files();
    const open = (passphrase?: string) =>
      verifyBackup(seam.deps, place(), { path: path.join(stick, name), passphrase });
    expect(await open()).toMatchObject({ code: 'backup_passphrase' });
    expect(await open('eleven green bottles')).toMatchObject({ ok: true, backup: { encrypted: true } });

    await setBackupPassphrase(seam.deps, place(), null);
    expect(existsSync(filePath)).toBe(false);
    seam.time.pass(7 * day);
    await schedule.round();
    const plain = await verifyBackup(seam.deps, place(), { path: path.join(stick, files()[1] ?? '') });
    expect(plain).toMatchObject({ ok: true, backup: { encrypted: false } });
  });

  it('are rather not made than made open when the passphrase is lost', async () => {
    await setBackupPassphrase(seam.deps, place(), 'eleven green bottles');
    rmSync(path.join(seam.dataDir, 'keys/backup.passphrase'));
    await schedule.round();
    expect(files()).toEqual([]);
    expect(schedule.problem()).toContain('passphrase is not on this computer');
  });

  it('that cannot be written say so', async () => {
    // Not even root writes there.
    await set({ 'backup.folder': '/proc' });
    await schedule.round();
    expect(schedule.problem()).toContain('could not be written to /proc');
  });
});

it('a running authority makes them by itself, lists them as found whole, and alarms when it cannot', async () => {
  const authority = await openTimedAuthority();
  try {
    const { control } = authority;
    await control.settings.set({ values: { 'backup.folder': stick } });
    const [backup] = await eventually('a backup', async () => {
      const { backups } = await control.backup.list();
      return backups.length > 0 && backups;
    });
    expect(backup).toMatchObject({ scheduled: true, encrypted: false });
    expect(backup?.host).toBeDefined();
    await eventually(
      'the check',
      async () => (await control.backup.list()).backups[0]?.verifiedAt !== undefined,
    );
    rmSync(stick, { recursive: true });
    authority.time.run(8 * day);
    const alarm = await eventually('the alarm', async () =>
      (await control.status.get()).alarms.find(({ code }) => code === 'backup_failed'),
    );
    expect(alarm.sentence).toContain(stick);
    expect((await control.backup.list()).schedule.problem).toBe(alarm.sentence);
  } finally {
    await authority.remove();
  }
});

it('the command line lists backups and sets the passphrase, which it reads from standard input only', async () => {
  const authority = await startSetUpAuthority();
  try {
    const byHand = path.join(stick, 'by-hand.backup');
    await authority.run(['backup', 'create', byHand]);
    // In no folder that is looked into: named all the same.
    expect(await authority.run(['backup', 'list'])).toMatchObject({ backups: [], lastPath: byHand });
    await authority.run(['settings', 'set', 'backup.everyDays', '365']);
    await authority.run(['backup', 'set-passphrase', '--passphrase-stdin'], 'eleven green bottles\n');
    await authority.run(['settings', 'set', 'backup.folder', stick]);
    const list = () =>
      authority.run<{ backups: BackupFile[]; schedule: BackupScheduleView; lastPath?: string }>([
        'backup',
        'list',
      ]);
    const made = await eventually('the scheduled one', async () =>
      (await list()).backups.find(({ verifiedAt, scheduled }) => scheduled && verifiedAt),
    );
    expect(made).toMatchObject({ encrypted: true });
    const { backups, schedule: next } = await list();
    expect(backups.map(({ path: filePath }) => filePath)).toContain(byHand);
    expect(next).toMatchObject({ encrypted: true });
    expect(Date.parse(next.nextAt ?? '')).toBeGreaterThan(Date.now() + 364 * day);
    await authority.run(['backup', 'set-passphrase', '--none']);
    expect((await list()).schedule.encrypted).toBe(false);
    expect((await authority.cli(['backup', 'set-passphrase'])).code).toBe(2);
  } finally {
    await authority.remove();
  }
});
