import { useState } from 'react';
import type { AuthorityClient } from './authority-client.ts';
import type { CommandFailure } from './command-failure.ts';
import { useQuery } from './use-query.ts';

export interface KeptQuery<Answer> {
  /** The last one stays while it is asked for anew; undefined: there was none yet. */
  readonly answer: Answer | undefined;
  readonly failure: CommandFailure | undefined;
  /** The next answer is on its way. */
  readonly asking: boolean;
  readonly retry: () => void;
}

/** `useQuery` for what is looked at while it changes: nothing vanishes for the moment of the next question. */
export function useKeptQuery<Answer>(
  key: string,
  ask: (client: AuthorityClient) => Promise<Answer>,
): KeptQuery<Answer> {
  const { result, retry } = useQuery(key, ask);
  const [answer, setAnswer] = useState<Answer>();
  if (result.state === 'done' && result.answer !== answer) setAnswer(result.answer);
  return {
    answer,
    failure: result.state === 'failed' ? result.failure : undefined,
    asking: result.state === 'loading',
    retry,
  };
}
