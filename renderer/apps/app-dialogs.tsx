import { EditAppDialog } from './edit-app-dialog.tsx';
import { RemoveAppDialog } from './remove-app-dialog.tsx';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';
import type { AppAct, AppTasks } from './use-app-tasks.ts';

interface Properties extends Pick<AppTasks, 'act' | 'app' | 'close'> {
  readonly onSnippetChanged: (appId: string) => void;
  readonly onRotated: () => void;
}

/** The questions before an app is changed. */
export function AppDialogs({ act, app, close, onSnippetChanged, onRotated }: Properties) {
  const dialogFor = (one: AppAct) => ({ app: act === one ? app : undefined, onClose: close });
  return (
    <>
      <EditAppDialog {...dialogFor('edit')} onSnippetChanged={() => app && onSnippetChanged(app.id)} />
      <RotateSecretDialog {...dialogFor('rotate')} onRotated={onRotated} />
      <RemoveAppDialog {...dialogFor('remove')} />
    </>
  );
}
