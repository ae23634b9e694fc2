import { useEffect } from 'react';
import type { AppUse, AppView, LogoutView } from '../../../shared/model/app.ts';
import { useKeptQuery, type KeptQuery } from '../../authority/use-kept-query.ts';

export type AppHistory = KeptQuery<{
  readonly uses: readonly AppUse[];
  readonly logouts: readonly LogoutView[];
}>;

/** A first use is told by itself only once it is written down, which takes longer than anybody waits. */
const pollMs = 2000;

/** Who was let into an app and what became of telling it; asked for anew whenever the app has changed. */
export function useAppHistory(app: AppView): AppHistory {
  const { id, lastUsedAt = '', unconfirmedLogouts } = app;
  return useKeptQuery(`${id} ${lastUsedAt} ${String(unconfirmedLogouts)}`, (client) =>
    client.apps.history({ id }),
  );
}

/** Asks again every few seconds while somebody is waited for; never before the last answer is there. */
export function usePolling(active: boolean, { asking, retry }: AppHistory): void {
  useEffect(() => {
    if (!active || asking) return undefined;
    const timer = setTimeout(retry, pollMs);
    return () => clearTimeout(timer);
  }, [active, asking, retry]);
}
