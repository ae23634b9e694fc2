import type { MenuItemConstructorOptions } from 'electron';
import type { MenuState } from '../../electron/main/menu/menu-verbs.ts';

export type MenuItem = MenuItemConstructorOptions;

/** All is well and everything can be done: what every menu has an entry for. */
export const readyState: MenuState = {
  authorityRuns: true,
  authorityIsService: false,
  authorityReady: true,
  consoleListens: true,
  signInsPaused: false,
  developer: false,
  mac: false,
};
