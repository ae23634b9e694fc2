import { useCallback, useState } from 'react';
import type { AffectedSession } from '../../shared/model/session.ts';
import type { AuthorityClient } from '../authority/authority-client.ts';
import { useCommand } from '../authority/use-command.ts';

export type ManyChange = Parameters<AuthorityClient['users']['previewSetMany']>[0];

/** Which sessions a change of many users would end, before it is made. */
export function useAffectedByMany() {
  const [affected, setAffected] = useState<readonly AffectedSession[]>();
  const preview = useCommand((client, change: ManyChange) => client.users.previewSetMany(change));
  const { run, clear: clearPreview } = preview;
  const ask = useCallback(
    (change: ManyChange): void => {
      setAffected(undefined);
      void run(change).then((result) => {
        if (result.ok) setAffected(result.answer.affected);
      });
    },
    [run],
  );
  const clear = useCallback((): void => {
    setAffected(undefined);
    clearPreview();
  }, [clearPreview]);
  return { affected, ask, failure: preview.failure, clear };
}
