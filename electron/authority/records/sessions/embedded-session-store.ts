import { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import { openAddressHistory } from './address-history.ts';
import { openEndedSessions } from './ended-sessions.ts';
import { createLiveSessions, type Live } from './live-sessions.ts';
import { readEndedTimes } from './read-ended-times.ts';
import { decodeLiveRow } from './session-rows.ts';
import type { EndedSession, NewSession, Session, SessionEnd } from './session.ts';
import type { AdmissionWrites, Compose, SessionStore, StoreAnswer } from './session-store.ts';

const insertSql = `INSERT INTO sessions (id, user_id, user_name, token_hash, class, method, device, address,
  signed_in_at, last_used_at, last_seen_at, claimed_at, transaction_key, device_hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const touchSql = `UPDATE sessions SET last_used_at = ?, last_seen_at = ?, address = ?, claimed_at = ?
  WHERE id = ? AND ended_at IS NULL`;
const tokensSql = 'UPDATE sessions SET token_hash = ?, spare_hash = ?, claimed_at = ? WHERE id = ?';

export interface SessionListeners {
  started(session: Session): void;
  /** At once, before the disk: whoever holds something of the session lets go of it. */
  ended(session: EndedSession): void;
  touched(session: Session): void;
}

export interface EmbeddedSessionStore extends SessionStore {
  /** Writes what `touch` and `claim` have noted. */
  flush(): Promise<boolean>;
  /** Writes again the ends that a failing disk did not take; `compose` adds the audit that was lost with them. */
  retryEnds(compose: (batch: Batch, ended: readonly EndedSession[]) => void): Promise<boolean>;
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
  const live = createLiveSessions();
  const past = await openEndedSessions(database);
  const addresses = openAddressHistory(database);
  const touched = new Set<Live>();
  /** Claimed, and their other token dead, which the disk did not take yet. */
  const settled = new Set<Live>();
  const unrecordedEnds = new Map<string, EndedSession>();

  for (const row of await database.read('SELECT * FROM sessions WHERE ended_at IS NULL')) {
    live.add(decodeLiveRow(row));
  }

  /** `whenRefused`: an end of an admission that was not written did not happen; any other end stays. */
  const stage = (batch: Batch, ends: readonly SessionEnd[], whenRefused: 'undo' | 'keep'): EndedSession[] => {
    const done: EndedSession[] = [];
    for (const end of ends) {
      const session = live.findById(end.id);
      if (!session) continue;
      live.remove(session);
      touched.delete(session);
      settled.delete(session);
      const ended = {
        ...session,
        ended: { at: end.at, reason: end.reason, ...(end.by === undefined ? {} : { by: end.by }) },
      };
      past.write(batch, ended);
      if (whenRefused === 'undo') {
        batch.onFailure(() => {
          past.forget(ended);
          live.add(session);
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
    const started: Live = { ...session, spareHash: undefined, transactionKey: session.transactionKey };
    live.add(started);
    batch.write(
      insertSql,
      started.id,
      started.userId,
      started.userName,
      started.tokenHash,
      started.class,
      started.method,
      started.device,
      started.address,
      started.signedInAt,
      started.lastUsedAt,
      started.lastSeenAt,
      started.claimedAt ?? null,
      started.transactionKey ?? null,
      started.deviceHash ?? null,
    );
    batch.onFailure(() => live.remove(started));
    batch.onDurable(() => {
      if (live.findById(started.id)) listeners.started(started);
    });
  };

  const addressOf = (id: string): string | undefined => live.findById(id)?.address;

  const writeTokens = (batch: Batch, { id, tokenHash, spareHash, claimedAt }: Live): void =>
    batch.write(tokensSql, tokenHash, spareHash ?? null, claimedAt ?? null, id);

  /** Another pair of tokens, in memory at once; taken back when it is not written. */
  const stageTokens = (
    batch: Batch,
    session: Live,
    next: { tokenHash: string; spareHash: string | undefined },
  ): void => {
    const { tokenHash, spareHash } = session;
    live.setTokens(session, next.tokenHash, next.spareHash);
    writeTokens(batch, session);
    batch.onFailure(() => live.setTokens(session, tokenHash, spareHash));
  };

  return {
    async admit<Outcome extends AdmissionWrites>(
      userId: string,
      decide: (own: readonly Session[]) => Outcome,
      compose: Compose<Outcome>,
    ): Promise<StoreAnswer<{ outcome: Outcome; ended: readonly EndedSession[] }>> {
      const batch = new Batch();
      const outcome = decide([...live.ofUser(userId)]);
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
    stageEndAll: (batch, end) =>
      stage(
        batch,
        Array.from(live.all(), ({ id }) => ({ ...end, id })),
        'undo',
      ),

    stageRotateToken(batch, id, tokenHash) {
      const session = live.findById(id);
      if (session) stageTokens(batch, session, { tokenHash, spareHash: undefined });
    },

    stageSecondToken(batch, id, tokenHash) {
      const session = live.findById(id);
      // The older of two that were never presented goes.
      if (session) stageTokens(batch, session, { tokenHash, spareHash: session.tokenHash });
    },

    stageRename(batch, id, device) {
      const session = live.findById(id);
      if (!session) return;
      const before = session.device;
      session.device = device;
      batch.write('UPDATE sessions SET device = ? WHERE id = ?', device, id);
      batch.onFailure(() => (session.device = before));
      batch.onDurable(() => {
        if (live.findById(id)) listeners.touched(session);
      });
    },

    stageDevice(batch, id, deviceHash) {
      const session = live.findById(id);
      if (!session) return;
      const before = session.deviceHash;
      session.deviceHash = deviceHash;
      batch.write('UPDATE sessions SET device_hash = ? WHERE id = ?', deviceHash, id);
      batch.onFailure(() => (session.deviceHash = before));
    },

    claim(id, at, presented) {
      const session = live.findById(id);
      if (!session || session.claimedAt !== undefined) return;
      live.setClaimed(session, at);
      touched.add(session);
      // For good, whatever the disk says. Not waited for: the other token, if any, was never presented.
      live.setTokens(
        session,
        session.spareHash === undefined ? session.tokenHash : (presented ?? session.tokenHash),
        undefined,
      );
      const batch = new Batch();
      writeTokens(batch, session);
      batch.onFailure(() => settled.add(session));
      void database.commit(batch);
    },

    stageShift(batch, byMs) {
      const move = (ms: number): void => {
        for (const session of live.all()) {
          session.signedInAt += ms;
          session.lastUsedAt += ms;
          session.lastSeenAt += ms;
        }
        past.shift(ms);
      };
      move(byMs);
      batch.write(
        `UPDATE sessions SET signed_in_at = signed_in_at + ?, last_used_at = last_used_at + ?,
         last_seen_at = last_seen_at + ? WHERE ended_at IS NULL`,
        byMs,
        byMs,
        byMs,
      );
      addresses.stageShift(batch, byMs);
      batch.onFailure(() => move(-byMs));
      batch.onDurable(() => {
        for (const session of live.all()) listeners.touched(session);
      });
    },

    find: (tokenHash) => live.findByToken(tokenHash),
    findById: (id) => live.findById(id),
    findByTransaction: (key) => live.findByTransaction(key),
    findEnded: (key) => past.find(key),
    automaticEnds: (userId) => past.automaticEnds(userId),

    touch(id, at, use, address) {
      const session = live.findById(id);
      if (!session) return;
      if (use === 'used') session.lastUsedAt = Math.max(session.lastUsedAt, at);
      session.lastSeenAt = Math.max(session.lastSeenAt, at);
      if (session.address !== address) addresses.note(session, at);
      session.address = address;
      touched.add(session);
    },

    listLive: (userId) => [...(userId === undefined ? live.all() : live.ofUser(userId))],
    forEachLive(visit) {
      for (const session of live.all()) visit(session);
    },
    countLive: (userId, sessionClass) => live.count(userId, sessionClass),
    readEndedTimes: (from, visit) => readEndedTimes(database, from, visit),
    listEnded: (query) => past.list(query),
    listAddresses: (id) => addresses.list(id, addressOf),

    async flush() {
      if (touched.size + settled.size === 0) return true;
      const batch = new Batch();
      for (const session of touched) {
        const { lastUsedAt, lastSeenAt, address, claimedAt, id } = session;
        batch.write(touchSql, lastUsedAt, lastSeenAt, address, claimedAt ?? null, id);
        listeners.touched(session);
      }
      for (const session of settled) writeTokens(batch, session);
      addresses.stage(batch, addressOf);
      const again = { touched: [...touched], settled: [...settled] };
      touched.clear();
      settled.clear();
      batch.onFailure(() => {
        for (const session of again.touched) if (live.findById(session.id)) touched.add(session);
        for (const session of again.settled) if (live.findById(session.id)) settled.add(session);
      });
      return (await database.commit(batch)).ok;
    },

    async retryEnds(compose) {
      if (unrecordedEnds.size === 0) return true;
      const batch = new Batch();
      const again = [...unrecordedEnds.values()];
      unrecordedEnds.clear();
      for (const session of again) {
        past.writeAgain(batch, session);
        batch.onFailure(() => unrecordedEnds.set(session.id, session));
      }
      compose(batch, again);
      return (await database.commit(batch)).ok;
    },

    forgetEndedBefore(batch, endedBefore) {
      addresses.forgetBefore(batch, endedBefore);
      past.forgetBefore(batch, endedBefore);
    },
  };
}
