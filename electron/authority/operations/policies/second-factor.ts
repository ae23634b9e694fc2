import { findTotpSteps } from '../../base/crypto/totp.ts';
import type { SecondFactor } from '../../records/users/users.ts';

/** One step before and after the one of now: nobody types a code in no time. */
const nearSteps = 1;
/** 20 minutes: a clock that is off by more than that is told from a wrong code no more. */
const farSteps = 40;

export type CodeDecision =
  | { readonly kind: 'right'; readonly by: 'app' | 'recovery'; readonly after: SecondFactor }
  | { readonly kind: 'wrong' }
  /** Right at another time. `minutes`: positive when the code is from a clock ahead of this computer's. */
  | { readonly kind: 'clock'; readonly minutes: number; readonly after: SecondFactor };

/**
 * Is this the code of now, or a recovery code that is left? Each is good once; `after` is what must be kept then.
 *
 * @param step of the wall clock
 * @param recoveryHash of what was typed, as recovery codes are kept
 */
export function decideCode(
  factor: SecondFactor,
  typed: string,
  step: number,
  recoveryHash: string,
): CodeDecision {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(code)) {
    if (!factor.recoveryHashes.includes(recoveryHash)) return { kind: 'wrong' };
    const recoveryHashes = factor.recoveryHashes.filter((hash) => hash !== recoveryHash);
    return { kind: 'right', by: 'recovery', after: { ...factor, recoveryHashes } };
  }
  const told = (factor.toldSteps ?? []).filter((one) => one >= step - nearSteps);
  const isUnused = (one: number): boolean => one > factor.lastStep && !told.includes(one);
  const near = findTotpSteps(factor.secret, code, step - nearSteps, step + nearSteps);
  const now = near.find(isUnused);
  if (now !== undefined) {
    return { kind: 'right', by: 'app', after: { ...factor, lastStep: now, toldSteps: told } };
  }
  if (near.length > 0) return { kind: 'wrong' };

  const far = findTotpSteps(factor.secret, code, step - farSteps, step + farSteps).filter(
    (one) => one !== factor.lastStep,
  );
  const [nearest] = far.toSorted((a, b) => Math.abs(a - step) - Math.abs(b - step));
  if (nearest === undefined) return { kind: 'wrong' };
  return {
    kind: 'clock',
    minutes: Math.round((nearest - step) / 2),
    after: { ...factor, toldSteps: [...new Set([...told, ...far.filter((one) => one > step)])] },
  };
}
