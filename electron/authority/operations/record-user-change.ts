import type { AuditThrough } from '../../../shared/model/audit.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { AuditFact } from '../records/audit/audit.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { auditFields, changedFields } from './user-fields.ts';

export type UserChangeEntry = Omit<AuditFact, 'at'>;

interface UserChange {
  /** Undefined: the user is new. */
  readonly before: User | undefined;
  /** Undefined: the user is gone. */
  readonly after: User | undefined;
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
  { at, ...change }: UserChange & { readonly at: number },
): void {
  const entry = describeUserChange(deps, change);
  if (entry) deps.audit.append(batch, { ...entry, at });
}

/** That entry, which stays the same as long as the user and the groups do. */
export function describeUserChange(
  deps: Pick<Dependencies, 'groups'>,
  { before, after, actor, through }: UserChange,
): UserChangeEntry | undefined {
  const subject = (after ?? before)?.name ?? '';
  const how =
    through === undefined
      ? {}
      : {
          through: through.what,
          ...(through.subject === '' ? {} : { import: through.subject }),
        };
  if (after === undefined) return { action: 'user.deleted', actor, subject, data: how };
  if (before === undefined) {
    const data = { ...withGroupNames(deps, auditFields(after)), ...how };
    return { action: 'user.added', actor, subject, data };
  }
  const to = changedFields(after, before);
  if (Object.keys(to).length === 0) return undefined;
  const from = withGroupNames(deps, changedFields(before, after));
  return { action: 'user.changed', actor, subject, data: { from, to: withGroupNames(deps, to), ...how } };
}

function withGroupNames(
  { groups }: Pick<Dependencies, 'groups'>,
  fields: Record<string, unknown>,
): Record<string, unknown> {
  const ids = fields['groups'];
  if (!Array.isArray(ids)) return fields;
  return { ...fields, groups: ids.map((id: unknown) => groups.find(String(id))?.name ?? id) };
}
