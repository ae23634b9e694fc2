import type { LocalDay } from '../../base/clock/local-day.ts';
import type { Database } from '../../base/storage/database.ts';

/** How many sign-ins of a day came to this; `outcome` as it is written. */
export interface DayCount {
  readonly day: string;
  readonly outcome: string;
  readonly count: number;
}

export interface UserCount {
  readonly userId: string;
  /** As it was at one of them: the user may be gone. */
  readonly userName: string;
  readonly admitted: number;
  /** Refused by a rule. */
  readonly stopped: number;
}

/** Counted by the database: only the numbers travel. */
export async function countByDay(database: Database, days: readonly LocalDay[]): Promise<DayCount[]> {
  const rows = await database.read(
    `SELECT json_extract(value, '$.day') AS day, outcome, COUNT(*) AS n FROM json_each(?)
     JOIN sign_ins ON at >= json_extract(value, '$.from') AND at < json_extract(value, '$.to')
     GROUP BY day, outcome`,
    JSON.stringify(days),
  );
  return rows.map((row) => ({
    day: String(row['day']),
    outcome: String(row['outcome']),
    count: Number(row['n']),
  }));
}

/** Who signed in, or was stopped, from `from` up to but not at `to`, epoch ms; most sign-ins first. */
export async function countByUser(database: Database, from: number, to: number): Promise<UserCount[]> {
  const rows = await database.read(
    `SELECT user_id, MAX(user_name) AS user_name, SUM(outcome = 'admitted') AS admitted,
            SUM(outcome NOT IN ('admitted', 'asked')) AS n
     FROM sign_ins WHERE at >= ? AND at < ? GROUP BY user_id ORDER BY admitted DESC, n DESC, user_id`,
    from,
    to,
  );
  return rows.map((row) => ({
    userId: String(row['user_id']),
    userName: String(row['user_name']),
    admitted: Number(row['admitted']),
    stopped: Number(row['n']),
  }));
}
