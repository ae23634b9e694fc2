import { foldGroupName, groupsMax } from '../../../../shared/model/group.ts';
import type { ImportColumn, ImportFault, ImportRow } from '../../../../shared/model/user-import.ts';
import { foldUserName } from '../../../../shared/model/user.ts';
import type { Group } from '../../records/groups/groups.ts';
import type { User } from '../../records/users/users.ts';
import type { Dependencies } from '../dependencies.ts';
import { withFields } from '../user-fields.ts';
import { collectNewGroups, type NewGroups } from './collect-new-groups.ts';
import { emptyCell, groupSeparator, splitGroups, type Cells, type ImportedFields } from './decode-row.ts';
import type { DecodedTable } from './decode-rows.ts';
import { isSameValue } from './is-same-value.ts';
import { makeImportedUser } from './make-imported-user.ts';

/** A good row that does something. */
export interface PlannedUser {
  /** Undefined: it is new. */
  readonly before: User | undefined;
  readonly after: User;
}

export interface ImportPlan {
  /** Every row of the file, as it is shown. */
  readonly rows: readonly ImportRow[];
  readonly users: readonly PlannedUser[];
  /** Groups that do not exist yet and would be made if that was wanted. */
  readonly missingGroups: readonly Group[];
  /** Those of them that are made. */
  readonly newGroups: readonly Group[];
}

/** Which field of a user a column sets. */
const fieldOf = {
  display_name: 'displayName',
  email: 'email',
  groups: 'groups',
  limit: 'limit',
  policy: 'policy',
  reserved_seats: 'reservedSeats',
} as const satisfies Record<Exclude<ImportColumn, 'name'>, keyof ImportedFields>;

/** What a table of users would do to the users there are now. Changes nothing. */
export function planImport(deps: Dependencies, table: DecodedTable): ImportPlan {
  const { groups, missingGroups } = table;
  const nameOfGroup = new Map(groups.map(({ id, name }) => [id, name]));
  const now = deps.clock.now();
  const isMaking = missingGroups === 'make';
  const found = collectNewGroups({ max: isMaking ? groupsMax - groups.length : Infinity, now });
  const rows: ImportRow[] = [];
  const users: PlannedUser[] = [];
  const findFaults = openFaultFinder(found);

  for (const { line, cells: inFile, surplus, decoded } of table.rows) {
    const { name, missing } = decoded;
    const faults = findFaults(
      line,
      inFile,
      surplus ? [...decoded.faults, { code: 'cells_surplus' }] : decoded.faults,
      missing,
    );
    if (faults.length > 0) {
      rows.push({ line, cells: inFile, outcome: 'bad', faults });
      continue;
    }
    const cells = missingGroups === 'leave_out' ? withoutGroups(inFile, missing) : inFile;
    const fields: ImportedFields =
      isMaking && missing.length > 0
        ? { ...decoded.fields, groups: [...(decoded.fields.groups ?? []), ...found.idsOf(missing)] }
        : decoded.fields;

    const before = deps.users.findByName(name);
    if (!before) {
      rows.push({ line, cells, outcome: 'new' });
      users.push({ before, after: makeImportedUser(name, fields, now) });
      continue;
    }
    const changed = listChanged(before, fields);
    if (changed.length === 0) {
      rows.push({ line, cells, outcome: 'unchanged' });
      continue;
    }
    const differing = Object.fromEntries(changed.map((column) => [fieldOf[column], fields[fieldOf[column]]]));
    rows.push({ line, cells, outcome: 'changed', before: showBefore(before, changed, nameOfGroup) });
    users.push({ before, after: withFields(before, differing) });
  }
  return { rows, users, missingGroups: found.list(), newGroups: isMaking ? found.list() : [] };
}

/** What is wrong with a row beside its cells. Only a good row holds its name, and only its groups are noted. */
function openFaultFinder(found: NewGroups) {
  const lineOf = new Map<string, number>();
  /** With those that are bad only because their groups do not exist yet. */
  const wanted = new Set<string>();
  return (
    line: number,
    cells: Cells,
    own: readonly ImportFault[],
    missing: readonly string[],
  ): ImportFault[] => {
    const faults = [...own];
    const folded = foldUserName(cells.name ?? '');
    const firstLine = lineOf.get(folded);
    if (firstLine !== undefined) {
      faults.push({ column: 'name', code: 'name_twice', of: String(firstLine) });
    }
    if (faults.every(({ code }) => code === 'group_unknown') && !wanted.has(folded)) {
      if (found.add(missing)) wanted.add(folded);
      else faults.push({ column: 'groups', code: 'groups_surplus' });
    }
    if (faults.length === 0) lineOf.set(folded, line);
    return faults;
  };
}

function withoutGroups(cells: Cells, missing: readonly string[]): Cells {
  const { groups, ...others } = cells;
  if (groups === undefined || missing.length === 0) return cells;
  const gone = new Set(missing.map(foldGroupName));
  const rest = splitGroups(groups).filter((group) => !gone.has(foldGroupName(group)));
  return rest.length === 0 ? others : { ...cells, groups: rest.join(groupSeparator) };
}

function listChanged(user: User, fields: ImportedFields): Exclude<ImportColumn, 'name'>[] {
  const columns = Object.keys(fieldOf) as Exclude<ImportColumn, 'name'>[];
  return columns.filter((column) => {
    const value = fields[fieldOf[column]];
    return value !== undefined && !isSameValue(value, user[fieldOf[column]]);
  });
}

function showBefore(
  user: User,
  columns: readonly Exclude<ImportColumn, 'name'>[],
  nameOfGroup: ReadonlyMap<string, string>,
): Cells {
  return Object.fromEntries(
    columns.map((column) => {
      const value = user[fieldOf[column]];
      const text =
        typeof value === 'object'
          ? value.map((id) => nameOfGroup.get(id) ?? '').join(groupSeparator)
          : String(value);
      return [column, text === '' ? emptyCell : text];
    }),
  );
}
