import {
  decideConsequences,
  type RuleState,
} from '../../../electron/authority/operations/policies/consequences.ts';
import { expiryOf } from '../../../electron/authority/operations/policies/expiry.ts';
import { makeUserRules, type RuleSources } from '../../../electron/authority/operations/policies/rules.ts';
import type { Session } from '../../../electron/authority/records/sessions/session.ts';
import type { Surplus } from '../../../shared/model/limit.ts';
import type { AffectedSession, SessionView } from '../../../shared/model/session.ts';
import type { FakeRecords } from './fake-records.ts';
import { makeFakeUser, type FakeUser } from './fake-user.ts';

/** What a call would change; what is left out stays. */
export type FakeChange = Partial<RuleSources> & { readonly users?: ReadonlyMap<string, FakeUser> };

/** Of a session whose user is gone: what the install says. */
const nobody = makeFakeUser({ id: '', name: '' });

export function stateOf(records: FakeRecords, change: FakeChange = {}): RuleState {
  const sources: RuleSources = {
    settings: change.settings ?? records.settings,
    groups: change.groups ?? records.groups,
    plan: change.plan ?? records.plan,
  };
  const users = new Map([...records.users, ...(change.users ?? [])]);
  return {
    sources,
    rulesOf: (userId) => makeUserRules(users.get(userId) ?? nobody, sources),
    reservations: new Map(
      [...users.values()].flatMap(({ id, reservedSeats, disabled }) =>
        reservedSeats > 0 && !disabled ? [[id, reservedSeats] as const] : [],
      ),
    ),
  };
}

/** What a change would end, by the authority's own rules. */
export function listAffected(records: FakeRecords, change: FakeChange): AffectedSession[] {
  const live = [...records.sessions.values()].map(toSession);
  return decideConsequences(Date.now(), live, stateOf(records), stateOf(records, change)).flatMap(
    ({ session: { id }, reason }) => {
      const session = records.sessions.get(id);
      return session === undefined ? [] : [{ session, reason }];
    },
  );
}

/** Ends what a change leaves over; lives that are over end whatever the admin chose. */
export function endAffected(
  records: FakeRecords,
  affected: readonly AffectedSession[],
  surplus: Surplus | undefined,
): SessionView[] {
  return affected
    .filter(({ reason }) => surplus === 'now' || ['idle', 'absolute', 'hours'].includes(reason))
    .flatMap(({ session, reason }) => records.endSessions([session.id], reason));
}

/** The sum of the reservations after a change, when the seats do not suffice for it. */
export function findExcess(
  records: FakeRecords,
  change: FakeChange,
): { reserved: number; seats: number; sum: string } | undefined {
  const { reservations, sources } = stateOf(records, change);
  const { seats } = sources.plan;
  const reserved = [...reservations.values()].reduce((sum, own) => sum + own, 0);
  if (seats === 'unlimited' || reserved <= seats) return undefined;
  return { reserved, seats, sum: `${String(reserved)} of ${String(seats)}` };
}

/** The session as the rules in force make it: how it counts and when it expires. */
export function withRules(records: FakeRecords, session: SessionView): SessionView {
  const { appSessions } = records.settings.sessions;
  const expiry = expiryOf(toSession(session), stateOf(records).rulesOf(session.userId));
  return {
    ...session,
    counts: session.class === 'browser' ? 'browser' : `app_${appSessions}`,
    expiresAt: new Date(expiry.at).toISOString(),
    expiresBy: expiry.by,
  };
}

function toSession(view: SessionView): Session {
  return {
    ...view,
    signedInAt: Date.parse(view.signedInAt),
    lastUsedAt: Date.parse(view.lastUsedAt),
    lastSeenAt: Date.parse(view.lastSeenAt),
    claimedAt: Date.parse(view.signedInAt),
  };
}
