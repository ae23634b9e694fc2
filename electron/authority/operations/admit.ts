import { randomUUID } from 'node:crypto';
import { classOf } from '../../../shared/model/session.ts';
import { hashToken, isToken, makeToken } from '../base/crypto/tokens.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { NewSession, Session, SessionEnd } from '../records/sessions/session.ts';
import type { ChooserTicket } from '../records/tickets/tickets.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { findWaitingApp } from './find-waiting-app.ts';
import { passwordMark, whyPasswordIsVoid } from './password-mark.ts';
import { mayEnter } from './policies/may-enter.ts';
import { decideAdmission, type AdmissionRequest } from './policies/admission.ts';
import { isOpen, openingAfter } from './policies/hours.ts';
import { policyInForce } from './policies/kick-war.ts';
import { pauseAt } from './policies/pause.ts';
import { reclaimableAt } from './policies/reclaim.ts';
import { counts, limitOf, sharesLimit } from './policies/rules.ts';
import { recordAdmission, type Admission } from './record-admission.ts';
import { repeatSignIn, transactionKey } from './repeat-sign-in.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';
import { expiryInForce, kickWarOf, mayReclaim, rulesOf, seatsInForce } from './rules-in-force.ts';
import { describePleaOffer, findPleaReason, stagePleaOffer } from './tell-admin.ts';

/** By what somebody is let in. */
export interface AdmissionProof {
  /** Of the account as its password was found right; undefined: without one, from a session that is live. */
  readonly mark: string | undefined;
  /** Sessions the person chose to end, out of the chooser. */
  readonly chosen?: readonly string[] | undefined;
  /** Stages what belongs to the same transaction, such as the spent ticket. */
  readonly whenAdmitted?: (batch: Batch, session: Session) => void;
}

/**
 * Full authentication is behind: lets the device in, refuses it, or asks which device to end. Decision, ends, new
 * session, ticket and audit are one step and one transaction; the answer comes after the disk. Part of the decision is
 * whether the password still holds that was found right some time ago.
 */
export async function admit(
  deps: Dependencies,
  userId: string,
  place: SignInPlace,
  { mark, chosen, whenAdmitted }: AdmissionProof,
): Promise<SignInOutcome> {
  // No await up to the decision: a ticket or password that was good a moment ago must not be decided on again.
  const repeated =
    whyVoid(deps, userId, place, mark) === undefined ? repeatSignIn(deps, userId, place) : undefined;
  if (repeated) return repeated;

  const token = makeToken('rcs');
  const ticket = makeToken('rct');
  const knownHash = findDeviceHash(place);
  const letInFromElsewhere = place.method === 'pairing' || place.method === 'device';
  const newDeviceToken = knownHash === undefined && !letInFromElsewhere ? makeToken('rcd') : undefined;
  const deviceHash = newDeviceToken === undefined ? knownHash : hashToken(newDeviceToken);
  const answer = await deps.sessions.admit(
    userId,
    (live) => decide(deps, userId, { ...place, deviceHash }, live, { mark, chosen }, hashToken(token)),
    (batch, admission, ended) => {
      recordAdmission(deps, batch, admission, ended, {
        place,
        deviceHash,
      });
      const { decision, user, start } = admission;
      if (start) whenAdmitted?.(batch, start);
      if (decision.kind === 'ask' && user) {
        const expiresAt = deps.clock.now() + deps.settings.current().sessions.chooserSeconds * 1000;
        deps.tickets.add(batch, hashToken(ticket), chooserTicket(user, place), expiresAt);
      }
      const why = decision.kind === 'refuse' ? findPleaReason(decision.code) : undefined;
      if (why && user) stagePleaOffer(deps, batch, ticket, { user, place, why });
    },
  );
  if (!answer.ok) return { kind: 'refused', code: 'store_unavailable' };

  const { decision, user, limit, start, afterKickWar, pausedUntil, opensAt, freeAt } = answer.outcome;
  if (!user) return { kind: 'refused', code: 'user_disabled' };
  if (start) return { kind: 'admitted', token, session: start, user, deviceToken: newDeviceToken };
  if (decision.kind === 'ask') {
    const { mustEnd, sessions } = decision;
    return { kind: 'choose', ticket, limit, mustEnd, sessions, afterKickWar };
  }
  if (decision.kind === 'admit') throw new Error('an admission without a session');
  const { code, sessions } = decision;
  const tell = describePleaOffer(deps, ticket, { userId, place });
  switch (code) {
    case 'session_limit':
      return { kind: 'refused', code, limit, sessions, freeAt, tell };
    case 'seats_full':
      return { kind: 'refused', code, seats: Number(deps.plan.current().seats), sessions, tell };
    case 'outside_hours':
      return { kind: 'refused', code, opensAt, tell };
    case 'sign_ins_paused':
      return { kind: 'refused', code, until: pausedUntil };
    case 'device_blocked':
      return { kind: 'refused', code, tell };
    case 'user_disabled':
    case 'choice_invalid':
    case 'pairing_invalid':
    case 'credentials':
    case 'password_reported':
      return { kind: 'refused', code };
  }
}

/** A device that has none yet gets a token; an app that is let in from elsewhere gets it with its claim. */
function findDeviceHash(place: SignInPlace): string | undefined {
  return isToken(place.deviceToken, 'rcd') ? hashToken(place.deviceToken) : place.deviceHash;
}

function decide(
  deps: Dependencies,
  userId: string,
  place: SignInPlace,
  live: readonly Session[],
  { mark, chosen }: AdmissionProof,
  tokenHash: string,
): Admission {
  const now = deps.clock.now();
  const settings = deps.settings.current();
  const user = deps.users.find(userId);
  const rules = rulesOf(deps, user);
  const sessionClass = classOf(place.method);
  const limit = limitOf(rules, sessionClass, settings);
  const askUntil = kickWarOf(deps, userId);
  const policy = policyInForce(rules.policy.value, askUntil);
  const open = rules.hours === undefined || isOpen(rules.hours.value, now);
  const opensAt = rules.hours && !open ? openingAfter(rules.hours.value, now) : undefined;
  const pause = pauseAt(deps.install.pause(), now);
  const reclaim = {
    settings: settings.sessions.reclaim,
    mayReclaim: (session: Session) => mayReclaim(deps, session),
  };
  const held = isToken(place.sessionToken, 'rcs')
    ? deps.sessions.find(hashToken(place.sessionToken))
    : undefined;
  const decision = decideAdmission(
    now,
    {
      userId,
      disabled: user?.disabled ?? true,
      deviceBlocked: deps.blockedDevices.isBlocked(place.deviceHash),
      void: whyVoid(deps, userId, place, mark),
      replaces: held?.id,
      chosen,
      device: place.device,
    },
    live,
    {
      limit,
      policy,
      expiryOf: (session) => expiryInForce(deps, session),
      sharesLimit: (session) => sharesLimit(session.class, sessionClass, settings),
      holdsSeat: (session) => counts(session.class, settings),
      reclaim,
      paused: pause !== undefined,
      closed: open ? undefined : { opensAt },
      seats: counts(sessionClass, settings) ? seatsInForce(deps) : undefined,
    },
  );
  const { expire } = decision;
  const inWay = decision.kind === 'refuse' ? decision.sessions : [];
  const base = {
    decision,
    user,
    limit,
    expire,
    pausedUntil: pause?.until,
    opensAt,
    freeAt: earliest(
      reclaimableAt(inWay, reclaim),
      ...inWay.map((session) => expiryInForce(deps, session).at),
    ),
    afterKickWar: policy !== rules.policy.value,
  };
  if (decision.kind !== 'admit' || !user) return { ...base, end: [] };

  // This browser's session of somebody else ends only because this sign-in succeeds.
  const left = held && held.userId !== userId ? [leave(deps, held, now, place.device)] : [];
  const start: NewSession = {
    id: randomUUID(),
    userId,
    userName: user.name,
    tokenHash,
    class: sessionClass,
    method: place.method,
    device: place.device,
    signedInAt: now,
    lastUsedAt: now,
    lastSeenAt: now,
    address: place.address,
    claimedAt: undefined,
    deviceHash: place.deviceHash,
    transactionKey: transactionKey(userId, place),
  };
  return { ...base, end: [...decision.end, ...left], start };
}

/** Why what was proved or asked for some time ago is no longer there. */
function whyVoid(
  deps: Dependencies,
  userId: string,
  place: SignInPlace,
  mark: string | undefined,
): AdmissionRequest['void'] {
  const user = deps.users.find(userId);
  if (place.pairing && !mayApprove(deps, place, user)) return 'pairing_invalid';
  return user && mark !== undefined ? whyPasswordIsVoid(user, mark) : undefined;
}

/** Asked in the step that also writes: a code is good once, and only a session that is live approves. */
function mayApprove(deps: Dependencies, { pairing, method }: SignInPlace, user: User | undefined): boolean {
  if (!pairing || !user || deps.sessions.findById(pairing.approver.id) === undefined) return false;
  const { secretHash } = pairing;
  const waiting = findWaitingApp(deps, { secretHash, method: method === 'device' ? method : 'pairing' });
  return waiting !== undefined && (waiting.app === undefined || mayEnter(waiting.app, user));
}

/** It ends for another user's sign-in, unless its time was over before. */
function leave(deps: Dependencies, session: Session, now: number, device: string): SessionEnd {
  const expiry = expiryInForce(deps, session);
  return expiry.at <= now
    ? { id: session.id, reason: expiry.by, at: expiry.at }
    : { id: session.id, reason: 'replaced', at: now, by: device };
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function chooserTicket(user: User, place: SignInPlace): ChooserTicket {
  const deviceHash = findDeviceHash(place);
  return {
    kind: 'chooser',
    userId: user.id,
    passwordMark: passwordMark(user),
    preSession: place.preSession,
    device: place.device,
    method: place.method,
    ...(place.transaction === undefined ? {} : { transaction: place.transaction }),
    ...(deviceHash === undefined ? {} : { deviceHash }),
    ...(place.pairing === undefined ? {} : { pairing: place.pairing.secretHash }),
  };
}
