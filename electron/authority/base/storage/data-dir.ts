import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'libsql';
import { refuse, type Refusal } from '../../../../shared/errors.ts';
import { removeWorkFolders } from './work-folder.ts';

export interface DataDir {
  readonly ok: true;
  readonly dir: string;
  readonly databasePath: string;
  readonly settingsPath: string;
  readonly keysDir: string;
  readonly logsDir: string;
  /** Gives the lock back; the operating system does it too when the process dies in any way. */
  close(): void;
}

export type DataDirRefusal = Refusal<'data_dir_permissions' | 'data_dir_unwritable' | 'data_dir_locked'>;

/**
 * Opens the data directory for this process alone. The lock is a write transaction on the file `lock`: the operating
 * system drops it at any death of the process, so there is never a stale one.
 *
 * @param holder who we are, told to a second process that wants in
 */
export function openDataDir(dir: string, holder: string): DataDir | DataDirRefusal {
  const keysDir = path.join(dir, 'keys');
  const logsDir = path.join(dir, 'logs');
  try {
    // That for backups is where the console proposes to make them.
    for (const each of [dir, keysDir, logsDir, path.join(dir, 'backups')]) {
      if (!existsSync(each)) mkdirSync(each, { recursive: true, mode: 0o700 });
    }
  } catch (error) {
    return refuse('data_dir_unwritable', { data: { dir }, detail: messageOf(error) });
  }
  const open = checkPermissions(dir) ?? checkPermissions(keysDir);
  if (open) return open;

  const lock = takeLock(lockPathOf(dir), holder);
  if (!lock.ok) return lock;
  removeWorkFolders(dir);
  return {
    ok: true,
    dir,
    databasePath: path.join(dir, 'rollcall.db'),
    settingsPath: path.join(dir, 'settings.json'),
    keysDir,
    logsDir,
    close: lock.release,
  };
}

function checkPermissions(dir: string): Refusal<'data_dir_permissions'> | undefined {
  // Windows keeps the user's own folders from other users by inherited rights; its mode bits say nothing.
  if (process.platform === 'win32') return undefined;
  const { mode, uid } = statSync(dir);
  const own = process.getuid?.();
  if (own !== undefined && uid !== own) {
    return refuse('data_dir_permissions', { data: { dir, fix: `chown ${String(own)} '${dir}'` } });
  }
  return (mode & 0o077) === 0
    ? undefined
    : refuse('data_dir_permissions', { data: { dir, fix: `chmod 700 '${dir}'` } });
}

function takeLock(
  filePath: string,
  holder: string,
): { ok: true; release: () => void } | Refusal<'data_dir_locked' | 'data_dir_unwritable'> {
  let db: Sqlite.Database;
  try {
    db = new Sqlite(filePath, { timeout: 0 });
    // In WAL mode a second process can read who holds the lock while the first one's transaction stays open.
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY, name TEXT NOT NULL)');
  } catch (error) {
    const message = messageOf(error);
    if (/locked|busy/i.test(message))
      return refuse('data_dir_locked', { data: { holder: findLockHolder(filePath) } });
    return refuse('data_dir_unwritable', { data: { dir: path.dirname(filePath) }, detail: message });
  }
  try {
    db.exec('BEGIN IMMEDIATE');
    db.prepare('INSERT OR REPLACE INTO holder (id, name) VALUES (1, ?)').run(holder);
    db.exec('COMMIT');
    db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    db.close();
    const message = messageOf(error);
    if (/locked|busy/i.test(message))
      return refuse('data_dir_locked', { data: { holder: findLockHolder(filePath) } });
    return refuse('data_dir_unwritable', { data: { dir: path.dirname(filePath) }, detail: message });
  }
  return {
    ok: true,
    release: () => {
      // libsql's close leaves the connection, and with it the lock, open until its statements are collected.
      db.exec('ROLLBACK');
      db.close();
    },
  };
}

/** Who has the data directory, as it calls itself. */
export function findHolder(dir: string): string {
  return findLockHolder(lockPathOf(dir));
}

function lockPathOf(dir: string): string {
  return path.join(dir, 'lock');
}

/** Who has the lock at this path, as it calls itself. */
function findLockHolder(filePath: string): string {
  try {
    const db = new Sqlite(filePath, { timeout: 0, readonly: true });
    const row = db.prepare('SELECT name FROM holder WHERE id = 1').get() as { name?: unknown } | undefined;
    db.close();
    return typeof row?.name === 'string' ? row.name : 'another process';
  } catch {
    return 'another process';
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
