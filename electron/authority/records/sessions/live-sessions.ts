import type { SessionClass } from '../../../../shared/model/session.ts';
import type { Session } from './session.ts';
import type { SessionSecrets } from './session-rows.ts';

/** A live session as the store keeps it: the one place where it changes. */
export type Live = { -readonly [Key in keyof Session]: Session[Key] } & {
  -readonly [Key in keyof SessionSecrets]: SessionSecrets[Key];
};

/** Live sessions in memory by token, id, user and transaction, with their numbers. */
export interface LiveSessions {
  add(session: Live): void;
  remove(session: Live): void;
  findByToken(tokenHash: string): Live | undefined;
  findById(id: string): Live | undefined;
  /** Of a sign-in that may be sent again: not claimed yet. */
  findByTransaction(key: string): Live | undefined;
  /** The tokens that open it from now on. */
  setTokens(session: Live, tokenHash: string, spareHash: string | undefined): void;
  /** It was presented: from now on its transaction id finds nothing. */
  setClaimed(session: Live, at: number | undefined): void;
  ofUser(userId: string): ReadonlySet<Live>;
  all(): Iterable<Live>;
  count(userId?: string, sessionClass?: SessionClass): number;
}

const nobody: ReadonlySet<Live> = new Set();

export function createLiveSessions(): LiveSessions {
  const byToken = new Map<string, Live>();
  const byId = new Map<string, Live>();
  const byUser = new Map<string, Set<Live>>();
  const byTransaction = new Map<string, Live>();
  const apps = { count: 0 };

  const index = (session: Live): void => {
    byToken.set(session.tokenHash, session);
    if (session.spareHash !== undefined) byToken.set(session.spareHash, session);
  };
  const unindex = (session: Live): void => {
    byToken.delete(session.tokenHash);
    if (session.spareHash !== undefined) byToken.delete(session.spareHash);
  };
  const setRepeatable = (session: Live): void => {
    if (session.transactionKey === undefined) return;
    const known = byTransaction.get(session.transactionKey);
    if (session.claimedAt === undefined && byId.has(session.id)) {
      // Sent again too late, it made another session: that one is the one that may be sent again, in any order of rows.
      if (!known || known.signedInAt <= session.signedInAt)
        byTransaction.set(session.transactionKey, session);
    } else if (known === session) byTransaction.delete(session.transactionKey);
  };

  return {
    add(session) {
      byId.set(session.id, session);
      index(session);
      let own = byUser.get(session.userId);
      if (!own) byUser.set(session.userId, (own = new Set()));
      own.add(session);
      if (session.class === 'app') apps.count += 1;
      setRepeatable(session);
    },
    remove(session) {
      if (!byId.delete(session.id)) return;
      unindex(session);
      const own = byUser.get(session.userId);
      own?.delete(session);
      if (own?.size === 0) byUser.delete(session.userId);
      if (session.class === 'app') apps.count -= 1;
      setRepeatable(session);
    },
    findByToken: (tokenHash) => byToken.get(tokenHash),
    findById: (id) => byId.get(id),
    findByTransaction: (key) => byTransaction.get(key),
    setTokens(session, tokenHash, spareHash) {
      const live = byId.has(session.id);
      if (live) unindex(session);
      session.tokenHash = tokenHash;
      session.spareHash = spareHash;
      if (live) index(session);
    },
    setClaimed(session, at) {
      session.claimedAt = at;
      setRepeatable(session);
    },
    ofUser: (userId) => byUser.get(userId) ?? nobody,
    all: () => byId.values(),
    count(userId, sessionClass) {
      const all = userId === undefined ? byId.size : (byUser.get(userId)?.size ?? 0);
      if (sessionClass === undefined) return all;
      const ofApps = userId === undefined ? apps.count : countApps(byUser.get(userId));
      return sessionClass === 'app' ? ofApps : all - ofApps;
    },
  };
}

function countApps(sessions: Iterable<Live> = []): number {
  let count = 0;
  for (const session of sessions) if (session.class === 'app') count += 1;
  return count;
}
