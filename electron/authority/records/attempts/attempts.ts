import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** Failures in a row at one counter: an account, or an account from one known device. */
export interface Failures {
  readonly failures: number;
  readonly lastFailureAt: number;
}

/** How much is lost with a counter: those worth least are forgotten first. */
export type Worth = (failures: Failures) => 0 | 1 | 2;

export interface Attempts {
  find(key: string): Failures | undefined;
  put(batch: Batch, key: string, failures: Failures, worth: Worth): void;
  clear(batch: Batch, key: string): void;
  forgetBefore(batch: Batch, lastFailureBefore: number): void;
  /** Moves with authority time. */
  stageShift(batch: Batch, byMs: number): void;
}

/**
 * Anybody can make up names, and each has a counter so that it answers like a real one: the number of these stays
 * bounded. All others are as many as there are accounts and their devices, and are never forgotten to make room.
 */
export const madeUpCountersMax = 20_000;

const madeUpMark = '?';

/** The key of a counter that belongs to nothing known. */
export function madeUpKey(key: string): string {
  return `${madeUpMark}${key}`;
}

export function isMadeUpKey(key: string): boolean {
  return key.startsWith(madeUpMark);
}

/**
 * Counters stay in memory as they are even when the disk fails: forgetting a failure would help a guesser.
 */
export async function openAttempts(database: Database): Promise<Attempts> {
  const known = new Map<string, Failures>();
  const madeUp = new Map<string, Failures>();
  const countersOf = (key: string): Map<string, Failures> => (isMadeUpKey(key) ? madeUp : known);
  for (const row of await database.read('SELECT * FROM attempts ORDER BY last_failure_at')) {
    const key = String(row['key']);
    countersOf(key).set(key, {
      failures: Number(row['failures']),
      lastFailureAt: Number(row['last_failure_at']),
    });
  }
  const drop = (batch: Batch, key: string): void => {
    if (!countersOf(key).delete(key)) return;
    batch.write('DELETE FROM attempts WHERE key = ?', key);
  };
  return {
    find: (key) => countersOf(key).get(key),
    put(batch, key, failures, worth) {
      const counters = countersOf(key);
      // The oldest failure comes first.
      counters.delete(key);
      counters.set(key, failures);
      batch.write(
        'INSERT OR REPLACE INTO attempts (key, failures, last_failure_at) VALUES (?, ?, ?)',
        key,
        failures.failures,
        failures.lastFailureAt,
      );
      while (madeUp.size > madeUpCountersMax) drop(batch, leastOf(madeUp, worth));
    },
    clear: drop,
    forgetBefore(batch, lastFailureBefore) {
      for (const counters of [known, madeUp]) {
        for (const [key, entry] of counters) if (entry.lastFailureAt < lastFailureBefore) drop(batch, key);
      }
    },
    stageShift(batch, byMs) {
      const move = (ms: number): void => {
        for (const counters of [known, madeUp]) {
          for (const [key, entry] of counters)
            counters.set(key, { ...entry, lastFailureAt: entry.lastFailureAt + ms });
        }
      };
      move(byMs);
      batch.onFailure(() => move(-byMs));
      batch.write('UPDATE attempts SET last_failure_at = last_failure_at + ?', byMs);
    },
  };
}

/** The oldest of those worth least. */
function leastOf(counters: ReadonlyMap<string, Failures>, worth: Worth): string {
  let least = { key: '', worth: Infinity };
  for (const [key, failures] of counters) {
    const value = worth(failures);
    if (value < least.worth) least = { key, worth: value };
    if (value === 0) break;
  }
  return least.key;
}
