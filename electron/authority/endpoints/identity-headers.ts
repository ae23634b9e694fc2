import type { Dependencies } from '../operations/dependencies.ts';
import { appEmail } from '../operations/policies/app-email.ts';
import type { Group } from '../records/groups/groups.ts';
import type { User } from '../records/users/users.ts';

/** Who somebody is, as an app reads it in headers. Empty where there is nothing to say. */
export type Identity = Readonly<
  Record<'Remote-User' | 'Remote-Name' | 'Remote-Email' | 'Remote-Groups', string>
>;

/** Sent with every answer that lets pass, so that no proxy passes on a client's own. */
export const noIdentity: Identity = {
  'Remote-User': '',
  'Remote-Name': '',
  'Remote-Email': '',
  'Remote-Groups': '',
};

/** Users and the list of groups are never changed in place, so what was made of them is made once. */
const known = new WeakMap<
  User,
  { readonly groups: readonly Group[]; readonly emailDomain: string; readonly identity: Identity }
>();

export function identityOf(deps: Pick<Dependencies, 'groups' | 'settings'>, user: User): Identity {
  const groups = deps.groups.list();
  const { emailDomain } = deps.settings.current().oidc;
  const kept = known.get(user);
  if (kept && kept.groups === groups && kept.emailDomain === emailDomain) return kept.identity;
  const identity = makeIdentity(user, groups, emailDomain);
  known.set(user, { groups, emailDomain, identity });
  return identity;
}

function makeIdentity(user: User, groups: readonly Group[], emailDomain: string): Identity {
  return {
    'Remote-User': headerText(user.name),
    'Remote-Name': headerText(user.displayName === '' ? user.name : user.displayName),
    'Remote-Email': headerText(appEmail(user, emailDomain)),
    // A comma within a name would make two groups of one.
    'Remote-Groups': groups
      .filter(({ id }) => user.groups.includes(id))
      .map(({ name }) => headerText(name.replaceAll(',', ' ')))
      .join(','),
  };
}

/** UTF-8 bytes as the Latin-1 text in which node writes headers; line breaks and their like cannot pass. */
function headerText(text: string): string {
  return Buffer.from(text.replace(/\p{Cc}/gu, ' ').trim(), 'utf8').toString('latin1');
}
