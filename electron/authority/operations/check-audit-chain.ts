import type { Audit } from '../records/audit/audit.ts';

const pageSize = 1000;

/**
 * Every entry's hash covers the one before, and no sequence number is missing. Page by page, so that the store goes on
 * meanwhile.
 *
 * @returns how many entries fit; `brokenAt` is the sequence number of the first one that does not
 */
export async function checkAuditChain(
  audit: Pick<Audit, 'read' | 'hashOf'>,
): Promise<{ entries: number; brokenAt?: number }> {
  let after = 0;
  let hash = '';
  for (;;) {
    const page = await audit.read({ after, limit: pageSize });
    for (const entry of page) {
      if (entry.seq !== after + 1 || audit.hashOf(hash, entry) !== entry.hash) {
        return { entries: after, brokenAt: after + 1 };
      }
      after = entry.seq;
      hash = entry.hash;
    }
    if (page.length < pageSize) return { entries: after };
  }
}
