import { refuse, type Refusal } from '../../../shared/errors.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Session } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';

export type RenameAnswer =
  { readonly ok: true; readonly session: Session } | Refusal<'session_not_found' | 'store_unavailable'>;

/** The admin gives a device another name, which its user sees too. */
export function renameSession(
  deps: Dependencies,
  id: string,
  device: string,
  actor: string,
): Promise<RenameAnswer> {
  return rename(deps, deps.sessions.findById(id), device, { actor, address: '' });
}

/** The person gives one of the own devices another name. */
export async function renameOwnSession(
  deps: Dependencies,
  { userId, userName }: Session,
  id: string,
  device: string,
  address: string,
): Promise<RenameAnswer> {
  const session = deps.sessions.findById(id);
  if (session?.userId !== userId) return refuse('session_not_found');
  return rename(deps, session, device, { actor: `user:${userName}`, address });
}

async function rename(
  deps: Dependencies,
  session: Session | undefined,
  device: string,
  who: { readonly actor: string; readonly address: string },
): Promise<RenameAnswer> {
  if (!session) return refuse('session_not_found');
  // The same name again is no change to write down.
  if (session.device === device) return { ok: true, session };
  const batch = new Batch();
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'session.renamed',
    ...who,
    subject: session.id,
    data: { user: session.userName, from: session.device, device },
  });
  deps.sessions.stageRename(batch, session.id, device);
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, session } : committed;
}
