import { CodeDialog } from './code-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { DisableDialog } from './disable-dialog.tsx';
import { EditUserDialog } from './edit-user-dialog.tsx';
import { EndAllDialog } from './end-all-dialog.tsx';
import { SecondFactorDialog } from './second-factor-dialog.tsx';
import type { UserAct, UserTasks } from './use-user-tasks.ts';

/** The questions before a user is changed. */
export function UserDialogs({ act, user, close }: Pick<UserTasks, 'act' | 'user' | 'close'>) {
  const dialogFor = (one: UserAct) => ({ user: act === one ? user : undefined, onClose: close });
  return (
    <>
      <EditUserDialog {...dialogFor('edit')} />
      <CodeDialog {...dialogFor('code')} />
      <EndAllDialog {...dialogFor('end')} />
      <DisableDialog {...dialogFor('disable')} />
      <SecondFactorDialog {...dialogFor('second-factor')} />
      <DeleteDialog {...dialogFor('delete')} />
    </>
  );
}
