import type { EndReason, SessionClass, SignInMethod } from '../../../../shared/model/session.ts';

/** One signed-in device of one user. Times are epoch milliseconds of authority time. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  /** The user's name at the sign-in, kept for the list of ended sessions. */
  readonly userName: string;
  readonly class: SessionClass;
  readonly method: SignInMethod;
  readonly device: string;
  readonly signedInAt: number;
  /** The person did something; decides idle. */
  readonly lastUsedAt: number;
  /** Any request with the session or its grants. */
  readonly lastSeenAt: number;
  /** Last address it was seen at: to show, never to decide by. */
  readonly address: string;
  /** When its token, or a ticket or grant of it, was first presented; undefined: perhaps its answer was lost. */
  readonly claimedAt: number | undefined;
  /** Hash of the known-device token of its browser or app; undefined: made before there was one, or not fetched yet. */
  readonly deviceHash?: string | undefined;
}

export interface EndedSession extends Session {
  readonly ended: { readonly at: number; readonly reason: EndReason; readonly by?: string };
}

export interface SessionEnd {
  readonly id: string;
  readonly reason: EndReason;
  /** When it ended: the moment of the decision, or of its expiry. */
  readonly at: number;
  readonly by?: string;
}

/** A session to be started, with the hash of the token its device will hold. */
export interface NewSession extends Session {
  readonly tokenHash: string;
  /** Made of the user and the transaction id of the sign-in, if it had one: the same one again gets this session. */
  readonly transactionKey?: string | undefined;
}
