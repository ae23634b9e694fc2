import { EndDialog } from './end-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { SessionDrawer } from './session-drawer.tsx';
import type { SessionTasks } from './use-session-tasks.ts';

interface Properties {
  readonly tasks: SessionTasks;
  /** From the page of a user there is nothing to go to. */
  readonly withUserLink?: boolean;
}

/** Drawer and dialogs around a list of live sessions. */
export function SessionDialogs({ tasks, withUserLink = true }: Properties) {
  const { opened, wish, renaming, workingIds } = tasks;
  return (
    <>
      <SessionDrawer
        session={opened}
        working={opened !== undefined && workingIds.has(opened.id)}
        withUserLink={withUserLink}
        onEnd={(session) => tasks.askEnd([session])}
        onBlock={(session) => tasks.askEnd([session], true)}
        onRename={tasks.rename}
        covered={wish !== undefined || renaming !== undefined}
        onClose={() => tasks.open(undefined)}
      />
      <RenameDialog session={renaming} onClose={() => tasks.rename(undefined)} />
      <EndDialog
        wish={wish}
        onClose={() => tasks.setWish(undefined)}
        onConfirm={(confirmed) => {
          tasks.setWish(undefined);
          tasks.endSessions(confirmed);
        }}
      />
    </>
  );
}
