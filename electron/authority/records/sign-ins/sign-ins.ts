import type { SessionClass } from '../../../../shared/model/session.ts';
import type { SignInCounts } from '../../../../shared/model/status.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import { localDay, startOfLocalDay, type LocalDay } from '../../base/clock/local-day.ts';
import { countByDay, countByUser, type UserCount } from './count-sign-ins.ts';
import { openFailureDays } from './failure-days.ts';

/** What one sign-in came to. Only `failed` and `throttled` are failures; the rest had the right password. */
export type SignInResult = 'admitted' | 'asked' | 'refused' | 'seats_full' | 'outside_hours' | 'paused';

/** One sign-in with the right credentials, as it was answered. */
export interface SignInFact {
  readonly at: number;
  readonly outcome: SignInResult;
  readonly userId: string;
  readonly userName: string;
  readonly device: string;
  readonly class: SessionClass;
  /** Of an admitted one. */
  readonly sessionId?: string | undefined;
}

/** Every sign-in of the last months, to count and to try other rules on. */
export interface SignIns {
  note(batch: Batch, fact: SignInFact): void;
  /** A failed or throttled attempt: counted only, since its name may be anything. */
  noteFailure(at: number, kind: 'failed' | 'throttled'): void;
  /** Counts since midnight on this computer's clock. */
  countToday(now: number): SignInCounts;
  /** Counts of each of these days, in their order. */
  countDays(days: readonly LocalDay[]): Promise<SignInCounts[]>;
  /** Who signed in or was stopped from `from` up to but not at `to`; most sign-ins first. */
  countUsers(from: number, to: number): Promise<UserCount[]>;
  /** Writes the failures that were counted since. */
  stageFailures(batch: Batch): void;
  /** Failures of the last `withinMs`. */
  countFailures(now: number, withinMs: number): number;
  list(from: number): Promise<SignInFact[]>;
  forgetBefore(batch: Batch, before: number): void;
}

const countedAs = {
  admitted: 'admitted',
  asked: 'asked',
  refused: 'limit',
  seats_full: 'seats',
  outside_hours: 'hours',
  paused: 'paused',
} as const satisfies Record<SignInResult, keyof SignInCounts>;

const none = { admitted: 0, asked: 0, limit: 0, seats: 0, hours: 0, paused: 0 };
const failuresRemembered = 10_000;

/** @param listener told when a counter has moved */
export async function openSignIns(database: Database, now: number, listener: () => void): Promise<SignIns> {
  let day = localDay(now);
  let counts = { ...none };
  const failures: number[] = [];
  const failureDays = await openFailureDays(database);
  const countAt = (at: number): typeof counts => {
    if (localDay(at) !== day) {
      day = localDay(at);
      counts = { ...none };
    }
    return counts;
  };
  const rows = await database.read(
    'SELECT outcome, COUNT(*) AS n FROM sign_ins WHERE at >= ? GROUP BY outcome',
    startOfLocalDay(day),
  );
  for (const row of rows) counts[countedAs[String(row['outcome']) as SignInResult]] += Number(row['n']);

  return {
    note(batch, fact) {
      batch.write(
        'INSERT INTO sign_ins (at, outcome, user_id, user_name, device, class, session_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
        fact.at,
        fact.outcome,
        fact.userId,
        fact.userName,
        fact.device,
        fact.class,
        fact.sessionId ?? null,
      );
      batch.onDurable(() => {
        countAt(fact.at)[countedAs[fact.outcome]] += 1;
        listener();
      });
    },
    noteFailure(at, kind) {
      failureDays.add(at, kind);
      listener();
      if (kind !== 'failed') return;
      failures.push(at);
      if (failures.length > failuresRemembered) failures.shift();
    },
    countToday: (at) => ({ ...countAt(at), ...failureDays.of(localDay(at)) }),
    async countDays(days) {
      const byDay = new Map(days.map((one) => [one.day, { ...none }]));
      for (const { day: of, outcome, count } of await countByDay(database, days)) {
        const counted = byDay.get(of);
        if (counted) counted[countedAs[outcome as SignInResult]] += count;
      }
      return days.map((one) => ({ ...none, ...byDay.get(one.day), ...failureDays.of(one.day) }));
    },
    countUsers: (from, to) => countByUser(database, from, to),
    stageFailures: (batch) => failureDays.stage(batch),
    countFailures: (at, withinMs) => failures.filter((one) => one > at - withinMs).length,
    async list(from) {
      const found = await database.read('SELECT * FROM sign_ins WHERE at >= ? ORDER BY at', from);
      return found.map((row) => ({
        at: Number(row['at']),
        outcome: String(row['outcome']) as SignInResult,
        userId: String(row['user_id']),
        userName: String(row['user_name']),
        device: String(row['device']),
        class: String(row['class']) as SessionClass,
        sessionId: typeof row['session_id'] === 'string' ? row['session_id'] : undefined,
      }));
    },
    forgetBefore(batch, before) {
      batch.write('DELETE FROM sign_ins WHERE at < ?', before);
      failureDays.forgetBefore(batch, localDay(before));
    },
  };
}
