import type { UserView } from '../../shared/model/user.ts';

export type ManyAct = 'change' | 'codes' | 'end' | 'enable' | 'disable' | 'delete';

export interface ManyDialogProperties {
  readonly opened: boolean;
  readonly users: readonly UserView[];
  readonly onClose: () => void;
}
