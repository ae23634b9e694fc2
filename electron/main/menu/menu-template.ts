import type { MenuItemConstructorOptions } from 'electron';
import {
  consoleScreens,
  type ConsoleAct,
  type ConsoleCommand,
  type ConsoleScreen,
} from '../../../shared/contract/console-command.ts';
import { shortcuts, type ShortcutId } from '../../../shared/contract/shortcuts.ts';
import { mainText } from '../text/main-text.ts';
import { listPauseItems } from './pause-items.ts';
import type { MenuState, MenuVerbs } from './menu-verbs.ts';

type Item = MenuItemConstructorOptions;
type ScreenWithKey = Exclude<ConsoleScreen, 'first-run'>;

const separator: Item = { type: 'separator' };

/** The menus of the window, in the language spoken now. Every key comes from the one table of keys. */
export function makeMenuTemplate(state: MenuState, verbs: MenuVerbs): Item[] {
  const words = mainText().menu;
  const asking = (label: string, command: ConsoleCommand, key?: ShortcutId): Item => ({
    label,
    enabled: state.consoleListens && (command.type !== 'act' || state.authorityReady),
    // Shown here, acted on by the console: it knows whether a dialog is open.
    ...(key === undefined ? {} : { accelerator: keyOf(key), registerAccelerator: false }),
    click: () => verbs.command(command),
  });
  const act = (label: string, name: ConsoleAct, key?: ShortcutId): Item =>
    asking(label, { type: 'act', act: name }, key);
  const screen = (name: ScreenWithKey): Item => asking(words[name], { type: 'screen', screen: name }, name);
  const quit: Item = { label: words.quit, accelerator: keyOf('quit'), click: verbs.quit };
  const about: Item = { label: words.about, click: verbs.about };

  const app: Item = {
    label: words.app,
    submenu: [
      about,
      separator,
      screen('settings'),
      separator,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      separator,
      quit,
    ],
  };
  const file: Item = {
    label: words.file,
    submenu: [
      act(words.addUser, 'addUser', 'addUser'),
      act(words.importUsers, 'importUsers'),
      act(words.addApp, 'addApp'),
      separator,
      act(words.backUp, 'backUp'),
      act(words.exportAudit, 'exportAudit'),
      separator,
      { label: words.print, accelerator: keyOf('print'), click: verbs.print },
      separator,
      { label: words.closeWindow, accelerator: keyOf('closeWindow'), click: verbs.closeWindow },
      ...(state.mac ? [] : [quit]),
    ],
  };
  const edit: Item = {
    label: words.edit,
    submenu: [
      // Not the role, which takes typing back wherever it was: the console knows what was done last.
      { label: words.undo, accelerator: keyOf('undo'), registerAccelerator: false, click: verbs.undo },
      { role: 'redo', label: words.redo },
      separator,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
  const view: Item = {
    label: words.view,
    submenu: [
      { label: words.reload, accelerator: 'CmdOrCtrl+R', click: verbs.reload },
      separator,
      { role: 'resetZoom', label: words.actualSize },
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      separator,
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(state.developer
        ? [separator, { role: 'toggleDevTools', label: words.developerTools } as const]
        : []),
    ],
  };
  const go: Item = {
    label: words.go,
    submenu: [
      asking(words.commandBox, { type: 'commandBox' }, 'commandBox'),
      separator,
      ...screensToGoTo(state).map(screen),
      separator,
      asking(words.firstRun, { type: 'screen', screen: 'first-run' }),
    ],
  };
  const authority: Item = {
    label: words.authority,
    submenu: [
      { label: words.openPortal, enabled: state.authorityReady, click: verbs.openPortal },
      act(words.shareAddress, 'shareAddress'),
      separator,
      ...listPauseItems(state, verbs),
      act(words.endEveryone, 'endEveryone'),
      separator,
      state.authorityRuns
        ? { label: words.stopAuthority, enabled: !state.authorityIsService, click: verbs.stopAuthority }
        : { label: words.startAuthority, click: verbs.startAuthority },
    ],
  };
  const help: Item = {
    label: words.help,
    role: 'help',
    submenu: [
      asking(words.shortcuts, { type: 'shortcuts' }, 'shortcuts'),
      ...(state.mac ? [] : [separator, about]),
    ],
  };
  return [...(state.mac ? [app] : []), file, edit, view, go, authority, help];
}

/** On macOS the settings are in the menu of the app. */
function screensToGoTo({ mac }: MenuState): ScreenWithKey[] {
  return consoleScreens.filter(
    (name): name is ScreenWithKey => name !== 'first-run' && !(mac && name === 'settings'),
  );
}

/** The key a menu shows: the first of them. */
function keyOf(id: ShortcutId): string {
  const found = shortcuts.find((shortcut) => shortcut.id === id);
  if (found === undefined) throw new Error(`no key for ${id}`);
  return found.keys[0];
}
