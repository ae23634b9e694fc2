import { hashToken } from '../base/crypto/tokens.ts';
import type { User } from '../records/users/users.ts';

/** Voids tickets when the password or the second factor they were made under has changed, or the password was reported. */
export function passwordMark({ passwordHash, secondFactor, passwordState }: User): string {
  const reported = passwordState === 'reported' ? '\nreported' : '';
  return hashToken(`${passwordHash ?? ''}\n${secondFactor?.secret ?? ''}${reported}`);
}

/**
 * Why the password that this mark was made of lets nobody in any more; undefined: it still does. To be asked in the turn that
 * also writes: to hash and to write take a while, and the password can be changed or reported meanwhile.
 */
export function whyPasswordIsVoid(user: User, mark: string): 'credentials' | 'password_reported' | undefined {
  if (user.passwordState === 'reported') return 'password_reported';
  return passwordMark(user) === mark ? undefined : 'credentials';
}
