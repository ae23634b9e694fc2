import { useCallback, useState } from 'react';
import type { UserView } from '../../shared/model/user.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';

export type UserAct = 'edit' | 'code' | 'end' | 'disable' | 'enable' | 'delete' | 'second-factor';

/** What is being done with a user: a dialog is open, or a command that needs no question is under way. */
export function useUserTasks() {
  const users = useMirror((mirror) => mirror.users);
  const [task, setTask] = useState<{ readonly act: UserAct; readonly userId: string }>();
  const enable = useCommand((client, id: string) => client.users.set({ id, disabled: false }));
  const { run } = enable;
  const start = useCallback(
    (act: UserAct, userId: string): void => {
      if (act === 'enable') void run(userId);
      else setTask({ act, userId });
    },
    [run],
  );
  const close = useCallback(() => setTask(undefined), []);
  // From the mirror, so that a dialog shows what is true now; a user deleted elsewhere closes it.
  const user: UserView | undefined = task === undefined ? undefined : users.get(task.userId);
  return { act: task?.act, user, start, close, failure: enable.failure };
}
export type UserTasks = ReturnType<typeof useUserTasks>;
