import { closingAfter, isOpen } from '../../electron/authority/operations/policies/hours.ts';
import type { RuledUser } from '../../electron/authority/operations/policies/rules.ts';
import type { Group } from '../../electron/authority/records/groups/groups.ts';
import type { Session } from '../../electron/authority/records/sessions/session.ts';
import type { LimitValue, Policy } from '../../shared/model/limit.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { SessionClass } from '../../shared/model/session.ts';
import type { Settings } from '../../shared/model/settings.ts';

/**
 * The rules of sessions once more, read off the design and written down in the plainest way, so that it is right by
 * looking at it. Nothing here is fast or shared with the product; only the calendar of hours is, which has its own tests.
 */

export interface World {
  readonly now: number;
  readonly settings: Settings;
  readonly groups: readonly Group[];
  readonly plan: Plan;
  readonly users: ReadonlyMap<string, RuledUser & { readonly disabled: boolean }>;
  /** As the store has them, expired ones among them. */
  readonly live: readonly Session[];
  /** Browsers and apps the admin keeps out. */
  readonly blocked: ReadonlySet<string>;
  /** The admin lets nobody new in. */
  readonly pause: { readonly until: number | undefined } | undefined;
  /** When a policy ended one of the user's sessions, oldest first. */
  readonly automaticEnds: (userId: string) => readonly number[];
}

export interface Arrival {
  readonly userId: string;
  readonly class: SessionClass;
  readonly replaces: string | undefined;
  readonly chosen: readonly string[] | undefined;
  /** The browser or app it is on. */
  readonly device: string;
}

/** `ends`: `ID REASON` of everybody who makes room, in the order of the alphabet. */
export interface Expected {
  readonly answer: string;
  readonly ends: readonly string[];
}

const number = (limit: LimitValue): number => (limit === 'unlimited' ? Infinity : limit);

function userOf(world: World, id: string): RuledUser & { readonly disabled: boolean } {
  const user = world.users.get(id);
  if (!user) throw new Error(`there is no ${id}`);
  return user;
}

function groupsOf(world: World, userId: string): readonly Group[] {
  return world.groups.filter(({ id }) => userOf(world, userId).groups.includes(id));
}

function firstSet<T>(values: readonly (T | 'inherit' | undefined)[]): T {
  return values.find((value) => value !== undefined && value !== 'inherit') as T;
}

export function limitOf(world: World, userId: string, sessionClass: SessionClass): number {
  const [user, groups, install] = [userOf(world, userId), groupsOf(world, userId), world.settings.sessions];
  const isApart = sessionClass === 'app' && install.appSessions !== 'counted';
  if (isApart && install.appSessions === 'uncounted') return Infinity;
  if (isApart)
    return number(
      firstSet<LimitValue>([user.appLimit, ...groups.map(({ rules }) => rules.appLimit), install.appLimit]),
    );
  if (world.plan.seats !== 'unlimited' && world.plan.mode === 'allocated') return user.reservedSeats;
  return number(firstSet<LimitValue>([user.limit, ...groups.map(({ rules }) => rules.limit), install.limit]));
}

function setPolicyOf(world: World, userId: string): Policy {
  const groups = groupsOf(world, userId).map(({ rules }) => rules.policy);
  return firstSet<Policy>([userOf(world, userId).policy, ...groups, world.settings.sessions.policy]);
}

export function policyOf(world: World, userId: string): Policy {
  const { ends, withinSeconds, askSeconds } = world.settings.sessions.kickWar;
  const set = setPolicyOf(world, userId);
  const at = world.automaticEnds(userId).filter((time) => time <= world.now);
  const isWar = at.some(
    (time, n) =>
      n >= ends && time - (at[n - ends] ?? 0) <= withinSeconds * 1000 && time + askSeconds * 1000 > world.now,
  );
  return isWar && set.startsWith('end-') ? 'ask' : set;
}

/** When and of what a session dies by itself. */
export function deathOf(world: World, session: Session): { at: number; by: string } {
  const groups = groupsOf(world, session.userId);
  const lives = [...groups.map(({ rules }) => rules[session.class]), world.settings.sessions[session.class]];
  const idle = firstSet<number>(lives.map(({ idleSeconds }) => idleSeconds));
  const absolute = firstSet<number>(lives.map(({ absoluteSeconds }) => absoluteSeconds));
  const deaths = [
    { at: session.signedInAt + absolute * 1000, by: 'absolute' },
    { at: session.lastUsedAt + idle * 1000, by: 'idle' },
  ];
  const ruling = groups.find(({ rules }) => rules.hours !== 'inherit');
  const hours = ruling?.rules.hours;
  if (ruling && typeof hours === 'object' && hours.outside === 'end') {
    const from = Math.max(session.lastSeenAt, ruling.hoursSince);
    deaths.push({ at: closingAfter(hours, from), by: 'hours' });
  }
  return deaths.reduce((first, one) => (one.at < first.at ? one : first));
}

export function isDead(world: World, session: Session): boolean {
  return deathOf(world, session).at <= world.now;
}

export function takesSeat(world: World, session: { readonly class: SessionClass }): boolean {
  return session.class === 'browser' || world.settings.sessions.appSessions !== 'uncounted';
}

export function sharesLimit(world: World, a: SessionClass, b: SessionClass): boolean {
  return a === b || world.settings.sessions.appSessions === 'counted';
}

export function reservedOf(world: World, userId: string): number {
  const user = userOf(world, userId);
  return user.disabled ? 0 : user.reservedSeats;
}

export function usedBy(sessions: readonly Session[], userId: string): number {
  return sessions.filter((session) => session.userId === userId).length;
}

/** Admit iff used < P and (used(u) < r(u) or P − used − Σ over v≠u of max(0, r(v) − used(v)) ≥ 1). */
function hasSeat(world: World, userId: string, holders: readonly Session[]): boolean {
  const pool = number(world.plan.seats);
  const keptForOthers = [...world.users.keys()]
    .filter((id) => id !== userId)
    .reduce((sum, id) => sum + Math.max(0, reservedOf(world, id) - usedBy(holders, id)), 0);
  return (
    holders.length < pool &&
    (usedBy(holders, userId) < reservedOf(world, userId) || pool - holders.length - keptForOthers >= 1)
  );
}

function reclaimable(world: World, sessions: readonly Session[]): Session[] {
  const { afterSeconds, unclaimedSeconds, underRefuse } = world.settings.sessions.reclaim;
  const isLost = (one: Session): boolean =>
    one.claimedAt === undefined && world.now - one.signedInAt >= unclaimedSeconds * 1000;
  const mayGo = sessions.filter(
    (one) => one.class === 'browser' && (underRefuse || setPolicyOf(world, one.userId) !== 'refuse'),
  );
  const byLastSight = mayGo.toSorted((a, b) => a.lastSeenAt - b.lastSeenAt || (a.id < b.id ? -1 : 1));
  return [
    ...byLastSight.filter(isLost),
    ...byLastSight.filter((one) => !isLost(one) && world.now - one.lastSeenAt >= afterSeconds * 1000),
  ];
}

const byNumbers =
  (...keys: ((one: Session) => number)[]) =>
  (a: Session, b: Session): number =>
    keys.map((key) => key(a) - key(b)).find((difference) => difference !== 0) ?? (a.id < b.id ? -1 : 1);
const used = (one: Session): number => one.lastUsedAt;
const signedIn = (one: Session): number => one.signedInAt;

export function isPaused({ pause, now }: World): boolean {
  if (pause === undefined) return false;
  return pause.until === undefined || now < pause.until;
}

/** What must come of an arrival whose credentials are right. */
export function expectAdmission(world: World, arrival: Arrival): Expected {
  const { userId } = arrival;
  const nobody = (answer: string): Expected => ({ answer, ends: [] });
  if (userOf(world, userId).disabled) return nobody('user_disabled');
  if (world.blocked.has(arrival.device)) return nobody('device_blocked');
  if (isPaused(world)) return nobody('sign_ins_paused');
  const hours = firstSet(groupsOf(world, userId).map(({ rules }) => rules.hours));
  if (typeof hours === 'object' && !isOpen(hours, world.now)) return nobody('outside_hours');

  const policy = policyOf(world, userId);
  const alive = world.live.filter((session) => !isDead(world, session));
  const own = alive.filter((session) => session.userId === userId);
  const ends: [Session, string][] = own
    .filter(({ id }) => id === arrival.replaces)
    .map((session) => [session, 'replaced']);
  const isStaying = (session: Session): boolean => !ends.some(([one]) => one === session);
  for (const id of policy === 'refuse' ? [] : (arrival.chosen ?? [])) {
    const named = own.find((session) => session.id === id);
    if (!named) return nobody('choice_invalid');
    if (isStaying(named)) ends.push([named, 'ended_by_choice']);
  }

  const limit = limitOf(world, userId, arrival.class);
  if (limit === 0) return nobody('session_limit');
  const pool = own.filter((session) => sharesLimit(world, session.class, arrival.class));
  const isOver = (): boolean => pool.filter(isStaying).length >= limit;
  for (const dead of reclaimable(world, pool.filter(isStaying))) if (isOver()) ends.push([dead, 'reclaimed']);
  if (isOver() && policy === 'ask') {
    const inWay = pool.filter(({ id }) => id !== arrival.replaces).length;
    return nobody(`ask ${String(inWay - limit + 1)}`);
  }
  if (isOver() && policy === 'refuse') return nobody('session_limit');
  const [order, reason] = {
    ask: [byNumbers(), ''],
    refuse: [byNumbers(), ''],
    'end-least-recent': [byNumbers(used, signedIn), 'ended_least_recent'],
    'end-oldest': [byNumbers(signedIn), 'ended_oldest'],
    'end-next-to-expire': [byNumbers((one) => deathOf(world, one).at, signedIn), 'ended_next_to_expire'],
  }[policy] as [(a: Session, b: Session) => number, string];
  for (const session of pool.filter(isStaying).toSorted(order)) if (isOver()) ends.push([session, reason]);

  if (takesSeat(world, arrival)) {
    const holders = (): Session[] => alive.filter((one) => takesSeat(world, one) && isStaying(one));
    const isAbove = ({ userId: of }: Session): boolean => usedBy(holders(), of) > reservedOf(world, of);
    const isFull = (): boolean => !hasSeat(world, userId, holders());
    const isAbovePlan = holders().length > Number(world.plan.seats);
    for (const dead of reclaimable(world, holders()))
      if (isFull() && (dead.userId === userId || isAbove(dead))) ends.push([dead, 'reclaimed']);
    if (world.plan.whenFull === 'end-least-recent' && !isAbovePlan)
      for (const session of holders().toSorted(byNumbers(used, signedIn)))
        if (isFull() && isAbove(session)) ends.push([session, 'ended_least_recent']);
    if (isFull()) return nobody('seats_full');
  }
  return { answer: 'admit', ends: ends.map(([{ id }, why]) => `${id} ${why}`).toSorted() };
}
