import type { GroupView } from '../../../../shared/model/group.ts';
import type { EffectiveLimit, EffectivePolicy } from '../../../../shared/model/limit.ts';
import type { UserView } from '../../../../shared/model/user.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';

export function makeUserTable(users: readonly UserView[], groups: readonly GroupView[]): string {
  if (users.length === 0) return 'No users yet.';
  return makeTable(
    ['USER', 'NAME', 'STATE', 'SESSIONS', 'LIMIT', 'POLICY', 'GROUPS', 'RESERVED', 'LAST SIGN-IN'],
    users.map((user) => [
      user.admin ? `${user.name} (admin)` : user.name,
      user.displayName,
      user.state.replaceAll('_', ' '),
      String(user.liveSessions),
      withOrigin(user.effectiveLimit),
      describePolicy(user.effectivePolicy),
      user.groups.flatMap((id) => groups.find((group) => group.id === id)?.name ?? []).join(', '),
      user.reservedSeats === 0 ? '' : String(user.reservedSeats),
      localTime(user.lastSignInAt),
    ]),
  );
}

/** A rule with where it comes from, unless it is the user's own. */
function withOrigin({ value, boundBy, group }: EffectiveLimit | EffectivePolicy): string {
  if (boundBy === 'user') return String(value);
  return `${String(value)} (${boundBy === 'group' ? `group ${group ?? ''}` : boundBy})`;
}

/** Devices that push each other out make it `ask` for a while, unless it lets nobody be pushed out anyway. */
function describePolicy(policy: EffectivePolicy): string {
  return policy.askUntil === undefined || !policy.value.startsWith('end-')
    ? withOrigin(policy)
    : `ask (until ${localTime(policy.askUntil)})`;
}
