import {
  clipboard,
  ipcMain,
  shell,
  type BrowserWindow,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  type WebContents,
} from 'electron';
import {
  shellCalls,
  type ShellCallName,
  type ShellInput,
  type ShellOutput,
  type ShellState,
} from '../../shared/contract/shell.ts';
import type { Language } from '../../shared/languages.ts';
import { isConsoleUrl } from './app-scheme.ts';
import type { AuthorityProcess } from './authority-process.ts';
import type { AutostartSetting } from './autostart.ts';
import { choosePath } from './choose-path.ts';
import type { Desk } from './desk.ts';
import { saveFile } from './save-file.ts';
import { readServiceSetup } from './service-setup.ts';

interface Surroundings {
  readonly authority: AuthorityProcess;
  readonly autostart: AutostartSetting;
  /** As `rollcall serve` takes them. */
  readonly authorityArgs: readonly string[];
  readonly desk: Desk;
  readonly getState: () => ShellState;
  /** The page takes the commands of menus from now on, or no longer. */
  readonly onTakesCommands: (takes: boolean) => void;
  /** The console shows this language from now on. */
  readonly onLanguage: (language: Language) => void;
  /** The page holds something that was typed and not saved, or no longer. */
  readonly onUnsaved: (unsaved: boolean) => void;
  readonly window: BrowserWindow;
}

type Handlers = {
  [Name in ShellCallName]: (...input: ShellInput<Name>) => ShellOutput<Name> | Promise<ShellOutput<Name>>;
};

/** Answers the calls of the shell contract, and only from the console's own page. */
export function answerShellCalls(surroundings: Surroundings): void {
  const {
    authority,
    authorityArgs,
    autostart,
    desk,
    getState,
    onLanguage,
    onTakesCommands,
    onUnsaved,
    window,
  } = surroundings;
  const handlers: Handlers = {
    getState,
    restartAuthority: () => authority.restart(),
    startOnPorts: (ports) => authority.restart(ports),
    checkPort: (port) => authority.checkPort(port),
    stopAuthority: () => authority.stop(),
    async openPortal(url) {
      if (!authority.origins.includes(new URL(url).origin))
        throw new Error('not an address of this authority');
      await shell.openExternal(url);
    },
    copyText: (text) => clipboard.writeText(text),
    saveFile: (file) => saveFile(window, file),
    choosePath: (wanted) => choosePath(window, wanted),
    getAutostart: () => autostart.read(),
    setAutostart: (on) => autostart.write(on),
    getServiceSetup: () => readServiceSetup(authorityArgs),
    handOverToService: () => authority.makeWay(),
    getDesktopOptions: () => desk.options,
    setDesktopOptions: (options) => desk.change(options),
    doInWindow: (act) => desk.act(act),
    tellLanguage: onLanguage,
    tellUnsaved: onUnsaved,
  };
  for (const name of Object.keys(shellCalls) as ShellCallName[]) answer(name, handlers[name]);
  ipcMain.on('shell.takesCommands', (event, takes: unknown) => {
    if (isFromConsole(event, window.isDestroyed() ? undefined : window.webContents))
      onTakesCommands(takes === true);
  });

  /** The one way in: whoever asks and whatever is given is checked here and nowhere else. */
  function answer<Name extends ShellCallName>(name: Name, handle: Handlers[Name]): void {
    ipcMain.handle(`shell.${name}`, (event, ...unknownInput: unknown[]) => {
      if (!isFromConsole(event, window.isDestroyed() ? undefined : window.webContents))
        throw new Error('refused: not the console');
      const { success, data: input } = shellCalls[name].input.safeParse(unknownInput);
      if (!success) throw new Error(`refused: these arguments do not fit ${name}`);
      // One call's schema and handler agree by the type of Handlers; the compiler cannot see that of all at once.
      return (handle as (...decoded: readonly unknown[]) => unknown)(...input);
    });
  }
}

function isFromConsole(
  event: IpcMainEvent | IpcMainInvokeEvent,
  consoleContents: WebContents | undefined,
): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    consoleContents !== undefined &&
    frame === consoleContents.mainFrame &&
    isConsoleUrl(frame.url)
  );
}
