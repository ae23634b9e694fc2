import type { GroupView } from '../../shared/model/group.ts';
import { importColumns } from '../../shared/model/user-import.ts';
import type { UserView } from '../../shared/model/user.ts';
import { writeCsv } from '../ui/write-csv.ts';

const more = [
  'admin',
  'state',
  'effective_limit',
  'limit_from',
  'signed_in',
  'last_sign_in',
  'second_factor',
] as const;

/**
 * Users as a file that can be read back: the columns of an import under their own names, then what an import leaves
 * out. Times are ISO-8601.
 */
export function exportUsers(users: readonly UserView[], groups: readonly GroupView[]): string {
  const nameOf = new Map(groups.map(({ id, name }) => [id, name]));
  const rows = users.map((user) => [
    user.name,
    user.displayName,
    user.email,
    user.groups.map((id) => nameOf.get(id) ?? '').join('|'),
    user.limit,
    user.policy,
    user.reservedSeats,
    user.admin ? 'yes' : 'no',
    user.state,
    user.effectiveLimit.value,
    user.effectiveLimit.boundBy === 'group'
      ? `group ${user.effectiveLimit.group ?? ''}`
      : user.effectiveLimit.boundBy,
    user.liveSessions,
    user.lastSignInAt,
    user.secondFactor ? 'yes' : 'no',
  ]);
  return writeCsv([...importColumns, ...more], rows);
}
