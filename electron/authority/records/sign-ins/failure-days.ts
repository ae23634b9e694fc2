import { localDay } from '../../base/clock/local-day.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

export interface FailureCounts {
  readonly failed: number;
  readonly throttled: number;
}

/**
 * Failures of each day as two numbers. Counted in memory and written every few seconds: what anybody on the network
 * can send as often as he likes must not cost a write each. A process that is killed forgets the last seconds.
 */
export interface FailureDays {
  add(at: number, kind: keyof FailureCounts): void;
  of(day: string): FailureCounts;
  /** Writes what has changed since. */
  stage(batch: Batch): void;
  forgetBefore(batch: Batch, day: string): void;
}

const none: FailureCounts = { failed: 0, throttled: 0 };

/** All of it in memory: a few thousand days at the most. */
export async function openFailureDays(database: Database): Promise<FailureDays> {
  const counts = new Map<string, FailureCounts>();
  for (const row of await database.read('SELECT day, failed, throttled FROM failure_days')) {
    counts.set(String(row['day']), { failed: Number(row['failed']), throttled: Number(row['throttled']) });
  }
  const unwritten = new Set<string>();
  const of = (day: string): FailureCounts => counts.get(day) ?? none;
  return {
    add(at, kind) {
      const day = localDay(at);
      counts.set(day, { ...of(day), [kind]: of(day)[kind] + 1 });
      unwritten.add(day);
    },
    of,
    stage(batch) {
      const days = [...unwritten];
      unwritten.clear();
      for (const day of days) {
        batch.write(
          'INSERT OR REPLACE INTO failure_days (day, failed, throttled) VALUES (?, ?, ?)',
          day,
          of(day).failed,
          of(day).throttled,
        );
      }
      batch.onFailure(() => {
        for (const day of days) unwritten.add(day);
      });
    },
    forgetBefore(batch, before) {
      batch.write('DELETE FROM failure_days WHERE day < ?', before);
      batch.onDurable(() => {
        for (const day of counts.keys()) if (day < before) counts.delete(day);
      });
    },
  };
}
