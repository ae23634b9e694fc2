import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { OwnLimit, OwnPolicy, Surplus } from '../../../shared/model/limit.ts';
import { Batch } from '../base/storage/batch.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import { checkReservations, listConsequences, stageConsequences } from './change-consequences.ts';
import type { Dependencies } from './dependencies.ts';
import type { Consequence } from './policies/consequences.ts';
import { recordUserChange } from './record-user-change.ts';
import { changedFields, checkGroups, withFields } from './user-fields.ts';

/** What can be set for many at once. Groups are added or taken away beside those a user has. */
export interface ManyFields {
  readonly limit?: OwnLimit | undefined;
  readonly policy?: OwnPolicy | undefined;
  readonly disabled?: boolean | undefined;
  readonly addGroups?: readonly string[] | undefined;
  readonly removeGroups?: readonly string[] | undefined;
}

/** Each user as it is and as it becomes. */
type Changes = readonly { readonly before: User; readonly after: User }[];

type ChangesRefusal = Refusal<'user_not_found' | 'group_not_found'>;

/** Changes many users alike, and what follows from it for live sessions, in one transaction: all of them or none. */
export async function setManyUsers(
  deps: Dependencies,
  ids: readonly string[],
  fields: ManyFields & { readonly surplus?: Surplus | undefined },
  actor: string,
): Promise<
  | { ok: true; users: readonly User[]; ended: readonly EndedSession[] }
  | ChangesRefusal
  | Refusal<'reservations_exceed_plan' | 'last_admin' | 'store_unavailable'>
> {
  const decided = decideChanges(deps, ids, fields);
  if (!decided.ok) return decided;
  const { changes } = decided;
  const after = new Map(changes.map((change) => [change.after.id, change.after]));
  const refusal = checkReservations(deps, { users: after });
  if (refusal) return refusal;
  if (leavesNoAdmin(deps, after)) return refuse('last_admin');

  const consequences = listManyConsequences(deps, changes, fields);
  const batch = new Batch();
  const at = deps.clock.now();
  for (const change of changes) {
    if (Object.keys(changedFields(change.after, change.before)).length === 0) continue;
    deps.users.put(batch, change.after);
    recordUserChange(deps, batch, { ...change, at, actor });
  }
  const ended = stageConsequences(deps, batch, consequences, fields.surplus, actor);
  const users = [...after.values()];
  if (batch.statements.length === 0) return { ok: true, users, ended };
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, users, ended } : committed;
}

/** The sessions that `setManyUsers` would end with `surplus: now`. Changes nothing. */
export function previewSetMany(
  deps: Dependencies,
  ids: readonly string[],
  fields: ManyFields,
): { ok: true; consequences: Consequence[] } | ChangesRefusal {
  const decided = decideChanges(deps, ids, fields);
  return decided.ok
    ? { ok: true, consequences: listManyConsequences(deps, decided.changes, fields) }
    : decided;
}

function decideChanges(
  deps: Dependencies,
  ids: readonly string[],
  { limit, policy, disabled, addGroups = [], removeGroups = [] }: ManyFields,
): { ok: true; changes: Changes } | ChangesRefusal {
  const unknown = checkGroups(deps, [...addGroups, ...removeGroups]);
  if (unknown) return unknown;
  const changes: { before: User; after: User }[] = [];
  for (const id of new Set(ids)) {
    const before = deps.users.find(id);
    if (!before) return refuse('user_not_found', { data: { id } });
    const groups = [...new Set([...before.groups, ...addGroups])].filter(
      (one) => !removeGroups.includes(one),
    );
    const isSame =
      groups.length === before.groups.length && groups.every((one) => before.groups.includes(one));
    // The same array where nothing is different: that is how a change of groups is told.
    const after = withFields(before, { limit, policy, disabled, ...(isSame ? {} : { groups }) });
    changes.push({ before, after });
  }
  return { ok: true, changes };
}

function listManyConsequences(
  deps: Dependencies,
  changes: Changes,
  { limit, disabled }: ManyFields,
): Consequence[] {
  const live = changes.flatMap(({ after }) => [...deps.sessions.listLive(after.id)]);
  if (disabled === true) {
    const at = deps.clock.now();
    return live.map((session) => ({ session, reason: 'user_disabled', at, always: true }));
  }
  const users = new Map(changes.map(({ after }) => [after.id, after]));
  return listConsequences(deps, { users, restated: limit === undefined ? undefined : 'user' }, live);
}

/** There is an admin who can sign in, and after the change there would be none. */
function leavesNoAdmin(deps: Dependencies, after: ReadonlyMap<string, User>): boolean {
  const isInForce = (user: User): boolean => user.admin && !user.disabled;
  const users = deps.users.list();
  return users.some(isInForce) && !users.some((user) => isInForce(after.get(user.id) ?? user));
}
