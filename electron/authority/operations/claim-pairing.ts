import { refuse, type Refusal } from '../../../shared/errors.ts';
import { hashToken, isToken, makeToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Session } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';
import { checkLive } from './find-session.ts';

export type PairingClaim =
  | { readonly ok: true; readonly kind: 'waiting' }
  | {
      readonly ok: true;
      readonly kind: 'claimed';
      readonly token: string;
      readonly session: Session;
      /** A known-device token for the app to keep; undefined when it has one already. */
      readonly registration: string | undefined;
    }
  | Refusal<'pairing_invalid' | 'store_unavailable'>;

/**
 * The app asks for its session. As long as the token it got was never presented, the answer may have been lost: for a
 * while the same secret gets the same session with a second token, and the first of both to be presented lives.
 */
export async function claimPairing(
  deps: Dependencies,
  claim: { readonly secret: string; readonly address: string },
): Promise<PairingClaim> {
  const secretHash = hashToken(claim.secret);
  const pairing = isToken(claim.secret, 'rct') ? deps.pairings.find(secretHash) : undefined;
  const now = deps.clock.now();
  if (!pairing || pairing.expiresAt <= now) return refuse('pairing_invalid');
  if (pairing.sessionId === undefined) return { ok: true, kind: 'waiting' };
  const found = checkLive(deps, deps.sessions.findById(pairing.sessionId), 'none', claim.address);
  if (!found || found.session.claimedAt !== undefined) return refuse('pairing_invalid');

  const { session, user } = found;
  const token = makeToken('rcs');
  const registration = pairing.registrationHash === undefined ? makeToken('rcd') : undefined;
  const batch = new Batch();
  if (pairing.issued) {
    deps.sessions.stageSecondToken(batch, session.id, hashToken(token));
  } else {
    deps.sessions.stageRotateToken(batch, session.id, hashToken(token));
    const { lostAnswerSeconds } = deps.settings.current().sessions;
    deps.pairings.change(batch, secretHash, { issued: true, expiresAt: now + lostAnswerSeconds * 1000 });
  }
  const known = registration === undefined ? pairing.registrationHash : hashToken(registration);
  if (known !== undefined) {
    deps.knownDevices.note(batch, known, user.id, now);
    deps.sessions.stageDevice(batch, session.id, known);
  }
  deps.sessions.touch(session.id, now, 'seen', claim.address);
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, kind: 'claimed', token, session, registration } : committed;
}
