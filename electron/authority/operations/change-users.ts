import { randomUUID } from 'node:crypto';
import { refuse, type ErrorCode, type Refusal } from '../../../shared/errors.ts';
import type { Surplus } from '../../../shared/model/limit.ts';
import { Batch } from '../base/storage/batch.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import { checkReservations, listConsequences, stageConsequences } from './change-consequences.ts';
import type { Dependencies } from './dependencies.ts';
import type { Consequence } from './policies/consequences.ts';
import { hashOneTimeCode, makeOneTimeCode } from './one-time-codes.ts';
import { firstUseCodeMs, type WelcomeCode } from './make-user-codes.ts';
import { checkPassword, type PasswordRefusal } from './policies/password-strength.ts';
import { recordUserChange } from './record-user-change.ts';
import {
  changedFields,
  checkGroups,
  checkName,
  isLastAdmin,
  withFields,
  type UserFields,
} from './user-fields.ts';

type NewUserFields = UserFields & {
  readonly name: string;
  readonly password?: string | undefined;
  readonly finalPassword?: boolean | undefined;
};

type AddRefusal = Refusal<
  'user_name_invalid' | 'user_name_taken' | 'busy' | 'store_unavailable' | PasswordRefusal
>;

/**
 * Adds a user. Without a password the answer has a one-time code for the page `/welcome`.
 * A password given here is temporary unless `finalPassword`.
 */
export async function addUser(
  deps: Dependencies,
  fields: NewUserFields,
  actor: string,
): Promise<
  | { ok: true; user: User; welcome?: WelcomeCode }
  | Refusal<'group_not_found' | 'reservations_exceed_plan'>
  | AddRefusal
> {
  const reservedSeats = fields.disabled === true ? 0 : (fields.reservedSeats ?? 0);
  return add(
    deps,
    fields,
    actor,
    () => checkGroups(deps, fields.groups) ?? checkReservations(deps, { newSeats: reservedSeats }),
  );
}

/** The first admin, made on this computer only: the caller is the console or the CLI. */
export async function createFirstAdmin(
  deps: Dependencies,
  admin: { readonly name: string; readonly password: string },
  actor: string,
): Promise<{ ok: true; user: User } | Refusal<'admin_exists'> | AddRefusal> {
  return add(deps, { ...admin, admin: true, finalPassword: true }, actor, () =>
    deps.users.list().some((user) => user.admin) ? refuse('admin_exists') : undefined,
  );
}

async function add<Code extends ErrorCode>(
  deps: Dependencies,
  fields: NewUserFields,
  actor: string,
  check: () => Refusal<Code> | undefined,
): Promise<{ ok: true; user: User; welcome?: WelcomeCode } | Refusal<Code> | AddRefusal> {
  const checked = check() ?? checkName(deps, fields.name, undefined);
  if (checked) return checked;
  let passwordHash: string | undefined;
  if (fields.password !== undefined) {
    const weak = checkPassword(fields.password);
    if (weak) return refuse(weak);
    const hashed = await deps.hasher.hash(fields.password);
    if (hashed.kind !== 'done') return refuse('busy');
    passwordHash = hashed.value;
  }
  // Hashing took a while: another user may have this name, or be the first admin, by now.
  const again = check() ?? checkName(deps, fields.name, undefined);
  if (again) return again;

  const now = deps.clock.now();
  const id = randomUUID();
  const welcome =
    passwordHash === undefined ? { code: makeOneTimeCode(), expiresAt: now + firstUseCodeMs } : undefined;
  const user: User = {
    id,
    name: fields.name.normalize('NFKC'),
    displayName: fields.displayName ?? '',
    email: fields.email ?? '',
    admin: fields.admin ?? false,
    disabled: fields.disabled ?? false,
    limit: fields.limit ?? 'inherit',
    appLimit: fields.appLimit ?? 'inherit',
    policy: fields.policy ?? 'inherit',
    groups: fields.groups ?? [],
    reservedSeats: fields.reservedSeats ?? 0,
    secondFactor: undefined,
    passwordHash,
    passwordState: passwordHash !== undefined && fields.finalPassword !== true ? 'temporary' : 'own',
    codeHash: welcome && hashOneTimeCode(id, welcome.code),
    codeExpiresAt: welcome?.expiresAt,
    createdAt: now,
    lastSignInAt: undefined,
  };
  const batch = new Batch();
  deps.users.put(batch, user);
  recordUserChange(deps, batch, { before: undefined, after: user, at: now, actor });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, user, ...(welcome ? { welcome } : {}) } : committed;
}

type SetRefusal = Refusal<
  | 'user_not_found'
  | 'user_name_invalid'
  | 'user_name_taken'
  | 'group_not_found'
  | 'reservations_exceed_plan'
  | 'last_admin'
  | 'store_unavailable'
>;

/** Changes a user and what follows from it for live sessions, in one transaction. */
export async function setUser(
  deps: Dependencies,
  id: string,
  fields: UserFields & { readonly surplus?: Surplus | undefined },
  actor: string,
): Promise<{ ok: true; user: User; ended: readonly EndedSession[] } | SetRefusal> {
  const before = deps.users.find(id);
  if (!before) return refuse('user_not_found');
  if (fields.name !== undefined) {
    const checked = checkName(deps, fields.name, id);
    if (checked) return checked;
  }
  const after = withFields(before, fields);
  const refusal =
    checkGroups(deps, fields.groups) ?? checkReservations(deps, { users: new Map([[id, after]]) });
  if (refusal) return refusal;
  if (isLastAdmin(deps, before) && (!after.admin || after.disabled)) return refuse('last_admin');

  const consequences = previewSetUser(deps, before, fields);
  const batch = new Batch();
  if (Object.keys(changedFields(after, before)).length > 0) {
    deps.users.put(batch, after);
    recordUserChange(deps, batch, { before, after, at: deps.clock.now(), actor });
  }
  const ended = stageConsequences(deps, batch, consequences, fields.surplus, actor);
  if (batch.statements.length === 0) return { ok: true, user: before, ended };
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, user: after, ended } : committed;
}

/** The sessions that `setUser` would end with `surplus: now`, least recently used first. Changes nothing. */
export function previewSetUser(deps: Dependencies, user: User, fields: UserFields): Consequence[] {
  const live = deps.sessions.listLive(user.id);
  if (fields.disabled === true) {
    const at = deps.clock.now();
    return live.map((session) => ({ session, reason: 'user_disabled', at, always: true }));
  }
  const namesLimit = fields.limit !== undefined || fields.appLimit !== undefined;
  return listConsequences(
    deps,
    {
      users: new Map([[user.id, withFields(user, fields)]]),
      restated: namesLimit ? 'user' : fields.reservedSeats === undefined ? undefined : 'plan',
    },
    live,
  );
}
