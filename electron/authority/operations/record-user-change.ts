import type { AuditAction, AuditThrough } from '../../../shared/model/audit.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { Group } from '../records/groups/groups.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { auditFields, changedFields, isChanged } from './user-fields.ts';

interface UserChange {
  /** Undefined: the user is new. */
  readonly before: User | undefined;
  /** Undefined: the user is gone. */
  readonly after: User | undefined;
  readonly at: number;
  readonly actor: string;
  /** What changed more than this user; `subject` is that of its own entry. */
  readonly through?: { readonly what: AuditThrough; readonly subject: string };
}

/**
 * One entry about one user, whatever changed the user and however many with it: so everybody's own story is whole.
 * Groups stand in it by their names, which stay readable when a group is gone. No entry where nothing is different.
 */
export function recordUserChange(
  deps: Pick<Dependencies, 'audit' | 'groups'>,
  batch: Batch,
  { before, after, at, actor, through }: UserChange,
): void {
  const subject = (after ?? before)?.name ?? '';
  const groups = deps.groups.list();
  const how =
    through === undefined
      ? {}
      : {
          through: through.what,
          ...(through.subject === '' ? {} : { import: through.subject }),
        };
  const append = (action: AuditAction, data: () => Record<string, unknown>): void =>
    deps.audit.append(batch, { at, action, actor, subject, data });
  if (after === undefined) append('user.deleted', () => how);
  else if (before === undefined) {
    append('user.added', () => ({ ...withGroupNames(groups, auditFields(after)), ...how }));
  } else if (isChanged(after, before)) {
    append('user.changed', () => ({
      from: withGroupNames(groups, changedFields(before, after)),
      to: withGroupNames(groups, changedFields(after, before)),
      ...how,
    }));
  }
}

function withGroupNames(groups: readonly Group[], fields: Record<string, unknown>): Record<string, unknown> {
  const ids = fields['groups'];
  if (!Array.isArray(ids)) return fields;
  const nameOf = (id: unknown): unknown => groups.find((group) => group.id === id)?.name ?? id;
  return { ...fields, groups: ids.map(nameOf) };
}
