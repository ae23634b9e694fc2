import { Batch } from '../base/storage/batch.ts';
import { admit } from './admit.ts';
import { throttleWaitSeconds } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import type { SignedIn } from './find-session.ts';
import { findWaitingApp, type WaitingApp } from './find-waiting-app.ts';
import { mayEnter } from './policies/may-enter.ts';
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
  | {
      readonly kind: 'refused';
      readonly code: 'pairing_invalid' | 'app_forbidden' | 'store_unavailable';
    }
  | { readonly kind: 'refused'; readonly code: 'throttled'; readonly retryAfterSeconds: number };

/** Which app shows this code? Wrong codes are counted per user, whichever of their devices they are typed on. */
export async function findPairing(
  deps: Dependencies,
  answer: PairingAnswer,
): Promise<{ readonly kind: 'found'; readonly waiting: WaitingApp } | PairingRefusal> {
  const key = pairingThrottleKey(answer.user.id);
  const retryAfterSeconds = throttleWaitSeconds(deps, key);
  if (retryAfterSeconds > 0) return { kind: 'refused', code: 'throttled', retryAfterSeconds };
  const waiting = findWaitingApp(deps, { code: answer.code });
  if (waiting?.app && !mayEnter(waiting.app, answer.user)) return { kind: 'refused', code: 'app_forbidden' };
  if (waiting) return { kind: 'found', waiting };

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
  return admit(deps, answer.user.id, placeOfWaiting(found.waiting, answer), { mark: undefined });
}

/** The app is told no. */
export async function declinePairing(
  deps: Dependencies,
  answer: PairingAnswer,
): Promise<{ readonly kind: 'declined'; readonly waiting: WaitingApp } | PairingRefusal> {
  const found = await findPairing(deps, answer);
  if (found.kind === 'refused') return found;
  const { waiting } = found;
  const batch = new Batch();
  const device = waiting.method === 'device' && deps.oidcArtifacts.find('DeviceCode', waiting.secretHash);
  if (device) {
    // The form in which the library of OpenID Connect tells the device so.
    const content = { ...device.content, error: 'access_denied', errorDescription: 'the person declined' };
    deps.oidcArtifacts.put(batch, { ...device, content });
  } else {
    deps.pairings.remove(batch, waiting.secretHash);
  }
  const committed = await deps.database.commit(batch);
  return committed.ok ? { kind: 'declined', waiting } : { kind: 'refused', code: committed.code };
}

/** Where an app is let in. Device and address are the app's; the class follows from the method, the user from the session. */
export function placeOfWaiting(
  waiting: WaitingApp,
  { session, address }: Pick<PairingAnswer, 'session' | 'address'>,
): SignInPlace {
  return {
    device: waiting.device,
    method: waiting.method,
    address: waiting.address,
    preSession: preSessionOfApprover(session),
    deviceHash: waiting.registrationHash,
    pairing: { secretHash: waiting.secretHash, approver: session, address },
  };
}

/** What a chooser ticket of a pairing is bound to: no browser's pre-session looks like it. */
export function preSessionOfApprover(session: { readonly id: string }): string {
  return `approver:${session.id}`;
}
