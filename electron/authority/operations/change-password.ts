import { refuse, type Refusal } from '../../../shared/errors.ts';
import { hashToken, makeToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import { confirmPassword, type Confirmation } from './confirm-password.ts';
import type { Dependencies } from './dependencies.ts';
import { checkPassword, type PasswordRefusal } from './policies/password-strength.ts';
import { stageNewPassword } from './stage-new-password.ts';

/** The session that asks lives on under a new token. */
export type PasswordChange = Confirmation & { readonly next: string };

type ChangeRefusal = Refusal<
  | 'credentials'
  | 'password_reported'
  | 'throttled'
  | 'busy'
  | 'store_unavailable'
  | 'not_signed_in'
  | 'password_unchanged'
  | PasswordRefusal
>;

/** @returns the new token of this device; all other sessions of the user have ended */
export async function changePassword(
  deps: Dependencies,
  change: PasswordChange,
): Promise<{ readonly ok: true; readonly token: string } | ChangeRefusal> {
  const { session } = change;
  const confirmed = await confirmPassword(deps, change);
  if (!confirmed.ok) return confirmed;
  const { user } = confirmed;
  const weak = checkPassword(change.next);
  if (weak) return refuse(weak);
  if (change.next.normalize('NFKC') === change.current.normalize('NFKC')) return refuse('password_unchanged');
  const hashed = await deps.hasher.hash(change.next);
  if (hashed.kind !== 'done') return refuse('busy');

  // The user as of now: hashing took a while.
  const current = deps.users.find(user.id);
  if (current?.passwordState === 'reported') return refuse('password_reported');
  if (!current || current.passwordHash !== user.passwordHash || !deps.sessions.findById(session.id)) {
    return refuse('not_signed_in');
  }
  const token = makeToken('rcs');
  const batch = new Batch();
  stageNewPassword(deps, batch, current, hashed.value, { address: change.address, except: session.id });
  deps.sessions.stageRotateToken(batch, session.id, hashToken(token));
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, token } : committed;
}
