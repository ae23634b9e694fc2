import { useState } from 'react';
import { useCommand } from '../../authority/use-command.ts';
import type { MadeCodes } from './made-codes.ts';

/** A one-time code for each of these users, kept to be shown this once. */
export function useMakeCodes(users: readonly { readonly id: string }[], onMade?: () => void) {
  const [made, setMade] = useState<MadeCodes>();
  const { run, working, failure } = useCommand((client) =>
    client.users.makeCodes({ ids: users.map(({ id }) => id) }),
  );
  const make = (): void => {
    void run().then((result) => {
      if (!result.ok) return;
      setMade(result.answer);
      onMade?.();
    });
  };
  return { made, make, working, failure };
}
