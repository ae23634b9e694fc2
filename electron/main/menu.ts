import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { mainText } from './text/main-text.ts';

interface Verbs {
  readonly closeWindow: () => void;
  readonly stopAuthority: () => void;
  readonly startAuthority: () => void;
  readonly quit: () => void;
}

/** Close the window, stop the authority, quit: three things, three entries. */
export function showMenu(authorityRuns: boolean, verbs: Verbs): void {
  const words = mainText().menu;
  const authority: MenuItemConstructorOptions = authorityRuns
    ? { label: words.stopAuthority, click: verbs.stopAuthority }
    : { label: words.startAuthority, click: verbs.startAuthority };
  const developer: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ type: 'separator' }, { role: 'toggleDevTools', label: words.developerTools }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: words.app,
        submenu: [
          authority,
          { type: 'separator' },
          { label: words.closeWindow, accelerator: 'CmdOrCtrl+W', click: verbs.closeWindow },
          { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: verbs.quit },
        ],
      },
      {
        label: words.edit,
        submenu: [
          { role: 'undo', label: words.undo },
          { role: 'redo', label: words.redo },
          { type: 'separator' },
          { role: 'cut', label: words.cut },
          { role: 'copy', label: words.copy },
          { role: 'paste', label: words.paste },
          { role: 'selectAll', label: words.selectAll },
        ],
      },
      {
        label: words.view,
        submenu: [
          { role: 'reload', label: words.reload },
          { type: 'separator' },
          { role: 'resetZoom', label: words.actualSize },
          { role: 'zoomIn', label: words.zoomIn },
          { role: 'zoomOut', label: words.zoomOut },
          { role: 'togglefullscreen', label: words.fullScreen },
          ...developer,
        ],
      },
    ]),
  );
}
