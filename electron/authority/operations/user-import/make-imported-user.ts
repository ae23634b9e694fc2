import { randomUUID } from 'node:crypto';
import type { User } from '../../records/users/users.ts';
import { withFields } from '../user-fields.ts';
import type { ImportedFields } from './decode-row.ts';

/** Nobody new has a password: a one-time code lets them choose one. */
export function makeImportedUser(name: string, fields: ImportedFields, now: number): User {
  const nobody: User = {
    id: randomUUID(),
    name,
    displayName: '',
    email: '',
    admin: false,
    disabled: false,
    limit: 'inherit',
    appLimit: 'inherit',
    policy: 'inherit',
    groups: [],
    reservedSeats: 0,
    secondFactor: undefined,
    passwordHash: undefined,
    passwordState: 'own',
    codeHash: undefined,
    codeExpiresAt: undefined,
    createdAt: now,
    lastSignInAt: undefined,
  };
  return withFields(nobody, fields);
}
