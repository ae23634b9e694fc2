import { isDeepStrictEqual } from 'node:util';
import type { AuditThrough } from '../../../shared/model/audit.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { auditFields, changedFields } from './user-fields.ts';

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
  const how =
    through === undefined
      ? {}
      : {
          through: through.what,
          ...(through.subject === '' ? {} : { import: through.subject }),
        };
  if (after === undefined) {
    deps.audit.append(batch, { at, action: 'user.deleted', actor, subject, data: how });
  } else if (before === undefined) {
    const data = { ...withGroupNames(deps, auditFields(after)), ...how };
    deps.audit.append(batch, { at, action: 'user.added', actor, subject, data });
  } else {
    const to = changedFields(after, before);
    if (isDeepStrictEqual(to, {})) return;
    const from = withGroupNames(deps, changedFields(before, after));
    const data = { from, to: withGroupNames(deps, to), ...how };
    deps.audit.append(batch, { at, action: 'user.changed', actor, subject, data });
  }
}

function withGroupNames(
  { groups }: Pick<Dependencies, 'groups'>,
  fields: Record<string, unknown>,
): Record<string, unknown> {
  const ids = fields['groups'];
  if (!Array.isArray(ids)) return fields;
  return { ...fields, groups: ids.map((id: unknown) => groups.find(String(id))?.name ?? id) };
}
