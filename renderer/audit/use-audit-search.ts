import { useEffect, useRef, useState } from 'react';
import type { AuditFilter } from '../../shared/contract/upkeep-calls.ts';
import type { AuditEntry } from '../../shared/model/audit.ts';
import type { AuthorityClient } from '../authority/authority-client.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { cannotAsk, type CommandFailure } from '../authority/command-failure.ts';
import { sendCommand } from '../authority/use-command.ts';
import { pagesSeen } from '../pieces/pages-seen.ts';

const pageSize = 200;
/** Whoever follows sees an entry soon after it was written; the question costs next to nothing. */
const followEveryMs = 2000;

interface Found {
  /** What it is an answer to. */
  readonly question: string;
  readonly client: AuthorityClient;
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** Where to look on; undefined: that was all. */
  readonly next: number | undefined;
  /** How often more was asked for. */
  readonly pages: number;
}

/** The entries that a filter leaves, newest first, page by page; new ones come by themselves. */
export function useAuditSearch(filter: AuditFilter | undefined) {
  const client = useAuthorityStore((state) => state.client);
  const question = JSON.stringify(filter ?? {});
  const [found, setFound] = useState<Found>();
  const [lookingOn, setLookingOn] = useState(false);
  const [refused, setRefused] = useState<{ readonly attempt: string; readonly failure: CommandFailure }>();
  const [tries, setTries] = useState(0);
  const attempt = `${question} ${String(tries)}`;
  const failure = refused?.attempt === attempt ? refused.failure : undefined;
  /** Another question makes answers to this one worthless. */
  const turn = useRef(0);

  useEffect(() => {
    if (client === undefined) return undefined;
    turn.current += 1;
    const own = turn.current;
    const ask = JSON.parse(question) as AuditFilter;
    let newest = 0;
    let asking = false;
    const follow = (): void => {
      if (asking || document.hidden) return;
      asking = true;
      void sendCommand((current) => current.audit.list({ after: newest, limit: pageSize, filter: ask })).then(
        (result) => {
          asking = false;
          if (own !== turn.current || !result.ok) return;
          const { entries, next } = result.answer;
          if (entries.length === 0) return;
          newest = entries[0]?.seq ?? newest;
          setFound((known) => {
            if (known === undefined) return known;
            // More than a page came at once: better look at the newest alone than with a gap.
            return next === undefined
              ? { ...known, entries: [...entries, ...known.entries] }
              : { ...known, entries, next, pages: 1 };
          });
        },
      );
    };
    let timer: ReturnType<typeof setInterval> | undefined;
    void askAgain(ask, pagesSeen.get(nameOf(question)) ?? 1).then(({ first, ...rest }) => {
      if (own !== turn.current) return;
      if (!first.ok) return setRefused({ attempt, failure: first.failure });
      newest = first.answer.entries[0]?.seq ?? 0;
      setFound({ question, client, ...rest });
      timer = setInterval(follow, followEveryMs);
    });
    return () => {
      turn.current += 1;
      clearInterval(timer);
    };
  }, [client, question, attempt]);

  // After a lost connection the old entries stay, as what was true then.
  const shown = client === undefined || found?.client === client ? found : undefined;
  const lookOn = (): void => {
    if (shown?.next === undefined) return;
    const own = turn.current;
    const before = shown.next;
    setLookingOn(true);
    setRefused(undefined);
    void askPage(JSON.parse(question) as AuditFilter, before).then((result) => {
      setLookingOn(false);
      if (own !== turn.current) return;
      if (!result.ok) return setRefused({ attempt, failure: result.failure });
      const { entries, next } = result.answer;
      pagesSeen.set(nameOf(question), shown.pages + 1);
      setFound(
        (known) =>
          known && { ...known, entries: [...known.entries, ...entries], next, pages: known.pages + 1 },
      );
    });
  };
  return {
    entries: shown?.entries,
    /** The entries are those of the filter as it was before. */
    isOld: shown !== undefined && shown.question !== question,
    pages: shown?.pages ?? 0,
    hasMore: shown?.next !== undefined,
    looking: lookingOn || (client !== undefined && failure === undefined && shown?.question !== question),
    // Entries of another filter are no answer either.
    failure: client === undefined && shown?.question !== question ? cannotAsk : failure,
    lookOn,
    retry: () => setTries((count) => count + 1),
  };
}

const nameOf = (question: string): string => `audit ${question}`;

function askPage(filter: AuditFilter, before?: number) {
  return sendCommand((client) =>
    client.audit.list({ ...(before === undefined ? {} : { before }), limit: pageSize, filter }),
  );
}

/** As many pages as there were before; fewer when one of them fails, for what is there can be read. */
async function askAgain(filter: AuditFilter, wanted: number) {
  const first = await askPage(filter);
  const entries = first.ok ? [...first.answer.entries] : [];
  let next = first.ok ? first.answer.next : undefined;
  let pages = 1;
  while (next !== undefined && pages < wanted) {
    const more = await askPage(filter, next);
    if (!more.ok) break;
    entries.push(...more.answer.entries);
    ({ next } = more.answer);
    pages += 1;
  }
  return { first, entries, next, pages };
}
