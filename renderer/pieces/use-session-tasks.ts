import { useState } from 'react';
import type { SessionView } from '../../shared/model/session.ts';
import type { EndWish } from './end-dialog.tsx';
import { useEndSessions } from './use-end-sessions.ts';

/** What is done with sessions of a list, one thing at a time: looked at, named, ended, kept out. */
export function useSessionTasks() {
  const [opened, setOpened] = useState<SessionView>();
  const [wish, setWish] = useState<EndWish>();
  const [renaming, setRenaming] = useState<SessionView>();
  const ends = useEndSessions();
  return {
    ...ends,
    opened,
    open: setOpened,
    wish,
    setWish,
    renaming,
    rename: setRenaming,
    askEnd: (sessions: readonly SessionView[], block = false): void => {
      const left = sessions.filter(({ id }) => !ends.workingIds.has(id));
      if (left.length > 0) setWish({ kind: 'some', sessions: left, block });
    },
  };
}

export type SessionTasks = ReturnType<typeof useSessionTasks>;
