import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SessionView } from '../../shared/model/session.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { cannotAsk, type CommandFailure } from '../authority/command-failure.ts';
import { sendCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { pagesSeen } from './pages-seen.ts';

const pageSize = 200;

interface Pages {
  readonly sessions: readonly SessionView[];
  readonly cursor: string | undefined;
}

/** Ended sessions, of all or of one user, page by page from the authority, with those that end meanwhile on top. */
export function useEndedSessions(userId?: string) {
  const client = useAuthorityStore((state) => state.client);
  const endedLately = useMirror((mirror) => mirror.endedLately);
  const [pages, setPages] = useState<Pages>();
  const [state, setState] = useState<'loading' | 'done' | 'failed'>('loading');
  const [failure, setFailure] = useState<CommandFailure>();

  const show = useCallback((result: PageResult): void => {
    if (result.ok) setPages(result.answer);
    else setFailure(result.failure);
    setState(result.ok ? 'done' : 'failed');
  }, []);

  // A new client has a new stream: what ended between the two is in the first page only.
  useEffect(() => {
    if (client === undefined) return undefined;
    let dropped = false;
    void askAgain(userId).then((result) => {
      if (!dropped) show(result);
    });
    return () => {
      dropped = true;
    };
  }, [client, userId, show]);

  const sessions = useMemo(() => {
    const byId = new Map((pages?.sessions ?? []).map((session) => [session.id, session]));
    for (const session of endedLately) {
      if (userId === undefined || session.userId === userId) byId.set(session.id, session);
    }
    return [...byId.values()];
  }, [pages, endedLately, userId]);
  return {
    sessions,
    /** How many pages were asked for and have come. */
    pages: pages === undefined ? 0 : countPages(pages),
    ...(client === undefined && pages === undefined
      ? { state: 'failed' as const, failure: cannotAsk }
      : { state, failure }),
    hasMore: pages?.cursor !== undefined,
    /** The next page; also tries one again that failed. */
    loadMore: () => {
      setState('loading');
      void askPage(userId, pages).then((result) => {
        if (result.ok) pagesSeen.set(nameOf(userId), countPages(result.answer));
        show(result);
      });
    },
  };
}

const nameOf = (userId: string | undefined): string => `ended ${userId ?? 'of all'}`;
const countPages = ({ sessions }: Pages): number => Math.ceil(sessions.length / pageSize);

/** As many pages as there were before; fewer when one of them fails, for what is there can be read. */
async function askAgain(userId: string | undefined): Promise<PageResult> {
  const wanted = pagesSeen.get(nameOf(userId)) ?? 1;
  let result = await askPage(userId, undefined);
  while (result.ok && result.answer.cursor !== undefined && countPages(result.answer) < wanted) {
    const more = await askPage(userId, result.answer);
    if (!more.ok) break;
    result = more;
  }
  return result;
}

type PageResult = Awaited<ReturnType<typeof askPage>>;

/** @returns the pages before with the next one behind them */
function askPage(userId: string | undefined, before: Pages | undefined) {
  const cursor = before?.cursor;
  return sendCommand(async (client): Promise<Pages> => {
    const page = await client.sessions.list({
      state: 'ended',
      limit: pageSize,
      ...(userId === undefined ? {} : { userId }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return { sessions: [...(before?.sessions ?? []), ...page.sessions], cursor: page.cursor };
  });
}
