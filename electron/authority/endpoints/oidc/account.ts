import type { Account } from 'oidc-provider';
import type { Dependencies } from '../../operations/dependencies.ts';
import { appEmail } from '../../operations/policies/app-email.ts';

/** Which claims come with which scope, in the token and at the userinfo endpoint alike. */
export const claimsOfScope = {
  openid: ['sub', 'auth_time', 'sid'],
  profile: ['name', 'preferred_username'],
  email: ['email', 'email_verified'],
  groups: ['groups'],
};
export const scopes = [...Object.keys(claimsOfScope), 'offline_access'];

/**
 * A user as apps see them; undefined when there is none, or none that may sign in.
 *
 * @param token that the app presents: it knows the session
 */
export function findAccount(
  deps: Pick<Dependencies, 'users' | 'groups' | 'settings'>,
  userId: string,
  token?: object,
): Account | undefined {
  const user = deps.users.find(userId);
  if (!user || user.disabled) return undefined;
  const { sid } = (token ?? {}) as { readonly sid?: string };
  return {
    accountId: user.id,
    claims: () => ({
      sub: user.id,
      ...(sid === undefined ? {} : { sid }),
      name: user.displayName === '' ? user.name : user.displayName,
      preferred_username: user.name,
      email: appEmail(user, deps.settings.current().oidc.emailDomain),
      email_verified: true,
      groups: deps.groups
        .list()
        .filter(({ id }) => user.groups.includes(id))
        .map(({ name }) => name),
    }),
  };
}
