import type { OwnLimit, OwnPolicy } from '../../../../shared/model/limit.ts';
import { foldUserName } from '../../../../shared/model/user.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import type { Row, SqlValue } from '../../base/storage/statement.ts';

/** A person with an account here. Never changed in place: a change is a new value under the same id. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  readonly admin: boolean;
  readonly disabled: boolean;
  readonly limit: OwnLimit;
  /** Of app sessions, where they are counted apart. */
  readonly appLimit: OwnLimit;
  readonly policy: OwnPolicy;
  /** Ids of groups; their order is that of the list of groups. */
  readonly groups: readonly string[];
  /** Seats of the plan that nobody else may take. */
  readonly reservedSeats: number;
  readonly secondFactor: SecondFactor | undefined;
  /** Argon2id in its encoded form; absent until the user has chosen a password. */
  readonly passwordHash: string | undefined;
  readonly passwordState: PasswordState;
  /** SHA-256 of the one-time code for the first use or a reset. */
  readonly codeHash: string | undefined;
  readonly codeExpiresAt: number | undefined;
  readonly createdAt: number;
  readonly lastSignInAt: number | undefined;
}

/**
 * What the password opens. `own`: sign-in. `temporary`, given by the admin: only the choice of an own one. `reported`,
 * since the user has said that somebody else knows it: nothing at all.
 */
export type PasswordState = (typeof passwordStates)[number];
/** As numbered in the store. */
const passwordStates = ['own', 'temporary', 'reported'] as const;

/** TOTP (RFC 6238): SHA-1, 6 digits, 30 seconds, as every authenticator app has it. */
export interface SecondFactor {
  /** Base32. */
  readonly secret: string;
  /** The last time step a code was taken of: each is good once. */
  readonly lastStep: number;
  /** Steps to come whose code was said to belong to another time: never taken, or a guess would have its answer. */
  readonly toldSteps?: readonly number[];
  /** SHA-256 of the recovery codes that are left. */
  readonly recoveryHashes: readonly string[];
  readonly addedAt: number;
}

export interface Users {
  find(id: string): User | undefined;
  /** By name as typed: compared by NFKC and case folding. */
  findByName(name: string): User | undefined;
  list(): User[];
  count(): number;
  /** Reservations of enabled users, by user id; only those above 0. */
  reservations(): ReadonlyMap<string, number>;
  put(batch: Batch, user: User): void;
  remove(batch: Batch, id: string): void;
}

export interface UserListeners {
  put(user: User): void;
  removed(id: string): void;
}

const putSql = `INSERT OR REPLACE INTO users (id, name, folded_name, display_name, email, admin, disabled, session_limit,
  policy, password_hash, password_temporary, code_hash, code_expires_at, created_at, last_sign_in_at, app_limit, groups,
  reserved_seats, second_factor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** All users in memory: the check path names them without asking the disk. */
export async function openUsers(database: Database, listeners: UserListeners): Promise<Users> {
  const byId = new Map<string, User>();
  /** Ids by folded name. */
  const byName = new Map<string, string>();
  const reservations = new Map<string, number>();
  const add = (user: User, before?: User): void => {
    byId.set(user.id, user);
    if (user.reservedSeats > 0 && !user.disabled) reservations.set(user.id, user.reservedSeats);
    else reservations.delete(user.id);
    if (before?.name === user.name) return;
    if (before) byName.delete(foldUserName(before.name));
    byName.set(foldUserName(user.name), user.id);
  };
  const drop = (user: User): void => {
    byId.delete(user.id);
    reservations.delete(user.id);
    byName.delete(foldUserName(user.name));
  };
  for (const row of await database.read('SELECT * FROM users')) add(decodeRow(row));

  return {
    find: (id) => byId.get(id),
    findByName(name) {
      const id = byName.get(foldUserName(name));
      return id === undefined ? undefined : byId.get(id);
    },
    list: () => [...byId.values()],
    count: () => byId.size,
    reservations: () => reservations,

    put(batch, user) {
      const before = byId.get(user.id);
      add(user, before);
      batch.writeLater(() => ({ sql: putSql, values: encodeRow(user) }));
      batch.onFailure(() => {
        if (before) add(before, user);
        else drop(user);
      });
      batch.onDurable(() => listeners.put(user));
    },

    remove(batch, id) {
      const before = byId.get(id);
      if (!before) return;
      drop(before);
      batch.write('DELETE FROM users WHERE id = ?', id);
      batch.onFailure(() => add(before));
      batch.onDurable(() => listeners.removed(id));
    },
  };
}

function encodeRow(user: User): SqlValue[] {
  return [
    user.id,
    user.name,
    foldUserName(user.name),
    user.displayName,
    user.email,
    user.admin ? 1 : 0,
    user.disabled ? 1 : 0,
    String(user.limit),
    user.policy,
    user.passwordHash ?? null,
    passwordStates.indexOf(user.passwordState),
    user.codeHash ?? null,
    user.codeExpiresAt ?? null,
    user.createdAt,
    user.lastSignInAt ?? null,
    String(user.appLimit),
    JSON.stringify(user.groups),
    user.reservedSeats,
    user.secondFactor ? JSON.stringify(user.secondFactor) : null,
  ];
}

function decodeRow(row: Row): User {
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const time = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  return {
    id: String(row['id']),
    name: String(row['name']),
    displayName: String(row['display_name']),
    email: String(row['email']),
    admin: row['admin'] === 1,
    disabled: row['disabled'] === 1,
    limit: decodeLimit(row['session_limit']),
    appLimit: decodeLimit(row['app_limit']),
    groups: JSON.parse(String(row['groups'])) as string[],
    reservedSeats: Number(row['reserved_seats']),
    secondFactor:
      typeof row['second_factor'] === 'string'
        ? (JSON.parse(row['second_factor']) as SecondFactor)
        : undefined,
    policy: String(row['policy']) as OwnPolicy,
    passwordHash: text(row['password_hash']),
    // An unknown one, of a newer Rollcall, opens nothing.
    passwordState: passwordStates[Number(row['password_temporary'])] ?? 'reported',
    codeHash: text(row['code_hash']),
    codeExpiresAt: time(row['code_expires_at']),
    createdAt: Number(row['created_at']),
    lastSignInAt: time(row['last_sign_in_at']),
  };
}

function decodeLimit(value: unknown): OwnLimit {
  const limit = String(value);
  return limit === 'inherit' || limit === 'unlimited' ? limit : Number(limit);
}
