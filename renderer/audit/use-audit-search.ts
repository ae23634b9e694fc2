import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { AuditFilter } from '../../shared/contract/upkeep-calls.ts';
import type { AuditEntry } from '../../shared/model/audit.ts';
import type { AuthorityClient } from '../authority/authority-client.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { cannotAsk, type CommandFailure } from '../authority/command-failure.ts';
import { sendCommand } from '../authority/use-command.ts';
import { askNewer } from '../pieces/ask-newer.ts';
import { pagesSeen } from '../pieces/pages-seen.ts';
import { paperRowsMax } from '../ui/paper-rows-max.ts';

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
  /** What it was asked for with. */
  readonly asked: string;
  readonly behind: number | undefined;
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
    let timer: ReturnType<typeof setInterval> | undefined;
    const follow = (): void => {
      if (asking || document.hidden) return;
      asking = true;
      void askNewer(newest, ask).then((newer) => {
        asking = false;
        if (own !== turn.current || !newer.ok || newer.entries.length === 0) return;
        const { entries, isWhole } = newer;
        if (isWhole) newest = entries[0]?.seq ?? newest;
        else clearInterval(timer);
        setFound(
          (known) =>
            known &&
            (isWhole
              ? { ...known, entries: [...entries, ...known.entries] }
              : { ...known, behind: entries.length }),
        );
      });
    };
    void askPages(ask, undefined, pagesSeen.get(nameOf(question)) ?? 1).then(
      ({ failure: refusal, ...rest }) => {
        if (own !== turn.current) return;
        // What has come of several pages can be read.
        if (refusal !== undefined && rest.pages === 0) return setRefused({ attempt, failure: refusal });
        newest = rest.entries[0]?.seq ?? 0;
        setFound({ question, client, asked: attempt, behind: undefined, ...rest });
        timer = setInterval(follow, followEveryMs);
      },
    );
    return () => {
      turn.current += 1;
      clearInterval(timer);
    };
  }, [client, question, attempt]);

  // After a lost connection the old entries stay, as what was true then.
  const shown = client === undefined || found?.client === client ? found : undefined;
  const lookOn = async (count: number): Promise<void> => {
    if (shown?.next === undefined || count < 1) return;
    const own = turn.current;
    setLookingOn(true);
    setRefused(undefined);
    const { failure: refusal, ...more } = await askPages(
      JSON.parse(question) as AuditFilter,
      shown.next,
      count,
    );
    setLookingOn(false);
    if (own !== turn.current) return;
    if (refusal !== undefined) setRefused({ attempt, failure: refusal });
    const pages = shown.pages + more.pages;
    pagesSeen.set(nameOf(question), pages);
    // At once: it may go on paper next.
    flushSync(() =>
      setFound(
        (known) =>
          known && { ...known, entries: [...known.entries, ...more.entries], next: more.next, pages },
      ),
    );
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
    lookOn: () => void lookOn(1),
    /** As many as go on paper. */
    loadForPaper: () => lookOn(Math.ceil((paperRowsMax - (shown?.entries.length ?? 0)) / pageSize)),
    /** Changes when the entries were asked for anew. */
    asked: shown?.asked,
    /** So many new ones, and more, are not shown: they came faster than anybody reads. */
    behind: shown?.behind,
    retry: () => setTries((count) => count + 1),
  };
}

const nameOf = (question: string): string => `audit ${question}`;

function askPage(filter: AuditFilter, before?: number) {
  return sendCommand((client) =>
    client.audit.list({ ...(before === undefined ? {} : { before }), limit: pageSize, filter }),
  );
}

/** Up to so many pages from an entry on; fewer when one of them fails. */
async function askPages(filter: AuditFilter, from: number | undefined, wanted: number) {
  const entries: AuditEntry[] = [];
  let next = from;
  let pages = 0;
  let failure: CommandFailure | undefined;
  do {
    const page = await askPage(filter, next);
    if (!page.ok) {
      ({ failure } = page);
      break;
    }
    entries.push(...page.answer.entries);
    ({ next } = page.answer);
    pages += 1;
  } while (next !== undefined && pages < wanted);
  return { entries, next, pages, failure };
}
