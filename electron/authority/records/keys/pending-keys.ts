import { rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolderOf, writeDurableFile } from '../../base/durable-file.ts';
import { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** Files of the keys folder by name: their text, or null to have Rollcall make a new one. */
export type PendingKeys = Readonly<Record<string, string | null>>;

/**
 * Keys that belong to a larger change: recorded with it in one transaction, and put into their folder before anything
 * reads it. So a power cut leaves the old keys with the old records or the new ones with the new.
 */
export function stagePendingKeys(batch: Batch, keys: PendingKeys): void {
  batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('pending_keys', ?)", JSON.stringify(keys));
}

/** @throws when the folder cannot be written; then it is done at the next start */
export async function applyPendingKeys(database: Database, keysDir: string): Promise<void> {
  const [row] = await database.read("SELECT value FROM meta WHERE key = 'pending_keys'");
  if (!row) return;
  for (const [name, text] of Object.entries(JSON.parse(String(row['value'])) as PendingKeys)) {
    const filePath = path.join(keysDir, path.basename(name));
    if (text !== null) await writeDurableFile(filePath, text);
    else {
      await rm(filePath, { force: true });
      await syncFolderOf(filePath);
    }
  }
  const batch = new Batch();
  batch.write("DELETE FROM meta WHERE key = 'pending_keys'");
  await database.commit(batch);
}
