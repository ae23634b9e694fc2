import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** When a file was last found whole. The fingerprint tells another file under the same name. */
export interface VerifiedBackups {
  find(path: string, fingerprint: string): number | undefined;
  note(batch: Batch, path: string, fingerprint: string, at: number): void;
  /** Files that are there no more. */
  forget(batch: Batch, path: string): void;
}

export async function openVerifiedBackups(database: Database): Promise<VerifiedBackups> {
  const rows = await database.read('SELECT path, fingerprint, verified_at FROM verified_backups');
  const known = new Map(
    rows.map((row) => [
      String(row['path']),
      { fingerprint: String(row['fingerprint']), at: Number(row['verified_at']) },
    ]),
  );
  return {
    find(path, fingerprint) {
      const found = known.get(path);
      return found?.fingerprint === fingerprint ? found.at : undefined;
    },
    note(batch, path, fingerprint, at) {
      const before = known.get(path);
      known.set(path, { fingerprint, at });
      batch.write(
        'INSERT OR REPLACE INTO verified_backups (path, fingerprint, verified_at) VALUES (?, ?, ?)',
        path,
        fingerprint,
        at,
      );
      batch.onFailure(() => {
        if (before === undefined) known.delete(path);
        else known.set(path, before);
      });
    },
    forget(batch, path) {
      if (!known.delete(path)) return;
      batch.write('DELETE FROM verified_backups WHERE path = ?', path);
    },
  };
}
