import type { AuditEntry } from '../../shared/model/audit.ts';
import { foldUserName } from '../../shared/model/user.ts';

/** Actions whose subject is a user's name; failed sign-ins have it as it was typed, folded. */
const aboutUsers = /^(sign_in|user|password|second_factor)\./;

/** Done by this user, or to this user. */
export function isAboutUser({ action, actor, subject, data }: AuditEntry, name: string): boolean {
  const folded = foldUserName(name);
  if (actor.startsWith('user:') && foldUserName(actor.slice('user:'.length)) === folded) return true;
  // Imports once named everybody in one entry.
  const { users } = data;
  if (action.startsWith('users.') && Array.isArray(users)) {
    return users.some((one: unknown) => typeof one === 'string' && foldUserName(one) === folded);
  }
  if (typeof data['user'] === 'string' && foldUserName(data['user']) === folded) return true;
  return aboutUsers.test(action) && foldUserName(subject) === folded;
}
