import { checkPassword } from './password-strength.ts';

export type PassphraseRefusal = 'passphrase_too_short' | 'passphrase_too_common';

/**
 * What is asked of a password is asked of what closes a backup, which can be tried without end by whoever has the file.
 * It may be as long as one likes.
 */
export function checkPassphrase(passphrase: string): PassphraseRefusal | undefined {
  switch (checkPassword(passphrase)) {
    case 'password_too_short':
      return 'passphrase_too_short';
    case 'password_too_common':
      return 'passphrase_too_common';
    default:
      return undefined;
  }
}
