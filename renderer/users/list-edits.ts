import type { UserView } from '../../shared/model/user.ts';
import type { UserRules } from '../pieces/user-rules-fields.tsx';

/** What of a user is edited in one form. */
export type UserFields = Pick<UserView, 'name' | 'displayName' | 'email' | 'admin'> & UserRules;

/** As a command takes them. */
export type UserEdits = Partial<Omit<UserFields, 'groups'> & { groups: string[] }>;

/** Those fields that are not what they were when the form opened. */
export function listEdits(opened: UserFields, edits: Partial<UserFields>): UserEdits {
  const changed = Object.entries(edits).filter(
    ([key, value]) => !isSame(value, opened[key as keyof UserFields]),
  );
  return Object.fromEntries(changed);
}

/** The part of it that can end sessions. */
export function pickRules({ groups, limit, appLimit, policy, reservedSeats }: UserEdits): UserEdits {
  const rules = { groups, limit, appLimit, policy, reservedSeats };
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
}

/** Groups are a set here: their order is that of the list of groups. */
function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((item) => other.includes(item));
}
