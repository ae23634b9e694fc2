import { Batch } from '../base/storage/batch.ts';
import type { SessionEnd } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';
import { recordEnds } from './record-ends.ts';

/**
 * Forgets pairings whose time is over. An approved app that never came for its session will never have it: nobody
 * holds a token of it, so it ends and its place is free.
 */
export async function expirePairings(deps: Dependencies): Promise<void> {
  const now = deps.clock.now();
  const over = deps.pairings.list().filter(({ expiresAt }) => expiresAt <= now);
  if (over.length === 0) return;
  const batch = new Batch();
  const ends: SessionEnd[] = [];
  for (const { secretHash, sessionId, issued, expiresAt } of over) {
    deps.pairings.remove(batch, secretHash);
    if (sessionId !== undefined && !issued) ends.push({ id: sessionId, reason: 'idle', at: expiresAt });
  }
  recordEnds(deps, batch, deps.sessions.stageEnd(batch, ends), 'rollcall');
  await deps.database.commit(batch);
}
