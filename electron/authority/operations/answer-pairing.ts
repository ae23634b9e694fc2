import { Batch } from '../base/storage/batch.ts';
import type { Pairing } from '../records/pairings/pairings.ts';
import { admit } from './admit.ts';
import { throttleWaitSeconds } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import { findOpenPairing } from './find-open-pairing.ts';
import type { SignedIn } from './find-session.ts';
import { afterFailure, worthOf } from './policies/throttle.ts';
import { pairingThrottleKey } from './record-pairing.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

/** Somebody who is signed in answers an app that shows this code. */
export interface PairingAnswer extends SignedIn {
  /** As typed. */
  readonly code: string;
  readonly address: string;
}

type PairingRefusal =
  | { readonly kind: 'refused'; readonly code: 'pairing_invalid' | 'store_unavailable' }
  | { readonly kind: 'refused'; readonly code: 'throttled'; readonly retryAfterSeconds: number };

/** Which app shows this code? Wrong codes are counted per user, whichever of their devices they are typed on. */
export async function findPairing(
  deps: Dependencies,
  answer: PairingAnswer,
): Promise<{ readonly kind: 'found'; readonly pairing: Pairing } | PairingRefusal> {
  const key = pairingThrottleKey(answer.user.id);
  const retryAfterSeconds = throttleWaitSeconds(deps, key);
  if (retryAfterSeconds > 0) return { kind: 'refused', code: 'throttled', retryAfterSeconds };
  const pairing = findOpenPairing(deps, { code: readPairingCode(answer.code) });
  if (pairing) return { kind: 'found', pairing };

  const batch = new Batch();
  const now = deps.clock.now();
  const rules = deps.settings.current().throttle;
  deps.attempts.put(batch, key, afterFailure(now, deps.attempts.find(key)), (failures) =>
    worthOf(now, failures, rules),
  );
  const committed = await deps.database.commit(batch);
  return { kind: 'refused', code: committed.ok ? 'pairing_invalid' : committed.code };
}

/** Lets the app in as a device of this user: the same admission as every sign-in, of the class `app`. */
export async function approvePairing(deps: Dependencies, answer: PairingAnswer): Promise<SignInOutcome> {
  const found = await findPairing(deps, answer);
  if (found.kind === 'refused') return found;
  return admit(deps, answer.user.id, placeOfPairing(found.pairing, answer));
}

/** The app is told no. */
export async function declinePairing(
  deps: Dependencies,
  answer: PairingAnswer,
): Promise<{ readonly kind: 'declined'; readonly pairing: Pairing } | PairingRefusal> {
  const found = await findPairing(deps, answer);
  if (found.kind === 'refused') return found;
  const batch = new Batch();
  deps.pairings.remove(batch, found.pairing.secretHash);
  const committed = await deps.database.commit(batch);
  return committed.ok
    ? { kind: 'declined', pairing: found.pairing }
    : { kind: 'refused', code: committed.code };
}

/** Where an app is let in. Device and address are the app's; the class follows from the method, the user from the session. */
export function placeOfPairing(
  pairing: Pairing,
  { session, address }: Pick<PairingAnswer, 'session' | 'address'>,
): SignInPlace {
  return {
    device: pairing.device,
    method: 'pairing',
    address: pairing.address,
    preSession: preSessionOfApprover(session),
    deviceHash: pairing.registrationHash,
    pairing: { secretHash: pairing.secretHash, approver: session, address },
  };
}

/** What a chooser ticket of a pairing is bound to: no browser's pre-session looks like it. */
export function preSessionOfApprover(session: { readonly id: string }): string {
  return `approver:${session.id}`;
}

/** Typed with or without the dash, in either case. */
function readPairingCode(code: string): string {
  const letters = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return `${letters.slice(0, letters.length / 2)}-${letters.slice(letters.length / 2)}`;
}
