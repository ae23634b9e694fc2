import type { EndReason, SessionClass, SignInMethod } from '../../../../shared/model/session.ts';
import type { Row } from '../../base/storage/statement.ts';
import type { EndedSession, Session } from './session.ts';

export function decodeLiveRow(row: Row): Session & { tokenHash: string } {
  return {
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

export function decodeEndedRow(row: Row): EndedSession {
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
