import { useCallback, useEffect, useState } from 'react';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import type { CommandFailure } from '../authority/command-failure.ts';
import { sendCommand } from '../authority/use-command.ts';

/** As many as the authority gives at once. */
const pageSize = 1000;

/**
 * The audit, newest first, page by page. The newest page is asked for again when `watched` changes, such as when the
 * user changed whose entries are shown; what was loaded further back stays.
 */
export function useAuditEntries(watched?: unknown) {
  const client = useAuthorityStore((state) => state.client);
  const [entries, setEntries] = useState<readonly AuditEntry[]>();
  const [hasMore, setHasMore] = useState(false);
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState<CommandFailure>();

  const load = useCallback(async (before: number | undefined, isDropped = () => false): Promise<void> => {
    const result = await sendCommand((one) =>
      one.audit.list({ limit: pageSize, ...(before === undefined ? {} : { before }) }),
    );
    if (isDropped()) return;
    setLoading(false);
    setFailure(result.ok ? undefined : result.failure);
    if (!result.ok) return;
    const page = result.answer.entries;
    const isFull = page.length === pageSize;
    setEntries((known) => {
      // A page that does not reach what is known leaves a gap: better look at the newest alone.
      const reaches = known !== undefined && (before !== undefined || (page.at(-1)?.seq ?? 0) <= (known[0]?.seq ?? 0));
      return reaches ? join(known, page) : page;
    });
    setHasMore((more) => (before === undefined ? more || isFull : isFull));
  }, []);

  // A new client has a new authority: it may have been restored from a backup, with another audit.
  useEffect(() => setEntries(undefined), [client]);
  useEffect(() => {
    if (client === undefined) return undefined;
    let dropped = false;
    void load(undefined, () => dropped);
    return () => {
      dropped = true;
    };
  }, [client, watched, load]);

  const ask = (before: number | undefined): void => {
    setLoading(true);
    void load(before);
  };
  return {
    entries,
    loading,
    failure,
    hasMore,
    refresh: () => ask(undefined),
    loadMore: () => ask(entries?.at(-1)?.seq),
  };
}

/** Newest first, each once. */
function join(known: readonly AuditEntry[], page: readonly AuditEntry[]): readonly AuditEntry[] {
  const bySeq = new Map([...known, ...page].map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].toSorted((a, b) => b.seq - a.seq);
}
