import type { Batch } from '../base/storage/batch.ts';
import type { User } from '../records/users/users.ts';
import { admit } from './admit.ts';
import type { Dependencies } from './dependencies.ts';
import { recordEnds } from './record-ends.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

/** The user's own new password: codes are void, every other session of the user ends, all in one transaction. */
export function stageNewPassword(
  deps: Dependencies,
  batch: Batch,
  user: User,
  passwordHash: string,
  by: {
    readonly address: string;
    /** The session that stays, if any. */ readonly except: string | undefined;
  },
): void {
  const now = deps.clock.now();
  deps.users.put(batch, {
    ...user,
    passwordHash,
    passwordState: 'own',
    codeHash: undefined,
    codeExpiresAt: undefined,
  });
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
}

/** The sign-in behind a new password that is written: refused, it says that the password was saved. */
export async function admitWithNewPassword(
  deps: Dependencies,
  userId: string,
  place: SignInPlace,
): Promise<SignInOutcome> {
  const outcome = await admit(deps, userId, place);
  return outcome.kind === 'refused' ? { ...outcome, passwordSaved: true } : outcome;
}
