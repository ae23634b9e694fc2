import { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import { decodeEndedRow, decodeLiveRow } from './session-rows.ts';
import type { EndedSession, NewSession, Session, SessionEnd } from './session.ts';
import type { AdmissionWrites, Compose, EndedPage, SessionStore, StoreAnswer } from './session-store.ts';

type Live = { -readonly [Key in keyof Session]: Session[Key] } & { tokenHash: string };

const insertSql = `INSERT INTO sessions (id, user_id, user_name, token_hash, class, method, device, address,
  signed_in_at, last_used_at, last_seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const endSql = `UPDATE sessions SET ended_at = ?, ended_reason = ?, ended_by = ?, last_used_at = ?, last_seen_at = ?,
  address = ? WHERE id = ? AND ended_at IS NULL`;
const touchSql =
  'UPDATE sessions SET last_used_at = ?, last_seen_at = ?, address = ? WHERE id = ? AND ended_at IS NULL';

/** Ended sessions kept in memory, so that a device that was just refused again costs no read. */
const recentEndedMax = 10_000;

export interface SessionListeners {
  started(session: Session): void;
  /** At once, before the disk: whoever holds something of the session lets go of it. */
  ended(session: EndedSession): void;
  touched(session: Session): void;
}

export interface EmbeddedSessionStore extends SessionStore {
  /** Writes what `touch` has noted. */
  flush(): Promise<boolean>;
  /** Writes again the ends that a failing disk did not take; `compose` adds the audit that was lost with them. */
  retryEnds(compose: (batch: Batch, ended: readonly EndedSession[]) => void): Promise<boolean>;
  /** Live sessions by id. `firstEnd` bounds: none of them can have expired before it. */
  forEachLive(visit: (session: Session) => void): void;
  forgetEndedBefore(batch: Batch, endedBefore: number): void;
}

/**
 * Live sessions in memory, by token and by user, decided on synchronously: between the count and the write there
 * is no await, so no other admission can come between.
 */
export async function openEmbeddedSessionStore(
  database: Database,
  listeners: SessionListeners,
): Promise<EmbeddedSessionStore> {
  const byToken = new Map<string, Live>();
  const byId = new Map<string, Live>();
  const byUser = new Map<string, Set<Live>>();
  const touched = new Set<Live>();
  const recentEnded = new Map<string, EndedSession & { tokenHash: string }>();
  const unrecordedEnds = new Map<string, EndedSession>();

  const add = (session: Live): void => {
    byToken.set(session.tokenHash, session);
    byId.set(session.id, session);
    let own = byUser.get(session.userId);
    if (!own) byUser.set(session.userId, (own = new Set()));
    own.add(session);
  };
  const remove = (session: Live): void => {
    byToken.delete(session.tokenHash);
    byId.delete(session.id);
    touched.delete(session);
    const own = byUser.get(session.userId);
    own?.delete(session);
    if (own?.size === 0) byUser.delete(session.userId);
  };
  const remember = (session: EndedSession & { tokenHash: string }): void => {
    recentEnded.set(session.tokenHash, session);
    if (recentEnded.size > recentEndedMax) {
      for (const oldest of recentEnded.keys()) {
        recentEnded.delete(oldest);
        break;
      }
    }
  };

  for (const row of await database.read('SELECT * FROM sessions WHERE ended_at IS NULL'))
    add(decodeLiveRow(row));

  const writeEnd = (batch: Batch, session: EndedSession): void => {
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
  };

  /** `whenRefused`: an end of an admission that was not written did not happen; any other end stays. */
  const stage = (batch: Batch, ends: readonly SessionEnd[], whenRefused: 'undo' | 'keep'): EndedSession[] => {
    const done: EndedSession[] = [];
    for (const end of ends) {
      const session = byId.get(end.id);
      if (!session) continue;
      remove(session);
      const ended = {
        ...session,
        ended: { at: end.at, reason: end.reason, ...(end.by === undefined ? {} : { by: end.by }) },
      };
      remember(ended);
      writeEnd(batch, ended);
      if (whenRefused === 'undo') {
        batch.onFailure(() => {
          recentEnded.delete(session.tokenHash);
          add(session);
        });
        batch.onDurable(() => listeners.ended(ended));
      } else {
        batch.onFailure(() => unrecordedEnds.set(ended.id, ended));
        listeners.ended(ended);
      }
      done.push(ended);
    }
    return done;
  };

  const start = (batch: Batch, session: NewSession): void => {
    const live: Live = { ...session };
    add(live);
    batch.write(
      insertSql,
      live.id,
      live.userId,
      live.userName,
      live.tokenHash,
      live.class,
      live.method,
      live.device,
      live.address,
      live.signedInAt,
      live.lastUsedAt,
      live.lastSeenAt,
    );
    batch.onFailure(() => remove(live));
    batch.onDurable(() => {
      if (byId.has(live.id)) listeners.started(live);
    });
  };

  return {
    async admit<Outcome extends AdmissionWrites>(
      userId: string,
      decide: (live: readonly Session[]) => Outcome,
      compose: Compose<Outcome>,
    ): Promise<StoreAnswer<{ outcome: Outcome; ended: readonly EndedSession[] }>> {
      const batch = new Batch();
      const outcome = decide([...(byUser.get(userId) ?? [])]);
      const ended = [...stage(batch, outcome.expire, 'keep'), ...stage(batch, outcome.end, 'undo')];
      if (outcome.start) start(batch, outcome.start);
      compose(batch, outcome, ended);
      const committed = await database.commit(batch);
      return committed.ok ? { ok: true, outcome, ended } : committed;
    },

    async end(ends, compose) {
      const batch = new Batch();
      const ended = stage(batch, ends, 'keep');
      compose(batch, ended);
      const committed = await database.commit(batch);
      return committed.ok ? { ok: true, ended } : committed;
    },

    stageEnd: (batch, ends) => stage(batch, ends, 'keep'),

    stageRotateToken(batch, id, tokenHash) {
      const session = byId.get(id);
      if (!session) return;
      const before = session.tokenHash;
      const change = (from: string, to: string): void => {
        byToken.delete(from);
        session.tokenHash = to;
        if (byId.get(id) === session) byToken.set(to, session);
      };
      change(before, tokenHash);
      batch.write('UPDATE sessions SET token_hash = ? WHERE id = ?', tokenHash, id);
      batch.onFailure(() => change(tokenHash, before));
    },

    find: (tokenHash) => byToken.get(tokenHash),
    findById: (id) => byId.get(id),

    async findEnded(key) {
      if ('tokenHash' in key) {
        const recent = recentEnded.get(key.tokenHash);
        if (recent) return recent;
      }
      const [row] =
        'tokenHash' in key
          ? await database.read(
              'SELECT * FROM sessions WHERE token_hash = ? AND ended_at IS NOT NULL',
              key.tokenHash,
            )
          : await database.read('SELECT * FROM sessions WHERE id = ? AND ended_at IS NOT NULL', key.id);
      if (row) return decodeEndedRow(row);
      // Ended just now and not yet on disk.
      if ('id' in key) return [...recentEnded.values()].find((session) => session.id === key.id);
      return undefined;
    },

    touch(id, at, use, address) {
      const session = byId.get(id);
      if (!session) return;
      if (use === 'used') session.lastUsedAt = Math.max(session.lastUsedAt, at);
      session.lastSeenAt = Math.max(session.lastSeenAt, at);
      session.address = address;
      touched.add(session);
    },

    listLive: (userId) => [...(userId === undefined ? byId.values() : (byUser.get(userId) ?? []))],
    countLive: (userId) => (userId === undefined ? byId.size : (byUser.get(userId)?.size ?? 0)),

    async listEnded({ userId, cursor, limit }): Promise<EndedPage> {
      const [at, id] = decodeCursor(cursor);
      const ofUser = userId === undefined ? '' : 'user_id = ? AND ';
      const rows = await database.read(
        `SELECT * FROM sessions WHERE ${ofUser}ended_at IS NOT NULL AND (ended_at < ? OR (ended_at = ? AND id < ?))
         ORDER BY ended_at DESC, id DESC LIMIT ?`,
        ...(userId === undefined ? [] : [userId]),
        at,
        at,
        id,
        limit + 1,
      );
      const sessions = rows.slice(0, limit).map(decodeEndedRow);
      const last = sessions.at(-1);
      return rows.length > limit && last
        ? { sessions, cursor: `${String(last.ended.at)}.${last.id}` }
        : { sessions };
    },

    async flush() {
      if (touched.size === 0) return true;
      const batch = new Batch();
      for (const session of touched) {
        batch.write(touchSql, session.lastUsedAt, session.lastSeenAt, session.address, session.id);
        listeners.touched(session);
      }
      const again = [...touched];
      touched.clear();
      batch.onFailure(() => {
        for (const session of again) if (byId.has(session.id)) touched.add(session);
      });
      return (await database.commit(batch)).ok;
    },

    async retryEnds(compose) {
      if (unrecordedEnds.size === 0) return true;
      const batch = new Batch();
      const again = [...unrecordedEnds.values()];
      unrecordedEnds.clear();
      for (const session of again) {
        writeEnd(batch, session);
        batch.onFailure(() => unrecordedEnds.set(session.id, session));
      }
      compose(batch, again);
      return (await database.commit(batch)).ok;
    },

    forEachLive(visit) {
      for (const session of byId.values()) visit(session);
    },

    forgetEndedBefore(batch, endedBefore) {
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
