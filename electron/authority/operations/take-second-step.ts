import { hashToken, isToken } from '../base/crypto/tokens.ts';
import { passwordMark } from './password-mark.ts';
import type { Dependencies } from './dependencies.ts';
import { fulfilSignIn } from './fulfil-sign-in.ts';
import { stageDone } from './go-on-after-password.ts';
import { hashOneTimeCode } from './one-time-codes.ts';
import { passSecondFactor } from './pass-second-factor.ts';
import { repeatSignIn } from './repeat-sign-in.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

/** The second step of a sign-in: the ticket the right password gave, and the code. */
export async function takeSecondStep(
  deps: Dependencies,
  step: SignInPlace & { readonly ticket: string; readonly code: string },
): Promise<SignInOutcome> {
  const tokenHash = hashToken(step.ticket);
  const ticket = isToken(step.ticket, 'rct')
    ? deps.tickets.find(tokenHash, 'second-factor', deps.clock.now())
    : undefined;
  const user = ticket && deps.users.find(ticket.userId);
  if (
    !ticket ||
    !user ||
    ticket.preSession !== step.preSession ||
    ticket.passwordMark !== passwordMark(user)
  ) {
    return { kind: 'refused', code: 'ticket_invalid' };
  }
  const place = { ...step, transaction: ticket.transaction };
  if (ticket.doneBy !== undefined) {
    const same = ticket.doneBy === hashOneTimeCode(user.id, step.code);
    const repeated = same ? await repeatSignIn(deps, user.id, place) : undefined;
    return repeated ?? { kind: 'refused', code: 'ticket_invalid' };
  }
  const passed = await passSecondFactor(deps, user.id, step, (batch) =>
    stageDone(deps, batch, tokenHash, ticket, step.code),
  );
  if (passed.kind !== 'right') return passed;
  // Writing took a while: a password changed meanwhile must count.
  const current = deps.users.find(user.id);
  return current && passwordMark(current) === ticket.passwordMark
    ? fulfilSignIn(deps, current, place, ticket.purpose)
    : { kind: 'refused', code: 'ticket_invalid' };
}
