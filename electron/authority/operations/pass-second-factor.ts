import { totpStepAt } from '../base/crypto/totp.ts';
import { Batch } from '../base/storage/batch.ts';
import type { User } from '../records/users/users.ts';
import { throttleKey, throttleWaitSeconds } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import { hashOneTimeCode } from './one-time-codes.ts';
import { decideCode } from './policies/second-factor.ts';
import { recordFailure } from './record-attempts.ts';

export interface CodeAttempt {
  readonly code: string;
  readonly address: string;
  readonly deviceToken?: string | undefined;
}

export type PassedSecondFactor =
  | { readonly kind: 'right' }
  | { readonly kind: 'refused'; readonly code: 'second_factor_wrong' | 'store_unavailable' }
  | { readonly kind: 'refused'; readonly code: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'refused'; readonly code: 'second_factor_clock'; readonly minutes: number };

/**
 * Behind the right password: the code of the authenticator app, or a recovery code. A wrong one counts as a wrong
 * password does, and only a right one ends the count. Looked at and staged in one step, so that no two attempts use
 * one code.
 *
 * @param whenRight stages what belongs to the same transaction; `user` is as it is after the code was used
 */
export async function passSecondFactor(
  deps: Dependencies,
  userId: string,
  attempt: CodeAttempt,
  whenRight?: (batch: Batch, user: User) => void,
): Promise<PassedSecondFactor> {
  const user = deps.users.find(userId);
  if (!user?.secondFactor) return { kind: 'refused', code: 'second_factor_wrong' };
  const { key } = throttleKey(deps, user.name, attempt.deviceToken);
  const retryAfterSeconds = throttleWaitSeconds(deps, key);
  if (retryAfterSeconds > 0) return { kind: 'refused', code: 'throttled', retryAfterSeconds };

  const recoveryHash = hashOneTimeCode(user.id, attempt.code);
  const decision = decideCode(user.secondFactor, attempt.code, totpStepAt(deps.clock.wall()), recoveryHash);
  const batch = new Batch();
  const after = decision.kind === 'wrong' ? user : { ...user, secondFactor: decision.after };
  if (after !== user) deps.users.put(batch, after);
  if (decision.kind === 'right') {
    deps.attempts.clear(batch, key);
    whenRight?.(batch, after);
  } else {
    recordFailure(deps, batch, key, { name: user.name, address: attempt.address });
  }
  const committed = await deps.database.commit(batch);
  switch (decision.kind) {
    case 'right':
      return committed.ok ? decision : { kind: 'refused', code: 'store_unavailable' };
    case 'clock':
      return { kind: 'refused', code: 'second_factor_clock', minutes: decision.minutes };
    case 'wrong':
      return { kind: 'refused', code: 'second_factor_wrong' };
  }
}
