import { pleaReasonSchema, type PleaReason } from '../../../../shared/model/plea.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** Somebody who proved who they are, was not let in, and told the admin. */
export interface Plea {
  readonly userId: string;
  /** Authority time, epoch ms. */
  readonly at: number;
  readonly why: PleaReason;
  /** Of the device that was not let in, to show. */
  readonly device: string;
  /** The admin has seen it. It is kept so that it cannot be made again at once. */
  readonly dismissed: boolean;
}

/**
 * At most one of each user: the last. On disk, because the person was told that the admin knows, and the computer may
 * be switched off overnight.
 */
export interface Pleas {
  find(userId: string): Plea | undefined;
  list(): readonly Plea[];
  put(batch: Batch, plea: Plea): void;
  remove(batch: Batch, userId: string): void;
  forgetBefore(batch: Batch, before: number): void;
  /** Moves with authority time. */
  stageShift(batch: Batch, byMs: number): void;
}

/** @param listener told when one has come, changed or gone */
export async function openPleas(database: Database, listener: () => void): Promise<Pleas> {
  const byUser = new Map<string, Plea>();
  for (const row of await database.read('SELECT * FROM pleas ORDER BY at')) {
    const why = pleaReasonSchema.safeParse(row['why']);
    if (!why.success) continue;
    const userId = String(row['user_id']);
    byUser.set(userId, {
      userId,
      at: Number(row['at']),
      why: why.data,
      device: String(row['device']),
      dismissed: row['dismissed'] === 1,
    });
  }
  const restore = (userId: string, before: Plea | undefined): void => {
    if (before) byUser.set(userId, before);
    else byUser.delete(userId);
  };
  const remove = (batch: Batch, userId: string): void => {
    const before = byUser.get(userId);
    if (!before) return;
    byUser.delete(userId);
    batch.write('DELETE FROM pleas WHERE user_id = ?', userId);
    batch.onFailure(() => restore(userId, before));
    batch.onDurable(listener);
  };

  return {
    find: (userId) => byUser.get(userId),
    list: () => [...byUser.values()],
    put(batch, plea) {
      const { userId, at, why, device, dismissed } = plea;
      const before = byUser.get(userId);
      byUser.set(userId, plea);
      batch.write(
        'INSERT OR REPLACE INTO pleas (user_id, at, why, device, dismissed) VALUES (?, ?, ?, ?, ?)',
        userId,
        at,
        why,
        device,
        Number(dismissed),
      );
      batch.onFailure(() => restore(userId, before));
      batch.onDurable(listener);
    },
    remove,
    forgetBefore(batch, before) {
      for (const { userId, at } of byUser.values()) if (at < before) remove(batch, userId);
    },
    stageShift(batch, byMs) {
      const move = (ms: number): void => {
        for (const [userId, plea] of byUser) byUser.set(userId, { ...plea, at: plea.at + ms });
      };
      move(byMs);
      batch.write('UPDATE pleas SET at = at + ?', byMs);
      batch.onFailure(() => move(-byMs));
    },
  };
}
