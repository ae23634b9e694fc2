import { hashToken, makeToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { SecondFactorTicket, SignInPurpose } from '../records/tickets/tickets.ts';
import type { User } from '../records/users/users.ts';
import { passwordMark } from './password-mark.ts';
import type { Dependencies } from './dependencies.ts';
import { fulfilSignIn } from './fulfil-sign-in.ts';
import { hashOneTimeCode } from './one-time-codes.ts';
import { passSecondFactor } from './pass-second-factor.ts';
import { repeatSignIn } from './repeat-sign-in.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

const secondStepMs = 10 * 60_000;

/**
 * The password (or a one-time code of the admin) was right. An account with a second factor is asked for it, and says
 * nothing else before it is right: neither limit nor hours nor whether it is switched off.
 *
 * @param code sent along by clients that have no second step
 */
export async function goOnAfterPassword(
  deps: Dependencies,
  user: User,
  place: SignInPlace,
  purpose: SignInPurpose,
  code?: string,
): Promise<SignInOutcome> {
  if (!user.secondFactor) return fulfilSignIn(deps, user, place, purpose);
  if (code !== undefined) return withCode(deps, user, place, purpose, code);
  if (place.method !== 'portal') return { kind: 'refused', code: 'second_factor_required' };

  const token = makeToken('rct');
  const batch = new Batch();
  deps.tickets.add(
    batch,
    hashToken(token),
    makeTicket(user, place, purpose),
    deps.clock.now() + secondStepMs,
  );
  const committed = await deps.database.commit(batch);
  return committed.ok
    ? { kind: 'second_factor', ticket: token, user }
    : { kind: 'refused', code: 'store_unavailable' };
}

/** Password and code in one request: sent again, since its answer was lost, it is good again for the same session. */
async function withCode(
  deps: Dependencies,
  user: User,
  place: SignInPlace,
  purpose: SignInPurpose,
  code: string,
): Promise<SignInOutcome> {
  const { transaction } = place;
  const key = transaction === undefined ? undefined : hashToken(`second-factor\n${user.id}\n${transaction}`);
  const done = key === undefined ? undefined : deps.tickets.find(key, 'second-factor', deps.clock.now());
  if (done?.doneBy === hashOneTimeCode(user.id, code) && done.passwordMark === passwordMark(user)) {
    const repeated = await repeatSignIn(deps, user.id, place);
    if (repeated) return repeated;
  }
  const passed = await passSecondFactor(deps, user.id, { ...place, code }, (batch) => {
    if (key !== undefined) stageDone(deps, batch, key, makeTicket(user, place, purpose), code);
  });
  return passed.kind === 'right' ? fulfilSignIn(deps, user, place, purpose) : passed;
}

/** The code was right: the ticket is spent, but for the same code sent again, since its answer was lost. */
export function stageDone(
  deps: Dependencies,
  batch: Batch,
  tokenHash: string,
  ticket: SecondFactorTicket,
  code: string,
): void {
  const doneBy = hashOneTimeCode(ticket.userId, code);
  const { lostAnswerSeconds } = deps.settings.current().sessions;
  deps.tickets.spend(batch, tokenHash);
  deps.tickets.add(batch, tokenHash, { ...ticket, doneBy }, deps.clock.now() + lostAnswerSeconds * 1000);
}

function makeTicket(user: User, place: SignInPlace, purpose: SignInPurpose): SecondFactorTicket {
  return {
    kind: 'second-factor',
    userId: user.id,
    passwordMark: passwordMark(user),
    preSession: place.preSession,
    purpose,
    ...(place.transaction === undefined ? {} : { transaction: place.transaction }),
  };
}
