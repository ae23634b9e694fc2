import type { Batch } from '../base/storage/batch.ts';
import type { User } from '../records/users/users.ts';
import { admit } from './admit.ts';
import type { Dependencies } from './dependencies.ts';
import { passwordMark } from './password-mark.ts';
import { recordEnds } from './record-ends.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

/**
 * The user's own new password: codes are void, every other session of the user ends, all in one transaction.
 * @returns the user as of then
 */
export function stageNewPassword(
  deps: Dependencies,
  batch: Batch,
  user: User,
  passwordHash: string,
  by: {
    readonly address: string;
    /** The session that stays, if any. */ readonly except: string | undefined;
  },
): User {
  const now = deps.clock.now();
  const after: User = {
    ...user,
    passwordHash,
    passwordState: 'own',
    codeHash: undefined,
    codeExpiresAt: undefined,
  };
  deps.users.put(batch, after);
  deps.audit.append(batch, {
    at: now,
    action: 'password.changed',
    actor: `user:${user.name}`,
    subject: user.name,
    address: by.address,
  });
  const others = deps.sessions.listLive(user.id).filter((session) => session.id !== by.except);
  const ended = deps.sessions.stageEnd(
    batch,
    others.map(({ id }) => ({ id, reason: 'password_changed', at: now })),
  );
  recordEnds(deps, batch, ended, `user:${user.name}`, by.address);
  return after;
}

/**
 * The sign-in behind a new password that is written: refused, it says that the password was saved.
 * @param user as the password was written
 */
export async function admitWithNewPassword(
  deps: Dependencies,
  user: User,
  place: SignInPlace,
): Promise<SignInOutcome> {
  const outcome = await admit(deps, user.id, place, { mark: passwordMark(user) });
  return outcome.kind === 'refused' ? { ...outcome, passwordSaved: true } : outcome;
}
