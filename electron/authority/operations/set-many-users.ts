import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { OwnLimit, OwnPolicy, Surplus } from '../../../shared/model/limit.ts';
import { makePause } from '../base/make-pause.ts';
import { Batch } from '../base/storage/batch.ts';
import type { EndedSession, Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import { checkReservations, listConsequences, stageConsequences } from './change-consequences.ts';
import type { Dependencies } from './dependencies.ts';
import type { Consequence } from './policies/consequences.ts';
import { recordUserChange } from './record-user-change.ts';
import { checkGroups, isChanged, withFields } from './user-fields.ts';

/** What can be set for many at once. Groups are added or taken away beside those a user has. */
export interface ManyFields {
  readonly limit?: OwnLimit | undefined;
  readonly policy?: OwnPolicy | undefined;
  readonly disabled?: boolean | undefined;
  readonly addGroups?: readonly string[] | undefined;
  readonly removeGroups?: readonly string[] | undefined;
}

/** A user as it is and as it becomes. */
interface Change {
  readonly before: User;
  readonly after: User;
}

type ChangesRefusal = Refusal<'user_not_found' | 'group_not_found'>;

/** Changes many users alike, and what follows from it for live sessions, in one transaction: all of them or none. */
export async function setManyUsers(
  deps: Dependencies,
  ids: readonly string[],
  fields: ManyFields & { readonly surplus?: Surplus | undefined },
  actor: string,
): Promise<
  | { ok: true; ended: readonly EndedSession[] }
  | ChangesRefusal
  | Refusal<'reservations_exceed_plan' | 'last_admin' | 'store_unavailable'>
> {
  const decided = await decideChanges(deps, ids, fields);
  if (!decided.ok) return decided;
  // From here on without a pause: what is decided on is what is changed.
  const { changes } = decided;
  const after = new Map(changes.map((change) => [change.after.id, change.after]));
  const refusal = checkReservations(deps, { users: after });
  if (refusal) return refusal;
  if (leavesNoAdmin(deps, after)) return refuse('last_admin');

  const consequences = listManyConsequences(deps, changes, fields);
  const batch = new Batch();
  const at = deps.clock.now();
  for (const change of changes) {
    if (!isChanged(change.after, change.before)) continue;
    deps.users.put(batch, change.after);
    recordUserChange(deps, batch, { ...change, at, actor });
  }
  const ended = stageConsequences(deps, batch, consequences, fields.surplus, actor);
  if (batch.statements.length === 0) return { ok: true, ended };
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, ended } : committed;
}

/** The sessions that `setManyUsers` would end with `surplus: now`. Changes nothing. */
export async function previewSetMany(
  deps: Dependencies,
  ids: readonly string[],
  fields: ManyFields,
): Promise<{ ok: true; consequences: Consequence[] } | ChangesRefusal> {
  const decided = await decideChanges(deps, ids, fields);
  return decided.ok
    ? { ok: true, consequences: listManyConsequences(deps, decided.changes, fields) }
    : decided;
}

/**
 * Others get their turn in between. What they changed meanwhile is decided on again at the end, so that every `before`
 * is what holds when it is answered.
 */
async function decideChanges(
  deps: Dependencies,
  ids: readonly string[],
  fields: ManyFields,
): Promise<{ ok: true; changes: readonly Change[] } | ChangesRefusal> {
  const pause = makePause();
  const changes: Change[] = [];
  for (const id of new Set(ids)) {
    const before = deps.users.find(id);
    if (!before) return refuse('user_not_found', { data: { id } });
    changes.push(decideChange(before, fields));
    await pause();
  }
  const unknown = checkGroups(deps, [...(fields.addGroups ?? []), ...(fields.removeGroups ?? [])]);
  if (unknown) return unknown;
  for (const [n, { before }] of changes.entries()) {
    const now = deps.users.find(before.id);
    if (!now) return refuse('user_not_found', { data: { id: before.id } });
    if (now !== before) changes[n] = decideChange(now, fields);
  }
  return { ok: true, changes };
}

function decideChange(
  before: User,
  { limit, policy, disabled, addGroups = [], removeGroups = [] }: ManyFields,
): Change {
  const groups = [...new Set([...before.groups, ...addGroups])].filter((one) => !removeGroups.includes(one));
  const isSame = groups.length === before.groups.length && groups.every((one) => before.groups.includes(one));
  // The same array where nothing is different: that is how a change of groups is told.
  return { before, after: withFields(before, { limit, policy, disabled, ...(isSame ? {} : { groups }) }) };
}

function listManyConsequences(
  deps: Dependencies,
  changes: readonly Change[],
  { limit, disabled }: ManyFields,
): Consequence[] {
  const live: Session[] = [];
  for (const { after } of changes) {
    if (deps.sessions.countLive(after.id) > 0) live.push(...deps.sessions.listLive(after.id));
  }
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
