import { createHash } from 'node:crypto';
import { foldUserName } from '../../../../shared/model/user.ts';

/** RFC 5321: the longest part before the @. */
const localPartMax = 64;
const plain = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;

/**
 * The e-mail address that apps are told of a user, whichever way they are told: the user's own, or else one that is made,
 * since many insist on one and know people by it. Of those that are made two users never get the same: a name that is no
 * plain part of an address carries a mark made of the user's id, behind a `+`, which no plain one has.
 *
 * @param domain of those that are made: the setting `oidc.emailDomain`
 */
export function appEmail(
  user: { readonly id: string; readonly name: string; readonly email: string },
  domain: string,
): string {
  if (user.email !== '') return user.email;
  const name = foldUserName(user.name);
  if (plain.test(name) && !name.includes('..') && name.length <= localPartMax) return `${name}@${domain}`;
  const mark = createHash('sha256').update(user.id).digest('hex').slice(0, 12);
  const readable = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '.')
    .slice(0, localPartMax - mark.length - 1)
    .replace(/^\.+|\.+$/g, '');
  return `${readable === '' ? 'user' : readable}+${mark}@${domain}`;
}
