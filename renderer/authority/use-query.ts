import { useCallback, useEffect, useState } from 'react';
import { useAuthorityStore } from './authority-store.ts';
import type { AuthorityClient } from './authority-client.ts';
import { cannotAsk, type CommandFailure } from './command-failure.ts';
import { sendCommand } from './use-command.ts';

type QueryState<Answer> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: CommandFailure }
  | { readonly state: 'done'; readonly answer: Answer };

/**
 * Asks once, again when `key` or the connection changes, and again on `retry`. An answer that comes after the next
 * question is dropped. While the connection is lost the answer there was stays; without one nobody can be asked.
 */
export function useQuery<Answer>(key: string, ask: (client: AuthorityClient) => Promise<Answer>) {
  const client = useAuthorityStore((state) => state.client);
  const [tries, setTries] = useState(0);
  const question = `${key}#${String(tries)}`;
  const [held, setHeld] = useState<{
    readonly question: string;
    readonly client: AuthorityClient;
    readonly result: QueryState<Answer>;
  }>();
  useEffect(() => {
    if (client === undefined) return undefined;
    let dropped = false;
    void sendCommand(ask).then((result) => {
      // With another client it is asked again.
      if (dropped || useAuthorityStore.getState().client !== client) return;
      setHeld({
        question,
        client,
        result: result.ok
          ? { state: 'done', answer: result.answer }
          : { state: 'failed', failure: result.failure },
      });
    });
    return () => {
      dropped = true;
    };
    // `ask` is a new function at every render; `key` says when it asks for something else.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, question]);
  const retry = useCallback(() => setTries((count) => count + 1), []);
  const isHeld = held?.question === question && (held.result.state === 'done' || held.client === client);
  const result: QueryState<Answer> = isHeld ? held.result : getUnanswered(client);
  return { result, retry };
}

function getUnanswered(client: AuthorityClient | undefined): QueryState<never> {
  return client === undefined ? { state: 'failed', failure: cannotAsk } : { state: 'loading' };
}
