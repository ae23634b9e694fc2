import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import { authenticate } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';

export interface Confirmation {
  /** The session that asks. */
  readonly session: Session;
  /** The password of now. */
  readonly current: string;
  readonly address: string;
  readonly deviceToken?: string | undefined;
}

/** Somebody who is signed in proves to be still the same person, before something about the account changes. */
export async function confirmPassword(
  deps: Dependencies,
  { session, current, deviceToken, address }: Confirmation,
): Promise<
  | { readonly ok: true; readonly user: User }
  | Refusal<'credentials' | 'throttled' | 'busy' | 'not_signed_in' | 'password_reported'>
> {
  const user = deps.users.find(session.userId);
  if (!user) return refuse('not_signed_in');
  const authentication = await authenticate(deps, {
    name: user.name,
    password: current,
    deviceToken,
    address,
  });
  if (authentication.kind === 'right') {
    return authentication.user.passwordState === 'reported'
      ? refuse('password_reported')
      : { ok: true, user: authentication.user };
  }
  return authentication.code === 'throttled'
    ? refuse('throttled', { data: { retryAfterSeconds: authentication.retryAfterSeconds } })
    : refuse(authentication.code);
}
