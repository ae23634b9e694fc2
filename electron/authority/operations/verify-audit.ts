import { Batch } from '../base/storage/batch.ts';
import type { Dependencies } from './dependencies.ts';

const pageSize = 1000;

/**
 * Walks the whole chain: every entry's hash covers the one before, and no sequence number is missing. Page by page, so
 * that the store goes on meanwhile.
 *
 * @returns how many entries fit; `brokenAt` is the sequence number of the first one that does not
 */
export async function verifyAudit(
  deps: Pick<Dependencies, 'audit' | 'install' | 'clock' | 'database'>,
): Promise<{ entries: number; brokenAt?: number }> {
  let after = 0;
  let hash = '';
  for (;;) {
    const page = await deps.audit.read({ after, limit: pageSize });
    for (const entry of page) {
      if (entry.seq !== after + 1 || deps.audit.hashOf(hash, entry) !== entry.hash) {
        return { entries: after, brokenAt: after + 1 };
      }
      after = entry.seq;
      hash = entry.hash;
    }
    if (page.length < pageSize) break;
  }
  const batch = new Batch();
  deps.install.note(batch, 'audit_verified_at', deps.clock.now());
  await deps.database.commit(batch);
  return { entries: after };
}
