import { useState } from 'react';
import type { UserView } from '../../shared/model/user.ts';
import { ChangeManyDialog } from './change-many-dialog.tsx';
import { CodesManyDialog } from './codes-many-dialog.tsx';
import { DeleteManyDialog } from './delete-many-dialog.tsx';
import { EndManyDialog } from './end-many-dialog.tsx';
import type { ManyAct, ManyDialogProperties } from './many-dialog-properties.ts';
import { SwitchManyDialog } from './switch-many-dialog.tsx';

interface Properties {
  readonly act: ManyAct | undefined;
  readonly chosen: readonly UserView[];
  readonly onClose: () => void;
}

/** The questions before many users are changed. */
export function ManyDialogs({ act, chosen, onClose }: Properties) {
  // Whom it is about stays as it was when the dialog opened, and while it closes.
  const [shown, setShown] = useState<{
    readonly act: ManyAct | undefined;
    readonly users: readonly UserView[];
  }>({
    act,
    users: chosen,
  });
  if (act !== shown.act) setShown(act === undefined ? { act, users: shown.users } : { act, users: chosen });
  const dialogFor = (one: ManyAct): ManyDialogProperties => ({
    opened: act === one,
    users: shown.users,
    onClose,
  });
  return (
    <>
      <ChangeManyDialog {...dialogFor('change')} />
      <CodesManyDialog {...dialogFor('codes')} />
      <EndManyDialog {...dialogFor('end')} />
      <SwitchManyDialog {...dialogFor('enable')} on />
      <SwitchManyDialog {...dialogFor('disable')} on={false} />
      <DeleteManyDialog {...dialogFor('delete')} />
    </>
  );
}
