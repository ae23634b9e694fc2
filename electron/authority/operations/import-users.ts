import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../../shared/errors.ts';
import type { Surplus } from '../../../shared/model/limit.ts';
import type { ImportFormat, ImportRow, MissingGroups } from '../../../shared/model/user-import.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Group } from '../records/groups/groups.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import type { ImportedValues } from '../records/users/user-imports.ts';
import type { User } from '../records/users/users.ts';
import { checkReservations, listConsequences, stageConsequences } from './change-consequences.ts';
import type { Dependencies } from './dependencies.ts';
import type { Consequence } from './policies/consequences.ts';
import { recordUserChange } from './record-user-change.ts';
import { decodeRows } from './user-import/decode-rows.ts';
import { planImport, type PlannedUser } from './user-import/plan-import.ts';
import { readUserTable } from './user-import/read-user-table.ts';

type Unreadable = Refusal<'import_unreadable'>;
type Exceeds = Refusal<'reservations_exceed_plan'>;

/** What `importUsers` would do with a file, row by row, and end with `surplus: now`. Changes nothing. */
export async function previewUserImport(
  deps: Dependencies,
  file: string,
  missingGroups: MissingGroups = 'skip',
): Promise<
  | {
      ok: true;
      format: ImportFormat;
      rows: readonly ImportRow[];
      /** Groups that do not exist yet. */
      missingGroups: readonly Group[];
      consequences: Consequence[];
      /** Why the good rows would be refused as they are. */
      exceeds: Exceeds | undefined;
    }
  | Unreadable
> {
  const table = await readUserTable(file);
  if (!table.ok) return table;
  const decoded = await decodeRows(deps.groups.list(), table, missingGroups);
  const plan = planImport(deps, decoded);
  const { rows, users } = plan;
  return {
    ok: true,
    format: table.format,
    rows,
    missingGroups: plan.missingGroups,
    consequences: listImportConsequences(deps, users),
    exceeds: checkReservations(deps, { users: byId(users) }),
  };
}

export interface UsersImported {
  readonly ok: true;
  /** Undefined when there was nothing to do. */
  readonly id: string | undefined;
  readonly added: readonly User[];
  readonly changed: readonly User[];
  /** Groups that were made. */
  readonly groups: readonly Group[];
  readonly unchanged: number;
  readonly skipped: number;
  readonly ended: readonly EndedSession[];
}

/**
 * Takes the good rows of a file of users in one transaction and skips the bad ones. What a row does not name stays;
 * passwords, admins and who is switched off are no part of such a file.
 */
export async function importUsers(
  deps: Dependencies,
  file: string,
  options: { readonly surplus?: Surplus | undefined; readonly missingGroups?: MissingGroups | undefined },
  actor: string,
): Promise<UsersImported | Unreadable | Exceeds | Refusal<'store_unavailable'>> {
  const table = await readUserTable(file);
  if (!table.ok) return table;
  const decode = () => decodeRows(deps.groups.list(), table, options.missingGroups ?? 'skip');
  let decoded = await decode();
  // Groups were changed while it was read.
  while (decoded.groups !== deps.groups.list()) decoded = await decode();
  // From here on without a pause: what is decided on is what is changed.
  const { rows, users, newGroups } = planImport(deps, decoded);
  const exceeds = checkReservations(deps, { users: byId(users) });
  if (exceeds) return exceeds;
  const count = (outcome: ImportRow['outcome']): number =>
    rows.filter((row) => row.outcome === outcome).length;
  const added = users.flatMap(({ before, after }) => (before ? [] : [after]));
  const changed = users.flatMap(({ before, after }) => (before ? [after] : []));
  const answer = { added, changed, groups: newGroups, unchanged: count('unchanged'), skipped: count('bad') };
  if (users.length === 0) return { ok: true, id: undefined, ...answer, ended: [] };

  const consequences = listImportConsequences(deps, users);
  const batch = new Batch();
  const id = randomUUID();
  const at = deps.clock.now();
  stageNewGroups(deps, batch, newGroups, { at, actor, subject: id });
  for (const { after } of users) deps.users.put(batch, after);
  deps.userImports.add(batch, {
    id,
    at,
    added: added.map((user) => ({ id: user.id, name: user.name, values: valuesOf(user) })),
    changed: users.flatMap(({ before, after }) =>
      before ? [{ id: after.id, before: differing(before, after), after: differing(after, before) }] : [],
    ),
    groups: newGroups.map(({ id: groupId, name }) => ({ id: groupId, name })),
  });
  deps.audit.append(batch, {
    at,
    action: 'users.imported',
    actor,
    subject: id,
    data: {
      added: added.length,
      changed: changed.length,
      unchanged: answer.unchanged,
      skipped: answer.skipped,
    },
  });
  const through = { what: 'import', subject: id } as const;
  for (const planned of users) recordUserChange(deps, batch, { ...planned, at, actor, through });
  const ended = stageConsequences(deps, batch, consequences, options.surplus, actor);
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, id, ...answer, ended } : committed;
}

/** At the end of the list: whoever is in another group too keeps the rules of it. */
function stageNewGroups(
  deps: Dependencies,
  batch: Batch,
  groups: readonly Group[],
  { at, actor, subject }: { readonly at: number; readonly actor: string; readonly subject: string },
): void {
  if (groups.length === 0) return;
  deps.groups.put(batch, [...deps.groups.list(), ...groups]);
  for (const { name, rules } of groups) {
    const data = { rules, through: 'import', import: subject };
    deps.audit.append(batch, { at, action: 'group.added', actor, subject: name, data });
  }
}

/** A limit that a row changes is named by it: its surplus is meant. One it only repeats is not. */
function listImportConsequences(deps: Dependencies, planned: readonly PlannedUser[]): Consequence[] {
  const users = byId(planned);
  const liveOf = (some: readonly PlannedUser[]) =>
    some.flatMap(({ after }) => [...deps.sessions.listLive(after.id)]);
  const namesLimit = ({ before, after }: PlannedUser): boolean => before?.limit !== after.limit;
  const known = planned.filter(({ before }) => before !== undefined);
  return [
    ...listConsequences(deps, { users, restated: 'user' }, liveOf(known.filter(namesLimit))),
    ...listConsequences(deps, { users }, liveOf(known.filter((one) => !namesLimit(one)))),
  ];
}

function byId(users: readonly PlannedUser[]): ReadonlyMap<string, User> {
  return new Map(users.map(({ after }) => [after.id, after]));
}

function valuesOf({
  displayName,
  email,
  groups,
  limit,
  policy,
  reservedSeats,
}: User): Required<ImportedValues> {
  return { displayName, email, groups, limit, policy, reservedSeats };
}

/** The values of `user` that are different in `other`. */
function differing(user: User, other: User): ImportedValues {
  const theirs: ImportedValues = valuesOf(other);
  return Object.fromEntries(
    Object.entries(valuesOf(user)).filter(([key, value]) => theirs[key as keyof ImportedValues] !== value),
  );
}
