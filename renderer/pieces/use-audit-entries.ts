import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import type { AuthorityClient } from '../authority/authority-client.ts';
import { cannotAsk, type CommandFailure } from '../authority/command-failure.ts';
import { sendCommand } from '../authority/use-command.ts';
import { askNewer } from './ask-newer.ts';

/** As many as the authority gives at once. */
const pageSize = 1000;

interface Held {
  /** A new client has a new authority: it may have been restored from a backup, with another audit. */
  readonly client: AuthorityClient | undefined;
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  readonly hasMore: boolean;
  /** How often they were asked for by whoever reads them. */
  readonly pages: number;
  /** So many new ones, and more, are not among them: they came faster than anybody reads. */
  readonly behind?: number;
}

/**
 * The audit, newest first, page by page. What is new is asked for when `watched` changes, such as when the user changed
 * whose entries are shown; what was loaded further back stays.
 */
export function useAuditEntries(watched?: unknown) {
  const client = useAuthorityStore((state) => state.client);
  const [held, setHeld] = useState<Held>();
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState<CommandFailure>();
  const shown = client === undefined || held?.client === client ? held : undefined;
  /** Where to go on from; of which client. */
  const newest = useRef<{ readonly client: AuthorityClient; readonly seq: number }>(undefined);

  const askFirst = useCallback(async (): Promise<void> => {
    const result = await askPage(undefined);
    if (client === undefined || useAuthorityStore.getState().client !== client) return;
    setLoading(false);
    setFailure(result.ok ? undefined : result.failure);
    if (!result.ok) return;
    const { entries } = result.answer;
    newest.current = { client, seq: entries[0]?.seq ?? 0 };
    setHeld((known) => ({
      client,
      entries,
      hasMore: entries.length === pageSize,
      pages: (known?.pages ?? 0) + 1,
    }));
  }, [client]);
  const refresh = useCallback(async (): Promise<void> => {
    const from = newest.current;
    if (from === undefined || from.client !== client) return askFirst();
    const newer = await askNewer(from.seq);
    // Asked twice at the same time: the other one has told it.
    if (newest.current !== from) return;
    setFailure(newer.ok ? undefined : newer.failure);
    if (!newer.ok || newer.entries.length === 0) return;
    const { entries, isWhole } = newer;
    if (isWhole) newest.current = { client, seq: entries[0]?.seq ?? from.seq };
    setHeld(
      (known) =>
        known &&
        (isWhole
          ? { ...known, entries: [...entries, ...known.entries] }
          : { ...known, behind: entries.length }),
    );
  }, [client, askFirst]);
  useEffect(() => {
    if (client !== undefined) void refresh();
  }, [client, watched, refresh]);

  const loadMore = async (): Promise<void> => {
    setLoading(true);
    const result = await askPage(shown?.entries.at(-1)?.seq);
    setLoading(false);
    setFailure(result.ok ? undefined : result.failure);
    if (!result.ok) return;
    const { entries } = result.answer;
    setHeld(
      (known) =>
        known && {
          ...known,
          entries: [...known.entries, ...entries],
          hasMore: entries.length === pageSize,
          pages: known.pages + 1,
        },
    );
  };
  return {
    entries: shown?.entries,
    pages: shown?.pages ?? 0,
    behind: shown?.behind,
    loading: loading && client !== undefined,
    failure: client === undefined && shown === undefined ? cannotAsk : failure,
    hasMore: shown?.hasMore ?? false,
    refresh: () => void refresh(),
    showNew: () => {
      setLoading(true);
      void askFirst();
    },
    loadMore: () => void loadMore(),
  };
}

function askPage(before: number | undefined) {
  return sendCommand((client) =>
    client.audit.list({ limit: pageSize, ...(before === undefined ? {} : { before }) }),
  );
}
