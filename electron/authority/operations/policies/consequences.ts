import type { BoundBy } from '../../../../shared/model/limit.ts';
import type { EndReason } from '../../../../shared/model/session.ts';
import type { Session } from '../../records/sessions/session.ts';
import { expiryOf } from './expiry.ts';
import { leastRecentFirst } from './order.ts';
import { counts, limitAsNumber, limitOf, sharesLimit, type RuleSources, type UserRules } from './rules.ts';

/** Rules before or after a change, with what of it concerns live sessions. */
export interface RuleState {
  readonly sources: RuleSources;
  readonly rulesOf: (userId: string) => UserRules;
  /** Of enabled users, above 0. */
  readonly reservations: ReadonlyMap<string, number>;
}

export interface Consequence {
  readonly session: Session;
  readonly reason: EndReason;
  /** When it ends: now, or when its shorter life was over already. */
  readonly at: number;
  /** Ends at once whatever the admin chooses: its life is over under the new rules. */
  readonly always: boolean;
}

/**
 * What a change of rules does to those who are signed in: lives that are over under the new rules end at once; what is
 * above a limit or plan that was lowered by this change ends when the admin says *now*, least recently used first.
 *
 * @param restated which rule the change names a limit for: what an earlier change let be is then meant too
 */
export function decideConsequences(
  now: number,
  live: readonly Session[],
  before: RuleState,
  after: RuleState,
  restated?: BoundBy,
): Consequence[] {
  const consequences: Consequence[] = [];
  const byUser = new Map<string, Session[]>();
  for (const session of live) {
    if (expiryOf(session, before.rulesOf(session.userId)).at <= now) continue;
    const expiry = expiryOf(session, after.rulesOf(session.userId));
    if (expiry.at <= now) {
      consequences.push({ session, reason: expiry.by, at: expiry.at, always: true });
    } else {
      const own = byUser.get(session.userId);
      if (own) own.push(session);
      else byUser.set(session.userId, [session]);
    }
  }
  const settingsBefore = before.sources.settings;
  const classChanged = settingsBefore.sessions.appSessions !== after.sources.settings.sessions.appSessions;
  const leaving = new Set<string>();
  const take = (session: Session, reason: EndReason): void => {
    leaving.add(session.id);
    consequences.push({ session, reason, at: now, always: false });
  };
  for (const [userId, own] of byUser) {
    own.sort(leastRecentFirst);
    for (const pool of poolsOf(own, after.sources)) {
      const [first] = pool;
      if (!first) continue;
      const limitBefore = limitOf(before.rulesOf(userId), first.class, settingsBefore);
      const limitAfter = limitOf(after.rulesOf(userId), first.class, after.sources.settings);
      const max = limitAsNumber(limitAfter.value);
      const joined = pool.some((session) => !sharesLimit(session.class, first.class, settingsBefore));
      // Only what this change lowers, names or puts together has a surplus: what an earlier one let be stays.
      const lowered = max < limitAsNumber(limitBefore.value) || limitAfter.boundBy === restated;
      if (!lowered && !joined) continue;
      const reason: EndReason = classChanged
        ? 'class_rule'
        : limitAfter.boundBy === 'plan'
          ? 'plan_reduced'
          : 'limit_reduced';
      for (const session of pool.slice(0, Math.max(0, pool.length - max))) take(session, reason);
    }
  }
  const seatsLowered =
    restated === 'plan' || limitAsNumber(after.sources.plan.seats) < limitAsNumber(before.sources.plan.seats);
  const appsTakeSeats = !counts('app', settingsBefore) && counts('app', after.sources.settings);
  if (seatsLowered || appsTakeSeats) {
    const reason = seatsLowered ? 'plan_reduced' : 'class_rule';
    for (const session of listSeatSurplus(byUser, leaving, after)) take(session, reason);
  }
  return consequences;
}

/** Sessions of one user by the limit they share. Those that do not count are in none. */
function poolsOf(own: readonly Session[], { settings }: RuleSources): Session[][] {
  switch (settings.sessions.appSessions) {
    case 'counted':
      return [[...own]];
    case 'separate':
      return [own.filter((one) => one.class === 'browser'), own.filter((one) => one.class === 'app')];
    case 'uncounted':
      return [own.filter((one) => one.class === 'browser')];
  }
}

/** Above the seats of the plan: least recently used first, of users over their reservation before all others. */
function listSeatSurplus(
  byUser: ReadonlyMap<string, readonly Session[]>,
  leaving: ReadonlySet<string>,
  after: RuleState,
): Session[] {
  const { seats } = after.sources.plan;
  if (seats === 'unlimited') return [];
  const holds = (session: Session): boolean =>
    !leaving.has(session.id) && counts(session.class, after.sources.settings);
  const holders = [...byUser.values()].flat().filter(holds).toSorted(leastRecentFirst);
  let surplus = holders.length - seats;
  const used = new Map<string, number>();
  for (const { userId } of holders) used.set(userId, (used.get(userId) ?? 0) + 1);
  const ends: Session[] = [];
  for (const onlyOverReservation of [true, false]) {
    for (const session of holders) {
      if (surplus <= 0) return ends;
      const own = used.get(session.userId) ?? 0;
      const reserved = after.reservations.get(session.userId) ?? 0;
      if (ends.includes(session) || (onlyOverReservation && own <= reserved)) continue;
      used.set(session.userId, own - 1);
      ends.push(session);
      surplus -= 1;
    }
  }
  return ends;
}
