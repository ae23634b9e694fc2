import { logoutTroubleSchema, type LogoutTrouble } from '../../../../shared/model/logout-trouble.ts';
import type { Row } from '../../base/storage/statement.ts';

/** An ended session that an app has to be told of by back-channel logout, until it confirms. */
export interface Logout {
  readonly id: string;
  readonly sessionId: string;
  readonly appId: string;
  readonly userId: string;
  readonly userName: string;
  readonly device: string;
  readonly endedAt: number;
  readonly tries: number;
  /** Undefined: it is not tried again by itself. */
  readonly nextTryAt: number | undefined;
  /** Of the last try. */
  readonly trouble: LogoutTrouble | undefined;
  readonly confirmedAt: number | undefined;
}

/** What of a session is told of its end. */
export interface EndedSession {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly device: string;
  readonly ended: { readonly at: number };
}

export function decodeLogout(row: Row): Logout {
  const optional = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  return {
    id: String(row['id']),
    sessionId: String(row['session_id']),
    appId: String(row['app_id']),
    userId: String(row['user_id']),
    userName: String(row['user_name']),
    device: String(row['device']),
    endedAt: Number(row['ended_at']),
    tries: Number(row['tries']),
    nextTryAt: optional(row['next_try_at']),
    trouble: typeof row['last_error'] === 'string' ? readTrouble(row['last_error']) : undefined,
    confirmedAt: optional(row['confirmed_at']),
  };
}

/** Before troubles had codes they were kept as words. */
function readTrouble(text: string): LogoutTrouble {
  if (!text.startsWith('{')) return { code: 'written', words: text };
  return logoutTroubleSchema.parse(JSON.parse(text));
}
