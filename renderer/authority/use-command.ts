import { useCallback, useEffect, useRef, useState } from 'react';
import { useAuthorityStore } from './authority-store.ts';
import type { AuthorityClient } from './authority-client.ts';
import { readFailure, type CommandFailure } from './command-failure.ts';

export type CommandResult<Answer> =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly failure: CommandFailure };

const notConnected: CommandFailure = { code: 'not_connected', message: '', data: {} };

/**
 * Sends one command; never throws. A connection that is lost meanwhile ends the waiting: a port whose other end is
 * gone does not always say so, and nobody would ever know.
 */
export async function sendCommand<Answer>(
  send: (client: AuthorityClient) => Promise<Answer>,
): Promise<CommandResult<Answer>> {
  const { client } = useAuthorityStore.getState();
  if (client === undefined) return { ok: false, failure: notConnected };
  let stopWatching = (): void => undefined;
  const loss = new Promise<CommandResult<Answer>>((resolve) => {
    stopWatching = useAuthorityStore.subscribe((state) => {
      if (state.client !== client) resolve({ ok: false, failure: notConnected });
    });
  });
  const answer = send(client).then(
    (value): CommandResult<Answer> => ({ ok: true, answer: value }),
    (error: unknown): CommandResult<Answer> => ({ ok: false, failure: readFailure(error) }),
  );
  const result = await Promise.race([answer, loss]);
  stopWatching();
  return result;
}

/** A command with its state for a form: is it under way, and why did the last one fail. */
export function useCommand<Args extends readonly unknown[], Answer>(
  command: (client: AuthorityClient, ...args: Args) => Promise<Answer>,
) {
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<CommandFailure>();
  const commandRef = useRef(command);
  useEffect(() => {
    commandRef.current = command;
  });
  const run = useCallback(async (...args: Args): Promise<CommandResult<Answer>> => {
    setWorking(true);
    setFailure(undefined);
    const result = await sendCommand((client) => commandRef.current(client, ...args));
    setWorking(false);
    if (!result.ok) setFailure(result.failure);
    return result;
  }, []);
  const clear = useCallback(() => setFailure(undefined), []);
  return { run, working, failure, clear };
}
