import { randomUUID } from 'node:crypto';
import { hashToken } from '../../electron/authority/base/crypto/tokens.ts';
import type { User } from '../../electron/authority/records/users/users.ts';
import type { Row } from '../../electron/authority/base/storage/statement.ts';

export interface MadeSessions {
  /** Rows of the tables `sessions` and `grants`, as the disk has them. */
  readonly sessions: Row[];
  readonly grants: Row[];
  /** The app token of each session, as its browser sends it. */
  readonly appTokens: string[];
}

/** Without a limit of its own, and with nothing else that a sign-in looks at. */
export function makeUser(id: string): User {
  return {
    id,
    name: id,
    displayName: '',
    email: '',
    admin: false,
    disabled: false,
    limit: 'unlimited',
    appLimit: 'inherit',
    policy: 'inherit',
    groups: [],
    reservedSeats: 0,
    secondFactor: undefined,
    passwordHash: 'x',
    passwordState: 'own',
    codeHash: undefined,
    codeExpiresAt: undefined,
    createdAt: 0,
    lastSignInAt: undefined,
  };
}

/** Live sessions of `users` users, each with a grant of one app. Tokens are numbered, not random: hashing is real. */
export function makeSessions(
  count: number,
  options: {
    readonly users: readonly string[];
    readonly appId: string;
    readonly now: number;
    readonly tokensOnly?: boolean;
  },
): MadeSessions {
  const made: MadeSessions = { sessions: [], grants: [], appTokens: [] };
  for (let n = 0; n < count; n++) {
    const appToken = Buffer.from(`rca_${String(n).padStart(43, '0')}`).toString('latin1');
    made.appTokens.push(appToken);
    if (options.tokensOnly === true) continue;
    const id = randomUUID();
    made.sessions.push({
      id,
      user_id: options.users[n % options.users.length] ?? '',
      user_name: `user-${String(n % options.users.length)}`,
      token_hash: hashToken(`rcs_${String(n).padStart(43, '0')}`),
      class: 'browser',
      method: 'portal',
      device: 'Chrome on Windows',
      address: `192.168.${String(n % 200)}.${String(n % 250)}`,
      signed_in_at: options.now,
      last_used_at: options.now,
      last_seen_at: options.now,
      ended_at: null,
      ended_reason: null,
      ended_by: null,
      claimed_at: options.now,
      spare_hash: null,
      transaction_key: null,
    });
    made.grants.push({
      token_hash: hashToken(appToken),
      session_id: id,
      app_id: options.appId,
      created_at: options.now,
    });
  }
  return made;
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

export function ratio(value: number): string {
  return value.toFixed(2);
}
