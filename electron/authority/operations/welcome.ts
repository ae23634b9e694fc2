import { hashToken, isToken, sameText } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { WelcomeTicket } from '../records/tickets/tickets.ts';
import type { User } from '../records/users/users.ts';
import { throttleKey, throttleWaitSeconds } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import { goOnAfterPassword } from './go-on-after-password.ts';
import { hashOneTimeCode } from './one-time-codes.ts';
import { checkPassword } from './policies/password-strength.ts';
import { recordFailure } from './record-attempts.ts';
import { passwordMark } from './password-mark.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';
import { admitWithNewPassword, stageNewPassword } from './stage-new-password.ts';

export type WelcomeRequest = SignInPlace & {
  /** The password the user chose. */
  readonly password: string;
} & ({ readonly name: string; readonly code: string } | { readonly ticket: string });

/**
 * First use or reset: a one-time code from the admin, or the ticket behind a temporary password, lets the user choose
 * an own password. Then the same admission as every sign-in.
 */
export async function welcome(deps: Dependencies, request: WelcomeRequest): Promise<SignInOutcome> {
  const proof =
    'ticket' in request
      ? checkTicket(deps, request.ticket, request.preSession)
      : await checkCode(deps, request);
  if (proof.kind === 'refused') return proof;
  const weak = checkPassword(request.password);
  if (weak) return { kind: 'refused', code: weak };

  // The password of before is known to the admin, or to somebody else.
  if ('ticket' in request || proof.user.passwordState === 'reported') {
    const same = await deps.hasher.verify(proof.user.passwordHash, request.password, {
      lane: 'known',
      stillWanted: () => true,
    });
    if (same.kind !== 'done') return { kind: 'refused', code: 'busy' };
    if (same.value) return { kind: 'refused', code: 'password_unchanged' };
  }
  const hashed = await deps.hasher.hash(request.password);
  if (hashed.kind !== 'done') return { kind: 'refused', code: 'busy' };

  // Used in the meantime, or the account changed: the proof must hold at the moment of the write.
  const current = deps.users.find(proof.user.id);
  if (
    !current ||
    current.codeHash !== proof.user.codeHash ||
    current.passwordHash !== proof.user.passwordHash ||
    // A code of the admin is good for a reported password; a ticket of before the report is not.
    ('ticket' in request && current.passwordState !== proof.user.passwordState)
  ) {
    return { kind: 'refused', code: 'ticket' in request ? 'ticket_invalid' : 'code_invalid' };
  }
  const place = { ...request, transaction: proof.ticket?.transaction ?? request.transaction };
  // The slip of paper is one proof; with a second factor nothing changes before that was given too.
  if (current.secondFactor && current.codeHash !== undefined && !proof.ticket) {
    const { codeHash } = current;
    return goOnAfterPassword(deps, current, place, {
      kind: 'new_password',
      passwordHash: hashed.value,
      codeHash,
    });
  }
  if (current.disabled) return { kind: 'refused', code: 'user_disabled' };

  const batch = new Batch();
  if ('ticket' in request) deps.tickets.spend(batch, hashToken(request.ticket));
  else deps.attempts.clear(batch, throttleKey(deps, request.name, request.deviceToken).key);
  const after = stageNewPassword(deps, batch, current, hashed.value, {
    address: request.address,
    except: undefined,
  });
  const committed = await deps.database.commit(batch);
  if (!committed.ok) return { kind: 'refused', code: 'store_unavailable' };
  return admitWithNewPassword(deps, after, place);
}

/** Whom a ticket lets choose a password, for a form that is shown once more; undefined when it is good for nothing. */
export function findWelcome(
  deps: Dependencies,
  request: { readonly ticket: string; readonly preSession: string },
): { readonly userName: string; readonly reported: boolean } | undefined {
  const proof = checkTicket(deps, request.ticket, request.preSession);
  if (proof.kind === 'refused') return undefined;
  return { userName: proof.user.name, reported: proof.user.passwordState === 'reported' };
}

type Proof =
  | { readonly kind: 'right'; readonly user: User; readonly ticket?: WelcomeTicket }
  | { readonly kind: 'refused'; readonly code: 'code_invalid' | 'ticket_invalid' }
  | { readonly kind: 'refused'; readonly code: 'throttled'; readonly retryAfterSeconds: number };

function checkTicket(deps: Dependencies, token: string, preSession: string): Proof {
  const ticket = isToken(token, 'rct')
    ? deps.tickets.find(hashToken(token), 'welcome', deps.clock.now())
    : undefined;
  const user = ticket && deps.users.find(ticket.userId);
  const good = user && ticket.preSession === preSession && ticket.passwordMark === passwordMark(user);
  return good ? { kind: 'right', user, ticket } : { kind: 'refused', code: 'ticket_invalid' };
}

async function checkCode(
  deps: Dependencies,
  request: {
    readonly name: string;
    readonly code: string;
    readonly deviceToken?: string | undefined;
    readonly address: string;
  },
): Promise<Proof> {
  const { key } = throttleKey(deps, request.name, request.deviceToken);
  const waitSeconds = throttleWaitSeconds(deps, key);
  if (waitSeconds > 0) return { kind: 'refused', code: 'throttled', retryAfterSeconds: waitSeconds };

  const user = deps.users.findByName(request.name);
  const expected = user?.codeHash ?? '';
  const same = sameText(hashOneTimeCode(user?.id ?? '', request.code), expected);
  if (user && same && (user.codeExpiresAt ?? 0) > deps.clock.now()) return { kind: 'right', user };

  const batch = new Batch();
  recordFailure(deps, batch, key, request);
  await deps.database.commit(batch);
  return { kind: 'refused', code: 'code_invalid' };
}
