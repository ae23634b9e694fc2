import { refuse, type Refusal } from '../../../shared/errors.ts';
import { hashToken, makeToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Session } from '../records/sessions/session.ts';
import { authenticate } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import { checkPassword, type PasswordRefusal } from './policies/password-strength.ts';
import { stageNewPassword } from './stage-new-password.ts';

export interface PasswordChange {
  /** The session that asks; it lives on under a new token. */
  readonly session: Session;
  readonly current: string;
  readonly next: string;
  readonly address: string;
  readonly deviceToken?: string | undefined;
}

type ChangeRefusal = Refusal<
  'credentials' | 'throttled' | 'busy' | 'store_unavailable' | 'not_signed_in' | PasswordRefusal
>;

/** @returns the new token of this device; all other sessions of the user have ended */
export async function changePassword(
  deps: Dependencies,
  change: PasswordChange,
): Promise<{ readonly ok: true; readonly token: string } | ChangeRefusal> {
  const { session } = change;
  const user = deps.users.find(session.userId);
  if (!user) return refuse('not_signed_in');
  const authentication = await authenticate(deps, {
    name: user.name,
    password: change.current,
    deviceToken: change.deviceToken,
    address: change.address,
  });
  if (authentication.kind === 'refused') {
    return authentication.code === 'throttled'
      ? refuse('throttled', { data: { retryAfterSeconds: authentication.retryAfterSeconds } })
      : refuse(authentication.code);
  }
  const weak = checkPassword(change.next);
  if (weak) return refuse(weak);
  const hashed = await deps.hasher.hash(change.next);
  if (hashed.kind !== 'done') return refuse('busy');

  const current = deps.users.find(user.id);
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
