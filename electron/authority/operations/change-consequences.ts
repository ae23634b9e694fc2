import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { BoundBy, Surplus } from '../../../shared/model/limit.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { AffectedSession } from '../../../shared/model/session.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { EndedSession, Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { decideConsequences, type Consequence } from './policies/consequences.ts';
import { recordEnds } from './record-ends.ts';
import { stateAfter, stateInForce } from './rules-in-force.ts';
import { showSession } from './show.ts';

export type RuleChange = Parameters<typeof stateAfter>[1];

/** What a change of rules would end. Called before the change is staged; changes nothing. */
export function listConsequences(
  deps: Dependencies,
  change: RuleChange & {
    /** Which rule the change names a limit for, changed or not. */
    readonly restated?: BoundBy | undefined;
  },
  live: readonly Session[] = deps.sessions.listLive(),
): Consequence[] {
  const after = stateAfter(deps, change);
  return decideConsequences(deps.clock.now(), live, stateInForce(deps), after, change.restated);
}

/** Ends, in the batch of the change itself, what must end and, when the admin said *now*, what is above the rules. */
export function stageConsequences(
  deps: Dependencies,
  batch: Batch,
  consequences: readonly Consequence[],
  surplus: Surplus | undefined,
  actor: string,
): readonly EndedSession[] {
  const ends = consequences
    .filter(({ always }) => always || surplus === 'now')
    .map(({ session, reason, at }) => ({ id: session.id, reason, at }));
  const ended = deps.sessions.stageEnd(batch, ends);
  recordEnds(deps, batch, ended, actor);
  return ended;
}

export function showConsequences(
  deps: Dependencies,
  consequences: readonly Consequence[],
): AffectedSession[] {
  return consequences.map(({ session, reason }) => ({ session: showSession(deps, session), reason }));
}

/** Σ of the reservations of enabled users ≤ seats, with the sum in the refusal. */
export function checkReservations(
  deps: Dependencies,
  change: {
    readonly plan?: Plan;
    readonly users?: ReadonlyMap<string, User>;
    /** Of a user that is about to be added. */
    readonly newSeats?: number;
  },
): Refusal<'reservations_exceed_plan'> | undefined {
  const { seats } = change.plan ?? deps.plan.current();
  if (seats === 'unlimited') return undefined;
  const { reservations } = stateAfter(deps, change);
  const reserved = [...reservations.values()].reduce((sum, own) => sum + own, change.newSeats ?? 0);
  return reserved <= seats
    ? undefined
    : refuse('reservations_exceed_plan', {
        data: { reserved, seats, sum: `${String(reserved)} of ${String(seats)}` },
      });
}
