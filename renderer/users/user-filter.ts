import { hasWords, splitWords } from '../../shared/fold-text.ts';
import type { UserState, UserView } from '../../shared/model/user.ts';
import { foldOnce } from '../ui/fold-once.ts';

/** What of the users is shown; a part that is left out shows all. */
export interface UserFilter {
  readonly text: string;
  /** Id, or `none`: in no group. */
  readonly group?: string;
  readonly state?: UserState;
  readonly limit?: 'own' | 'inherited';
  readonly secondFactor?: 'on' | 'off';
  readonly signedIn?: 'now' | 'never';
}

export const noUserFilter: UserFilter = { text: '' };

const getFolded = foldOnce(({ name, displayName, email }: UserView) => [name, displayName, email].join('\n'));

/** Those that match: each word of the text somewhere in name, display name or address. */
export function filterUsers(users: Iterable<UserView>, filter: UserFilter): readonly UserView[] {
  const words = splitWords(filter.text);
  return [...users].filter(
    (user) => (words.length === 0 || hasWords(getFolded(user), words)) && isOfKind(user, filter),
  );
}

function isOfKind(user: UserView, filter: UserFilter): boolean {
  return (
    (filter.group === undefined ||
      (filter.group === 'none' ? user.groups.length === 0 : user.groups.includes(filter.group))) &&
    (filter.state === undefined || user.state === filter.state) &&
    (filter.limit === undefined || (user.effectiveLimit.boundBy === 'user') === (filter.limit === 'own')) &&
    (filter.secondFactor === undefined || user.secondFactor === (filter.secondFactor === 'on')) &&
    (filter.signedIn === undefined ||
      (filter.signedIn === 'now' ? user.liveSessions > 0 : user.lastSignInAt === undefined))
  );
}
