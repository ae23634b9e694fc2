import { useCallback, useEffect, useState } from 'react';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import type { AuthorityClient } from '../authority/authority-client.ts';
import { cannotAsk, type CommandFailure } from '../authority/command-failure.ts';
import { sendCommand } from '../authority/use-command.ts';

/** As many as the authority gives at once. */
const pageSize = 1000;

interface Held {
  /** A new client has a new authority: it may have been restored from a backup, with another audit. */
  readonly client: AuthorityClient | undefined;
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  readonly hasMore: boolean;
}

/**
 * The audit, newest first, page by page. The newest page is asked for again when `watched` changes, such as when the
 * user changed whose entries are shown; what was loaded further back stays.
 */
export function useAuditEntries(watched?: unknown) {
  const client = useAuthorityStore((state) => state.client);
  const [held, setHeld] = useState<Held>();
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState<CommandFailure>();
  const shown = client === undefined || held?.client === client ? held : undefined;

  const take = useCallback(
    (before: number | undefined, result: PageResult): void => {
      setLoading(false);
      setFailure(result.ok ? undefined : result.failure);
      if (!result.ok) return;
      const page = result.answer.entries;
      setHeld((known) => ({ client, ...join(known?.client === client ? known : undefined, before, page) }));
    },
    [client],
  );
  useEffect(() => {
    if (client === undefined) return undefined;
    let dropped = false;
    void askPage(undefined).then((result) => {
      if (!dropped) take(undefined, result);
    });
    return () => {
      dropped = true;
    };
  }, [client, watched, take]);

  const ask = (before: number | undefined): void => {
    setLoading(true);
    void askPage(before).then((result) => take(before, result));
  };
  return {
    entries: shown?.entries,
    loading: loading && client !== undefined,
    failure: client === undefined && shown === undefined ? cannotAsk : failure,
    hasMore: shown?.hasMore ?? false,
    refresh: () => ask(undefined),
    loadMore: () => ask(shown?.entries.at(-1)?.seq),
  };
}

type PageResult = Awaited<ReturnType<typeof askPage>>;

function askPage(before: number | undefined) {
  return sendCommand((client) =>
    client.audit.list({ limit: pageSize, ...(before === undefined ? {} : { before }) }),
  );
}

function join(
  known: Held | undefined,
  before: number | undefined,
  page: readonly AuditEntry[],
): Omit<Held, 'client'> {
  const isFull = page.length === pageSize;
  // A newest page that does not reach what is known leaves a gap: better look at the newest alone.
  const reaches =
    known !== undefined && (before !== undefined || (page.at(-1)?.seq ?? 0) <= (known.entries[0]?.seq ?? 0));
  if (!reaches) return { entries: page, hasMore: isFull };
  const bySeq = new Map([...known.entries, ...page].map((entry) => [entry.seq, entry]));
  return {
    entries: [...bySeq.values()].toSorted((a, b) => b.seq - a.seq),
    hasMore: before === undefined ? known.hasMore : isFull,
  };
}
