import type { SessionClass } from '../../../../shared/model/session.ts';
import { closingAfter } from './hours.ts';
import type { UserRules } from './rules.ts';

export interface Expiry {
  /** Authority time, epoch ms, at which the session ends by itself: whichever comes first. */
  readonly at: number;
  readonly by: 'idle' | 'absolute' | 'hours';
}

interface Clocks {
  readonly class: SessionClass;
  readonly signedInAt: number;
  readonly lastUsedAt: number;
  readonly lastSeenAt: number;
}

/** Computed from the rules in force, so a change of them applies to live sessions at once. */
export function expiryOf(session: Clocks, rules: UserRules): Expiry {
  const life = rules[session.class];
  const idleAt = session.lastUsedAt + life.idleSeconds.value * 1000;
  const absoluteAt = session.signedInAt + life.absoluteSeconds.value * 1000;
  const first: Expiry = idleAt < absoluteAt ? { at: idleAt, by: 'idle' } : { at: absoluteAt, by: 'absolute' };
  const { hours } = rules;
  if (hours?.value.outside !== 'end') return first;
  // The first closing that it has not lived through with these hours in force.
  const closingAt = closingAfter(hours.value, Math.max(session.lastSeenAt, hours.since));
  return closingAt < first.at ? { at: closingAt, by: 'hours' } : first;
}
