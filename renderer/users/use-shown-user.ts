import { useState } from 'react';
import type { UserView } from '../../shared/model/user.ts';

/** The user a dialog is about; keeps the last one while the dialog closes, so that its words do not vanish first. */
export function useShownUser(user: UserView | undefined): UserView | undefined {
  const [last, setLast] = useState(user);
  if (user !== undefined && user !== last) setLast(user);
  return user ?? last;
}

export interface UserDialogProperties {
  /** Undefined closes the dialog. */
  readonly user: UserView | undefined;
  readonly onClose: () => void;
}
