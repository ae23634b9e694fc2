import { authenticate } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import { goOnAfterPassword } from './go-on-after-password.ts';
import type { SignInOutcome } from './sign-in-outcome.ts';
import type { SignInRequest } from './sign-in.ts';

/**
 * Whose place was taken says that it was somebody else. Nothing happens before full authentication as the account
 * whose session that was: the button is no way to sign others out.
 *
 * @param sessionId of the ended session that this browser still holds the token of
 */
export async function reportNotMe(
  deps: Dependencies,
  request: SignInRequest & { readonly sessionId: string },
): Promise<SignInOutcome> {
  const authentication = await authenticate(deps, {
    name: request.name,
    password: request.password,
    deviceToken: request.deviceToken,
    address: request.address,
  });
  if (authentication.kind === 'refused') return authentication;
  return goOnAfterPassword(deps, authentication.user, request, {
    kind: 'not_me',
    sessionId: request.sessionId,
  });
}
