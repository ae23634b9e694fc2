import { useCallback, useEffect, useState } from 'react';
import type { AppUse, AppView, LogoutView } from '../../../shared/model/app.ts';
import type { CommandFailure } from '../../authority/command-failure.ts';
import { useQuery } from '../../authority/use-query.ts';

export interface AppHistory {
  /** The last answer stays while it is asked for anew. */
  readonly uses: readonly AppUse[] | undefined;
  readonly logouts: readonly LogoutView[] | undefined;
  readonly failure: CommandFailure | undefined;
  readonly retry: () => void;
}

/** Who was let into an app and what became of telling it; asked for anew whenever the app has changed. */
export function useAppHistory(app: AppView): AppHistory {
  const { id, lastUsedAt = '', unconfirmedLogouts } = app;
  const key = `${id} ${lastUsedAt} ${String(unconfirmedLogouts)}`;
  const { result, retry } = useQuery(key, (client) => client.apps.history({ id }));
  const [last, setLast] = useState<{ uses: readonly AppUse[]; logouts: readonly LogoutView[] }>();
  if (result.state === 'done' && result.answer !== last) setLast(result.answer);
  return {
    uses: last?.uses,
    logouts: last?.logouts,
    failure: result.state === 'failed' ? result.failure : undefined,
    retry: useCallback(() => retry(), [retry]),
  };
}

/** Asks again every few seconds while somebody is waited for: a first use is told only when it is written down. */
export function usePolling(active: boolean, ask: () => void): void {
  useEffect(() => {
    if (!active) return undefined;
    const timer = setInterval(ask, pollMs);
    return () => clearInterval(timer);
  }, [active, ask]);
}

const pollMs = 2000;
