import type { UserState, UserView } from '../../shared/model/user.ts';

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

export function matchesUserFilter(user: UserView, filter: UserFilter): boolean {
  const wanted = fold(filter.text.trim());
  return (
    fold(`${user.name}\n${user.displayName}\n${user.email}`).includes(wanted) &&
    (filter.group === undefined ||
      (filter.group === 'none' ? user.groups.length === 0 : user.groups.includes(filter.group))) &&
    (filter.state === undefined || user.state === filter.state) &&
    (filter.limit === undefined || (user.effectiveLimit.boundBy === 'user') === (filter.limit === 'own')) &&
    (filter.secondFactor === undefined || user.secondFactor === (filter.secondFactor === 'on')) &&
    (filter.signedIn === undefined ||
      (filter.signedIn === 'now' ? user.liveSessions > 0 : user.lastSignInAt === undefined))
  );
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
