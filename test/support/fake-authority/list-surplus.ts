import type { LimitValue } from '../../../shared/model/limit.ts';
import type { SessionView } from '../../../shared/model/session.ts';
import type { FakeRecords } from './fake-records.ts';

/** Sessions of those who inherit, above a limit of the install; the ones not used longest first. */
export function listSurplus(records: FakeRecords, limit: LimitValue): SessionView[] {
  return [...records.users.values()]
    .filter((user) => user.limit === 'inherit')
    .flatMap((user) => listUserSurplus(records, user.id, limit));
}

export function listUserSurplus(records: FakeRecords, userId: string, limit: LimitValue): SessionView[] {
  if (limit === 'unlimited') return [];
  const own = [...records.sessions.values()]
    .filter((session) => session.userId === userId)
    .toSorted((a, b) => a.lastUsedAt.localeCompare(b.lastUsedAt));
  return own.slice(0, Math.max(0, own.length - limit));
}
