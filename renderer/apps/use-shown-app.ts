import { useState } from 'react';
import type { AppView } from '../../shared/model/app.ts';

/** The app a dialog is about; keeps the last one while the dialog closes, so that its words do not vanish first. */
export function useShownApp(app: AppView | undefined): AppView | undefined {
  const [last, setLast] = useState(app);
  if (app !== undefined && app !== last) setLast(app);
  return app ?? last;
}

export interface AppDialogProperties {
  /** Undefined closes the dialog. */
  readonly app: AppView | undefined;
  readonly onClose: () => void;
}
