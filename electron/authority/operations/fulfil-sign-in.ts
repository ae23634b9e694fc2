import { hashToken, makeToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { SignInPurpose, WelcomeTicket } from '../records/tickets/tickets.ts';
import type { User } from '../records/users/users.ts';
import { admit } from './admit.ts';
import type { Dependencies } from './dependencies.ts';
import { findPlaceTaker } from './find-place-taker.ts';
import { recordEnds } from './record-ends.ts';
import { admitWithNewPassword, stageNewPassword } from './stage-new-password.ts';
import { passwordMark } from './password-mark.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

const welcomeTicketMs = 10 * 60_000;
/** For whom there is no other way in than this ticket, and then the admin. */
const reportTicketMs = 60 * 60_000;

/** Full authentication is behind: does what it was for. */
export async function fulfilSignIn(
  deps: Dependencies,
  userId: string,
  place: SignInPlace,
  purpose: SignInPurpose,
): Promise<SignInOutcome> {
  switch (purpose.kind) {
    case 'sign_in': {
      const user = deps.users.find(userId);
      if (!user || user.disabled) return { kind: 'refused', code: 'user_disabled' };
      if (user.passwordState === 'reported') return { kind: 'refused', code: 'password_reported' };
      return user.passwordState === 'temporary'
        ? askOwnPassword(deps, user, place)
        : admit(deps, userId, place);
    }
    case 'new_password':
      return takeNewPassword(deps, userId, place, purpose);
    case 'not_me':
      return takeReport(deps, userId, place, purpose.sessionId);
  }
}

async function takeNewPassword(
  deps: Dependencies,
  userId: string,
  place: SignInPlace,
  chosen: { readonly passwordHash: string; readonly codeHash: string },
): Promise<SignInOutcome> {
  const user = deps.users.find(userId);
  // Used in the meantime: the one-time code must hold at the moment of the write.
  if (user?.codeHash !== chosen.codeHash) return { kind: 'refused', code: 'code_invalid' };
  if (user.disabled) return { kind: 'refused', code: 'user_disabled' };
  const batch = new Batch();
  stageNewPassword(deps, batch, user, chosen.passwordHash, { address: place.address, except: undefined });
  const committed = await deps.database.commit(batch);
  return committed.ok
    ? admitWithNewPassword(deps, userId, place)
    : { kind: 'refused', code: 'store_unavailable' };
}

/**
 * "It was not me": the session that took the place ends, all of them when it cannot be told, and the password, which
 * somebody else may know, opens nothing any more. Only this browser may choose another one, or who has a code of the admin.
 */
async function takeReport(
  deps: Dependencies,
  userId: string,
  place: SignInPlace,
  sessionId: string,
): Promise<SignInOutcome> {
  const lost = await deps.sessions.findEnded({ id: sessionId });
  const user = deps.users.find(userId);
  if (!user || user.disabled) return { kind: 'refused', code: 'user_disabled' };
  if (lost?.userId !== userId) return { kind: 'refused', code: 'not_this_account' };
  // Said already: whoever says it now may be the one it was said of.
  if (user.passwordState === 'reported') return { kind: 'refused', code: 'password_reported' };

  const live = deps.sessions.listLive(userId);
  const taker = findPlaceTaker(lost, live);
  const at = deps.clock.now();
  const actor = `user:${user.name}`;
  const batch = new Batch();
  const ended = deps.sessions.stageEnd(
    batch,
    (taker ? [taker] : live).map(({ id }) => ({
      id,
      reason: 'ended_by_self' as const,
      at,
      by: place.device,
    })),
  );
  recordEnds(deps, batch, ended, actor, place.address);
  deps.audit.append(batch, {
    at,
    action: 'report.not_me',
    actor,
    subject: sessionId,
    address: place.address,
    data: {
      user: user.name,
      device: lost.device,
      reason: lost.ended.reason,
      by: lost.ended.by,
      ended: ended.map(({ id }) => id),
    },
  });
  const after: User = { ...user, passwordState: 'reported' };
  deps.users.put(batch, after);
  return askOwnPassword(deps, after, place, { batch, lifetimeMs: reportTicketMs, reportEnded: ended.length });
}

async function askOwnPassword(
  deps: Dependencies,
  user: User,
  place: SignInPlace,
  more: { readonly batch?: Batch; readonly lifetimeMs?: number; readonly reportEnded?: number } = {},
): Promise<SignInOutcome> {
  const { batch = new Batch(), lifetimeMs = welcomeTicketMs, reportEnded } = more;
  const token = makeToken('rct');
  const ticket: WelcomeTicket = {
    kind: 'welcome',
    userId: user.id,
    passwordMark: passwordMark(user),
    preSession: place.preSession,
    ...(place.transaction === undefined ? {} : { transaction: place.transaction }),
  };
  deps.tickets.add(batch, hashToken(token), ticket, deps.clock.now() + lifetimeMs);
  const committed = await deps.database.commit(batch);
  return committed.ok
    ? { kind: 'own_password', ticket: token, user, reportEnded }
    : { kind: 'refused', code: 'store_unavailable' };
}
