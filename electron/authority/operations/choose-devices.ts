import type { EffectiveLimit } from '../../../shared/model/limit.ts';
import { classOf } from '../../../shared/model/session.ts';
import { hashToken, isToken } from '../base/crypto/tokens.ts';
import type { Session } from '../records/sessions/session.ts';
import type { ChooserTicket } from '../records/tickets/tickets.ts';
import type { User } from '../records/users/users.ts';
import { admit } from './admit.ts';
import { placeOfWaiting } from './answer-pairing.ts';
import type { Dependencies } from './dependencies.ts';
import { findWaitingApp } from './find-waiting-app.ts';
import { policyInForce } from './policies/kick-war.ts';
import { leastRecentFirst } from './policies/order.ts';
import { limitAsNumber, limitOf, sharesLimit } from './policies/rules.ts';
import { expiryInForce, kickWarOf, rulesOf } from './rules-in-force.ts';
import { passwordMark } from './password-mark.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

export interface Choice {
  readonly ticket: string;
  /** Ids of the sessions to end. */
  readonly end: readonly string[];
  readonly preSession: string;
  readonly address: string;
  readonly sessionToken?: string | undefined;
  readonly deviceToken?: string | undefined;
  /** The session that approves, when it is an app that is let in. */
  readonly approver?: Session | undefined;
}

/**
 * Ends the chosen sessions and lets the device in, in one transaction. When nothing is issued, nothing ends and the
 * ticket stays good.
 */
export async function chooseDevices(deps: Dependencies, choice: Choice): Promise<SignInOutcome> {
  const found = findTicket(deps, choice.ticket, choice.preSession);
  if (!found) return { kind: 'refused', code: 'ticket_invalid' };
  const { ticket, user } = found;
  const place = placeOf(deps, ticket, choice);
  if (!place) return { kind: 'refused', code: 'pairing_invalid' };
  return admit(deps, user.id, place, {
    mark: ticket.passwordMark,
    chosen: choice.end,
    whenAdmitted: (batch) => deps.tickets.spend(batch, hashToken(choice.ticket)),
  });
}

function placeOf(deps: Dependencies, ticket: ChooserTicket, choice: Choice): SignInPlace | undefined {
  if (ticket.pairing !== undefined) {
    const method = ticket.method === 'device' ? ticket.method : 'pairing';
    const waiting = findWaitingApp(deps, { secretHash: ticket.pairing, method });
    const { approver: session, address } = choice;
    return waiting && session && placeOfWaiting(waiting, { session, address });
  }
  return {
    device: ticket.device,
    method: ticket.method,
    address: choice.address,
    preSession: choice.preSession,
    sessionToken: choice.sessionToken,
    deviceToken: choice.deviceToken,
    deviceHash: ticket.deviceHash,
    transaction: ticket.transaction,
  };
}

export interface Chooser {
  readonly user: User;
  /** Name of the device that is to be let in. */
  readonly device: string;
  readonly limit: EffectiveLimit;
  readonly mustEnd: number;
  /** Least recently used first. */
  readonly sessions: readonly Session[];
  /** It is asked although the policy would not: devices signed each other out too often. */
  readonly afterKickWar: boolean;
}

/** What the chooser of a ticket shows now; undefined when the ticket is not good (any more) for this browser. */
export function findChooser(deps: Dependencies, ticket: string, preSession: string): Chooser | undefined {
  const found = findTicket(deps, ticket, preSession);
  if (!found) return undefined;
  const settings = deps.settings.current();
  const now = deps.clock.now();
  const sessionClass = classOf(found.ticket.method);
  const sessions = deps.sessions
    .listLive(found.user.id)
    .filter(
      (session) =>
        sharesLimit(session.class, sessionClass, settings) && expiryInForce(deps, session).at > now,
    )
    .toSorted(leastRecentFirst);
  const rules = rulesOf(deps, found.user);
  const limit = limitOf(rules, sessionClass, settings);
  return {
    user: found.user,
    device: found.ticket.device,
    limit,
    mustEnd: Math.max(0, sessions.length + 1 - limitAsNumber(limit.value)),
    sessions,
    afterKickWar: policyInForce(rules.policy.value, kickWarOf(deps, found.user.id)) !== rules.policy.value,
  };
}

function findTicket(
  deps: Dependencies,
  token: string,
  preSession: string,
): { ticket: ChooserTicket; user: User } | undefined {
  if (!isToken(token, 'rct')) return undefined;
  const ticket = deps.tickets.find(hashToken(token), 'chooser', deps.clock.now());
  const user = ticket && deps.users.find(ticket.userId);
  if (!ticket || !user) return undefined;
  return ticket.preSession === preSession && ticket.passwordMark === passwordMark(user)
    ? { ticket, user }
    : undefined;
}
