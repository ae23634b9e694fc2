import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { BackupProblem } from '../../../shared/model/backup.ts';
import { sayBackupProblem } from '../../../shared/words/say-backup-problem.ts';
import { writeDurableFile } from '../base/durable-file.ts';
import { Batch } from '../base/storage/batch.ts';
import type { VerifiedBackups } from '../records/backup/verified-backups.ts';
import { backupPassphraseFile, type BackupPlace } from './backup-file.ts';
import { createBackup } from './create-backup.ts';
import type { Dependencies } from './dependencies.ts';
import { englishTeller } from './english-words.ts';
import { findBackups, noteVerified } from './list-backups.ts';
import { checkPassphrase, type PassphraseRefusal } from './policies/passphrase-strength.ts';
import { verifyBackup } from './verify-backup.ts';

const dayMs = 24 * 3600 * 1000;
/** After a failure: a stick that is plugged in is used soon, a broken disk is not worn out. */
const retryMs = 10 * 60 * 1000;

export interface BackupSchedule {
  /** Makes a backup when one is due, and takes away the oldest of its own. Called once a minute. */
  round(): Promise<void>;
  /** Epoch ms of authority time; undefined: there is no schedule. */
  nextAt(): number | undefined;
  /** Why the last try failed. */
  trouble(): BackupProblem | undefined;
  /** The same in one English sentence. */
  problem(): string | undefined;
  /** Has it this schedule's own form of name? */
  readonly isOwn: (name: string) => boolean;
}

export interface ScheduleOptions {
  readonly deps: Dependencies;
  readonly place: BackupPlace;
  readonly verified: VerifiedBackups;
  /** Tells this install from others that keep their backups in the same folder. */
  readonly mark: string;
  /** Called when a backup was made, or why it was not has changed. */
  readonly changed: () => void;
}

/**
 * Backups by themselves. What was missed while the computer was off is made up for soon after the start. The folder is
 * never made: where a stick is not plugged in, the backup would land on the disk it is to save from.
 */
export function createBackupSchedule({
  deps,
  place,
  verified,
  mark,
  changed,
}: ScheduleOptions): BackupSchedule {
  const ownName = new RegExp(`^rollcall-auto-${mark}-\\d{4}-\\d\\d-\\d\\d-\\d{6}\\.backup$`);
  let problem: BackupProblem | undefined;
  let triedAt: number | undefined;
  let triedFolder = '';

  const nextAt = (): number | undefined => {
    const { folder, everyDays } = deps.settings.current().backup;
    if (folder === '') return undefined;
    const last = deps.install.find('scheduled_backup_at');
    const now = deps.clock.now();
    // Authority time goes back when the admin says so: what lies ahead of it says nothing.
    return last === undefined || last > now ? now : last + everyDays * dayMs;
  };
  const settle = (next: BackupProblem | undefined): void => {
    if (isDeepStrictEqual(next, problem)) return;
    problem = next;
    changed();
  };
  const fail = async (found: BackupProblem): Promise<void> => {
    const isNew = problem === undefined;
    settle(found);
    if (!isNew) return;
    const batch = new Batch();
    deps.audit.append(batch, {
      at: deps.clock.now(),
      action: 'backup.failed',
      actor: 'rollcall',
      subject: deps.settings.current().backup.folder,
      data: { problem: sayBackupProblem(englishTeller, found) },
    });
    await deps.database.commit(batch);
  };

  return {
    nextAt,
    trouble: () => problem,
    problem: () => problem && sayBackupProblem(englishTeller, problem),
    isOwn: (name) => ownName.test(name),
    async round() {
      const { folder, keep } = deps.settings.current().backup;
      const now = deps.clock.now();
      const at = nextAt();
      if (at === undefined || at > now) return settle(undefined);
      const soon = triedAt !== undefined && triedAt <= now && now - triedAt < retryMs;
      if (problem !== undefined && soon && folder === triedFolder) return undefined;
      triedAt = now;
      triedFolder = folder;
      const trouble = await findTrouble(folder);
      if (trouble !== undefined) return fail(trouble);
      const kept = await findPassphrase(deps, place);
      if (kept === undefined) {
        return fail({ code: 'no_passphrase', folder });
      }
      const file = { path: path.join(folder, nameFor(mark, now)), ...kept };
      const made = await createBackup(deps, place, file, 'rollcall');
      if (!made.ok) {
        return fail({ code: 'unwritable', folder });
      }
      const whole = await verifyBackup(deps, place, file);
      if (!whole.ok) {
        await rm(file.path, { force: true });
        return fail({ code: 'broken', folder });
      }
      await noteVerified(deps, verified, file.path);
      const batch = new Batch();
      deps.install.note(batch, 'scheduled_backup_at', now);
      await removeOld(
        folder,
        keep,
        (name) => ownName.test(name) && name !== path.basename(file.path),
        (filePath) => verified.forget(batch, filePath),
      );
      await deps.database.commit(batch);
      problem = undefined;
      return changed();
    },
  };
}

/** The passphrase of scheduled backups; null takes it away. */
export async function setBackupPassphrase(
  deps: Pick<Dependencies, 'clock' | 'database' | 'install'>,
  place: BackupPlace,
  passphrase: string | null,
): Promise<{ ok: true } | Refusal<'store_unavailable' | PassphraseRefusal>> {
  const filePath = path.join(place.keysDir, backupPassphraseFile);
  const wanted = passphrase === '' ? null : passphrase;
  const weak = wanted === null ? undefined : checkPassphrase(wanted);
  if (weak !== undefined) return refuse(weak);
  try {
    // Before the note that there is one: a note without it is noticed, a passphrase without the note would not be.
    if (wanted !== null) await writeDurableFile(filePath, wanted);
  } catch (error) {
    return { ok: false, code: 'store_unavailable', detail: String(error) };
  }
  const batch = new Batch();
  deps.install.note(batch, 'backup_passphrase_at', wanted === null ? 0 : deps.clock.now());
  const committed = await deps.database.commit(batch);
  if (!committed.ok) return committed;
  if (wanted === null) await rm(filePath, { force: true });
  return { ok: true };
}

/** Are scheduled backups to be encrypted? */
export function isScheduleEncrypted({ install }: Pick<Dependencies, 'install'>): boolean {
  return (install.find('backup_passphrase_at') ?? 0) > 0;
}

/** Undefined: there should be one, and is none. */
async function findPassphrase(
  deps: Pick<Dependencies, 'install'>,
  { keysDir }: BackupPlace,
): Promise<{ passphrase: string | undefined } | undefined> {
  if (!isScheduleEncrypted(deps)) return { passphrase: undefined };
  try {
    return { passphrase: await readFile(path.join(keysDir, backupPassphraseFile), 'utf8') };
  } catch {
    return undefined;
  }
}

async function findTrouble(folder: string): Promise<BackupProblem | undefined> {
  if (!path.isAbsolute(folder)) return { code: 'not_from_root', folder };
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return undefined;
  return { code: 'folder_missing', folder };
}

/** Local time, as people look for it. */
function nameFor(mark: string, now: number): string {
  const at = new Date(now);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [String(at.getFullYear()), two(at.getMonth() + 1), two(at.getDate())].join('-');
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('');
  return `rollcall-auto-${mark}-${day}-${time}.backup`;
}

/**
 * Leaves the newest of its own beside the one just made. Only files that have the name this schedule gives and are
 * backups: never one that somebody else put there.
 */
async function removeOld(
  folder: string,
  keep: number,
  isOlderOwn: (name: string) => boolean,
  removed: (filePath: string) => void,
): Promise<void> {
  const own = (await findBackups(folder)).filter((one) => isOlderOwn(path.basename(one.path)));
  const newestFirst = own.toSorted((a, b) =>
    (b.facts.facts['createdAt'] ?? '').localeCompare(a.facts.facts['createdAt'] ?? ''),
  );
  for (const { path: filePath } of newestFirst.slice(keep - 1)) {
    await rm(filePath, { force: true });
    removed(filePath);
  }
}
