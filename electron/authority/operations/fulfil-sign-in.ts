import { hashToken, makeToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { SignInPurpose, WelcomeTicket } from '../records/tickets/tickets.ts';
import type { User } from '../records/users/users.ts';
import { admit } from './admit.ts';
import type { Dependencies } from './dependencies.ts';
import { findPlaceTaker } from './find-place-taker.ts';
import { recordEnds } from './record-ends.ts';
import { admitWithNewPassword, stageNewPassword } from './stage-new-password.ts';
import { passwordMark, whyPasswordIsVoid } from './password-mark.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

const welcomeTicketMs = 10 * 60_000;
/** For whom there is no other way in than this ticket, and then the admin. */
const reportTicketMs = 60 * 60_000;

/**
 * Full authentication is behind: does what it was for.
 * @param proved the account as its password was found right: one that was changed or reported meanwhile is refused
 */
export async function fulfilSignIn(
  deps: Dependencies,
  proved: User,
  place: SignInPlace,
  purpose: SignInPurpose,
): Promise<SignInOutcome> {
  const { id } = proved;
  const mark = passwordMark(proved);
  switch (purpose.kind) {
    case 'sign_in': {
      const user = deps.users.find(id);
      if (!user || user.disabled) return { kind: 'refused', code: 'user_disabled' };
      const code = whyPasswordIsVoid(user, mark);
      if (code !== undefined) return { kind: 'refused', code };
      return user.passwordState === 'temporary'
        ? askOwnPassword(deps, user, place)
        : admit(deps, id, place, { mark });
    }
    case 'new_password':
      return takeNewPassword(deps, { id, mark }, place, purpose);
    case 'not_me':
      return takeReport(deps, { id, mark }, place, purpose.sessionId);
  }
}

/** Whose account it is, and the mark of what was proved. */
interface Proved {
  readonly id: string;
  readonly mark: string;
}

async function takeNewPassword(
  deps: Dependencies,
  { id, mark }: Proved,
  place: SignInPlace,
  chosen: { readonly passwordHash: string; readonly codeHash: string },
): Promise<SignInOutcome> {
  const user = deps.users.find(id);
  // Used in the meantime: the one-time code must hold at the moment of the write.
  if (user?.codeHash !== chosen.codeHash || passwordMark(user) !== mark) {
    return { kind: 'refused', code: 'code_invalid' };
  }
  if (user.disabled) return { kind: 'refused', code: 'user_disabled' };
  const batch = new Batch();
  const after = stageNewPassword(deps, batch, user, chosen.passwordHash, {
    address: place.address,
    except: undefined,
  });
  const committed = await deps.database.commit(batch);
  return committed.ok
    ? admitWithNewPassword(deps, after, place)
    : { kind: 'refused', code: 'store_unavailable' };
}

/**
 * "It was not me": the session that took the place ends, all of them when it cannot be told, and the password, which
 * somebody else may know, opens nothing any more. Only this browser may choose another one, or who has a code of the admin.
 */
async function takeReport(
  deps: Dependencies,
  { id, mark }: Proved,
  place: SignInPlace,
  sessionId: string,
): Promise<SignInOutcome> {
  const lost = await deps.sessions.findEnded({ id: sessionId });
  const user = deps.users.find(id);
  if (!user || user.disabled) return { kind: 'refused', code: 'user_disabled' };
  if (lost?.userId !== id) return { kind: 'refused', code: 'not_this_account' };
  // Said already, by whoever has the new password, or the one it is said of.
  const code = whyPasswordIsVoid(user, mark);
  if (code !== undefined) return { kind: 'refused', code };

  const live = deps.sessions.listLive(id);
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
