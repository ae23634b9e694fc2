import type { EndReason } from '../../../../shared/model/session.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import { decodeEndedRow, type SessionSecrets } from './session-rows.ts';
import type { EndedSession } from './session.ts';
import type { EndedPage } from './session-store.ts';

/** Ended sessions kept in memory, so that a device that was just refused again costs no read. */
const recentMax = 10_000;
/** Longer than any setting looks back: see `sessions.kickWar`. */
const automaticKeptMs = 2 * 3600 * 1000;

/** Ends by a policy at the limit, which devices of one user can do to each other. */
const automaticReasons: ReadonlySet<EndReason> = new Set([
  'ended_least_recent',
  'ended_oldest',
  'ended_next_to_expire',
]);

const endSql = `UPDATE sessions SET ended_at = ?, ended_reason = ?, ended_by = ?, last_used_at = ?, last_seen_at = ?,
  address = ? WHERE id = ? AND ended_at IS NULL`;

/** What is known of sessions that have ended: why each did, and how often it happened by itself. */
export interface EndedSessions {
  /** Known at once, and staged to be written. */
  write(batch: Batch, session: EndedSession & SessionSecrets): void;
  /** Stages the end once more, after a failing disk. */
  writeAgain(batch: Batch, session: EndedSession): void;
  find(key: { tokenHash: string } | { id: string }): Promise<EndedSession | undefined>;
  list(query: { userId?: string; cursor?: string; limit: number }): Promise<EndedPage>;
  /** Times of the user's last automatic ends, oldest first. */
  automaticEnds(userId: string): readonly number[];
  /** Moves the times of automatic ends with authority time. What was recorded stays as it was. */
  shift(byMs: number): void;
  /** Undoes `write` in memory. */
  forget(session: EndedSession & SessionSecrets): void;
  forgetBefore(batch: Batch, endedBefore: number): void;
}

export async function openEndedSessions(database: Database): Promise<EndedSessions> {
  const byToken = new Map<string, EndedSession>();
  const byId = new Map<string, EndedSession & SessionSecrets>();
  const automatic = new Map<string, number[]>();

  const rows = await database.read(
    `SELECT user_id, ended_at FROM sessions WHERE ended_reason IN ('ended_least_recent', 'ended_oldest',
     'ended_next_to_expire') AND ended_at > (SELECT MAX(ended_at) FROM sessions) - ? ORDER BY ended_at`,
    automaticKeptMs,
  );
  const noteAutomatic = (userId: string, at: number): void => {
    const known = automatic.get(userId) ?? [];
    automatic.set(userId, [...known.filter((one) => one > at - automaticKeptMs), at]);
  };
  for (const row of rows) noteAutomatic(String(row['user_id']), Number(row['ended_at']));

  const drop = (session: EndedSession & SessionSecrets): void => {
    byId.delete(session.id);
    byToken.delete(session.tokenHash);
    if (session.spareHash !== undefined) byToken.delete(session.spareHash);
  };
  const writeEnd = (batch: Batch, session: EndedSession): void =>
    batch.write(
      endSql,
      session.ended.at,
      session.ended.reason,
      session.ended.by ?? null,
      session.lastUsedAt,
      session.lastSeenAt,
      session.address,
      session.id,
    );

  return {
    write(batch, session) {
      byId.set(session.id, session);
      byToken.set(session.tokenHash, session);
      if (session.spareHash !== undefined) byToken.set(session.spareHash, session);
      if (automaticReasons.has(session.ended.reason)) noteAutomatic(session.userId, session.ended.at);
      if (byId.size > recentMax) {
        for (const oldest of byId.values()) {
          drop(oldest);
          break;
        }
      }
      writeEnd(batch, session);
    },
    writeAgain: writeEnd,

    async find(key) {
      const recent = 'id' in key ? byId.get(key.id) : byToken.get(key.tokenHash);
      if (recent) return recent;
      const [row] =
        'id' in key
          ? await database.read('SELECT * FROM sessions WHERE id = ? AND ended_at IS NOT NULL', key.id)
          : await database.read(
              'SELECT * FROM sessions WHERE (token_hash = ? OR spare_hash = ?) AND ended_at IS NOT NULL',
              key.tokenHash,
              key.tokenHash,
            );
      return row && decodeEndedRow(row);
    },

    async list({ userId, cursor, limit }) {
      const [at, id] = decodeCursor(cursor);
      const ofUser = userId === undefined ? '' : 'user_id = ? AND ';
      const found = await database.read(
        `SELECT * FROM sessions WHERE ${ofUser}ended_at IS NOT NULL AND (ended_at < ? OR (ended_at = ? AND id < ?))
         ORDER BY ended_at DESC, id DESC LIMIT ?`,
        ...(userId === undefined ? [] : [userId]),
        at,
        at,
        id,
        limit + 1,
      );
      const sessions = found.slice(0, limit).map(decodeEndedRow);
      const last = sessions.at(-1);
      return found.length > limit && last
        ? { sessions, cursor: `${String(last.ended.at)}.${last.id}` }
        : { sessions };
    },

    automaticEnds: (userId) => automatic.get(userId) ?? [],
    shift(byMs) {
      for (const [userId, times] of automatic)
        automatic.set(
          userId,
          times.map((at) => at + byMs),
        );
    },

    forget(session) {
      drop(session);
      if (!automaticReasons.has(session.ended.reason)) return;
      const known = automatic.get(session.userId) ?? [];
      const place = known.lastIndexOf(session.ended.at);
      automatic.set(
        session.userId,
        known.filter((_at, n) => n !== place),
      );
    },

    forgetBefore(batch, endedBefore) {
      batch.write(
        'DELETE FROM grants WHERE session_id IN (SELECT id FROM sessions WHERE ended_at < ?)',
        endedBefore,
      );
      batch.write('DELETE FROM sessions WHERE ended_at < ?', endedBefore);
    },
  };
}

function decodeCursor(cursor: string | undefined): [number, string] {
  if (cursor === undefined) return [Number.MAX_SAFE_INTEGER, ''];
  const dot = cursor.indexOf('.');
  const at = Number(cursor.slice(0, dot));
  return Number.isSafeInteger(at) ? [at, cursor.slice(dot + 1)] : [0, ''];
}
