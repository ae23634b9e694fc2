import { z } from 'zod';
import { foldGroupName, groupNameSchema } from '../../../../shared/model/group.ts';
import { ownLimitSchema, ownPolicySchema } from '../../../../shared/model/limit.ts';
import { reservedSeatsSchema } from '../../../../shared/model/plan.ts';
import type { ImportColumn, ImportFault, MissingGroups } from '../../../../shared/model/user-import.ts';
import { isUserName } from '../../../../shared/model/user.ts';
import type { UserFields } from '../user-fields.ts';

/** What a row names of a user; never who is an admin, who is switched off, or a password. */
export type ImportedFields = Pick<
  UserFields,
  'displayName' | 'email' | 'groups' | 'limit' | 'policy' | 'reservedSeats'
>;

export type Cells = Readonly<Partial<Record<ImportColumn, string>>>;

/** Ids of groups by their folded names. */
export type GroupIds = ReadonlyMap<string, string>;

/** Empties what is there. An empty cell leaves it as it is. */
export const emptyCell = '-';
export const groupSeparator = '|';

const emailSchema = z.email().max(254);
const displayNameMax = 200;

export interface DecodedRow {
  readonly name: string;
  /** What is wrong with the cells; then the rest does not count. */
  readonly faults: readonly ImportFault[];
  readonly fields: ImportedFields;
  /** Names of groups that do not exist yet. */
  readonly missing: readonly string[];
}

/** The fields that the cells of a row set, and everything that is wrong with them. */
export function decodeRow(cells: Cells, groupIds: GroupIds, missingGroups: MissingGroups): DecodedRow {
  const faults: ImportFault[] = [];
  const fault = (column: ImportColumn, code: ImportFault['code'], of?: string): undefined => {
    faults.push({ column, code, ...(of === undefined ? {} : { of }) });
  };

  const missing: string[] = [];
  const name = cells.name ?? '';
  if (name === '') fault('name', 'name_missing');
  else if (!isUserName(name)) fault('name', 'name_invalid');

  const fields: { -readonly [Key in keyof ImportedFields]: ImportedFields[Key] } = {};
  if (cells.display_name !== undefined) {
    // A line break in it, as a spreadsheet may have, is a space to everybody who reads it.
    const text = cells.display_name.replace(/\s+/g, ' ');
    if (text.length > displayNameMax) fault('display_name', 'display_name_long');
    else fields.displayName = text === emptyCell ? '' : text;
  }
  if (cells.email !== undefined) {
    if (cells.email === emptyCell) fields.email = '';
    else if (emailSchema.safeParse(cells.email).success) fields.email = cells.email;
    else fault('email', 'email_invalid');
  }
  if (cells.groups !== undefined) {
    const ids = new Set<string>();
    for (const group of splitGroups(cells.groups)) {
      const id = groupIds.get(foldGroupName(group));
      const asName = groupNameSchema.safeParse(group);
      if (id !== undefined) ids.add(id);
      else if (!asName.success) fault('groups', 'group_name_invalid');
      else {
        missing.push(asName.data);
        if (missingGroups === 'skip') fault('groups', 'group_unknown', group);
      }
    }
    // Without the groups that are left out nothing may stand there: as with an empty cell, those of before stay.
    if (ids.size > 0 || missing.length === 0 || missingGroups === 'make') fields.groups = [...ids];
  }
  if (cells.limit !== undefined) {
    const limit = ownLimitSchema.safeParse(readNumberOrWord(cells.limit));
    if (limit.success) fields.limit = limit.data;
    else fault('limit', 'limit_invalid');
  }
  if (cells.policy !== undefined) {
    const policy = ownPolicySchema.safeParse(foldWord(cells.policy));
    if (policy.success) fields.policy = policy.data;
    else fault('policy', 'policy_invalid');
  }
  if (cells.reserved_seats !== undefined) {
    const seats = reservedSeatsSchema.safeParse(readNumberOrWord(cells.reserved_seats));
    if (seats.success) fields.reservedSeats = seats.data;
    else fault('reserved_seats', 'reserved_seats_invalid');
  }
  return { name: name.normalize('NFKC'), faults, fields, missing };
}

export function splitGroups(cell: string): string[] {
  if (cell === emptyCell) return [];
  return cell
    .split(groupSeparator)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function readNumberOrWord(cell: string): number | string {
  const text = foldWord(cell);
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** `End oldest` is `end-oldest`; digits of every width are digits. */
function foldWord(cell: string): string {
  return cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}
