import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** Enough for any LAN; somebody who asks for the check again and again must not fill the disk. */
const devicesMax = 10_000;

/** Browsers that opened Rollcall without a warning, by the hash of what the trust page gave them. Only a number to show. */
export interface TrustingDevices {
  count(): number;
  /** @returns false when there is nothing to record */
  add(batch: Batch, hash: string, at: number): boolean;
}

export async function openTrustingDevices(database: Database): Promise<TrustingDevices> {
  const rows = await database.read('SELECT token_hash FROM trusting_devices');
  const known = new Set(rows.map((row) => String(row['token_hash'])));
  return {
    count: () => known.size,
    add(batch, hash, at) {
      if (known.has(hash) || known.size >= devicesMax) return false;
      known.add(hash);
      batch.write('INSERT OR IGNORE INTO trusting_devices (token_hash, seen_at) VALUES (?, ?)', hash, at);
      batch.onFailure(() => known.delete(hash));
      return true;
    },
  };
}
