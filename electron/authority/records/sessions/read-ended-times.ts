import { setImmediate } from 'node:timers/promises';
import type { SessionClass } from '../../../../shared/model/session.ts';
import type { Database } from '../../base/storage/database.ts';

/** When a session that has ended began and ended, epoch ms. */
export interface EndedTimes {
  readonly id: string;
  readonly class: SessionClass;
  readonly signedInAt: number;
  readonly endedAt: number;
}

const pageSize = 5000;

/**
 * Every session that ended after `from`, in the order of the ends, page by page: the disk is free for sign-ins in
 * between, and an end that comes meanwhile comes with the last page.
 */
export async function readEndedTimes(
  database: Database,
  from: number,
  visit: (times: EndedTimes) => void,
): Promise<void> {
  let [at, after] = [from, '\uFFFF'];
  for (;;) {
    const rows = await database.read(
      `SELECT id, class, signed_in_at, ended_at FROM sessions
       WHERE (ended_at, id) > (?, ?) ORDER BY ended_at, id LIMIT ?`,
      at,
      after,
      pageSize,
    );
    for (const row of rows) {
      visit({
        id: String(row['id']),
        class: String(row['class']) as SessionClass,
        signedInAt: Number(row['signed_in_at']),
        endedAt: Number(row['ended_at']),
      });
    }
    const last = rows.at(-1);
    if (rows.length < pageSize || last === undefined) return;
    [at, after] = [Number(last['ended_at']), String(last['id'])];
    await setImmediate();
  }
}
