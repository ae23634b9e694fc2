import { hashToken, makeToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import { admit, passwordMark } from './admit.ts';
import { authenticate } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

export interface SignInRequest extends SignInPlace {
  readonly name: string;
  readonly password: string;
}

const welcomeTicketMs = 10 * 60_000;

/** One sign-in, from the credentials to a session, a choice, or a refusal. */
export async function signIn(deps: Dependencies, request: SignInRequest): Promise<SignInOutcome> {
  if (!deps.users.list().some((user) => user.admin)) return { kind: 'refused', code: 'not_set_up' };

  const authentication = await authenticate(deps, {
    name: request.name,
    password: request.password,
    deviceToken: request.deviceToken,
    address: request.address,
  });
  if (authentication.kind === 'refused') return authentication;

  const { user } = authentication;
  if (user.disabled) return { kind: 'refused', code: 'user_disabled' };
  if (!user.passwordTemporary) return admit(deps, user.id, request);

  const ticket = makeToken('rct');
  const batch = new Batch();
  deps.tickets.add(
    batch,
    hashToken(ticket),
    { kind: 'welcome', userId: user.id, passwordMark: passwordMark(user), preSession: request.preSession },
    deps.clock.now() + welcomeTicketMs,
  );
  const committed = await deps.database.commit(batch);
  return committed.ok
    ? { kind: 'own_password', ticket, user }
    : { kind: 'refused', code: 'store_unavailable' };
}
