import { hashToken, isToken, makeToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { expiryInForce } from './rules-in-force.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

/**
 * The same sign-in sent again, since its answer was lost: the same session with a second token.
 *
 * @returns at once undefined when it is none: whoever asks may decide in the same turn
 */
export function repeatSignIn(
  deps: Dependencies,
  userId: string,
  place: SignInPlace,
): Promise<SignInOutcome> | undefined {
  const key = transactionKey(userId, place);
  const session = key === undefined ? undefined : deps.sessions.findByTransaction(key);
  const user = deps.users.find(userId);
  if (!session || !user || user.disabled || session.userId !== userId) return undefined;
  // The admission refuses it.
  if (isToken(place.deviceToken, 'rcd') && deps.blockedDevices.isBlocked(hashToken(place.deviceToken)))
    return undefined;
  const { lostAnswerSeconds } = deps.settings.current().sessions;
  const now = deps.clock.now();
  if (now - session.signedInAt > lostAnswerSeconds * 1000) return undefined;
  return expiryInForce(deps, session).at <= now ? undefined : giveSecondToken(deps, session, user, place);
}

async function giveSecondToken(
  deps: Dependencies,
  session: Session,
  user: User,
  place: SignInPlace,
): Promise<SignInOutcome> {
  const token = makeToken('rcs');
  const deviceToken = isToken(place.deviceToken, 'rcd') ? undefined : makeToken('rcd');
  const batch = new Batch();
  deps.sessions.stageSecondToken(batch, session.id, hashToken(token));
  if (deviceToken !== undefined) {
    deps.knownDevices.note(batch, hashToken(deviceToken), user.id, deps.clock.now());
    deps.sessions.stageDevice(batch, session.id, hashToken(deviceToken));
  }
  const committed = await deps.database.commit(batch);
  return committed.ok
    ? { kind: 'admitted', token, session, user, deviceToken }
    : { kind: 'refused', code: 'store_unavailable' };
}

/** A sign-in is the same one when user, way in and transaction id are. */
export function transactionKey(userId: string, place: SignInPlace): string | undefined {
  return place.transaction === undefined
    ? undefined
    : hashToken(`${userId}\n${place.method}\n${place.transaction}`);
}
