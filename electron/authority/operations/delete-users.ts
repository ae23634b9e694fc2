import { refuse, type Refusal } from '../../../shared/errors.ts';
import { Batch } from '../base/storage/batch.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { recordEnds } from './record-ends.ts';
import { recordUserChange } from './record-user-change.ts';

/** Deletes users and ends what they are signed in with, in one transaction: all of them or none. */
export async function deleteUsers(
  deps: Dependencies,
  ids: readonly string[],
  actor: string,
): Promise<
  | { ok: true; ended: readonly EndedSession[] }
  | Refusal<'user_not_found' | 'last_admin' | 'store_unavailable'>
> {
  const going = new Map<string, User>();
  for (const id of ids) {
    const user = deps.users.find(id);
    if (!user) return refuse('user_not_found', { data: { id } });
    going.set(id, user);
  }
  if (leavesNoAdmin(deps, going)) return refuse('last_admin');
  const at = deps.clock.now();
  const batch = new Batch();
  const ends = [...going.keys()].flatMap((id) =>
    deps.sessions.listLive(id).map((session) => ({ id: session.id, reason: 'user_deleted' as const, at })),
  );
  const ended = deps.sessions.stageEnd(batch, ends);
  recordEnds(deps, batch, ended, actor);
  for (const [id, user] of going) {
    deps.users.remove(batch, id);
    deps.knownDevices.forgetUser(batch, id);
    deps.pleas.remove(batch, id);
    recordUserChange(deps, batch, { before: user, after: undefined, at, actor });
  }
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, ended } : committed;
}

/** One who can sign in and is an admin goes, and none stays. */
function leavesNoAdmin(deps: Dependencies, going: ReadonlyMap<string, User>): boolean {
  const isInForce = (user: User): boolean => user.admin && !user.disabled;
  return (
    [...going.values()].some(isInForce) &&
    !deps.users.list().some((user) => isInForce(user) && !going.has(user.id))
  );
}
