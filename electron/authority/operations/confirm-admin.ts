import { refuse, type Refusal } from '../../../shared/errors.ts';
import { foldUserName } from '../../../shared/model/user.ts';
import type { User } from '../records/users/users.ts';
import { authenticate } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import { passwordMark } from './password-mark.ts';

export interface AdminProof {
  /** User name of an admin. */
  readonly admin: string;
  readonly password: string;
}

export interface ConfirmedAdmin {
  readonly ok: true;
  readonly name: string;
  /** Is it an admin still, with the same password? */
  readonly holds: () => boolean;
}

export type AdminRefusal = Refusal<'credentials' | 'throttled' | 'busy'>;

/**
 * Somebody at the console or the command line proves to be an admin: for what the account of this computer alone must not
 * be able to do. In a browser it has to be the admin who signed in there. Wrong passwords count as everywhere.
 *
 * @param actor who calls, as the audit names it
 */
export async function confirmAdmin(
  deps: Dependencies,
  { admin, password }: AdminProof,
  actor: string,
): Promise<ConfirmedAdmin | AdminRefusal> {
  const authentication = await authenticate(deps, {
    name: admin,
    password,
    deviceToken: undefined,
    address: '',
  });
  if (authentication.kind === 'refused') {
    return authentication.code === 'throttled'
      ? refuse('throttled', { data: { retryAfterSeconds: authentication.retryAfterSeconds } })
      : refuse(authentication.code);
  }
  const { user } = authentication;
  const isSomebodyElse =
    actor.startsWith('user:') && foldUserName(actor.slice('user:'.length)) !== foldUserName(user.name);
  if (!isFit(user) || isSomebodyElse) return refuse('credentials');
  const mark = passwordMark(user);
  return {
    ok: true,
    name: user.name,
    holds: () => {
      const now = deps.users.find(user.id);
      return now !== undefined && isFit(now) && passwordMark(now) === mark;
    },
  };
}

/** A temporary password is known to whoever gave it, a reported one to a stranger. */
function isFit({ admin, disabled, passwordState }: User): boolean {
  return admin && !disabled && passwordState === 'own';
}
