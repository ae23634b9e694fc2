import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** Enough for any LAN; somebody who asks for the check again and again must not fill the disk. */
const devicesMax = 10_000;

/**
 * Browsers that opened Rollcall without a warning, by the hash of what the trust page gave them. Only a number to show,
 * and only of those that did so under the certificate authority of now.
 */
export interface TrustingDevices {
  count(): number;
  /** @returns false when there is nothing to record */
  add(batch: Batch, hash: string, at: number): boolean;
  /** Nobody trusts another authority yet. */
  startAnew(batch: Batch, authority: string): void;
}

/** @param authority fingerprint of the certificate authority; after a restore it may be another one */
export async function openTrustingDevices(database: Database, authority: string): Promise<TrustingDevices> {
  const [row] = await database.read("SELECT value FROM meta WHERE key = 'trusted_authority'");
  const isOfAnother = row !== undefined && String(row['value']) !== authority;
  const rows = isOfAnother ? [] : await database.read('SELECT token_hash FROM trusting_devices');
  let known = new Set(rows.map((one) => String(one['token_hash'])));
  let of = authority;
  const stageAuthority = (batch: Batch, next: string): void =>
    batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('trusted_authority', ?)", next);
  return {
    count: () => known.size,
    add(batch, hash, at) {
      if (known.has(hash) || known.size >= devicesMax) return false;
      if (known.size === 0) {
        batch.write('DELETE FROM trusting_devices');
        stageAuthority(batch, of);
      }
      known.add(hash);
      batch.write('INSERT OR IGNORE INTO trusting_devices (token_hash, seen_at) VALUES (?, ?)', hash, at);
      batch.onFailure(() => known.delete(hash));
      return true;
    },
    startAnew(batch, next) {
      const before = { known, of };
      known = new Set();
      of = next;
      batch.write('DELETE FROM trusting_devices');
      stageAuthority(batch, next);
      batch.onFailure(() => ({ known, of } = before));
    },
  };
}
