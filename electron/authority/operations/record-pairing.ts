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
  const { user, session } = admitted;
  const now = deps.clock.now();
  deps.pairings.change(batch, approval.secretHash, { sessionId: session.id, expiresAt: now + pairingMs });
  deps.attempts.clear(batch, pairingThrottleKey(user.id));
  deps.audit.append(batch, {
    at: now,
    action: 'pairing.approved',
    actor: `user:${user.name}`,
    subject: session.id,
    address: approval.address,
    data: { device: session.device, askedFrom: session.address, approvedOn: approval.approver.device },
  });
}

/** Wrong codes are counted per user. */
export function pairingThrottleKey(userId: string): string {
  return `pairing|${hashToken(userId).slice(0, 22)}`;
}
