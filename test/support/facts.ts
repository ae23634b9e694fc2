import type { AuditEntry } from '../../shared/model/audit.ts';
import type { SessionView } from '../../shared/model/session.ts';
import type { AuthorityProcess } from './authority-process.ts';

/** Facts of a running authority, asked from outside with its command line. */

export async function listLive(authority: AuthorityProcess, userName?: string): Promise<SessionView[]> {
  const user = userName === undefined ? [] : ['--user', userName];
  return (await authority.run<{ sessions: SessionView[] }>(['session', 'list', ...user])).sessions;
}

export async function listEnded(authority: AuthorityProcess, userName: string): Promise<SessionView[]> {
  return (
    await authority.run<{ sessions: SessionView[] }>(['session', 'list', '--ended', '--user', userName])
  ).sessions;
}

export async function countLive(authority: AuthorityProcess, userName?: string): Promise<number> {
  return (await listLive(authority, userName)).length;
}

export async function listAudit(authority: AuthorityProcess, limit = 500): Promise<AuditEntry[]> {
  return (await authority.run<{ entries: AuditEntry[] }>(['audit', 'list', '--limit', String(limit)]))
    .entries;
}
