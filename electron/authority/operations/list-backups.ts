import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { BackupFile } from '../../../shared/model/backup.ts';
import { readSealedFacts, type SealedFacts } from '../base/sealed-file/read-header.ts';
import { Batch } from '../base/storage/batch.ts';
import type { VerifiedBackups } from '../records/backup/verified-backups.ts';
import { backupForm, backupMark } from './backup-file.ts';
import type { Dependencies } from './dependencies.ts';
import { isoTime } from './show.ts';

const timeShape = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** More than anybody looks through. */
const listedMax = 500;
/** A page without a hit was looked through all the same; further back it is no news any more. */
const auditPagesMax = 20;

export interface FoundBackup {
  readonly path: string;
  readonly facts: SealedFacts;
}

/** Backups in a folder, by what they say of themselves; a folder that cannot be read has none. */
export async function findBackups(folder: string): Promise<FoundBackup[]> {
  const entries: readonly string[] = await readdir(folder).catch(() => []);
  // One that is being made, or was left over from a power cut.
  const names = entries.filter((name) => !name.endsWith('.tmp'));
  const found = await Promise.all(
    names.map(async (name) => {
      const filePath = path.join(folder, name);
      const facts = await readSealedFacts({ filePath, mark: backupMark, form: backupForm });
      return facts === undefined ? [] : [{ path: filePath, facts }];
    }),
  );
  return found.flat();
}

/** Backups of these folders, newest first. `isScheduled` knows the names that the schedule gives. */
export async function listBackups(
  folders: readonly string[],
  verified: VerifiedBackups,
  isScheduled: (name: string) => boolean,
): Promise<BackupFile[]> {
  const found = (await Promise.all([...new Set(folders)].map(findBackups))).flat();
  return found
    .map(({ path: filePath, facts: { facts, encrypted, size, modifiedAt } }): BackupFile => {
      const verifiedAt = verified.find(filePath, fingerprintOf(size, modifiedAt));
      return {
        path: filePath,
        createdAt: timeShape.test(facts['createdAt'] ?? '')
          ? (facts['createdAt'] ?? '')
          : isoTime(modifiedAt),
        version: facts['version'] ?? '',
        ...(facts['host'] === undefined ? {} : { host: facts['host'] }),
        size,
        encrypted,
        scheduled: isScheduled(path.basename(filePath)),
        ...(verifiedAt === undefined ? {} : { verifiedAt: isoTime(verifiedAt) }),
      };
    })
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(0, listedMax);
}

/** Where the last backup was written; nothing when the audit knows of none. */
export async function findLastBackupPath(
  deps: Pick<Dependencies, 'audit' | 'install'>,
): Promise<string | undefined> {
  if (deps.install.find('last_backup_at') === undefined) return undefined;
  let before: number | undefined;
  for (let pages = 0; pages < auditPagesMax; pages += 1) {
    const page = await deps.audit.list({ before, limit: 1, filter: { actions: ['backup.created'] } });
    const [last] = page.entries;
    if (last !== undefined || page.next === undefined) return last?.subject;
    before = page.next;
  }
  return undefined;
}

/** Remembers that this very file was found whole just now. */
export async function noteVerified(
  deps: Pick<Dependencies, 'clock' | 'database'>,
  verified: VerifiedBackups,
  filePath: string,
): Promise<void> {
  const facts = await readSealedFacts({ filePath, mark: backupMark, form: backupForm });
  if (facts === undefined) return;
  const batch = new Batch();
  verified.note(batch, filePath, fingerprintOf(facts.size, facts.modifiedAt), deps.clock.now());
  await deps.database.commit(batch);
}

/** A file that was written anew has another one. */
function fingerprintOf(size: number, modifiedAt: number): string {
  return `${String(size)} ${String(Math.round(modifiedAt))}`;
}
