import { randomUUID } from 'node:crypto';
import { hashToken, makeToken } from '../base/crypto/tokens.ts';
import type { ConsoleSession } from '../records/console-sessions/console-sessions.ts';
import type { User } from '../records/users/users.ts';
import { passwordMark } from './password-mark.ts';
import { authenticate } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import { passSecondFactor } from './pass-second-factor.ts';

export interface ConsoleSignIn {
  readonly name: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code; empty when none was given. */
  readonly code: string;
  readonly device: string;
  readonly address: string;
}

type Refused =
  | {
      readonly kind: 'refused';
      readonly code:
        | 'not_set_up'
        | 'credentials'
        | 'busy'
        | 'console_admins_only'
        | 'console_second_factor'
        | 'second_factor_required'
        | 'second_factor_wrong'
        | 'store_unavailable'
        | 'user_disabled'
        | 'own_password_required'
        | 'password_reported';
    }
  | { readonly kind: 'refused'; readonly code: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'refused'; readonly code: 'second_factor_clock'; readonly minutes: number };

export type ConsoleSignInOutcome = { readonly kind: 'signed_in'; readonly token: string } | Refused;

/**
 * An admin signs in to the console in a browser: password and second factor, both always. No limit, no seat, no hours and
 * no pause stand in the way, so that whoever must set things right can; the throttle does.
 */
export async function signInToConsole(
  deps: Dependencies,
  request: ConsoleSignIn,
): Promise<ConsoleSignInOutcome> {
  if (!deps.users.list().some((user) => user.admin)) return refused('not_set_up');
  const { name, password, address } = request;
  const authentication = await authenticate(deps, { name, password, address, deviceToken: undefined });
  if (authentication.kind === 'refused') return authentication;
  const { user } = authentication;
  // With a second factor nothing is said about the account before that was right, too.
  if (!user.secondFactor) return refused(user.admin ? 'console_second_factor' : 'console_admins_only');
  if (request.code === '') return refused('second_factor_required');

  const token = makeToken('rcc');
  let unfit: Refused | undefined;
  const passed = await passSecondFactor(deps, user.id, { code: request.code, address }, (batch, current) => {
    unfit = checkAccount(current, passwordMark(user));
    if (unfit) return;
    const session = makeSession(deps, current, request.device, token);
    deps.consoleSessions.add(batch, session);
    deps.audit.append(batch, {
      at: session.signedInAt,
      action: 'console.signed_in',
      actor: `user:${current.name}`,
      subject: session.id,
      address,
      data: { user: current.name, device: session.device },
    });
  });
  if (passed.kind === 'refused') return passed;
  return unfit ?? { kind: 'signed_in', token };
}

/** As of now: hashing took a while. */
function checkAccount(user: User, mark: string): Refused | undefined {
  if (passwordMark(user) !== mark) return refused('credentials');
  if (user.disabled) return refused('user_disabled');
  if (!user.admin) return refused('console_admins_only');
  if (user.passwordState === 'reported') return refused('password_reported');
  return user.passwordState === 'temporary' ? refused('own_password_required') : undefined;
}

function refused<const Code extends Refused['code']>(code: Code): { kind: 'refused'; code: Code } {
  return { kind: 'refused', code };
}

function makeSession(deps: Dependencies, user: User, device: string, token: string): ConsoleSession {
  const now = deps.clock.now();
  return {
    id: randomUUID(),
    tokenHash: hashToken(token),
    userId: user.id,
    userName: user.name,
    passwordMark: passwordMark(user),
    device,
    signedInAt: now,
    lastUsedAt: now,
  };
}
