import type { Session } from '../../records/sessions/session.ts';

/** Orders in which sessions go. Equal ones by sign-in, then by id, so that the order is always the same. */

/** Exact last use first. */
export function leastRecentFirst(a: Session, b: Session): number {
  return a.lastUsedAt - b.lastUsedAt || oldestFirst(a, b);
}

/** By the time of the sign-in. */
export function oldestFirst(a: Session, b: Session): number {
  return a.signedInAt - b.signedInAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export function nextToExpireFirst(
  expiryOf: (session: Session) => { readonly at: number },
): (a: Session, b: Session) => number {
  return (a, b) => expiryOf(a).at - expiryOf(b).at || oldestFirst(a, b);
}
