import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import type { Row } from '../../base/storage/statement.ts';
import type { EndedSession } from '../sessions/session.ts';

/** An ended session that an app has to be told of by back-channel logout, until it confirms. */
export interface Logout {
  readonly id: string;
  readonly sessionId: string;
  readonly appId: string;
  readonly userId: string;
  readonly userName: string;
  readonly device: string;
  readonly endedAt: number;
  readonly tries: number;
  /** Undefined: it is not tried again by itself. */
  readonly nextTryAt: number | undefined;
  readonly lastError: string | undefined;
  readonly confirmedAt: number | undefined;
}

export interface Logouts {
  /** Unconfirmed ones, by app. Kept in memory, so that the console can show them at any time. */
  countUnconfirmed(appId: string): number;
  /** Unconfirmed ones, first due first. */
  listUnconfirmed(appId?: string): Logout[];
  /** Unconfirmed ones first, then the newest; at most `limit`. */
  list(appId: string, limit: number): Promise<Logout[]>;
  /** Of one session. */
  listOfSession(sessionId: string): Promise<Logout[]>;
  /**
   * Part of the transaction that ends the session: one for each of these apps. A second end of the same session, as
   * after a disk that failed, adds none.
   */
  queue(batch: Batch, session: EndedSession, appIds: readonly string[]): void;
  /** What became of a try. */
  put(batch: Batch, logout: Logout): void;
  /** The app was removed, or is not told any more. */
  forgetApp(batch: Batch, appId: string): void;
  forgetConfirmedBefore(batch: Batch, at: number): void;
}

export interface LogoutListeners {
  /** The app's unconfirmed logouts are others now. */
  changed(appId: string): void;
}

export async function openLogouts(database: Database, listeners: LogoutListeners): Promise<Logouts> {
  const open = new Map<string, Logout>();
  for (const row of await database.read('SELECT * FROM logouts WHERE confirmed_at IS NULL')) {
    const logout = decodeRow(row);
    open.set(logout.id, logout);
  }
  const listUnconfirmed = (appId?: string): Logout[] =>
    [...open.values()]
      .filter((logout) => appId === undefined || logout.appId === appId)
      .toSorted((a, b) => (a.nextTryAt ?? Infinity) - (b.nextTryAt ?? Infinity));

  return {
    countUnconfirmed(appId) {
      let count = 0;
      for (const logout of open.values()) if (logout.appId === appId) count += 1;
      return count;
    },
    listUnconfirmed,
    async list(appId, limit) {
      const rows = await database.read(
        'SELECT * FROM logouts WHERE app_id = ? ORDER BY confirmed_at IS NOT NULL, ended_at DESC LIMIT ?',
        appId,
        limit,
      );
      return rows.map(decodeRow);
    },
    async listOfSession(sessionId) {
      return (await database.read('SELECT * FROM logouts WHERE session_id = ?', sessionId)).map(decodeRow);
    },
    queue(batch, session, appIds) {
      for (const appId of appIds) {
        const id = `${session.id}.${appId}`;
        if (open.has(id)) continue;
        const logout: Logout = {
          id,
          sessionId: session.id,
          appId,
          userId: session.userId,
          userName: session.userName,
          device: session.device,
          endedAt: session.ended.at,
          tries: 0,
          nextTryAt: session.ended.at,
          lastError: undefined,
          confirmedAt: undefined,
        };
        open.set(id, logout);
        batch.write(
          `INSERT OR IGNORE INTO logouts (id, session_id, app_id, user_id, user_name, device, ended_at, next_try_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          id,
          session.id,
          appId,
          session.userId,
          session.userName,
          session.device,
          session.ended.at,
          session.ended.at,
        );
        batch.onFailure(() => open.delete(id));
        batch.onDurable(() => listeners.changed(appId));
      }
    },
    put(batch, logout) {
      const before = open.get(logout.id);
      if (logout.confirmedAt === undefined) open.set(logout.id, logout);
      else open.delete(logout.id);
      batch.write(
        'UPDATE logouts SET tries = ?, next_try_at = ?, last_error = ?, confirmed_at = ? WHERE id = ?',
        logout.tries,
        logout.nextTryAt ?? null,
        logout.lastError ?? null,
        logout.confirmedAt ?? null,
        logout.id,
      );
      batch.onFailure(() => {
        if (before) open.set(logout.id, before);
      });
      batch.onDurable(() => listeners.changed(logout.appId));
    },
    forgetApp(batch, appId) {
      const own = listUnconfirmed(appId);
      for (const { id } of own) open.delete(id);
      batch.write('DELETE FROM logouts WHERE app_id = ?', appId);
      batch.onFailure(() => {
        for (const logout of own) open.set(logout.id, logout);
      });
    },
    forgetConfirmedBefore(batch, at) {
      batch.write('DELETE FROM logouts WHERE confirmed_at < ?', at);
    },
  };
}

function decodeRow(row: Row): Logout {
  const optional = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  return {
    id: String(row['id']),
    sessionId: String(row['session_id']),
    appId: String(row['app_id']),
    userId: String(row['user_id']),
    userName: String(row['user_name']),
    device: String(row['device']),
    endedAt: Number(row['ended_at']),
    tries: Number(row['tries']),
    nextTryAt: optional(row['next_try_at']),
    lastError: typeof row['last_error'] === 'string' ? row['last_error'] : undefined,
    confirmedAt: optional(row['confirmed_at']),
  };
}
