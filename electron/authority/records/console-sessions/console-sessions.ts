import type { ConsoleEndReason } from '../../../../shared/model/console-session.ts';
import type { Batch } from '../../base/storage/batch.ts';

/** An admin signed in to the console in a browser. Never changed in place. Times are authority time, epoch ms. */
export interface ConsoleSession {
  readonly id: string;
  /** SHA-256 of the token in the browser's cookie. */
  readonly tokenHash: string;
  readonly userId: string;
  readonly userName: string;
  /** Of password and second factor as they were at the sign-in: it ends when they are no longer the same. */
  readonly passwordMark: string;
  readonly device: string;
  readonly signedInAt: number;
  readonly lastUsedAt: number;
}

export interface ConsoleSessions {
  find(tokenHash: string): ConsoleSession | undefined;
  list(): ConsoleSession[];
  /** Taken back when the batch is not written. */
  add(batch: Batch, session: ConsoleSession): void;
  touch(tokenHash: string, at: number): void;
  /** Gone at once, whatever the disk says. @returns what ended; undefined when it had ended already */
  end(tokenHash: string, reason: ConsoleEndReason): ConsoleSession | undefined;
  /** Why the session of this token ended; the latest are remembered. */
  endOf(tokenHash: string): ConsoleEndReason | undefined;
  /** Told of every end, before `end` returns. */
  onEnd(listener: (session: ConsoleSession, reason: ConsoleEndReason) => void): void;
  /** Moves with authority time. */
  stageShift(batch: Batch, byMs: number): void;
}

const endsRememberedMax = 200;

/**
 * In memory only: a restart ends them all, and a copy of the data directory opens no console. They are few, and
 * whoever runs a restart can sign in again.
 *
 * @param changed told after every change of the list
 */
export function createConsoleSessions(changed: () => void): ConsoleSessions {
  const live = new Map<string, ConsoleSession>();
  const ends = new Map<string, ConsoleEndReason>();
  const listeners: Parameters<ConsoleSessions['onEnd']>[0][] = [];
  return {
    find: (tokenHash) => live.get(tokenHash),
    list: () => [...live.values()],
    add(batch, session) {
      live.set(session.tokenHash, session);
      changed();
      batch.onFailure(() => {
        live.delete(session.tokenHash);
        changed();
      });
    },
    touch(tokenHash, at) {
      const session = live.get(tokenHash);
      if (!session) return;
      live.set(tokenHash, { ...session, lastUsedAt: at });
      changed();
    },
    end(tokenHash, reason) {
      const session = live.get(tokenHash);
      if (!session) return undefined;
      live.delete(tokenHash);
      ends.set(tokenHash, reason);
      const [oldest] = ends.keys();
      if (ends.size > endsRememberedMax && oldest !== undefined) ends.delete(oldest);
      for (const listener of listeners) listener(session, reason);
      changed();
      return session;
    },
    endOf: (tokenHash) => ends.get(tokenHash),
    onEnd: (listener) => listeners.push(listener),
    stageShift(batch, byMs) {
      const move = (ms: number): void => {
        for (const [key, session] of live) {
          live.set(key, {
            ...session,
            signedInAt: session.signedInAt + ms,
            lastUsedAt: session.lastUsedAt + ms,
          });
        }
        changed();
      };
      move(byMs);
      batch.onFailure(() => move(-byMs));
    },
  };
}
