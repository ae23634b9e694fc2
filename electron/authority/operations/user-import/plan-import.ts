import type { ImportColumn, ImportFault, ImportRow } from '../../../../shared/model/user-import.ts';
import { foldUserName } from '../../../../shared/model/user.ts';
import type { User } from '../../records/users/users.ts';
import type { Dependencies } from '../dependencies.ts';
import { withFields } from '../user-fields.ts';
import { emptyCell, groupSeparator, type Cells, type ImportedFields } from './decode-row.ts';
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
  const nameOfGroup = new Map(table.groups.map(({ id, name }) => [id, name]));
  const now = deps.clock.now();
  const rows: ImportRow[] = [];
  const users: PlannedUser[] = [];
  const lineOf = new Map<string, number>();

  for (const { line, cells, surplus, decoded } of table.rows) {
    const faults: ImportFault[] = 'faults' in decoded ? [...decoded.faults] : [];
    if (surplus) faults.push({ code: 'cells_surplus' });
    const folded = foldUserName(cells.name ?? '');
    const firstLine = lineOf.get(folded);
    if (firstLine !== undefined) {
      faults.push({ column: 'name', code: 'name_twice', of: String(firstLine) });
    } else if (folded !== '') lineOf.set(folded, line);
    if ('faults' in decoded || faults.length > 0) {
      rows.push({ line, cells, outcome: 'bad', faults });
      continue;
    }

    const before = deps.users.findByName(decoded.name);
    if (!before) {
      rows.push({ line, cells, outcome: 'new' });
      users.push({ before, after: makeImportedUser(decoded.name, decoded.fields, now) });
      continue;
    }
    const changed = listChanged(before, decoded.fields);
    if (changed.length === 0) {
      rows.push({ line, cells, outcome: 'unchanged' });
      continue;
    }
    const differing = Object.fromEntries(
      changed.map((column) => [fieldOf[column], decoded.fields[fieldOf[column]]]),
    );
    rows.push({ line, cells, outcome: 'changed', before: showBefore(before, changed, nameOfGroup) });
    users.push({ before, after: withFields(before, differing) });
  }
  return { rows, users };
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
