import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** Failures in a row at one counter: an account, or an account from one known device. */
export interface Failures {
  readonly failures: number;
  readonly lastFailureAt: number;
}

export interface Attempts {
  find(key: string): Failures | undefined;
  put(batch: Batch, key: string, failures: Failures): void;
  clear(batch: Batch, key: string): void;
  forgetBefore(batch: Batch, lastFailureBefore: number): void;
  /** Moves with authority time. */
  stageShift(batch: Batch, byMs: number): void;
}

/** Unknown names are counted too, so that they answer like known ones; the number of counters stays bounded. */
const countersMax = 20_000;

/**
 * Counters stay in memory as they are even when the disk fails: forgetting a failure would help a guesser.
 */
export async function openAttempts(database: Database): Promise<Attempts> {
  const counters = new Map<string, Failures>();
  for (const row of await database.read('SELECT * FROM attempts ORDER BY last_failure_at')) {
    counters.set(String(row['key']), {
      failures: Number(row['failures']),
      lastFailureAt: Number(row['last_failure_at']),
    });
  }
  const drop = (batch: Batch, key: string): void => {
    if (!counters.delete(key)) return;
    batch.write('DELETE FROM attempts WHERE key = ?', key);
  };
  return {
    find: (key) => counters.get(key),
    put(batch, key, failures) {
      counters.delete(key);
      counters.set(key, failures);
      batch.write(
        'INSERT OR REPLACE INTO attempts (key, failures, last_failure_at) VALUES (?, ?, ?)',
        key,
        failures.failures,
        failures.lastFailureAt,
      );
      for (const oldest of counters.keys()) {
        if (counters.size <= countersMax) break;
        drop(batch, oldest);
      }
    },
    clear: drop,
    forgetBefore(batch, lastFailureBefore) {
      for (const [key, entry] of counters) if (entry.lastFailureAt < lastFailureBefore) drop(batch, key);
    },
    stageShift(batch, byMs) {
      const move = (ms: number): void => {
        for (const [key, entry] of counters)
          counters.set(key, { ...entry, lastFailureAt: entry.lastFailureAt + ms });
      };
      move(byMs);
      batch.onFailure(() => move(-byMs));
      batch.write('UPDATE attempts SET last_failure_at = last_failure_at + ?', byMs);
    },
  };
}
