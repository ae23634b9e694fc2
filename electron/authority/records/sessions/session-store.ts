import type { ErrorCode, Refusal } from '../../../../shared/errors.ts';
import type { SessionClass } from '../../../../shared/model/session.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { SeenAddress } from './address-history.ts';
import type { EndedTimes } from './read-ended-times.ts';
import type { EndedSession, NewSession, Session, SessionEnd } from './session.ts';

/** What an admission writes: expired sessions end whatever is decided, the rest only when someone is let in. */
export interface AdmissionWrites {
  readonly expire: readonly SessionEnd[];
  readonly end: readonly SessionEnd[];
  readonly start?: NewSession;
}

/** Adds what belongs to the same transaction: audit, the user's last sign-in, a ticket. */
export type Compose<Outcome> = (batch: Batch, outcome: Outcome, ended: readonly EndedSession[]) => void;

export type StoreAnswer<T> = ({ readonly ok: true } & T) | Refusal<Extract<ErrorCode, 'store_unavailable'>>;

export interface EndedPage {
  readonly sessions: readonly EndedSession[];
  readonly cursor?: string;
}

/**
 * The one seam to where sessions live. Every answer of `admit`, `end` and `rotateToken` comes after the disk.
 * Admission is sweep, count, decide, write in one step that nothing can come between.
 */
export interface SessionStore {
  admit<Outcome extends AdmissionWrites>(
    userId: string,
    decide: (live: readonly Session[]) => Outcome,
    compose: Compose<Outcome>,
  ): Promise<StoreAnswer<{ outcome: Outcome; ended: readonly EndedSession[] }>>;

  /**
   * Ends the sessions that are still live, in memory at once. An end never comes back: when the disk refuses it,
   * it stays ended here, is written again as soon as the disk takes writes, and the answer says it is not yet sure.
   */
  end(
    ends: readonly SessionEnd[],
    compose: (batch: Batch, ended: readonly EndedSession[]) => void,
  ): Promise<StoreAnswer<{ ended: readonly EndedSession[] }>>;

  /** Ends as part of a larger change (a user disabled, a limit lowered), in that change's batch. */
  stageEnd(batch: Batch, ends: readonly SessionEnd[]): readonly EndedSession[];

  /**
   * Ends every live session as part of a restore. When the disk refuses it, nothing was restored and all of them are
   * live again.
   */
  stageEndAll(batch: Batch, end: Omit<SessionEnd, 'id'>): readonly EndedSession[];

  /** The device gets a new secret; the old one is dead. */
  stageRotateToken(batch: Batch, id: string, tokenHash: string): void;

  /** The same sign-in was sent again: a second token beside the first. The first one presented lives. */
  stageSecondToken(batch: Batch, id: string, tokenHash: string): void;

  /** Another name for the device. */
  stageRename(batch: Batch, id: string, device: string): void;

  /** The known-device token its device holds from now on. */
  stageDevice(batch: Batch, id: string, deviceHash: string): void;

  /**
   * The session was presented for the first time: its answer has arrived, and its other token, if any, is dead.
   *
   * @param presented hash of the token that was presented; undefined when it was a ticket or grant
   */
  claim(id: string, at: number, presented: string | undefined): void;

  /** Moves all times of live sessions with authority time itself, so that what is left of their lives stays. */
  stageShift(batch: Batch, byMs: number): void;

  find(tokenHash: string): Session | undefined;
  /** A session of a sign-in with this transaction that was not claimed yet. */
  findByTransaction(key: string): Session | undefined;
  findById(id: string): Session | undefined;
  /** An ended session by its token or id, with its reason. */
  findEnded(key: { tokenHash: string } | { id: string }): Promise<EndedSession | undefined>;

  /** Marks the session as seen, and as used when the person did it. Persisted by `flush`, at least every 30 s. */
  touch(id: string, at: number, use: 'used' | 'seen', address: string): void;

  listLive(userId?: string): Session[];
  /** Live sessions one by one, without a copy of the list. */
  forEachLive(visit: (session: Session) => void): void;
  countLive(userId?: string, sessionClass?: SessionClass): number;
  /** Times of the user's last ends by a policy at the limit, oldest first; of the last hours. */
  automaticEnds(userId: string): readonly number[];
  /** Where it was seen, oldest first; empty when it was at one address only. */
  listAddresses(id: string): Promise<readonly SeenAddress[]>;
  /** Every session that ended after `from`, epoch ms, in the order of the ends; only its times. */
  readEndedTimes(from: number, visit: (times: EndedTimes) => void): Promise<void>;
  listEnded(query: { userId?: string; cursor?: string; limit: number }): Promise<EndedPage>;
}
