import { hashToken } from '../base/crypto/tokens.ts';
import type { User } from '../records/users/users.ts';

/** Voids tickets when the password or the second factor they were made under has changed. */
export function passwordMark(user: User): string {
  return hashToken(`${user.passwordHash ?? ''}\n${user.secondFactor?.secret ?? ''}`);
}
