import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { renameDurableFile, syncFolderOf, writeDurableFile } from '../../base/durable-file.ts';
import { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** Files of the keys folder by name: their text, or null to have Rollcall make a new one. */
export type PendingKeys = Readonly<Record<string, string | null>>;

/** In the order in which they are put into the folder: a restore comes last, since the authority opens anew after it. */
const rowKeys = ['next_keys', 'pending_keys'] as const;

/** What a file that waits for its record is called meanwhile. */
const waitingEnd = '.next';

/**
 * Keys that belong to a larger change: recorded with it in one transaction, and put into their folder before anything
 * reads it. So a power cut leaves the old keys with the old records or the new ones with the new.
 */
export function stagePendingKeys(batch: Batch, keys: PendingKeys): void {
  batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('pending_keys', ?)", JSON.stringify(keys));
}

/**
 * As with `stagePendingKeys`, for keys made here, whose text the database has no need to know: they wait on disk beside
 * the old ones, and without the record of `stage` they are nothing.
 *
 * @throws when the disk does not take them; then nothing is left of them
 */
export async function writeNextKeys(
  keysDir: string,
  files: Readonly<Record<string, string>>,
): Promise<{ stage: (batch: Batch) => void; discard: () => Promise<void> }> {
  const names = Object.keys(files);
  const discard = async (): Promise<void> => {
    await Promise.allSettled(
      names.map((name) => rm(path.join(keysDir, `${name}${waitingEnd}`), { force: true })),
    );
  };
  try {
    for (const [name, text] of Object.entries(files))
      await writeDurableFile(path.join(keysDir, `${name}${waitingEnd}`), text);
  } catch (error) {
    await discard();
    throw error;
  }
  return {
    stage: (batch) =>
      batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('next_keys', ?)", JSON.stringify(names)),
    discard,
  };
}

/** Is a file of this name one that waits, and perhaps never comes into force? */
export function isWaitingKeyFile(fileName: string): boolean {
  return fileName.endsWith(waitingEnd);
}

/** @throws when the folder cannot be written; then it is done at the next start */
export async function applyPendingKeys(database: Database, keysDir: string): Promise<void> {
  for (const rowKey of rowKeys) {
    const [row] = await database.read('SELECT value FROM meta WHERE key = ?', rowKey);
    if (!row) continue;
    const found: unknown = JSON.parse(String(row['value']));
    if (rowKey === 'next_keys') await takeWaiting(keysDir, found as string[]);
    else await writeKeys(keysDir, found as PendingKeys);
    const batch = new Batch();
    batch.write('DELETE FROM meta WHERE key = ?', rowKey);
    await database.commit(batch);
  }
  // What waits now was never recorded.
  for (const name of (await readdir(keysDir)).filter(isWaitingKeyFile))
    await rm(path.join(keysDir, name), { force: true });
}

/** One that is no longer there was taken before the power failed. */
async function takeWaiting(keysDir: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const filePath = path.join(keysDir, path.basename(name));
    try {
      await renameDurableFile(`${filePath}${waitingEnd}`, filePath);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

async function writeKeys(keysDir: string, keys: PendingKeys): Promise<void> {
  for (const [name, text] of Object.entries(keys)) {
    const filePath = path.join(keysDir, path.basename(name));
    if (text !== null) await writeDurableFile(filePath, text);
    else {
      await rm(filePath, { force: true });
      await syncFolderOf(filePath);
    }
  }
}
