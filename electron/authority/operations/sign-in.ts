import { authenticate } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import { goOnAfterPassword } from './go-on-after-password.ts';
import type { SignInOutcome, SignInPlace } from './sign-in-outcome.ts';

export interface SignInRequest extends SignInPlace {
  readonly name: string;
  readonly password: string;
  /** Of the second factor, from clients that send it along. */
  readonly code?: string | undefined;
}

/** One sign-in, from the credentials to a session, a next step, or a refusal. */
export async function signIn(deps: Dependencies, request: SignInRequest): Promise<SignInOutcome> {
  if (!deps.users.list().some((user) => user.admin)) return { kind: 'refused', code: 'not_set_up' };

  const authentication = await authenticate(deps, {
    name: request.name,
    password: request.password,
    deviceToken: request.deviceToken,
    address: request.address,
  });
  if (authentication.kind === 'refused') return authentication;
  return goOnAfterPassword(deps, authentication.user, request, { kind: 'sign_in' }, request.code);
}
