import { hashToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { User } from '../records/users/users.ts';
import { madeUpKey } from '../records/attempts/attempts.ts';
import { foldUserName } from '../../../shared/model/user.ts';
import type { Dependencies } from './dependencies.ts';
import { waitOf } from './policies/throttle.ts';
import { recordFailure, recordThrottled, stageTally } from './record-attempts.ts';

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Known-device cookie of this browser, if any. */
  readonly deviceToken: string | undefined;
  readonly address: string;
}

export type Authentication =
  | { readonly kind: 'right'; readonly user: User }
  | { readonly kind: 'refused'; readonly code: 'credentials' | 'busy' }
  | { readonly kind: 'refused'; readonly code: 'throttled'; readonly retryAfterSeconds: number };

/** The throttle counter an attempt goes by: the account, or the account from a device it knows. Never the IP. */
export function throttleKey(
  deps: Dependencies,
  name: string,
  deviceToken: string | undefined,
): { key: string; known: boolean } {
  const account = hashToken(foldUserName(name)).slice(0, 22);
  const user = deps.users.findByName(name);
  if (user === undefined) return { key: madeUpKey(account), known: false };
  const deviceHash = deviceToken === undefined ? undefined : hashToken(deviceToken);
  const known = deviceHash !== undefined && deps.knownDevices.isKnown(deviceHash, user.id);
  return known ? { key: `${account}|${deviceHash.slice(0, 22)}`, known } : { key: account, known };
}

/** Seconds until the next attempt at this counter is looked at; 0 when it may be now. */
export function throttleWaitSeconds(deps: Dependencies, key: string): number {
  return Math.ceil(
    waitOf(deps.clock.now(), deps.attempts.find(key), deps.settings.current().throttle) / 1000,
  );
}

/**
 * Is this the right password of this name? Unknown names cost and answer the same as known ones. The wait is looked
 * at when the attempt's turn to be hashed comes, so that a burst of guesses is counted one by one, and a burst of
 * right sign-ins is not taken for one.
 */
export async function authenticate(deps: Dependencies, credentials: Credentials): Promise<Authentication> {
  const { name, password } = credentials;
  const { key, known } = throttleKey(deps, name, credentials.deviceToken);
  const throttled = (): Authentication => ({
    kind: 'refused',
    code: 'throttled',
    retryAfterSeconds: Math.max(1, throttleWaitSeconds(deps, key)),
  });
  if (throttleWaitSeconds(deps, key) > 0) {
    recordThrottled(deps, key, credentials);
    return throttled();
  }

  const user = deps.users.findByName(name);
  const answer = await deps.hasher.verify(user?.passwordHash, password, {
    lane: known ? 'known' : 'open',
    stillWanted: () => throttleWaitSeconds(deps, key) === 0,
  });
  if (answer.kind === 'busy') return { kind: 'refused', code: 'busy' };
  if (answer.kind === 'dropped') {
    recordThrottled(deps, key, credentials);
    return throttled();
  }

  // The user as of now: the hash took a while, and a change meanwhile must count.
  const current = user && deps.users.find(user.id);
  const batch = new Batch();
  if (!answer.value || current?.passwordHash !== user?.passwordHash || !current) {
    recordFailure(deps, batch, key, credentials);
    await deps.database.commit(batch);
    return { kind: 'refused', code: 'credentials' };
  }
  // With a second factor the count ends when that was right too: or its codes could be guessed without end.
  if (!current.secondFactor && deps.attempts.find(key)) {
    deps.attempts.clear(batch, key);
    stageTally(deps, batch, key);
    // Not waited for: a password changed in the meantime would go unnoticed. What follows is written after it anyway.
    void deps.database.commit(batch);
  }
  return { kind: 'right', user: current };
}
