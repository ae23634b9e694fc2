import { z } from 'zod';
import type { Refusal } from '../../../../shared/errors.ts';
import { Batch } from '../../base/storage/batch.ts';
import type { CommitResult, Database } from '../../base/storage/database.ts';

/** What a backup says of itself, inside of what is summed up and encrypted. */
const manifestSchema = z.object({
  /** Authority time, epoch ms. */
  createdAt: z.int(),
  host: z.string(),
  version: z.string(),
  epoch: z.int(),
  auditHead: z.object({ seq: z.int(), hash: z.string() }),
  /** Where the chain of the audit was broken already when the backup was made. */
  auditBrokenAt: z.int().optional(),
  users: z.int(),
  apps: z.int(),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

export interface BackupContents {
  readonly manifest: BackupManifest;
  /** Text of files by their name in the data directory, such as `settings.json` and `keys/ca.crt.pem`. */
  readonly files: ReadonlyMap<string, string>;
}

/** Good for a moment, or the device's own: it is in no backup. */
const neverBackedUp = [
  'grants',
  'tickets',
  'pairings',
  'pleas',
  'attempts',
  'known_devices',
  'session_addresses',
  'oidc_artifacts',
  'logouts',
] as const;

/**
 * Makes a backup's database of a copy of the database: with the files and the manifest, without what is void after a
 * restore in any case.
 */
export async function writeBackupContents(
  copy: Database,
  facts: Omit<BackupManifest, 'users' | 'apps'>,
  files: ReadonlyMap<string, string>,
): Promise<{ ok: true; users: number; apps: number } | Refusal<'store_unavailable'>> {
  const [counted] = await copy.read(
    'SELECT (SELECT COUNT(*) FROM users) AS users, (SELECT COUNT(*) FROM apps) AS apps',
  );
  const manifest: BackupManifest = {
    ...facts,
    users: Number(counted?.['users']),
    apps: Number(counted?.['apps']),
  };
  // What is deleted is overwritten too.
  await copy.read('PRAGMA secure_delete = ON');
  const batch = new Batch();
  for (const table of neverBackedUp) batch.write(`DELETE FROM ${table}`);
  batch.write('CREATE TABLE backup_manifest (document TEXT NOT NULL)');
  batch.write('CREATE TABLE backup_files (name TEXT PRIMARY KEY, content TEXT NOT NULL)');
  batch.write('INSERT INTO backup_manifest (document) VALUES (?)', JSON.stringify(manifest));
  for (const [name, content] of files)
    batch.write('INSERT INTO backup_files (name, content) VALUES (?, ?)', name, content);
  const written = await copy.commit(batch);
  await foldLog(copy);
  return written.ok ? { ok: true, users: manifest.users, apps: manifest.apps } : written;
}

/** Undefined when this is another database than that of a backup, or a damaged one. */
export async function readBackupContents(copy: Database): Promise<BackupContents | undefined> {
  const tables = await copy.read(
    `SELECT COUNT(*) AS found FROM sqlite_schema WHERE type = 'table' AND name IN ('backup_manifest', 'backup_files')`,
  );
  if (tables[0]?.['found'] !== 2) return undefined;
  // Nothing of ours has them; in a file that was made up they would act on what is restored.
  if ((await copy.read("SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 1")).length > 0)
    return undefined;
  const [check] = await copy.read('PRAGMA integrity_check(1)');
  if (check?.['integrity_check'] !== 'ok') return undefined;
  const [row] = await copy.read('SELECT document FROM backup_manifest');
  const manifest = manifestSchema.safeParse(parseJson(String(row?.['document'])));
  if (!manifest.success) return undefined;
  const rows = await copy.read('SELECT name, content FROM backup_files');
  return {
    manifest: manifest.data,
    files: new Map(rows.map((file) => [String(file['name']), String(file['content'])])),
  };
}

/**
 * Makes the copy ready to be read into the running database: who was signed in then is signed out, codes for a first
 * password are spent, groups' hours hold from now on.
 */
export async function voidForRestore(copy: Database, now: number): Promise<CommitResult> {
  const batch = new Batch();
  batch.write("UPDATE sessions SET ended_at = ?, ended_reason = 'restored' WHERE ended_at IS NULL", now);
  batch.write('UPDATE users SET code_hash = NULL, code_expires_at = NULL');
  batch.write('UPDATE groups SET hours_since = ?', now);
  const written = await copy.commit(batch);
  await foldLog(copy);
  return written;
}

/** Everything is in the one file from then on. */
async function foldLog(copy: Database): Promise<void> {
  await copy.read('PRAGMA wal_checkpoint(TRUNCATE)');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
