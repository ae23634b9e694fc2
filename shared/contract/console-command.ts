/**
 * What the console can be asked to do from outside a screen: by a key, by the command box, by a menu of the window.
 * Main sends one over `shell.command`; the console goes there and starts it. Nothing here ends or changes anything by
 * itself: whatever does is asked about in its own dialog first, or can be taken back.
 */

export const consoleScreens = [
  'overview',
  'sessions',
  'users',
  'limits',
  'apps',
  'reports',
  'network',
  'audit',
  'backup',
  'settings',
  'first-run',
] as const;
export type ConsoleScreen = (typeof consoleScreens)[number];

export const consoleActs = [
  'addUser',
  'importUsers',
  'addApp',
  'shareAddress',
  /** Fifteen minutes, an hour, or until somebody resumes. */
  'pauseQuarter',
  'pauseHour',
  'pauseUntilResumed',
  'resumeSignIns',
  'backUp',
  'endEveryone',
  'exportAudit',
] as const;
export type ConsoleAct = (typeof consoleActs)[number];

/** What the menus of the window do by themselves; each asks first where the menu does. */
export const windowActs = [
  'openPortal',
  'print',
  'reload',
  'fullScreen',
  'actualSize',
  'zoomIn',
  'zoomOut',
  'closeWindow',
  'stopAuthority',
  'startAuthority',
  'quit',
  'about',
] as const;
export type WindowAct = (typeof windowActs)[number];

export type ConsoleCommand =
  /** `part` is what of the screen, such as the id of a user. */
  | { readonly type: 'screen'; readonly screen: ConsoleScreen; readonly part?: string }
  | { readonly type: 'act'; readonly act: ConsoleAct }
  /** Takes back the last typing of the field that has the keyboard; elsewhere what was just done. */
  | { readonly type: 'undo' }
  /** The box that finds everything (Ctrl+K). */
  | { readonly type: 'commandBox' }
  /** The sheet that lists every key (F1). */
  | { readonly type: 'shortcuts' };
