import type { EndReason, SessionClass, SignInMethod } from '../../../../shared/model/session.ts';
import type { Row } from '../../base/storage/statement.ts';
import type { EndedSession, Session } from './session.ts';

export interface SessionSecrets {
  readonly tokenHash: string;
  /** A second token, made when the sign-in was sent again: the first of both to be presented lives. */
  readonly spareHash: string | undefined;
  readonly transactionKey: string | undefined;
}

export function decodeLiveRow(row: Row): Session & SessionSecrets {
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    spareHash: text(row['spare_hash']),
    transactionKey: text(row['transaction_key']),
    claimedAt: typeof row['claimed_at'] === 'number' ? row['claimed_at'] : undefined,
    deviceHash: text(row['device_hash']),
    id: String(row['id']),
    userId: String(row['user_id']),
    userName: String(row['user_name']),
    tokenHash: String(row['token_hash']),
    class: String(row['class']) as SessionClass,
    method: String(row['method']) as SignInMethod,
    device: String(row['device']),
    address: String(row['address']),
    signedInAt: Number(row['signed_in_at']),
    lastUsedAt: Number(row['last_used_at']),
    lastSeenAt: Number(row['last_seen_at']),
  };
}

export function decodeEndedRow(row: Row): EndedSession & SessionSecrets {
  const by = row['ended_by'];
  return {
    ...decodeLiveRow(row),
    ended: {
      at: Number(row['ended_at']),
      reason: String(row['ended_reason']) as EndReason,
      ...(typeof by === 'string' ? { by } : {}),
    },
  };
}
