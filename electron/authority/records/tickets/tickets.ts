import type { PleaReason } from '../../../../shared/model/plea.ts';
import type { SignInMethod } from '../../../../shared/model/session.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** Full authentication is behind, a device must be chosen to make room. Good for 10 minutes. */
export interface ChooserTicket {
  readonly kind: 'chooser';
  readonly userId: string;
  /** SHA-256 of the password hash it was made under: a changed password voids it. */
  readonly passwordMark: string;
  /** The browser it belongs to (hash of its pre-session cookie); empty for API clients. */
  readonly preSession: string;
  readonly device: string;
  readonly method: SignInMethod;
  /** Of the sign-in, so that it can be sent again. */
  readonly transaction?: string;
  /** Hash of the known-device token the sign-in came with. */
  readonly deviceHash?: string;
  /** Hash of the secret of the pairing, or of the device code, that is being approved. */
  readonly pairing?: string;
}

/**
 * A temporary password was right, or one was reported to be known to somebody else: the user may choose an own one. Good
 * for 10 minutes, after a report for an hour.
 */
export interface WelcomeTicket {
  readonly kind: 'welcome';
  readonly userId: string;
  readonly passwordMark: string;
  readonly preSession: string;
  readonly transaction?: string;
}

/** What the sign-in is for that waits for its second factor. */
export type SignInPurpose =
  | { readonly kind: 'sign_in' }
  /** A one-time code of the admin was right: the password that was chosen with it. */
  | { readonly kind: 'new_password'; readonly passwordHash: string; readonly codeHash: string }
  /** "It was not me": the session of this browser whose place was taken. */
  | { readonly kind: 'not_me'; readonly sessionId: string };

/** The password was right, the code of the second factor is missing. Good for 10 minutes. */
export interface SecondFactorTicket {
  readonly kind: 'second-factor';
  readonly userId: string;
  readonly passwordMark: string;
  readonly preSession: string;
  readonly purpose: SignInPurpose;
  readonly transaction?: string;
  /** Hash of the code that was right: from then on the ticket only repeats the answer it got. */
  readonly doneBy?: string;
}

/** The right password was refused for a reason that only the admin can help with: it may tell the admin. Good for 10 minutes. */
export interface PleaTicket {
  readonly kind: 'plea';
  readonly userId: string;
  readonly passwordMark: string;
  readonly preSession: string;
  readonly why: PleaReason;
  /** Of the device that was not let in. */
  readonly device: string;
}

/** Carries a session from the portal to an app's host. Good for 60 seconds. */
export interface AppTicket {
  readonly kind: 'app';
  readonly appId: string;
  readonly sessionId: string;
  /** Hash of the state cookie on the app's host: another browser cannot use the ticket. */
  readonly stateHash: string;
  readonly returnTo: string;
}

export type Ticket = ChooserTicket | WelcomeTicket | SecondFactorTicket | PleaTicket | AppTicket;

/** One-time tickets. Only their hash is kept; a used or expired one is gone. */
export interface Tickets {
  add(batch: Batch, tokenHash: string, ticket: Ticket, expiresAt: number): void;
  find<Kind extends Ticket['kind']>(
    tokenHash: string,
    kind: Kind,
    now: number,
  ): Extract<Ticket, { kind: Kind }> | undefined;
  /** Spends the ticket: gone at once, so that a second use at the same time finds nothing. */
  spend(batch: Batch, tokenHash: string): void;
  forgetExpired(batch: Batch, now: number): void;
  /** Moves with authority time. */
  stageShift(batch: Batch, byMs: number): void;
}

export async function openTickets(database: Database): Promise<Tickets> {
  const byToken = new Map<string, { ticket: Ticket; expiresAt: number }>();
  for (const row of await database.read('SELECT * FROM tickets')) {
    byToken.set(String(row['token_hash']), {
      ticket: JSON.parse(String(row['content'])) as Ticket,
      expiresAt: Number(row['expires_at']),
    });
  }
  const drop = (batch: Batch, tokenHash: string): void => {
    const entry = byToken.get(tokenHash);
    if (!entry) return;
    byToken.delete(tokenHash);
    batch.write('DELETE FROM tickets WHERE token_hash = ?', tokenHash);
    batch.onFailure(() => byToken.set(tokenHash, entry));
  };

  return {
    add(batch, tokenHash, ticket, expiresAt) {
      byToken.set(tokenHash, { ticket, expiresAt });
      batch.write(
        'INSERT INTO tickets (token_hash, kind, expires_at, content) VALUES (?, ?, ?, ?)',
        tokenHash,
        ticket.kind,
        expiresAt,
        JSON.stringify(ticket),
      );
      batch.onFailure(() => byToken.delete(tokenHash));
    },
    find<Kind extends Ticket['kind']>(tokenHash: string, kind: Kind, now: number) {
      const entry = byToken.get(tokenHash);
      if (!entry || entry.expiresAt <= now || entry.ticket.kind !== kind) return undefined;
      return entry.ticket as Extract<Ticket, { kind: Kind }>;
    },
    spend: drop,
    forgetExpired(batch, now) {
      for (const [tokenHash, entry] of byToken) if (entry.expiresAt <= now) drop(batch, tokenHash);
    },
    stageShift(batch, byMs) {
      const move = (ms: number): void => {
        for (const [tokenHash, entry] of byToken)
          byToken.set(tokenHash, { ...entry, expiresAt: entry.expiresAt + ms });
      };
      move(byMs);
      batch.write('UPDATE tickets SET expires_at = expires_at + ?', byMs);
      batch.onFailure(() => move(-byMs));
    },
  };
}
