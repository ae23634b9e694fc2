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
  const known = new Set<string>();
  const pair = (tokenHash: string, userId: string): string => `${userId}|${tokenHash}`;
  for (const row of await database.read('SELECT token_hash, user_id FROM known_devices')) {
    known.add(pair(String(row['token_hash']), String(row['user_id'])));
  }
  return {
    isKnown: (tokenHash, userId) => known.has(pair(tokenHash, userId)),
    note(batch, tokenHash, userId, at) {
      const key = pair(tokenHash, userId);
      if (!known.has(key)) batch.onFailure(() => known.delete(key));
      known.add(key);
      batch.write(
        'INSERT OR REPLACE INTO known_devices (token_hash, user_id, last_used_at) VALUES (?, ?, ?)',
        tokenHash,
        userId,
        at,
      );
    },
    forgetUser(batch, userId) {
      const gone = [...known].filter((key) => key.startsWith(`${userId}|`));
      for (const key of gone) known.delete(key);
      batch.write('DELETE FROM known_devices WHERE user_id = ?', userId);
      batch.onFailure(() => {
        for (const key of gone) known.add(key);
      });
    },
  };
}
