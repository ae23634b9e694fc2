import { isDeepStrictEqual } from 'node:util';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { OwnLimit, OwnPolicy } from '../../../shared/model/limit.ts';
import { isUserName } from '../../../shared/model/user.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';

/** Fields the admin may set; what is left out stays. */
export interface UserFields {
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  readonly admin?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly limit?: OwnLimit | undefined;
  readonly appLimit?: OwnLimit | undefined;
  readonly policy?: OwnPolicy | undefined;
  /** Ids of groups. */
  readonly groups?: readonly string[] | undefined;
  readonly reservedSeats?: number | undefined;
}

export function withFields(user: User, fields: UserFields): User {
  return {
    ...user,
    name: fields.name?.normalize('NFKC') ?? user.name,
    displayName: fields.displayName ?? user.displayName,
    email: fields.email ?? user.email,
    admin: fields.admin ?? user.admin,
    disabled: fields.disabled ?? user.disabled,
    limit: fields.limit ?? user.limit,
    appLimit: fields.appLimit ?? user.appLimit,
    policy: fields.policy ?? user.policy,
    groups: fields.groups ?? user.groups,
    reservedSeats: fields.reservedSeats ?? user.reservedSeats,
  };
}

export function checkName(
  deps: Dependencies,
  name: string,
  ownId: string | undefined,
): Refusal<'user_name_invalid' | 'user_name_taken'> | undefined {
  if (!isUserName(name)) return refuse('user_name_invalid');
  const holder = deps.users.findByName(name);
  return holder && holder.id !== ownId ? refuse('user_name_taken') : undefined;
}

export function checkGroups(
  deps: Dependencies,
  ids: readonly string[] | undefined,
): Refusal<'group_not_found'> | undefined {
  const unknown = ids?.find((id) => !deps.groups.find(id));
  return unknown === undefined ? undefined : refuse('group_not_found', { data: { id: unknown } });
}

export function isLastAdmin(deps: Dependencies, user: User): boolean {
  return (
    user.admin &&
    !user.disabled &&
    !deps.users.list().some((one) => one.id !== user.id && one.admin && !one.disabled)
  );
}

const auditedFields = [
  'name',
  'displayName',
  'email',
  'admin',
  'disabled',
  'limit',
  'appLimit',
  'policy',
  'groups',
  'reservedSeats',
] as const satisfies readonly (keyof User)[];

export function auditFields(user: User): Record<string, unknown> {
  return Object.fromEntries(auditedFields.map((key) => [key, user[key]]));
}

/** The fields of `user` that are different in `other`. */
export function changedFields(user: User, other: User): Record<string, unknown> {
  const changed = auditedFields.filter((key) => isOther(user[key], other[key]));
  return Object.fromEntries(changed.map((key) => [key, user[key]]));
}

export function isChanged(user: User, other: User): boolean {
  return auditedFields.some((key) => isOther(user[key], other[key]));
}

function isOther(one: unknown, other: unknown): boolean {
  return one !== other && !isDeepStrictEqual(one, other);
}
