import { dictionary } from '@zxcvbn-ts/language-common';

const minLength = 8;
const maxLength = 256;
const common = new Set(dictionary['passwords-common']);

export type PasswordRefusal = 'password_too_short' | 'password_too_long' | 'password_too_common';

/** At least 8 characters and on no list of common passwords; no other rule (NIST SP 800-63B). */
export function checkPassword(password: string): PasswordRefusal | undefined {
  const normal = password.normalize('NFKC');
  const length = [...normal].length;
  if (length < minLength) return 'password_too_short';
  if (length > maxLength) return 'password_too_long';
  const lower = normal.toLowerCase();
  const oneCharacter = new Set(lower).size === 1;
  return oneCharacter || common.has(lower) ? 'password_too_common' : undefined;
}
