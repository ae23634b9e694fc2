import { app, Menu } from 'electron';
import { makeMenuTemplate } from './menu-template.ts';
import type { MenuState, MenuVerbs } from './menu-verbs.ts';

/** Puts the menus on the window; each time something they say has changed. */
export function showMenu(state: Omit<MenuState, 'developer' | 'mac'>, verbs: MenuVerbs): void {
  const template = makeMenuTemplate(
    { ...state, developer: !app.isPackaged, mac: process.platform === 'darwin' },
    verbs,
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
