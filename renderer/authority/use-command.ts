import { useCallback, useEffect, useRef, useState } from 'react';
import { useAuthorityStore } from './authority-store.ts';
import type { AuthorityClient } from './authority-client.ts';
import { readFailure, type CommandFailure } from './command-failure.ts';

export type CommandResult<Answer> =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly failure: CommandFailure };

const notConnected: CommandFailure = { code: 'not_connected', message: '', data: {} };

/** Sends one command; never throws. */
export async function sendCommand<Answer>(
  send: (client: AuthorityClient) => Promise<Answer>,
): Promise<CommandResult<Answer>> {
  const { client } = useAuthorityStore.getState();
  if (client === undefined) return { ok: false, failure: notConnected };
  try {
    return { ok: true, answer: await send(client) };
  } catch (error) {
    return { ok: false, failure: readFailure(error) };
  }
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
