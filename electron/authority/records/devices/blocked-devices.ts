import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** A browser or app that is not let in, known by the hash of its long-lived token: as long as it keeps that. */
export interface BlockedDevice {
  readonly id: string;
  readonly tokenHash: string;
  /** Its name when it was blocked. */
  readonly device: string;
  /** Who was signed in on it. */
  readonly userName: string;
  readonly blockedAt: number;
  /** Who blocked it: an actor of the audit. */
  readonly by: string;
}

export interface BlockedDevices {
  isBlocked(tokenHash: string | undefined): boolean;
  find(id: string): BlockedDevice | undefined;
  /** Newest first. */
  list(): BlockedDevice[];
  block(batch: Batch, device: BlockedDevice): void;
  unblock(batch: Batch, device: BlockedDevice): void;
}

export async function openBlockedDevices(database: Database): Promise<BlockedDevices> {
  const byToken = new Map<string, BlockedDevice>();
  for (const row of await database.read('SELECT * FROM blocked_devices ORDER BY blocked_at')) {
    const tokenHash = String(row['token_hash']);
    byToken.set(tokenHash, {
      id: String(row['id']),
      tokenHash,
      device: String(row['device']),
      userName: String(row['user_name']),
      blockedAt: Number(row['blocked_at']),
      by: String(row['blocked_by']),
    });
  }
  return {
    isBlocked: (tokenHash) => tokenHash !== undefined && byToken.has(tokenHash),
    find: (id) => [...byToken.values()].find((device) => device.id === id),
    list: () => [...byToken.values()].toReversed(),
    block(batch, device) {
      if (byToken.has(device.tokenHash)) return;
      byToken.set(device.tokenHash, device);
      batch.write(
        'INSERT INTO blocked_devices (token_hash, id, device, user_name, blocked_at, blocked_by) VALUES (?, ?, ?, ?, ?, ?)',
        device.tokenHash,
        device.id,
        device.device,
        device.userName,
        device.blockedAt,
        device.by,
      );
      batch.onFailure(() => byToken.delete(device.tokenHash));
    },
    unblock(batch, device) {
      byToken.delete(device.tokenHash);
      batch.write('DELETE FROM blocked_devices WHERE token_hash = ?', device.tokenHash);
      batch.onFailure(() => byToken.set(device.tokenHash, device));
    },
  };
}
