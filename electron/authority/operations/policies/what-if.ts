import type { Plan } from '../../../../shared/model/plan.ts';
import type { EndReason } from '../../../../shared/model/session.ts';
import type { Settings } from '../../../../shared/model/settings.ts';
import type { WhatIfCase } from '../../../../shared/model/what-if.ts';
import type { EndedSession, Session } from '../../records/sessions/session.ts';
import { decideAdmission, type AdmissionDecision } from './admission.ts';
import { expiryOf, type Expiry } from './expiry.ts';
import { kickWarUntil, policyInForce } from './kick-war.ts';
import { leastRecentFirst } from './order.ts';
import { listAttempts, type Attempt, type Recording } from './recorded-sign-ins.ts';
import { imagineSession, ReplayedSession, ReplayedSessions, type ReplayClock } from './replayed-sessions.ts';
import { counts, limitOf, sharesLimit, type UserRules } from './rules.ts';
import type { Seats } from './seats.ts';

/** The rules to try. */
export interface TriedRules {
  readonly settings: Settings;
  readonly plan: Plan;
  readonly rulesOf: (userId: string) => UserRules;
  readonly reservations: ReadonlyMap<string, number>;
  readonly mayReclaim: (session: Session) => boolean;
}

/** An attempt that would have met something, with the devices that it would have ended or that were in its way. */
export interface ReplayedCase {
  readonly attempt: Attempt;
  readonly outcome: WhatIfCase['outcome'];
  readonly devices: readonly Session[];
}

/** Seats in the way are the same ones again and again: so many are enough to see who held them. */
const holdersShown = 20;

const automatic: ReadonlySet<EndReason> = new Set([
  'ended_least_recent',
  'ended_oldest',
  'ended_next_to_expire',
]);

/** After so many attempts whoever replays may let others have their turn. */
const attemptsAStep = 250;

export interface Replay {
  readonly attempts: readonly Attempt[];
  readonly cases: readonly ReplayedCase[];
}

/**
 * What the recorded sign-ins would have met under other rules: each is decided, in its order, by the same decision
 * that lets people in. A recorded session is in from its sign-in to its recorded end, unless the replay refuses or ends
 * it. One that in reality was ended by a rule or a choice stays in until its own time is up, which is an estimate: only
 * its last use is known. What was asked or refused in reality gets its chance too; nothing is known of such a session
 * but its beginning. Who is asked is taken to sign out what was not used longest. The hours play no part.
 *
 * Step by step, since a long record takes longer than a request of an app should wait.
 */
export function* replaySignIns(recording: Recording, rules: TriedRules): Generator<undefined, Replay> {
  const { settings } = rules;
  const clock: ReplayClock = { now: recording.from };
  const sessions = new ReplayedSessions(clock, (session) => counts(session.class, settings));
  const automaticEnds = new Map<string, number[]>();
  const cases: ReplayedCase[] = [];

  const attempts = listAttempts(recording, settings.sessions.chooserSeconds * 1000);
  const begun = new Set(attempts.map(({ userId, at }) => `${String(at)} ${userId}`));
  const outlive = (session: EndedSession): number => {
    const { reason, at } = session.ended;
    // Somebody else signed in on that browser: no rule had anything to do with it.
    const handedOver = reason === 'replaced' && !begun.has(`${String(at)} ${session.userId}`);
    return handedOver ? at : expiryOf(session, rules.rulesOf(session.userId)).at;
  };
  const replayed = (session: Session): ReplayedSession => new ReplayedSession(session, clock, outlive);
  /** Whoever is in has not expired: that is known from the record. It still has an order in which it would. */
  const expectedExpiry = (session: Session): Expiry => {
    const { at, by } = expiryOf(session, rules.rulesOf(session.userId));
    return { at: Math.max(at, clock.now + 1), by };
  };
  const reclaim = { settings: settings.sessions.reclaim, mayReclaim: rules.mayReclaim };
  const seatsFor = ({ class: sessionClass }: Attempt): Seats | undefined =>
    rules.plan.seats === 'unlimited' || !counts(sessionClass, settings)
      ? undefined
      : {
          pool: rules.plan.seats,
          whenFull: rules.plan.whenFull,
          used: sessions.countSeats(),
          usedBy: (userId) => sessions.countSeats(userId),
          reservations: rules.reservations,
          listHolders: () => sessions.seatHolders(),
          expiryOf: expectedExpiry,
          reclaim,
        };
  const decide = (attempt: Attempt, chosen?: readonly string[]): AdmissionDecision => {
    const { userId, device } = attempt;
    const own = rules.rulesOf(userId);
    const live = sessions.ofUser(userId);
    const askUntil = kickWarUntil(
      clock.now,
      automaticEnds.get(userId) ?? [],
      rules.settings.sessions.kickWar,
    );
    return decideAdmission(
      clock.now,
      {
        userId,
        disabled: false,
        // Who is blocked now may not have been then; a limit is tried, not a block.
        deviceBlocked: false,
        replaces: findReplaced(attempt, live, clock.now),
        chosen,
        device,
      },
      live,
      {
        limit: limitOf(own, attempt.class, settings),
        policy: policyInForce(own.policy.value, askUntil),
        expiryOf: expectedExpiry,
        sharesLimit: (session) => sharesLimit(session.class, attempt.class, settings),
        holdsSeat: (session) => counts(session.class, settings),
        reclaim,
        paused: false,
        closed: undefined,
        seats: seatsFor(attempt),
      },
    );
  };
  const note = (attempt: Attempt, outcome: ReplayedCase['outcome'], devices: readonly Session[] = []): void =>
    void cases.push({ attempt, outcome, devices });

  /** Ends and begins what was decided. @returns the devices that had to go, without the one that was replaced */
  const letIn = (attempt: Attempt, decision: AdmissionDecision, number: number): Session[] => {
    const gone: Session[] = [];
    for (const { id, reason, at } of decision.end) {
      const session = sessions.remove(id);
      if (!session || reason === 'replaced') continue;
      gone.push(session);
      if (!automatic.has(reason)) continue;
      const known = automaticEnds.get(session.userId);
      if (known) known.push(at);
      else automaticEnds.set(session.userId, [at]);
    }
    sessions.add(replayed(attempt.session ?? imagineSession(attempt, number)));
    return gone;
  };

  for (const session of recording.sessions) {
    if (session.signedInAt < recording.from) sessions.add(replayed(session));
  }
  for (const [number, attempt] of attempts.entries()) {
    if (number % attemptsAStep === attemptsAStep - 1) yield undefined;
    clock.now = attempt.at;
    const first = decide(attempt);
    const decision =
      first.kind === 'ask'
        ? decide(
            attempt,
            first.sessions.slice(0, first.mustEnd).map(({ id }) => id),
          )
        : first;
    if (decision.kind === 'admit') {
      const gone = letIn(attempt, decision, number);
      if (first.kind === 'ask') note(attempt, 'asked', first.sessions);
      else if (gone.length > 0) note(attempt, 'ends_others', gone);
    } else if (decision.kind === 'refuse' && decision.code === 'seats_full') {
      const holders = sessions.seatHolders().toSorted(leastRecentFirst);
      note(attempt, 'seats_full', holders.slice(0, holdersShown));
    } else {
      note(attempt, 'refused', decision.sessions);
    }
  }
  return { attempts, cases };
}

/**
 * The own session that this sign-in takes the place of: the one that it replaced in reality, or one on a device of the
 * same name that in reality was over by then. Whoever was still in there would not have had to sign in again.
 */
function findReplaced(attempt: Attempt, live: readonly ReplayedSession[], now: number): string | undefined {
  return live.find(
    ({ real, device, class: sessionClass }) =>
      (real.reason === 'replaced' && real.endedAt === now) ||
      (real.endedAt < now && device === attempt.device && sessionClass === attempt.class),
  )?.id;
}
