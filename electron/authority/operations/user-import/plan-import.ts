import type { ImportColumn, ImportFault, ImportRow } from '../../../../shared/model/user-import.ts';
import { foldUserName } from '../../../../shared/model/user.ts';
import { makePause } from '../../base/make-pause.ts';
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

/**
 * What a table of users would do to the users there are now. Changes nothing. Others get their turn in between: rows
 * about whom they changed meanwhile are planned again at the end, so that all of it holds when it is answered.
 */
export async function planImport(deps: Dependencies, table: DecodedTable): Promise<ImportPlan> {
  const nameOfGroup = new Map(table.groups.map(({ id, name }) => [id, name]));
  const now = deps.clock.now();
  const pause = makePause();
  const planned: PlannedRow[] = [];
  const lineOf = new Map<string, number>();

  for (const row of table.rows) {
    const { line, cells, surplus, decoded } = row;
    const faults: ImportFault[] = 'faults' in decoded ? [...decoded.faults] : [];
    if (surplus) faults.push({ code: 'cells_surplus' });
    const folded = foldUserName(cells.name ?? '');
    const firstLine = lineOf.get(folded);
    if (firstLine !== undefined) {
      faults.push({ column: 'name', code: 'name_twice', of: String(firstLine) });
    } else if (folded !== '') lineOf.set(folded, line);
    if ('faults' in decoded || faults.length > 0) {
      planned.push({ row: { line, cells, outcome: 'bad', faults } });
    } else {
      const good = { line, cells, ...decoded };
      planned.push(planRow(good, deps.users.findByName(good.name), nameOfGroup, now));
    }
    await pause();
  }
  const rows: ImportRow[] = [];
  const users: PlannedUser[] = [];
  for (const one of planned) {
    const holder = one.good && deps.users.findByName(one.good.name);
    const { row, user } =
      one.good && holder !== one.before ? planRow(one.good, holder, nameOfGroup, now) : one;
    rows.push(row);
    if (user) users.push(user);
  }
  return { rows, users };
}

/** A row that can be read, with all that it says. */
interface GoodRow {
  readonly line: number;
  readonly cells: Cells;
  readonly name: string;
  readonly fields: ImportedFields;
}

interface PlannedRow {
  readonly row: ImportRow;
  /** Undefined: it does nothing. */
  readonly user?: PlannedUser;
  /** Undefined: it cannot be read. */
  readonly good?: GoodRow;
  /** Whose name it was. */
  readonly before?: User | undefined;
}

function planRow(
  good: GoodRow,
  before: User | undefined,
  nameOfGroup: ReadonlyMap<string, string>,
  now: number,
): PlannedRow {
  const { line, cells, name, fields } = good;
  if (!before) {
    const user = { before, after: makeImportedUser(name, fields, now) };
    return { row: { line, cells, outcome: 'new' }, user, good, before };
  }
  const changed = listChanged(before, fields);
  if (changed.length === 0) return { row: { line, cells, outcome: 'unchanged' }, good, before };
  const differing = Object.fromEntries(changed.map((column) => [fieldOf[column], fields[fieldOf[column]]]));
  return {
    row: { line, cells, outcome: 'changed', before: showBefore(before, changed, nameOfGroup) },
    user: { before, after: withFields(before, differing) },
    good,
    before,
  };
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
