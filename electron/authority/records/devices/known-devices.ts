import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/**
 * Browsers that have signed in to an account before, by the hash of a long-lived cookie. It is no session and
 * opens nothing: it only gives its owner a throttle counter of its own.
 */
export interface KnownDevices {
  isKnown(tokenHash: string, userId: string): boolean;
  note(batch: Batch, tokenHash: string, userId: string, at: number): void;
  forgetUser(batch: Batch, userId: string): void;
}

export async function openKnownDevices(database: Database): Promise<KnownDevices> {
  const known = new Map<string, Set<string>>();
  const add = (userId: string, tokenHash: string): void => {
    const own = known.get(userId);
    if (own) own.add(tokenHash);
    else known.set(userId, new Set([tokenHash]));
  };
  for (const row of await database.read('SELECT token_hash, user_id FROM known_devices')) {
    add(String(row['user_id']), String(row['token_hash']));
  }
  return {
    isKnown: (tokenHash, userId) => known.get(userId)?.has(tokenHash) ?? false,
    note(batch, tokenHash, userId, at) {
      if (known.get(userId)?.has(tokenHash) !== true) {
        add(userId, tokenHash);
        batch.onFailure(() => known.get(userId)?.delete(tokenHash));
      }
      batch.write(
        'INSERT OR REPLACE INTO known_devices (token_hash, user_id, last_used_at) VALUES (?, ?, ?)',
        tokenHash,
        userId,
        at,
      );
    },
    forgetUser(batch, userId) {
      const gone = known.get(userId);
      if (gone === undefined) return;
      known.delete(userId);
      batch.write('DELETE FROM known_devices WHERE user_id = ?', userId);
      batch.onFailure(() => known.set(userId, gone));
    },
  };
}
