import { useCallback, useState } from 'react';
import type { AppView } from '../../shared/model/app.ts';
import { useMirror } from '../authority/use-mirror.ts';

export type AppAct = 'edit' | 'rotate' | 'remove';

/** Which dialog is open, and about which app. */
export function useAppTasks() {
  const apps = useMirror((mirror) => mirror.apps);
  const [task, setTask] = useState<{ readonly act: AppAct; readonly appId: string }>();
  const start = useCallback((act: AppAct, appId: string): void => setTask({ act, appId }), []);
  const close = useCallback(() => setTask(undefined), []);
  // From the mirror, so that a dialog shows what is true now; an app removed elsewhere closes it.
  const app: AppView | undefined = task === undefined ? undefined : apps.get(task.appId);
  return { act: task?.act, app, start, close };
}
export type AppTasks = ReturnType<typeof useAppTasks>;
