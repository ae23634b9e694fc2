import type { EffectiveLimit } from '../../../shared/model/limit.ts';
import type { SignInMethod } from '../../../shared/model/session.ts';
import type { Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';

/** Where and on what somebody signs in. */
export interface SignInPlace {
  /** Label of the device, to show. */
  readonly device: string;
  readonly method: SignInMethod;
  /** Remote address, to show. */
  readonly address: string;
  /** Hash of the browser's pre-session cookie; empty for API clients. */
  readonly preSession: string;
  /** The session cookie this browser presents, if any. */
  readonly sessionToken?: string | undefined;
  readonly deviceToken?: string | undefined;
  /** Hash of it, known of an earlier step, for a client that does not send it along again. */
  readonly deviceHash?: string | undefined;
  /** Made by the form or client for this one sign-in: sent again with it, it gets the same session. */
  readonly transaction?: string | undefined;
  /** The app that is let in by this admission, and from which device. Only with the methods `pairing` and `device`. */
  readonly pairing?: PairingApproval | undefined;
}

export interface PairingApproval {
  /** Of the pairing's secret, or of the device code. */
  readonly secretHash: string;
  /** The session it is approved from, which must be live when it is. */
  readonly approver: Session;
  /** Address of the device it is approved on, to show. */
  readonly address: string;
}

/** Only the admin can help now, and can be told from here. */
export interface PleaOffer {
  /** Tells the admin: see `tellAdmin`. */
  readonly ticket: string;
  /** When this person told the admin last, epoch ms, if that still stands. */
  readonly toldAt: number | undefined;
  /** It may be told now: it was not yet, or long enough ago. */
  readonly again: boolean;
}

export type SignInOutcome =
  | {
      readonly kind: 'admitted';
      readonly token: string;
      readonly session: Session;
      readonly user: User;
      /** To be kept by the browser for a long time; undefined when it has one already or is an API client. */
      readonly deviceToken: string | undefined;
    }
  | {
      readonly kind: 'choose';
      readonly ticket: string;
      readonly limit: EffectiveLimit;
      readonly mustEnd: number;
      /** Least recently used first. */
      readonly sessions: readonly Session[];
      /** Devices pushed each other out too often; therefore it is asked now, whatever the policy is. */
      readonly afterKickWar: boolean;
    }
  | {
      readonly kind: 'second_factor';
      /** Carries the sign-in to its second step. */
      readonly ticket: string;
      readonly user: User;
    }
  | {
      readonly kind: 'own_password';
      readonly ticket: string;
      readonly user: User;
      /** After "it was not me": how many sessions that has ended. */
      readonly reportEnded: number | undefined;
    }
  | (RefusedSignIn & {
      /** The new password that came with the sign-in is in force all the same. */
      readonly passwordSaved?: true;
    });

export type RefusedSignIn =
  | {
      readonly kind: 'refused';
      readonly code:
        | 'credentials'
        | 'user_disabled'
        | 'not_set_up'
        | 'busy'
        | 'store_unavailable'
        | 'ticket_invalid'
        | 'pairing_invalid'
        | 'app_forbidden'
        | 'choice_invalid'
        | 'code_invalid'
        | 'second_factor_required'
        | 'second_factor_wrong'
        | 'password_too_short'
        | 'password_too_long'
        | 'password_too_common'
        | 'password_unchanged'
        | 'password_reported'
        | 'not_this_account';
    }
  | { readonly kind: 'refused'; readonly code: 'throttled'; readonly retryAfterSeconds: number }
  | {
      readonly kind: 'refused';
      readonly code: 'session_limit';
      readonly limit: EffectiveLimit;
      readonly sessions: readonly Session[];
      /** When the first of them frees its place by itself unless it is used, epoch ms. */
      readonly freeAt: number | undefined;
      readonly tell: PleaOffer | undefined;
    }
  | {
      readonly kind: 'refused';
      readonly code: 'seats_full';
      readonly seats: number;
      /** The user's own sessions: ending one may free a seat. */
      readonly sessions: readonly Session[];
      readonly tell: PleaOffer | undefined;
    }
  | {
      readonly kind: 'refused';
      readonly code: 'outside_hours';
      readonly opensAt: number | undefined;
      readonly tell: PleaOffer | undefined;
    }
  | { readonly kind: 'refused'; readonly code: 'device_blocked'; readonly tell: PleaOffer | undefined }
  /** `until`: when signing in goes on by itself, epoch ms. */
  | { readonly kind: 'refused'; readonly code: 'sign_ins_paused'; readonly until: number | undefined }
  | {
      readonly kind: 'refused';
      readonly code: 'second_factor_clock';
      /** By how much the code is off, in whole minutes; positive: its clock is ahead of this computer's. */
      readonly minutes: number;
    };
