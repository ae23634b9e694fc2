import type { LogoutTrouble } from '../model/logout-trouble.ts';
import { sayError } from './say-error.ts';
import type { Teller } from './teller.ts';

/** Why an app has not confirmed that a session ended: to go on after a colon, without a full stop. */
export function sayLogoutTrouble(tell: Teller, trouble: LogoutTrouble): string {
  const { say } = tell;
  switch (trouble.code) {
    case 'not_asked':
      return say('logoutTroubles.not_asked', { why: sayError(tell, trouble.why) });
    case 'no_https':
    case 'could_not_ask':
      return say(`logoutTroubles.${trouble.code}`, { detail: trouble.detail });
    case 'not_trusted':
      return say(`logoutTroubles.not_trusted.${trouble.why}`, { detail: trouble.detail ?? '' });
    case 'answered': {
      const { status, meaning = 'plain', said } = trouble;
      const what = say(`logoutTroubles.answered.${meaning}`, { status });
      return said === undefined ? what : say('logoutTroubles.answered.said', { what, said });
    }
    case 'written':
      return say('logoutTroubles.written', { words: trouble.words });
    default:
      return say(`logoutTroubles.${trouble.code}`);
  }
}
