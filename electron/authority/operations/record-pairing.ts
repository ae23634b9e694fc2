import { hashToken } from '../base/crypto/tokens.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import type { PairingApproval } from './sign-in-outcome.ts';
import { pairingMs } from './start-pairing.ts';

/** What belongs to the admission of a paired app: its code is spent, and the audit says who approved it. */
export function recordPairing(
  deps: Dependencies,
  batch: Batch,
  approval: PairingApproval,
  admitted: { readonly user: User; readonly session: Session },
): void {
  deps.pairings.change(batch, approval.secretHash, {
    sessionId: admitted.session.id,
    expiresAt: deps.clock.now() + pairingMs,
  });
  recordApproval(deps, batch, approval, admitted);
}

/**
 * Somebody signed in has approved an app that asked elsewhere: wrong codes are forgotten, and the audit says who it was.
 *
 * @param appId where it is an app that Rollcall knows
 */
export function recordApproval(
  deps: Dependencies,
  batch: Batch,
  approval: PairingApproval,
  { user, session }: { readonly user: User; readonly session: Session },
  appId?: string,
): void {
  deps.attempts.clear(batch, pairingThrottleKey(user.id));
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'pairing.approved',
    actor: `user:${user.name}`,
    subject: session.id,
    address: approval.address,
    data: {
      device: session.device,
      ...(appId === undefined ? {} : { app: appId }),
      askedFrom: session.address,
      approvedOn: approval.approver.device,
    },
  });
}

/** Wrong codes are counted per user. */
export function pairingThrottleKey(userId: string): string {
  return `pairing|${hashToken(userId).slice(0, 22)}`;
}
