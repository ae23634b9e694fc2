import { useState } from 'react';
import type { Surplus } from '../../shared/model/limit.ts';
import type { AffectedSession } from '../../shared/model/session.ts';
import type { AuthorityClient } from '../authority/authority-client.ts';
import { useCommand } from '../authority/use-command.ts';

interface Options<Change> {
  readonly preview: (
    client: AuthorityClient,
    change: Change,
  ) => Promise<{ readonly affected: readonly AffectedSession[] }>;
  readonly save: (client: AuthorityClient, change: Change, surplus: Surplus) => Promise<unknown>;
  readonly onSaved: () => void;
}

/** Saves rules at once when they touch nobody, else shows first whom they touch and asks. */
export function usePreviewedSave<Change>(options: Options<Change>) {
  const [waiting, setWaiting] = useState<{ change: Change; affected: readonly AffectedSession[] }>();
  const preview = useCommand(options.preview);
  const save = useCommand(options.save);

  const apply = async (change: Change, surplus: Surplus): Promise<void> => {
    const result = await save.run(change, surplus);
    setWaiting(undefined);
    if (result.ok) options.onSaved();
  };
  const start = async (change: Change): Promise<void> => {
    save.clear();
    const result = await preview.run(change);
    if (!result.ok) return;
    const { affected } = result.answer;
    if (affected.length === 0) await apply(change, 'as_they_expire');
    else setWaiting({ change, affected });
  };
  return {
    start: (change: Change) => void start(change),
    working: preview.working || save.working,
    failure: save.failure ?? preview.failure,
    dialog: {
      affected: waiting?.affected,
      working: save.working,
      about: 'rules' as const,
      onConfirm: (surplus: Surplus) => {
        if (waiting !== undefined) void apply(waiting.change, surplus);
      },
      onClose: () => setWaiting(undefined),
    },
  };
}
