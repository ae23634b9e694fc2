import { app, MessageChannelMain, session } from 'electron';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DesktopState } from '../../shared/contract/shell.ts';
import { isConsoleUrl, registerAppScheme, serveAppScheme } from './app-scheme.ts';
import { AuthorityProcess } from './authority-process.ts';
import { AutostartSetting } from './autostart.ts';
import { ConsoleWindow } from './console-window.ts';
import { forkAuthority } from './fork-authority.ts';
import { Desk } from './desk.ts';
import { decodeLaunchArguments } from './launch-arguments.ts';
import { lockDownApp, lockDownSession } from './lockdown.ts';
import { answerShellCalls } from './shell-handlers.ts';
import { mainText, speak } from './text/main-text.ts';
import { WindowMemory } from './window-memory.ts';

/**
 * Under which Windows shows notifications, those of the shortcut that started the app: the one electron-builder gives
 * an app that has none of its own.
 */
const WINDOWS_APP_ID = 'com.electron.rollcall';
const rendererDir = fileURLToPath(new URL('../renderer', import.meta.url));
const profileDir = app.getPath('userData');
const { dataDir, authorityArgs, argsWithoutPorts } = decodeLaunchArguments(
  process.argv,
  path.join(profileDir, 'data'),
);

if (process.platform === 'win32') app.setAppUserModelId(app.isPackaged ? WINDOWS_APP_ID : process.execPath);
registerAppScheme();
lockDownApp();
if (`${profileDir}${path.sep}`.startsWith(`${dataDir}${path.sep}`)) {
  console.error(mainText().profileInsideData);
  app.exit(2);
} else if (!app.requestSingleInstanceLock()) {
  console.error(mainText().alreadyRunning);
  app.exit(0);
} else {
  // Not awaited at the top of this module: Electron becomes ready only after the module has been evaluated.
  app.whenReady().then(openApp, fail);
}

function openApp(): void {
  speak(app.getPreferredSystemLanguages());
  lockDownSession(session.defaultSession);
  serveAppScheme(session.defaultSession, rendererDir);

  let args = authorityArgs;
  const authority = new AuthorityProcess({
    fork(newPorts) {
      if (newPorts) args = argsWithoutPorts;
      return forkAuthority(args, newPorts);
    },
    now: Date.now,
    killHard: (pid) => process.kill(pid, 'SIGKILL'),
    onState: followAuthority,
    onAlarms: () => desk.update(),
  });
  const memory = new WindowMemory(path.join(profileDir, 'window.json'));
  const consoleWindow = new ConsoleWindow(memory);
  const { window } = consoleWindow;
  const getState = (): DesktopState => ({
    authority: authority.state,
    dataDir,
    versions: {
      rollcall: app.getVersion(),
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      node: process.versions.node,
    },
  });
  const desk = new Desk({ authority, consoleWindow, memory, getState, quit: () => app.quit() });

  answerShellCalls({
    authority,
    autostart: new AutostartSetting(authorityArgs),
    authorityArgs,
    desk,
    getState,
    onTakesCommands: (takes) => {
      consoleWindow.takesCommands = takes;
      desk.update();
    },
    onLanguage: (language) => {
      speak([language]);
      desk.update();
    },
    onUnsaved: (unsaved) => {
      consoleWindow.hasUnsaved = unsaved;
    },
    window,
  });
  consoleWindow.onPageLoaded(() => {
    desk.update();
    connectConsole();
  });
  app.on('second-instance', () => consoleWindow.focus());
  app.on('activate', () => consoleWindow.focus());
  app.on('will-quit', (event) => {
    if (!authority.isRunning) return;
    event.preventDefault();
    // Not from within this event: Electron would take it for part of the quit just prevented.
    void authority.stop().then(() => setImmediate(() => app.quit()));
  });
  process.on('SIGTERM', () => app.quit());
  process.on('SIGINT', () => app.quit());

  authority.start();
  consoleWindow.open();

  function followAuthority(): void {
    desk.update();
    if (window.isDestroyed()) return;
    window.webContents.send('shell.state', getState());
    connectConsole();
  }

  /** Gives console and authority a channel of their own; from then on main is not in the conversation. No other page gets one. */
  function connectConsole(): void {
    if (authority.state.phase !== 'ready' || !consoleWindow.isPageLoaded) return;
    if (!isConsoleUrl(window.webContents.getURL())) return;
    const { port1, port2 } = new MessageChannelMain();
    authority.handOver(port1);
    window.webContents.postMessage('authority-port', null, [port2]);
  }
}

function fail(error: unknown): void {
  console.error(error);
  app.exit(1);
}
