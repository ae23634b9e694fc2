import type { Icon } from '@tabler/icons-react';
import type { ConsoleCommand, WindowAct } from '../../../shared/contract/console-command.ts';

export const boxGroups = ['recent', 'screens', 'acts', 'users', 'apps', 'settings', 'sessions'] as const;
export type BoxGroupName = (typeof boxGroups)[number];

/** One thing the command box can find. */
export interface BoxEntry {
  /** Its kind and its name or id, such as `user 01J…`; remembered for those chosen lately. */
  readonly id: string;
  readonly icon: Icon;
  readonly title: string;
  /** Beside the title, and searched too. */
  readonly detail?: string;
  /** Searched only: what it is called elsewhere. */
  readonly more?: string;
  /** Searched only, and last: what it is about. */
  readonly far?: string;
  readonly keys?: string;
  readonly target: BoxTarget;
}

export type BoxTarget =
  | ConsoleCommand
  /** A place on a screen, by its `data-place`. */
  | { readonly type: 'place'; readonly link: string; readonly place: string; readonly press?: true }
  /** What the menus of the window do. */
  | { readonly type: 'window'; readonly act: WindowAct };

export interface BoxGroup {
  readonly name: BoxGroupName;
  readonly entries: readonly BoxEntry[];
  /** How many there are, of which the first are shown. */
  readonly count: number;
}
