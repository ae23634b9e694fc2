import type {
  AdmissionRequest,
  AdmissionRules,
} from '../../electron/authority/operations/policies/admission.ts';
import { expiryOf } from '../../electron/authority/operations/policies/expiry.ts';
import {
  counts,
  makeUserRules,
  sharesLimit,
  type RuledUser,
  type RuleSources,
} from '../../electron/authority/operations/policies/rules.ts';
import type { Seats } from '../../electron/authority/operations/policies/seats.ts';
import type { Group } from '../../electron/authority/records/groups/groups.ts';
import type { Session } from '../../electron/authority/records/sessions/session.ts';
import { noGroupRules, type GroupRulesPatch } from '../../shared/model/group.ts';
import type { LimitValue, Policy } from '../../shared/model/limit.ts';
import { noPlan } from '../../shared/model/plan.ts';
import type { SessionClass } from '../../shared/model/session.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';

/** Sessions, users and rules for tests of pure decisions: as plain as a fresh install, but for what the test says. */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const now = Date.UTC(2026, 5, 1, 12);

/** Of Ann, signed in an hour ago, used a minute ago. */
export function makeSession(id: string, more: Partial<Session> = {}): Session {
  const signedInAt = more.signedInAt ?? now - hour;
  return {
    id,
    userId: 'ann',
    userName: 'ann',
    class: 'browser',
    method: more.class === 'app' ? 'pairing' : 'portal',
    device: `device ${id}`,
    signedInAt,
    lastUsedAt: now - minute,
    lastSeenAt: now - minute,
    address: '192.168.1.7',
    claimedAt: signedInAt,
    ...more,
  };
}

export function makeRequest(more: Partial<AdmissionRequest> = {}): AdmissionRequest {
  return {
    userId: 'ann',
    disabled: false,
    deviceBlocked: false,
    replaces: undefined,
    chosen: undefined,
    device: 'Newcomer',
    ...more,
  };
}

export function makeSettings(sessions: Partial<Settings['sessions']> = {}): Settings {
  return { ...defaultSettings, sessions: { ...defaultSettings.sessions, ...sessions } };
}

export function makeUser(more: Partial<RuledUser> = {}): RuledUser {
  return {
    limit: 'inherit',
    appLimit: 'inherit',
    policy: 'inherit',
    groups: [],
    reservedSeats: 0,
    ...more,
  };
}

export function makeGroup(id: string, rules: GroupRulesPatch = {}, hoursSince = 0): Group {
  const set = Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
  return { id, name: `Group ${id}`, rules: { ...noGroupRules, ...set }, hoursSince };
}

export function makeSources(more: Partial<RuleSources> = {}): RuleSources {
  return { settings: defaultSettings, groups: [], plan: noPlan, ...more };
}

const plainRules = makeUserRules(makeUser(), makeSources());

/** Rules of one admission. Nobody is reclaimed unless the test says when: most tests are about what comes after. */
export function makeRules(
  limit: LimitValue,
  policy: Policy,
  more: Partial<AdmissionRules> & {
    readonly settings?: Settings;
    readonly newClass?: SessionClass;
    readonly mayReclaim?: (session: Session) => boolean;
  } = {},
): AdmissionRules {
  const { settings = defaultSettings, newClass = 'browser', mayReclaim = () => false, ...rest } = more;
  return {
    limit: { value: limit, boundBy: 'user' },
    policy,
    expiryOf: (session) => expiryOf(session, plainRules),
    sharesLimit: (session) => sharesLimit(session.class, newClass, settings),
    holdsSeat: (session) => counts(session.class, settings),
    reclaim: { settings: settings.sessions.reclaim, mayReclaim },
    paused: false,
    closed: undefined,
    seats: undefined,
    ...rest,
  };
}

/** A plan with these sessions as its holders. */
export function makeSeats(
  pool: number,
  holders: readonly Session[],
  more: Partial<Seats> & { readonly reserved?: Readonly<Record<string, number>> } = {},
): Seats {
  const { reserved = {}, ...rest } = more;
  return {
    pool,
    whenFull: 'refuse',
    used: holders.length,
    usedBy: (userId) => holders.filter((session) => session.userId === userId).length,
    reservations: new Map(Object.entries(reserved)),
    listHolders: () => holders,
    expiryOf: (session) => expiryOf(session, plainRules),
    reclaim: { settings: defaultSettings.sessions.reclaim, mayReclaim: () => false },
    ...rest,
  };
}
