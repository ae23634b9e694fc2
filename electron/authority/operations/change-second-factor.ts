import { refuse, type Refusal } from '../../../shared/errors.ts';
import { hashToken, makeToken } from '../base/crypto/tokens.ts';
import { totpStepAt } from '../base/crypto/totp.ts';
import { Batch } from '../base/storage/batch.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import type { SecondFactor, User } from '../records/users/users.ts';
import { confirmPassword, type Confirmation } from './confirm-password.ts';
import type { Dependencies } from './dependencies.ts';
import { hashOneTimeCode, makeOneTimeCode } from './one-time-codes.ts';
import { passSecondFactor, type PassedSecondFactor } from './pass-second-factor.ts';
import { decideCode } from './policies/second-factor.ts';
import { recordEnds } from './record-ends.ts';

const recoveryCodesCount = 10;

export type SecondFactorChange = Confirmation & { readonly code: string };

type ChangeRefusal = Refusal<
  | 'credentials'
  | 'password_reported'
  | 'throttled'
  | 'busy'
  | 'not_signed_in'
  | 'store_unavailable'
  | 'ticket_invalid'
  | 'second_factor_missing'
  | 'second_factor_wrong'
  | 'second_factor_clock'
>;
/** `token`: the new one of this device, since what it may do has changed. */
type Changed = { readonly ok: true; readonly token: string };
/** Shown once; only their hashes are kept. */
type WithCodes = Changed & { readonly recoveryCodes: readonly string[] };

/** Adds the authenticator app that holds this secret; its first code proves that it does. */
export async function addSecondFactor(
  deps: Dependencies,
  change: SecondFactorChange & { readonly secret: string },
): Promise<WithCodes | ChangeRefusal> {
  const confirmed = await confirmPassword(deps, change);
  if (!confirmed.ok) return confirmed;
  const user = findUnchanged(deps, change, confirmed.user);
  if (!user) return refuse('not_signed_in');
  if (user.secondFactor) return refuse('ticket_invalid');

  const empty: SecondFactor = {
    secret: change.secret,
    lastStep: 0,
    recoveryHashes: [],
    addedAt: deps.clock.now(),
  };
  // No guess at a secret of somebody else: a wrong code here is no failure to count.
  const decision = decideCode(empty, change.code, totpStepAt(deps.clock.wall()), '');
  if (decision.kind === 'wrong') return refuse('second_factor_wrong');
  if (decision.kind === 'clock')
    return refuse('second_factor_clock', { data: { minutes: decision.minutes } });

  const recoveryCodes = makeRecoveryCodes();
  const batch = new Batch();
  const secondFactor = { ...decision.after, recoveryHashes: hashAll(user.id, recoveryCodes) };
  deps.users.put(batch, { ...user, secondFactor });
  const token = stageChange(deps, batch, change, user, 'second_factor.added');
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, token, recoveryCodes } : committed;
}

/** Ten new recovery codes; those from before are void. */
export async function renewRecoveryCodes(
  deps: Dependencies,
  change: SecondFactorChange,
): Promise<WithCodes | ChangeRefusal> {
  const recoveryCodes = makeRecoveryCodes();
  const changed = await changeWithCode(deps, change, (batch, user, secondFactor) => {
    const recoveryHashes = hashAll(user.id, recoveryCodes);
    deps.users.put(batch, { ...user, secondFactor: { ...secondFactor, recoveryHashes } });
    return stageChange(deps, batch, change, user, 'second_factor.codes_renewed');
  });
  return changed.ok ? { ...changed, recoveryCodes } : changed;
}

/** The password alone opens the account again; the user's other sessions end in the same transaction. */
export function removeSecondFactor(
  deps: Dependencies,
  change: SecondFactorChange,
): Promise<Changed | ChangeRefusal> {
  return changeWithCode(deps, change, (batch, user) => {
    stageRemoval(deps, batch, user, `user:${user.name}`, change);
    return stageChange(deps, batch, change, user, 'second_factor.removed');
  });
}

/** The admin removes it for somebody who has lost the app and the recovery codes. All sessions of the user end. */
export async function removeSecondFactorOf(
  deps: Dependencies,
  userId: string,
  actor: string,
): Promise<
  | { readonly ok: true; readonly ended: readonly EndedSession[] }
  | Refusal<'user_not_found' | 'second_factor_missing' | 'store_unavailable'>
> {
  const user = deps.users.find(userId);
  if (!user) return refuse('user_not_found');
  if (!user.secondFactor) return refuse('second_factor_missing');
  const batch = new Batch();
  const ended = stageRemoval(deps, batch, user, actor);
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'second_factor.removed',
    actor,
    subject: user.name,
  });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, ended } : committed;
}

/** @param stage in the transaction that uses the code; gives the new token */
async function changeWithCode(
  deps: Dependencies,
  change: SecondFactorChange,
  stage: (batch: Batch, user: User, secondFactor: SecondFactor) => string,
): Promise<Changed | ChangeRefusal> {
  const confirmed = await confirmPassword(deps, change);
  if (!confirmed.ok) return confirmed;
  const user = findUnchanged(deps, change, confirmed.user);
  if (!user) return refuse('not_signed_in');
  if (!user.secondFactor) return refuse('second_factor_missing');
  let token = '';
  const passed = await passSecondFactor(deps, user.id, change, (batch, after) => {
    if (after.secondFactor) token = stage(batch, after, after.secondFactor);
  });
  return passed.kind === 'right' ? { ok: true, token } : asRefusal(passed);
}

function asRefusal(passed: Exclude<PassedSecondFactor, { kind: 'right' }>): ChangeRefusal {
  switch (passed.code) {
    case 'throttled':
      return refuse('throttled', { data: { retryAfterSeconds: passed.retryAfterSeconds } });
    case 'second_factor_clock':
      return refuse('second_factor_clock', { data: { minutes: passed.minutes } });
    case 'second_factor_wrong':
    case 'store_unavailable':
      return refuse(passed.code);
  }
}

/** The user as of now: hashing took a while, and the session or the password may be gone. */
function findUnchanged(deps: Dependencies, { session }: Confirmation, before: User): User | undefined {
  const user = deps.users.find(before.id);
  return user?.passwordHash === before.passwordHash &&
    user?.passwordState === before.passwordState &&
    deps.sessions.findById(session.id)
    ? user
    : undefined;
}

function stageRemoval(
  deps: Dependencies,
  batch: Batch,
  user: User,
  actor: string,
  stays?: Confirmation,
): readonly EndedSession[] {
  const at = deps.clock.now();
  deps.users.put(batch, { ...user, secondFactor: undefined });
  const others = deps.sessions.listLive(user.id).filter(({ id }) => id !== stays?.session.id);
  const ended = deps.sessions.stageEnd(
    batch,
    others.map(({ id }) => ({ id, reason: 'second_factor_removed', at })),
  );
  recordEnds(deps, batch, ended, actor, stays?.address);
  return ended;
}

/** Audit, and a new token for this device. */
function stageChange(
  deps: Dependencies,
  batch: Batch,
  { session, address }: Confirmation,
  user: User,
  action: 'second_factor.added' | 'second_factor.removed' | 'second_factor.codes_renewed',
): string {
  const token = makeToken('rcs');
  deps.sessions.stageRotateToken(batch, session.id, hashToken(token));
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action,
    actor: `user:${user.name}`,
    subject: user.name,
    address,
  });
  return token;
}

function makeRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodesCount }, makeOneTimeCode);
}

function hashAll(userId: string, codes: readonly string[]): string[] {
  return codes.map((code) => hashOneTimeCode(userId, code));
}
