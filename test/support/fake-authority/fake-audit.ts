import type { AuditEntry } from '../../../shared/model/audit.ts';
import type { FakeRecords } from './fake-records.ts';

const minuteMs = 60_000;
const importId = '7d5c9d0a-2b5a-4a1f-8c35-0e8f0d1e2f3a';

/** What the office did, oldest first: every ended session, changes, and sign-ins that failed or were stopped. */
export function fillAudit(records: FakeRecords): void {
  const entries: Omit<AuditEntry, 'seq'>[] = [
    entry(60 * 24 * 20, 'install.created', 'rollcall', ''),
    entry(60 * 24 * 19, 'user.added', 'console', 'ann'),
    entry(60 * 24 * 3, 'user.changed', 'console', 'ann', { from: { limit: 'inherit' }, to: { limit: 3 } }),
    entry(60 * 24 * 2, 'plan.changed', 'cli', ''),
    ...records.ended.map(({ id, userName, device, address, ended }): Omit<AuditEntry, 'seq'> => ({
      at: ended?.at ?? '',
      action: 'session.ended',
      actor: ended?.reason === 'ended_by_admin' ? 'console' : `user:${userName}`,
      subject: id,
      address,
      data: { user: userName, device, reason: ended?.reason },
    })),
    entry(50, 'sign_in.failed', 'rollcall', 'ann', {}, '192.168.1.66'),
    entry(49, 'sign_in.failed', 'rollcall', 'nobody-known', {}, '192.168.1.66'),
    entry(48, 'sign_in.throttled', 'rollcall', 'ann', {}, '192.168.1.66'),
    entry(40, 'sign_in.limit', 'user:ann', 'ann', { answer: 'refuse', live: 3, limit: 3 }, '192.168.1.41'),
    entry(30, 'sign_in.seats', 'user:ben', 'ben', {}, '192.168.1.42'),
    entry(45, 'app.changed', 'console', 'app6f986c', {
      name: 'Wiki',
      url: { from: 'https://192.168.1.20:8444', to: 'https://192.168.1.20:8445' },
    }),
    entry(44, 'backup.created', 'console', '/home/office/rollcall/monday.backup', { encrypted: true }),
    // As imports were written once, and as they are now.
    entry(43, 'users.imported', 'cli', '0f86ff4e-60ae-4fb4-a19c-85a3c0e3b2a1', {
      added: 34,
      changed: 0,
      unchanged: 1,
      skipped: 0,
      users: Array.from({ length: 34 }, (_, n) => (n === 30 ? 'ben' : `trainee${String(n)}`)),
    }),
    entry(42, 'users.imported', 'console', importId, {
      added: 0,
      changed: 1,
      unchanged: 0,
      skipped: 2,
    }),
    entry(42, 'user.changed', 'console', 'ann', {
      from: { limit: 3, groups: [] },
      to: { limit: 4, groups: ['Office'] },
      through: 'import',
      import: importId,
    }),
    entry(36, 'user.changed', 'console', 'eva', { from: { disabled: false }, to: { disabled: true } }),
    entry(35, 'user.changed', 'console', 'eva', { from: { disabled: true }, to: { disabled: false } }),
    entry(3, 'settings.changed', 'console', 'sessions.limit', { from: {}, to: { 'sessions.limit': 4 } }),
  ];
  const sorted = entries.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  records.audit.push(...sorted.map((one, place) => ({ ...one, seq: place + 1 })));
}

function entry(
  minutesAgo: number,
  action: AuditEntry['action'],
  actor: string,
  subject: string,
  data: AuditEntry['data'] = {},
  address = '',
): Omit<AuditEntry, 'seq'> {
  return {
    at: new Date(Date.now() - minutesAgo * minuteMs).toISOString(),
    action,
    actor,
    subject,
    address,
    data,
  };
}
