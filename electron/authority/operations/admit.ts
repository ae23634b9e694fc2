import { randomUUID } from 'node:crypto';
import type { EffectiveLimit } from '../../../shared/model/limit.ts';
import type { SignInMethod } from '../../../shared/model/session.ts';
import { hashToken, isToken, makeToken } from '../base/crypto/tokens.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { NewSession, Session, SessionEnd } from '../records/sessions/session.ts';
import type { AdmissionWrites } from '../records/sessions/session-store.ts';
import type { ChooserTicket } from '../records/tickets/tickets.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { decideAdmission, type AdmissionDecision } from './policies/admission.ts';
import { expiryOf } from './policies/expiry.ts';
import { effectiveLimit, effectivePolicy } from './policies/limits.ts';
import { recordEnds } from './record-ends.ts';

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
    }
  | { readonly kind: 'own_password'; readonly ticket: string; readonly user: User }
  | {
      readonly kind: 'refused';
      readonly code:
        | 'credentials'
        | 'user_disabled'
        | 'not_set_up'
        | 'busy'
        | 'store_unavailable'
        | 'ticket_invalid'
        | 'choice_invalid'
        | 'code_invalid'
        | 'password_too_short'
        | 'password_too_long'
        | 'password_too_common';
    }
  | { readonly kind: 'refused'; readonly code: 'throttled'; readonly retryAfterSeconds: number }
  | {
      readonly kind: 'refused';
      readonly code: 'session_limit';
      readonly limit: EffectiveLimit;
      readonly sessions: readonly Session[];
    };

const chooserTicketMs = 10 * 60_000;

/** What the store writes for one admission, with what it was decided on. */
interface Admission extends AdmissionWrites {
  readonly decision: AdmissionDecision;
  readonly user: User | undefined;
  readonly limit: EffectiveLimit;
}

/**
 * Full authentication is behind: lets the device in, refuses it, or asks which device to end. Decision, ends, new
 * session, ticket and audit are one step and one transaction; the answer comes after the disk.
 *
 * @param chosen sessions the person chose to end, out of the chooser
 * @param whenAdmitted stages what belongs to the same transaction, such as the spent ticket
 */
export async function admit(
  deps: Dependencies,
  userId: string,
  place: SignInPlace,
  chosen?: readonly string[],
  whenAdmitted?: (batch: Batch) => void,
): Promise<SignInOutcome> {
  const token = makeToken('rcs');
  const ticket = makeToken('rct');
  const newDeviceToken =
    place.method === 'portal' && !isToken(place.deviceToken, 'rcd') ? makeToken('rcd') : undefined;

  const answer = await deps.sessions.admit(
    userId,
    (live) => decide(deps, userId, place, live, chosen, hashToken(token)),
    (batch, { decision, user, limit, start }, ended) => {
      if (!user) return;
      const now = deps.clock.now();
      recordEnds(deps, batch, ended, `user:${user.name}`, place.address);
      if (start) {
        whenAdmitted?.(batch);
        deps.install.reach(batch, 'first_session_at', now);
        deps.users.put(batch, { ...(deps.users.find(userId) ?? user), lastSignInAt: now });
        const deviceToken = newDeviceToken ?? place.deviceToken;
        if (place.method === 'portal' && deviceToken) {
          deps.knownDevices.note(batch, hashToken(deviceToken), userId, now);
        }
        deps.audit.append(batch, {
          at: now,
          action: 'session.started',
          actor: `user:${user.name}`,
          subject: start.id,
          address: place.address,
          data: { user: user.name, device: place.device, method: place.method },
        });
      } else if (
        decision.kind === 'ask' ||
        (decision.kind === 'refuse' && decision.code === 'session_limit')
      ) {
        if (decision.kind === 'ask') {
          deps.tickets.add(batch, hashToken(ticket), chooserTicket(user, place), now + chooserTicketMs);
        }
        deps.audit.append(batch, {
          at: now,
          action: 'sign_in.limit',
          actor: `user:${user.name}`,
          subject: user.name,
          address: place.address,
          data: {
            answer: decision.kind,
            live: decision.sessions.length,
            limit: limit.value,
            boundBy: limit.boundBy,
          },
        });
      }
    },
  );
  if (!answer.ok) return { kind: 'refused', code: 'store_unavailable' };

  const { decision, user, limit, start } = answer.outcome;
  if (!user) return { kind: 'refused', code: 'user_disabled' };
  if (start) return { kind: 'admitted', token, session: start, user, deviceToken: newDeviceToken };
  if (decision.kind === 'ask') {
    return { kind: 'choose', ticket, limit, mustEnd: decision.mustEnd, sessions: decision.sessions };
  }
  if (decision.kind === 'refuse' && decision.code !== 'session_limit')
    return { kind: 'refused', code: decision.code };
  return {
    kind: 'refused',
    code: 'session_limit',
    limit,
    sessions: decision.kind === 'refuse' ? decision.sessions : [],
  };
}

function decide(
  deps: Dependencies,
  userId: string,
  place: SignInPlace,
  live: readonly Session[],
  chosen: readonly string[] | undefined,
  tokenHash: string,
): Admission {
  const now = deps.clock.now();
  const settings = deps.settings.current();
  const user = deps.users.find(userId);
  const limit = effectiveLimit(user ?? { limit: 'inherit' }, settings);
  const held = isToken(place.sessionToken, 'rcs')
    ? deps.sessions.find(hashToken(place.sessionToken))
    : undefined;
  const decision = decideAdmission(
    now,
    { disabled: user?.disabled ?? true, replaces: held?.id, chosen, device: place.device },
    live,
    {
      limit,
      policy: effectivePolicy(user ?? { policy: 'inherit' }, settings).value,
      expiryOf: (session) => expiryOf(session, settings),
    },
  );
  const { expire } = decision;
  if (decision.kind !== 'admit' || !user) return { decision, user, limit, expire, end: [] };

  // This browser's session of somebody else ends only because this sign-in succeeds.
  const left: SessionEnd[] =
    held && held.userId !== userId ? [{ id: held.id, reason: 'replaced', at: now, by: place.device }] : [];
  const start: NewSession = {
    id: randomUUID(),
    userId,
    userName: user.name,
    tokenHash,
    class: 'browser',
    method: place.method,
    device: place.device,
    signedInAt: now,
    lastUsedAt: now,
    lastSeenAt: now,
    address: place.address,
  };
  return { decision, user, limit, expire, end: [...decision.end, ...left], start };
}

function chooserTicket(user: User, place: SignInPlace): ChooserTicket {
  return {
    kind: 'chooser',
    userId: user.id,
    passwordMark: passwordMark(user),
    preSession: place.preSession,
    device: place.device,
    method: place.method,
  };
}

/** Voids tickets when the password they were made under has changed. */
export function passwordMark(user: User): string {
  return hashToken(user.passwordHash ?? '');
}
