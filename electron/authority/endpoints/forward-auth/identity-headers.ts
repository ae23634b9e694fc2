import type { User } from '../../records/users/users.ts';

/** Sent with every answer 200, empty when there is nothing to say, so that no proxy passes on a client's own. */
export const noIdentity: readonly string[] = identity('', '', '');

const known = new WeakMap<User, readonly string[]>();

/** `Remote-*` as the flat list `writeHead` takes. Users are never changed in place, so the list is made once. */
export function identityHeaders(user: User): readonly string[] {
  let headers = known.get(user);
  if (!headers) {
    headers = identity(user.name, user.displayName === '' ? user.name : user.displayName, user.email);
    known.set(user, headers);
  }
  return headers;
}

function identity(name: string, displayName: string, email: string): readonly string[] {
  return [
    'Remote-User',
    headerText(name),
    'Remote-Name',
    headerText(displayName),
    'Remote-Email',
    headerText(email),
    'Remote-Groups',
    '',
    'Content-Length',
    '0',
  ];
}

/** UTF-8 bytes as the Latin-1 text in which node writes headers; line breaks and their like cannot pass. */
function headerText(text: string): string {
  return Buffer.from(text.replace(/\p{Cc}/gu, ' ').trim(), 'utf8').toString('latin1');
}
