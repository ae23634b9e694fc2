import type { ConsoleCommand, ConsoleScreen } from './console-command.ts';

/**
 * Every key that means something, once: the console acts on it and lists it in its sheet, the menus of the window show
 * it. A key alone that types a letter is never one (WCAG 2.1.4).
 */
export interface Shortcut {
  readonly id: string;
  /** Any of these, in Electron's words for accelerators; the first is the one a menu shows. */
  readonly keys: readonly [string, ...string[]];
  readonly group: ShortcutGroup;
  /** What the console does; without one, the key belongs to the list, the region or the window that has the focus. */
  readonly command?: ConsoleCommand;
}

export const shortcutGroups = ['everywhere', 'screens', 'move', 'list', 'window'] as const;
export type ShortcutGroup = (typeof shortcutGroups)[number];

const goTo = <Screen extends ConsoleScreen>(screen: Screen, key: string) =>
  ({ id: screen, keys: [key], group: 'screens', command: { type: 'screen', screen } }) as const;

export const shortcuts = [
  { id: 'commandBox', keys: ['CmdOrCtrl+K'], group: 'everywhere', command: { type: 'commandBox' } },
  { id: 'addUser', keys: ['CmdOrCtrl+N'], group: 'everywhere', command: { type: 'act', act: 'addUser' } },
  { id: 'shortcuts', keys: ['F1', 'CmdOrCtrl+/'], group: 'everywhere', command: { type: 'shortcuts' } },

  goTo('overview', 'CmdOrCtrl+1'),
  goTo('sessions', 'CmdOrCtrl+2'),
  goTo('users', 'CmdOrCtrl+3'),
  goTo('limits', 'CmdOrCtrl+4'),
  goTo('apps', 'CmdOrCtrl+5'),
  goTo('reports', 'CmdOrCtrl+6'),
  goTo('network', 'CmdOrCtrl+7'),
  goTo('audit', 'CmdOrCtrl+8'),
  goTo('backup', 'CmdOrCtrl+9'),
  goTo('settings', 'CmdOrCtrl+,'),

  { id: 'nextRegion', keys: ['F6'], group: 'move' },
  { id: 'previousRegion', keys: ['Shift+F6'], group: 'move' },
  { id: 'withinNavigation', keys: ['Up', 'Down'], group: 'move' },
  /** Takes back what the notice at the edge says was just done; in a field, the last typing. */
  { id: 'undo', keys: ['CmdOrCtrl+Z'], group: 'everywhere' },
  { id: 'closeOrBack', keys: ['Esc'], group: 'move' },

  { id: 'rows', keys: ['Up', 'Down'], group: 'list' },
  { id: 'firstOrLastRow', keys: ['Home', 'End'], group: 'list' },
  { id: 'pageOfRows', keys: ['PageUp', 'PageDown'], group: 'list' },
  { id: 'openRow', keys: ['Enter'], group: 'list' },
  { id: 'tick', keys: ['Space'], group: 'list' },
  { id: 'tickRange', keys: ['Shift+Space', 'Shift+Up', 'Shift+Down'], group: 'list' },
  { id: 'tickAll', keys: ['CmdOrCtrl+A'], group: 'list' },
  { id: 'untick', keys: ['Esc'], group: 'list' },
  { id: 'endRow', keys: ['Delete'], group: 'list' },
  { id: 'renameRow', keys: ['F2'], group: 'list' },

  /** Of the window, and of a browser: what is printed is what the page draws for paper. */
  { id: 'print', keys: ['CmdOrCtrl+P'], group: 'window' },
  { id: 'reload', keys: ['CmdOrCtrl+R'], group: 'window' },
  { id: 'closeWindow', keys: ['CmdOrCtrl+W'], group: 'window' },
  { id: 'quit', keys: ['CmdOrCtrl+Q'], group: 'window' },
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof shortcuts)[number]['id'];
