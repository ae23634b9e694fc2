import { refuse, type Refusal } from '../../../shared/errors.ts';
import { pleaReasonSchema, type PleaKey, type PleaReason } from '../../../shared/model/plea.ts';
import { hashToken, isToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { CommitResult } from '../base/storage/database.ts';
import type { Plea } from '../records/pleas/pleas.ts';
import type { PleaTicket } from '../records/tickets/tickets.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { passwordMark } from './password-mark.ts';
import { isoTime } from './show.ts';
import type { PleaOffer, SignInPlace } from './sign-in-outcome.ts';

/** Long enough to read the page and walk to the telephone first. */
const ticketMs = 10 * 60_000;
/** One person is told of at most so often, however many devices they try: the admin reads it once. */
export const toldAgainMs = 10 * 60_000;
/** Friday evening is still read on Monday; after a week nobody waits at the door any more. */
export const pleaKeptMs = 7 * 24 * 3600 * 1000;

export function findPleaReason(code: string): PleaReason | undefined {
  return pleaReasonSchema.safeParse(code).data;
}

/**
 * Belongs to the transaction of a refusal: the ticket is the proof that the password was right. API clients get none;
 * they have no page to tell from.
 *
 * @param token a new one, not handed out for anything else
 */
export function stagePleaOffer(
  deps: Dependencies,
  batch: Batch,
  token: string,
  refused: { readonly user: User; readonly place: SignInPlace; readonly why: PleaReason },
): void {
  const { user, place, why } = refused;
  if (place.preSession === '') return;
  const ticket: PleaTicket = {
    kind: 'plea',
    userId: user.id,
    passwordMark: passwordMark(user),
    preSession: place.preSession,
    why,
    device: place.device,
  };
  deps.tickets.add(batch, hashToken(token), ticket, deps.clock.now() + ticketMs);
}

/** What the page of a refusal can offer; undefined for API clients. */
export function describePleaOffer(
  deps: Dependencies,
  token: string,
  { userId, place }: { readonly userId: string; readonly place: SignInPlace },
): PleaOffer | undefined {
  if (place.preSession === '') return undefined;
  const plea = deps.pleas.find(userId);
  const again = plea === undefined || deps.clock.now() - plea.at >= toldAgainMs;
  const stands = plea !== undefined && !(again && plea.dismissed);
  return { ticket: token, toldAt: stands ? plea.at : undefined, again };
}

/**
 * Tells the admin that this person was not let in. Told again too soon, it answers with when the admin was told, and
 * nothing is written: so the form may be sent twice.
 */
export async function tellAdmin(
  deps: Dependencies,
  request: { readonly ticket: string; readonly preSession: string; readonly address: string },
): Promise<
  | { readonly ok: true; readonly plea: Plea; readonly user: User }
  | Refusal<'ticket_invalid' | 'store_unavailable'>
> {
  const now = deps.clock.now();
  const ticket = isToken(request.ticket, 'rct')
    ? deps.tickets.find(hashToken(request.ticket), 'plea', now)
    : undefined;
  const user = ticket && deps.users.find(ticket.userId);
  if (!user || ticket.preSession !== request.preSession || ticket.passwordMark !== passwordMark(user)) {
    return refuse('ticket_invalid');
  }
  const before = deps.pleas.find(user.id);
  const soon = before !== undefined && now - before.at < toldAgainMs;
  const { why, device } = ticket;
  const plea = soon ? before : { userId: user.id, at: now, why, device, dismissed: false };
  const batch = new Batch();
  if (!soon) {
    deps.pleas.put(batch, plea);
    deps.audit.append(batch, {
      at: now,
      action: 'plea.made',
      actor: `user:${user.name}`,
      subject: user.name,
      address: request.address,
      data: { user: user.name, device, why },
    });
  }
  // Also when nothing is written: what was told a moment ago is on disk then.
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, plea, user } : committed;
}

/** The admin has seen them. One that was made anew meanwhile stays. */
export async function dismissPleas(
  deps: Dependencies,
  seen: readonly PleaKey[],
  actor: string,
): Promise<CommitResult> {
  const batch = new Batch();
  for (const { userId, at } of seen) {
    const plea = deps.pleas.find(userId);
    if (!plea || plea.dismissed || isoTime(plea.at) !== at) continue;
    deps.pleas.put(batch, { ...plea, dismissed: true });
    const name = deps.users.find(userId)?.name ?? userId;
    deps.audit.append(batch, {
      at: deps.clock.now(),
      action: 'plea.dismissed',
      actor,
      subject: name,
      data: { user: name, device: plea.device, why: plea.why },
    });
  }
  return batch.statements.length === 0 ? { ok: true } : deps.database.commit(batch);
}
