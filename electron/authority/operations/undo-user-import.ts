import { isDeepStrictEqual } from 'node:util';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import { noGroupRules } from '../../../shared/model/group.ts';
import { makePause } from '../base/make-pause.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Group } from '../records/groups/groups.ts';
import type { UserImport } from '../records/users/user-imports.ts';
import type { User } from '../records/users/users.ts';
import { checkReservations, listConsequences, stageConsequences } from './change-consequences.ts';
import type { Dependencies } from './dependencies.ts';
import { recordUserChange } from './record-user-change.ts';
import { auditFields, withFields } from './user-fields.ts';
import { isSameValue } from './user-import/is-same-value.ts';
import { makeImportedUser } from './user-import/make-imported-user.ts';

/** As long as an import can be taken back; then what was before it is forgotten. */
export const importKeptMs = 30 * 24 * 3600 * 1000;

/**
 * Takes an import back in one transaction: whom it added goes, unless a password was chosen or something changed
 * since; whom it changed gets back what was before, unless one of these values was changed since. A code that was made
 * for a new user is no change: nobody has used it. Groups it made go when nobody is in them then, no app names them and
 * they are as they were made.
 */
export async function undoUserImport(
  deps: Dependencies,
  id: string,
  actor: string,
): Promise<
  | {
      ok: true;
      undone: readonly User[];
      kept: readonly User[];
      groups: { undone: readonly Group[]; kept: readonly Group[] };
    }
  | Refusal<'import_not_found' | 'reservations_exceed_plan' | 'store_unavailable'>
> {
  const done = await deps.userImports.read(id);
  if (!done) return refuse('import_not_found');
  const { goes, returns, kept } = await decideUndo(deps, done);
  // From here on without a pause: what is decided on is what is changed. Undone by somebody else meanwhile: what is in
  // memory counts.
  if (!deps.userImports.has(id)) return refuse('import_not_found');
  const exceeds = checkReservations(deps, { users: returns });
  if (exceeds) return exceeds;
  const live = [...returns.keys()].flatMap((userId) => [...deps.sessions.listLive(userId)]);
  const consequences = listConsequences(deps, { users: returns }, live);

  const batch = new Batch();
  const at = deps.clock.now();
  const undone = [...goes, ...returns.values()];
  deps.audit.append(batch, {
    at,
    action: 'users.import_undone',
    actor,
    subject: id,
    data: {
      removed: goes.length,
      restored: returns.size,
      kept: kept.length,
    },
  });
  const through = { what: 'undo', subject: id } as const;
  for (const user of goes) {
    deps.users.remove(batch, user.id);
    recordUserChange(deps, batch, { before: user, after: undefined, at, actor, through });
  }
  for (const user of returns.values()) {
    const before = deps.users.find(user.id);
    deps.users.put(batch, user);
    recordUserChange(deps, batch, { before, after: user, at, actor, through });
  }
  const groups = decideGroups(deps, done);
  if (groups.undone.length > 0) {
    deps.groups.put(
      batch,
      deps.groups.list().filter((group) => !groups.undone.includes(group)),
    );
  }
  for (const { name } of groups.undone) {
    const data = { through: 'undo', import: id };
    deps.audit.append(batch, { at, action: 'group.deleted', actor, subject: name, data });
  }
  deps.userImports.remove(batch, id);
  stageConsequences(deps, batch, consequences, undefined, actor);
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, undone, kept, groups } : committed;
}

/** Called when the users are as they will be. */
function decideGroups(deps: Dependencies, done: UserImport): { undone: Group[]; kept: Group[] } {
  const undone: Group[] = [];
  const kept: Group[] = [];
  if (done.groups === undefined || done.groups.length === 0) return { undone, kept };
  const used = new Set([...deps.users.list(), ...deps.apps.list()].flatMap(({ groups }) => groups));
  for (const { id, name } of done.groups) {
    const group = deps.groups.find(id);
    if (!group) continue;
    const isAsMade = group.name === name && isDeepStrictEqual(group.rules, noGroupRules);
    (isAsMade && !used.has(id) ? undone : kept).push(group);
  }
  return { undone, kept };
}

interface Undo {
  goes: User[];
  returns: Map<string, User>;
  kept: User[];
}

/** What is left of a user that was imported: undefined where nothing is. */
type Verdict = { readonly user: User; readonly becomes: User | 'gone' | 'kept' } | undefined;

/** Others get their turn in between; about whom they changed meanwhile is decided again at the end. */
async function decideUndo(deps: Dependencies, done: UserImport): Promise<Undo> {
  const pause = makePause();
  const groups = deps.groups.list();
  const decisions: { readonly id: string; readonly decide: () => Verdict; verdict: Verdict }[] = [];
  for (const [id, decide] of listDecisions(deps, done)) {
    decisions.push({ id, decide, verdict: decide() });
    await pause();
  }
  if (groups !== deps.groups.list()) return decideUndo(deps, done);
  const undo: Undo = { goes: [], returns: new Map(), kept: [] };
  for (const { id, decide, verdict } of decisions) {
    const { user, becomes } = (deps.users.find(id) === verdict?.user ? verdict : decide()) ?? {};
    if (!user) continue;
    if (becomes === 'gone') undo.goes.push(user);
    else if (becomes === 'kept' || becomes === undefined) undo.kept.push(user);
    else undo.returns.set(id, becomes);
  }
  return undo;
}

function* listDecisions(deps: Dependencies, done: UserImport): Generator<[string, () => Verdict]> {
  // A group that is gone has left its users by itself.
  const inExisting = (groups: readonly string[]): string[] => groups.filter((one) => deps.groups.find(one));
  const isStill = (user: object, values: object): boolean => {
    const own: Readonly<Record<string, unknown>> = { ...user };
    return Object.entries(values).every(([key, value]) =>
      isSameValue(own[key], key === 'groups' ? inExisting(value as string[]) : value),
    );
  };
  for (const { id, name, values } of done.added) {
    yield [
      id,
      () => {
        const user = deps.users.find(id);
        if (!user) return undefined;
        const asImported = auditFields(makeImportedUser(name, values, done.at));
        const isUnused = user.passwordHash === undefined && user.lastSignInAt === undefined;
        return { user, becomes: isUnused && isStill(user, asImported) ? 'gone' : 'kept' };
      },
    ];
  }
  for (const { id, before, after } of done.changed) {
    yield [
      id,
      () => {
        const user = deps.users.find(id);
        if (!user) return undefined;
        if (!isStill(user, after)) return { user, becomes: 'kept' };
        const groups = before.groups === undefined ? {} : { groups: inExisting(before.groups) };
        return { user, becomes: withFields(user, { ...before, ...groups }) };
      },
    ];
  }
}
