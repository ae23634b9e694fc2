import type { ConsoleEndReason } from '../../../../shared/model/console-session.ts';
import type { PasswordState } from '../../records/users/users.ts';

/** Whoever leaves the desk leaves every account of the house behind: shorter than any session of the portal. */
export const consoleIdleMs = 15 * 60_000;
export const consoleAbsoluteMs = 8 * 3600_000;

interface Held {
  readonly signedInAt: number;
  readonly lastUsedAt: number;
  readonly passwordMark: string;
}

/** The account as it is now; undefined when it was deleted. */
export type ConsoleAccount =
  | {
      readonly admin: boolean;
      readonly disabled: boolean;
      readonly passwordMark: string;
      readonly passwordState: PasswordState;
    }
  | undefined;

/** Epoch ms at which it ends unless it is used again. */
export function consoleExpiryOf({ signedInAt, lastUsedAt }: Pick<Held, 'signedInAt' | 'lastUsedAt'>): number {
  return Math.min(lastUsedAt + consoleIdleMs, signedInAt + consoleAbsoluteMs);
}

/** Why this session must end now; undefined: it lives on. */
export function decideConsoleEnd(
  now: number,
  session: Held,
  account: ConsoleAccount,
): Extract<ConsoleEndReason, 'idle' | 'absolute' | 'account_changed'> | undefined {
  const same =
    account?.admin === true &&
    !account.disabled &&
    account.passwordMark === session.passwordMark &&
    account.passwordState === 'own';
  if (!same) return 'account_changed';
  if (now >= session.signedInAt + consoleAbsoluteMs) return 'absolute';
  return now >= session.lastUsedAt + consoleIdleMs ? 'idle' : undefined;
}
