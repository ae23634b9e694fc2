import { Batch } from '../base/storage/batch.ts';
import { checkAuditChain } from './check-audit-chain.ts';
import type { Dependencies } from './dependencies.ts';

/** Walks the whole chain of the audit, and notes when it was found whole. */
export async function verifyAudit(
  deps: Pick<Dependencies, 'audit' | 'install' | 'clock' | 'database'>,
): Promise<{ entries: number; brokenAt?: number }> {
  const checked = await checkAuditChain(deps.audit);
  if (checked.brokenAt !== undefined) return checked;
  const batch = new Batch();
  deps.install.note(batch, 'audit_verified_at', deps.clock.now());
  await deps.database.commit(batch);
  return checked;
}
