import { hashToken } from '../base/crypto/tokens.ts';
import type { User } from '../records/users/users.ts';

/** Voids tickets when the password or the second factor they were made under has changed, or the password was reported. */
export function passwordMark({ passwordHash, secondFactor, passwordState }: User): string {
  const reported = passwordState === 'reported' ? '\nreported' : '';
  return hashToken(`${passwordHash ?? ''}\n${secondFactor?.secret ?? ''}${reported}`);
}
