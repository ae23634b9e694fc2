import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { Surplus } from '../../../shared/model/limit.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { Batch } from '../base/storage/batch.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import { checkReservations, listConsequences, stageConsequences } from './change-consequences.ts';
import type { Dependencies } from './dependencies.ts';
import type { Consequence } from './policies/consequences.ts';

export interface PlanFields {
  readonly seats?: Plan['seats'] | undefined;
  readonly mode?: Plan['mode'] | undefined;
  readonly whenFull?: Plan['whenFull'] | undefined;
  /** Seats by user id; those that are not named stay. */
  readonly reservations?: Readonly<Record<string, number>> | undefined;
}

type Change = { readonly ok: true; readonly plan: Plan; readonly users: ReadonlyMap<string, User> };

/** Changes the plan and reservations in one transaction, with what follows from them for those who are in. */
export async function setPlan(
  deps: Dependencies,
  fields: PlanFields,
  surplus: Surplus | undefined,
  actor: string,
): Promise<
  | { ok: true; ended: readonly EndedSession[] }
  | Refusal<'reservations_exceed_plan' | 'user_not_found' | 'store_unavailable'>
> {
  const change = decodeChange(deps, fields);
  if (!change.ok) return change;
  const exceeds = checkReservations(deps, change);
  if (exceeds) return exceeds;
  const consequences = listConsequences(deps, { ...change, restated: 'plan' });
  const before = deps.plan.current();
  const batch = new Batch();
  deps.plan.put(batch, change.plan);
  const reservations = [...change.users.values()].map((user) => ({
    user: user.name,
    from: deps.users.find(user.id)?.reservedSeats ?? 0,
    to: user.reservedSeats,
  }));
  for (const user of change.users.values()) deps.users.put(batch, user);
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'plan.changed',
    actor,
    subject: '',
    data: { from: before, to: change.plan, ...(reservations.length === 0 ? {} : { reservations }) },
  });
  const ended = stageConsequences(deps, batch, consequences, surplus, actor);
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, ended } : committed;
}

/** What `setPlan` would end. Changes nothing. */
export function previewSetPlan(
  deps: Dependencies,
  fields: PlanFields,
): { ok: true; consequences: Consequence[] } | Refusal<'user_not_found'> {
  const change = decodeChange(deps, fields);
  return change.ok
    ? { ok: true, consequences: listConsequences(deps, { ...change, restated: 'plan' }) }
    : change;
}

function decodeChange(deps: Dependencies, fields: PlanFields): Change | Refusal<'user_not_found'> {
  const { seats, mode, whenFull } = fields;
  const before = deps.plan.current();
  const users = new Map<string, User>();
  for (const [id, reservedSeats] of Object.entries(fields.reservations ?? {})) {
    const user = deps.users.find(id);
    if (!user) return refuse('user_not_found', { data: { id } });
    if (user.reservedSeats !== reservedSeats) users.set(id, { ...user, reservedSeats });
  }
  const plan: Plan = {
    seats: seats ?? before.seats,
    mode: mode ?? before.mode,
    whenFull: whenFull ?? before.whenFull,
  };
  return { ok: true, plan, users };
}
