import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { BackupView } from '../../../shared/model/backup.ts';
import { version } from '../../../shared/version.ts';
import { createSealedFile, type SealedTarget } from '../base/sealed-file/write-sealed-file.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Database } from '../base/storage/database.ts';
import { makeWorkFolder } from '../base/storage/work-folder.ts';
import { openAudit } from '../records/audit/audit.ts';
import { writeBackupContents } from '../records/backup/backup-contents.ts';
import { isWaitingKeyFile } from '../records/keys/pending-keys.ts';
import { isSigningKeyFile } from '../records/keys/private-keys.ts';
import {
  backupForm,
  backupMark,
  backupPassphraseFile,
  passphraseOf,
  type BackupFile,
  type BackupPlace,
} from './backup-file.ts';
import { checkAuditChain } from './check-audit-chain.ts';
import type { Dependencies } from './dependencies.ts';
import { checkPassphrase, type PassphraseRefusal } from './policies/passphrase-strength.ts';
import { isoTime } from './show.ts';

type CreateRefusal = Refusal<
  | 'backup_unwritable'
  | 'backup_exists'
  | 'backup_path_relative'
  | 'backup_folder_missing'
  | 'store_unavailable'
  | PassphraseRefusal
>;

/**
 * One file with everything this Rollcall is: database, settings, keys. Made beside its final name and moved there when
 * it is complete and on disk; a file that exists is never written over. Sign-ins and checks go on meanwhile.
 */
export async function createBackup(
  deps: Dependencies,
  place: BackupPlace,
  file: BackupFile,
  actor: string,
): Promise<{ ok: true; backup: BackupView } | CreateRefusal> {
  if (!path.isAbsolute(file.path)) return refuse('backup_path_relative', { data: { path: file.path } });
  const passphrase = passphraseOf(file);
  const weak = passphrase === undefined ? undefined : checkPassphrase(passphrase);
  if (weak !== undefined) return refuse(weak);
  if (!existsSync(path.dirname(file.path)))
    return refuse('backup_folder_missing', { data: { path: path.dirname(file.path) } });
  if (existsSync(file.path)) return refuse('backup_exists', { data: { path: file.path } });
  let target: SealedTarget;
  try {
    target = await createSealedFile({ filePath: file.path, mark: backupMark, form: backupForm });
  } catch (error) {
    return unwritable(file, String(error));
  }
  try {
    const createdAt = deps.clock.now();
    const made = await fill(deps, place, target, file, createdAt);
    if (!(await target.publish())) return refuse('backup_exists', { data: { path: file.path } });
    const { size } = await stat(file.path);
    const backup: BackupView = { path: file.path, createdAt: isoTime(createdAt), ...made, size };
    const batch = new Batch();
    deps.install.note(batch, 'last_backup_at', createdAt);
    const { host, encrypted } = backup;
    deps.audit.append(batch, {
      at: deps.clock.now(),
      action: 'backup.created',
      actor,
      subject: file.path,
      data: { host, size, encrypted },
    });
    const committed = await deps.database.commit(batch);
    if (committed.ok) return { ok: true, backup };
    // A refusal leaves nothing behind.
    await rm(file.path, { force: true });
    return committed;
  } catch (error) {
    return unwritable(file, String(error));
  } finally {
    await target.close();
  }
}

async function fill(
  deps: Dependencies,
  place: BackupPlace,
  target: SealedTarget,
  file: BackupFile,
  createdAt: number,
): Promise<Omit<BackupView, 'path' | 'createdAt' | 'size'>> {
  const { whileKeysRest = (work) => work() } = place;
  const files = await whileKeysRest(() => readFiles(deps, place.keysDir));
  const work = await makeWorkFolder(place.dataDir);
  try {
    const copyPath = path.join(work.dir, 'copy.db');
    await deps.database.copyTo(copyPath);
    const opened = await deps.database.openOther(copyPath);
    if (!opened.ok) throw new Error(`the copy: ${opened.code} ${opened.detail ?? ''}`);
    const facts = await writeContents(opened.database, files, {
      createdAt,
      host: place.host,
      version,
      epoch: deps.install.epoch(),
    });
    const passphrase = passphraseOf(file);
    await target.fill(copyPath, { version, createdAt: isoTime(createdAt), host: place.host }, passphrase);
    return { host: place.host, version, encrypted: passphrase !== undefined, ...facts };
  } finally {
    await work.remove();
  }
}

async function writeContents(
  copy: Database,
  files: ReadonlyMap<string, string>,
  facts: { createdAt: number; host: string; version: string; epoch: number },
): Promise<Pick<BackupView, 'users' | 'apps' | 'auditEntries' | 'auditBrokenAt'>> {
  try {
    const audit = await openAudit(copy);
    const auditHead = await audit.head();
    const { brokenAt } = await checkAuditChain(audit);
    const broken = brokenAt === undefined ? {} : { auditBrokenAt: brokenAt };
    const written = await writeBackupContents(copy, { ...facts, auditHead, ...broken }, files);
    if (!written.ok) throw new Error(written.detail);
    return { users: written.users, apps: written.apps, auditEntries: auditHead.seq, ...broken };
  } finally {
    await copy.close();
  }
}

/** Settings as they are in force, and every key but those that sign: a restore makes new ones. */
async function readFiles(deps: Dependencies, keysDir: string): Promise<Map<string, string>> {
  const files = new Map([['settings.json', JSON.stringify(deps.settings.current())]]);
  for (const entry of await readdir(keysDir, { withFileTypes: true })) {
    const ofThisPlace = isSigningKeyFile(entry.name) || entry.name === backupPassphraseFile;
    const isUnfinished = entry.name.endsWith('.tmp') || isWaitingKeyFile(entry.name);
    if (!entry.isFile() || isUnfinished || ofThisPlace) continue;
    files.set(`keys/${entry.name}`, await readFile(path.join(keysDir, entry.name), 'utf8'));
  }
  return files;
}

function unwritable(file: BackupFile, detail: string): CreateRefusal {
  return refuse('backup_unwritable', { data: { path: file.path }, detail });
}
