import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { ConsoleEndReason, ConsoleSessionView } from '../../../shared/model/console-session.ts';
import { hashToken, isToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { ConsoleSession } from '../records/console-sessions/console-sessions.ts';
import { passwordMark } from './password-mark.ts';
import type { Dependencies } from './dependencies.ts';
import { consoleExpiryOf, decideConsoleEnd } from './policies/console-session.ts';
import { isoTime } from './show.ts';

export type FoundConsoleSession =
  | { readonly kind: 'live'; readonly session: ConsoleSession }
  /** Without a reason: from before a restart. */
  | { readonly kind: 'ended'; readonly reason: ConsoleEndReason | undefined }
  | { readonly kind: 'none' };

/** Whose console is this? One that must end by now has ended. */
export function findConsoleSession(deps: Dependencies, token: string | undefined): FoundConsoleSession {
  if (!isToken(token, 'rcc')) return { kind: 'none' };
  return recheckConsoleSession(deps, { tokenHash: hashToken(token) });
}

/** The same for one that was found before. */
export function recheckConsoleSession(
  deps: Dependencies,
  { tokenHash }: Pick<ConsoleSession, 'tokenHash'>,
): Exclude<FoundConsoleSession, { kind: 'none' }> {
  const session = deps.consoleSessions.find(tokenHash);
  if (!session) return { kind: 'ended', reason: deps.consoleSessions.endOf(tokenHash) };
  const reason = reasonToEnd(deps, session);
  if (reason === undefined) return { kind: 'live', session };
  void endOne(deps, session, reason, 'rollcall');
  return { kind: 'ended', reason };
}

/** The admin did something at this console. */
export function touchConsoleSession(deps: Dependencies, session: ConsoleSession): void {
  deps.consoleSessions.touch(session.tokenHash, deps.clock.now());
}

/** Ends those whose time is over, or whose account is no longer what signed in. */
export async function sweepConsoleSessions(deps: Dependencies): Promise<void> {
  const due = deps.consoleSessions.list().flatMap((session) => {
    const reason = reasonToEnd(deps, session);
    return reason === undefined ? [] : [{ session, reason }];
  });
  await Promise.all(due.map(({ session, reason }) => endOne(deps, session, reason, 'rollcall')));
}

/** Ends these sessions, or all. An end takes effect at once; only what the audit says of it waits for the disk. */
export async function endConsoleSessions(
  deps: Dependencies,
  which: { readonly ids: readonly string[] } | { readonly all: true },
  reason: ConsoleEndReason,
  actor: string,
): Promise<
  | { readonly ok: true; readonly ended: readonly ConsoleSessionView[] }
  | Refusal<'console_session_not_found' | 'store_unavailable'>
> {
  const live = deps.consoleSessions.list();
  const chosen = 'all' in which ? live : live.filter(({ id }) => which.ids.includes(id));
  if ('ids' in which && chosen.length < new Set(which.ids).size) return refuse('console_session_not_found');
  const written = await Promise.all(chosen.map((session) => endOne(deps, session, reason, actor)));
  const failed = written.find((one) => !one.ok);
  return failed && !failed.ok ? failed : { ok: true, ended: chosen.map(showConsoleSession) };
}

export function showConsoleSession(session: ConsoleSession): ConsoleSessionView {
  const { id, userName, device, signedInAt, lastUsedAt } = session;
  return {
    id,
    userName,
    device,
    signedInAt: isoTime(signedInAt),
    lastUsedAt: isoTime(lastUsedAt),
    expiresAt: isoTime(consoleExpiryOf(session)),
  };
}

function reasonToEnd(deps: Dependencies, session: ConsoleSession): ConsoleEndReason | undefined {
  const user = deps.users.find(session.userId);
  const account = user && {
    admin: user.admin,
    disabled: user.disabled,
    passwordMark: passwordMark(user),
    passwordState: user.passwordState,
  };
  return decideConsoleEnd(deps.clock.now(), session, account);
}

async function endOne(
  deps: Dependencies,
  session: ConsoleSession,
  reason: ConsoleEndReason,
  actor: string,
): Promise<{ readonly ok: true } | Refusal<'store_unavailable'>> {
  const ended = deps.consoleSessions.end(session.tokenHash, reason);
  if (!ended) return { ok: true };
  const batch = new Batch();
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'console.ended',
    actor,
    subject: ended.id,
    data: { user: ended.userName, device: ended.device, reason },
  });
  return deps.database.commit(batch);
}
