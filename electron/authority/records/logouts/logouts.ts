import type { LogoutTrouble } from '../../../../shared/model/logout-trouble.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import { decodeLogout, type EndedSession, type Logout } from './logout.ts';

export interface Logouts {
  /** Ids of apps that have not confirmed all. */
  listApps(): string[];
  countUnconfirmed(appId: string): number;
  /** What an app has not confirmed, in short; undefined: nothing. */
  summarize(
    appId: string,
  ): { count: number; oldestEndedAt: number; trouble: LogoutTrouble | undefined } | undefined;
  /** The ones least often tried first, of those the session that ended first. */
  listUnconfirmed(appId: string): Logout[];
  isUnconfirmed(logout: Logout): boolean;
  /** Unconfirmed ones first, then the newest; at most `limit`. */
  list(appId: string, limit: number): Promise<Logout[]>;
  /** Of one session. */
  listOfSession(sessionId: string): Promise<Logout[]>;
  /**
   * Part of the transaction that ends the session: one for each of these apps. A second end of the same session, as
   * after a disk that failed, adds none.
   */
  queue(batch: Batch, session: EndedSession, appIds: readonly string[]): void;
  /** What became of a try. Nothing when it has been forgotten meanwhile. */
  put(batch: Batch, logout: Logout): void;
  /** The app was removed, or is not told any more. */
  forgetApp(batch: Batch, appId: string): void;
  /** Of what was confirmed, or is not tried any more, before. */
  forgetSettledBefore(batch: Batch, at: number): void;
}

export interface LogoutListeners {
  /** The app's unconfirmed logouts are others now. */
  changed(appId: string): void;
}

/** Unconfirmed ones of one app; kept in memory, so that the console can show them at any time. */
interface Unconfirmed {
  /** In the order in which the sessions ended. */
  readonly byId: Map<string, Logout>;
  /** Of the last try that failed. */
  trouble: LogoutTrouble | undefined;
}

export async function openLogouts(database: Database, listeners: LogoutListeners): Promise<Logouts> {
  const byApp = new Map<string, Unconfirmed>();
  const set = (logout: Logout): void => {
    let own = byApp.get(logout.appId);
    if (!own) byApp.set(logout.appId, (own = { byId: new Map(), trouble: undefined }));
    own.byId.set(logout.id, logout);
    own.trouble = logout.trouble ?? own.trouble;
  };
  const remove = ({ id, appId }: Logout): void => {
    const own = byApp.get(appId);
    own?.byId.delete(id);
    if (own?.byId.size === 0) byApp.delete(appId);
  };
  for (const row of await database.read(
    'SELECT * FROM logouts WHERE confirmed_at IS NULL ORDER BY ended_at, id',
  )) {
    set(decodeLogout(row));
  }

  return {
    listApps: () => [...byApp.keys()],
    countUnconfirmed: (appId) => byApp.get(appId)?.byId.size ?? 0,
    summarize(appId) {
      const own = byApp.get(appId);
      const oldest = own?.byId.values().next().value;
      return own && oldest
        ? { count: own.byId.size, oldestEndedAt: oldest.endedAt, trouble: own.trouble }
        : undefined;
    },
    listUnconfirmed: (appId) =>
      [...(byApp.get(appId)?.byId.values() ?? [])].toSorted(
        (a, b) => a.tries - b.tries || a.endedAt - b.endedAt,
      ),
    isUnconfirmed: ({ id, appId }) => byApp.get(appId)?.byId.has(id) ?? false,
    async list(appId, limit) {
      const rows = await database.read(
        'SELECT * FROM logouts WHERE app_id = ? ORDER BY confirmed_at IS NOT NULL, ended_at DESC LIMIT ?',
        appId,
        limit,
      );
      return rows.map(decodeLogout);
    },
    async listOfSession(sessionId) {
      return (await database.read('SELECT * FROM logouts WHERE session_id = ?', sessionId)).map(decodeLogout);
    },
    queue(batch, session, appIds) {
      for (const appId of appIds) {
        const logout: Logout = {
          id: `${session.id}.${appId}`,
          sessionId: session.id,
          appId,
          userId: session.userId,
          userName: session.userName,
          device: session.device,
          endedAt: session.ended.at,
          tries: 0,
          nextTryAt: session.ended.at,
          trouble: undefined,
          confirmedAt: undefined,
        };
        batch.write(
          `INSERT OR IGNORE INTO logouts (id, session_id, app_id, user_id, user_name, device, ended_at, next_try_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          logout.id,
          logout.sessionId,
          appId,
          logout.userId,
          logout.userName,
          logout.device,
          logout.endedAt,
          logout.endedAt,
        );
        // Nobody is told of an end that a power cut could still take back.
        batch.onDurable(() => {
          if (byApp.get(appId)?.byId.has(logout.id)) return;
          set(logout);
          listeners.changed(appId);
        });
      }
    },
    put(batch, logout) {
      const before = byApp.get(logout.appId)?.byId.get(logout.id);
      if (!before) return;
      if (logout.confirmedAt === undefined) set(logout);
      else remove(logout);
      batch.write(
        'UPDATE logouts SET tries = ?, next_try_at = ?, last_error = ?, confirmed_at = ? WHERE id = ?',
        logout.tries,
        logout.nextTryAt ?? null,
        logout.trouble === undefined ? null : JSON.stringify(logout.trouble),
        logout.confirmedAt ?? null,
        logout.id,
      );
      batch.onFailure(() => set(before));
      batch.onDurable(() => listeners.changed(logout.appId));
    },
    forgetApp(batch, appId) {
      const before = byApp.get(appId);
      byApp.delete(appId);
      batch.write('DELETE FROM logouts WHERE app_id = ?', appId);
      batch.onFailure(() => {
        if (before) byApp.set(appId, before);
      });
    },
    forgetSettledBefore(batch, at) {
      const givenUp = [...byApp.values()].flatMap(({ byId }) =>
        [...byId.values()].filter(({ nextTryAt, endedAt }) => nextTryAt === undefined && endedAt < at),
      );
      for (const logout of givenUp) remove(logout);
      batch.write(
        'DELETE FROM logouts WHERE confirmed_at < ? OR (confirmed_at IS NULL AND next_try_at IS NULL AND ended_at < ?)',
        at,
        at,
      );
      batch.onFailure(() => {
        for (const logout of givenUp) set(logout);
      });
      batch.onDurable(() => {
        for (const appId of new Set(givenUp.map((logout) => logout.appId))) listeners.changed(appId);
      });
    },
  };
}
