import type { SessionClass } from '../../../../shared/model/session.ts';
import type { SignInCounts } from '../../../../shared/model/status.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** What one sign-in came to. Only `failed` and `throttled` are failures; the rest had the right password. */
export type SignInResult = 'admitted' | 'asked' | 'refused' | 'seats_full' | 'outside_hours';

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
  /** Counts since midnight on this computer's clock; failures since the start of the process. */
  countToday(now: number): SignInCounts;
  /** Failures of the last `withinMs`. */
  countFailures(now: number, withinMs: number): number;
  list(from: number): Promise<SignInFact[]>;
  forgetBefore(batch: Batch, before: number): void;
}

const countedAs = {
  admitted: 'admitted',
  asked: 'limit',
  refused: 'limit',
  seats_full: 'seats',
  outside_hours: 'hours',
} as const satisfies Record<SignInResult, keyof SignInCounts>;

const none: SignInCounts = { admitted: 0, limit: 0, seats: 0, hours: 0, failed: 0, throttled: 0 };
const failuresRemembered = 10_000;

/** @param listener told when a counter has moved */
export async function openSignIns(database: Database, now: number, listener: () => void): Promise<SignIns> {
  let day = dayOf(now);
  let counts = { ...none };
  const failures: number[] = [];
  const countAt = (at: number): typeof counts => {
    if (dayOf(at) !== day) {
      day = dayOf(at);
      counts = { ...none };
    }
    return counts;
  };
  const rows = await database.read(
    'SELECT outcome, COUNT(*) AS n FROM sign_ins WHERE at >= ? GROUP BY outcome',
    startOfDay(now),
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
      countAt(at)[kind] += 1;
      listener();
      if (kind !== 'failed') return;
      failures.push(at);
      if (failures.length > failuresRemembered) failures.shift();
    },
    countToday: (at) => ({ ...countAt(at) }),
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
    forgetBefore: (batch, before) => batch.write('DELETE FROM sign_ins WHERE at < ?', before),
  };
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function dayOf(at: number): string {
  return new Date(at).toDateString();
}
