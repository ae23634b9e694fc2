import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** What a session has handed out to one app: the secret of an app's cookie or of a native client. */
export interface Grant {
  readonly sessionId: string;
  readonly appId: string;
}

/** Grants of live sessions. They are looked up by the hash of their token and die with their session. */
export interface Grants {
  find(tokenHash: string): Grant | undefined;
  /** A grant whose session has ended: it still tells which session, so that the reason can be given. */
  findPast(tokenHash: string): Promise<Grant | undefined>;
  add(batch: Batch, tokenHash: string, grant: Grant, at: number): void;
  /** Ids of the apps a session has reached. */
  listAppIds(sessionId: string): string[];
  /** When which session was let into an app, newest first. */
  listUses(
    appId: string,
    limit: number,
  ): Promise<{ at: number; userName: string; device: string; sessionId: string }[]>;
  /** When a session, live or ended, was first let into each of its apps. */
  listFirstUses(sessionId: string): Promise<{ appId: string; at: number }[]>;
  /** The session has ended: its grants open nothing from here on. */
  forgetSession(sessionId: string): void;
  /** The app was removed: its grants open nothing from here on. */
  forgetApp(appId: string): void;
}

export async function openGrants(database: Database): Promise<Grants> {
  const byToken = new Map<string, Grant>();
  /** Mostly one or two each: a list takes a fifth of the memory of a set. */
  const bySession = new Map<string, string[]>();
  const add = (tokenHash: string, grant: Grant): void => {
    byToken.set(tokenHash, grant);
    const own = bySession.get(grant.sessionId);
    if (own) own.push(tokenHash);
    else bySession.set(grant.sessionId, [tokenHash]);
  };
  const remove = (tokenHash: string): void => {
    const grant = byToken.get(tokenHash);
    if (!grant) return;
    byToken.delete(tokenHash);
    const rest = bySession.get(grant.sessionId)?.filter((own) => own !== tokenHash) ?? [];
    if (rest.length === 0) bySession.delete(grant.sessionId);
    else bySession.set(grant.sessionId, rest);
  };

  const rows = await database.read(
    `SELECT grants.* FROM grants JOIN sessions ON sessions.id = grants.session_id
     JOIN apps ON apps.id = grants.app_id WHERE sessions.ended_at IS NULL`,
  );
  for (const row of rows) {
    add(String(row['token_hash']), { sessionId: String(row['session_id']), appId: String(row['app_id']) });
  }

  return {
    find: (tokenHash) => byToken.get(tokenHash),
    async findPast(tokenHash) {
      const [row] = await database.read('SELECT * FROM grants WHERE token_hash = ?', tokenHash);
      return row && { sessionId: String(row['session_id']), appId: String(row['app_id']) };
    },
    add(batch, tokenHash, grant, at) {
      add(tokenHash, grant);
      batch.write(
        'INSERT INTO grants (token_hash, session_id, app_id, created_at) VALUES (?, ?, ?, ?)',
        tokenHash,
        grant.sessionId,
        grant.appId,
        at,
      );
      batch.onFailure(() => remove(tokenHash));
    },
    listAppIds(sessionId) {
      const own = bySession.get(sessionId) ?? [];
      return [...new Set(own.flatMap((tokenHash) => byToken.get(tokenHash)?.appId ?? []))];
    },
    async listUses(appId, limit) {
      const rows = await database.read(
        `SELECT MAX(grants.created_at) AS at, sessions.user_name, sessions.device, sessions.id FROM grants
         JOIN sessions ON sessions.id = grants.session_id WHERE grants.app_id = ?
         GROUP BY sessions.id ORDER BY at DESC LIMIT ?`,
        appId,
        limit,
      );
      return rows.map((row) => ({
        at: Number(row['at']),
        userName: String(row['user_name']),
        device: String(row['device']),
        sessionId: String(row['id']),
      }));
    },
    async listFirstUses(sessionId) {
      const uses = await database.read(
        'SELECT app_id, MIN(created_at) AS at FROM grants WHERE session_id = ? GROUP BY app_id',
        sessionId,
      );
      return uses.map((row) => ({ appId: String(row['app_id']), at: Number(row['at']) }));
    },
    forgetSession(sessionId) {
      for (const tokenHash of bySession.get(sessionId) ?? []) byToken.delete(tokenHash);
      bySession.delete(sessionId);
    },
    forgetApp(appId) {
      for (const [tokenHash, grant] of byToken) if (grant.appId === appId) remove(tokenHash);
    },
  };
}
