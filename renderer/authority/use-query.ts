import { useCallback, useEffect, useState } from 'react';
import { useAuthorityStore } from './authority-store.ts';
import type { AuthorityClient } from './authority-client.ts';
import type { CommandFailure } from './command-failure.ts';
import { sendCommand } from './use-command.ts';

type QueryState<Answer> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: CommandFailure }
  | { readonly state: 'done'; readonly answer: Answer };

/**
 * Asks once, again when `key` or the connection changes, and again on `retry`. An answer that comes after the next
 * question is dropped.
 */
export function useQuery<Answer>(key: string, ask: (client: AuthorityClient) => Promise<Answer>) {
  const client = useAuthorityStore((state) => state.client);
  const [tries, setTries] = useState(0);
  const question = `${key}#${String(tries)}`;
  const [held, setHeld] = useState<{ question: string; result: QueryState<Answer> }>();
  useEffect(() => {
    if (client === undefined) return undefined;
    let dropped = false;
    void sendCommand(ask).then((result) => {
      if (dropped) return;
      setHeld({
        question,
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
  const result: QueryState<Answer> =
    held !== undefined && held.question === question ? held.result : { state: 'loading' };
  return { result, retry };
}
