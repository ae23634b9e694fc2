import type { ConsoleCommand, WindowAct } from '../../../shared/contract/console-command.ts';
import type {
  AuthorityState,
  ConsoleDoor,
  RollcallShell,
  ShellInput,
  ShellState,
} from '../../../shared/contract/shell.ts';
import type { PortPair, PortState } from '../../../shared/model/ports.ts';

/** The window's own process, as the preload shows it. */
export function createFakeShell(onRestart: () => void) {
  const listeners = new Set<(state: ShellState) => void>();
  const commandListeners = new Set<(command: ConsoleCommand) => void>();
  const opened: string[] = [];
  const done: WindowAct[] = [];
  const copied: string[] = [];
  const languages: string[] = [];
  const unsaved: boolean[] = [];
  const started: PortPair[] = [];
  const busyPorts = new Map<number, PortState>();
  const choosing: { asked: ShellInput<'choosePath'>[0][]; answer: string | undefined } = {
    asked: [],
    answer: undefined,
  };
  const saved: { name: string; content: string }[] = [];
  const cancelled: { name: string; content: string }[] = [];
  let savingIsCancelled = false;
  let desktop = { tray: false, notifications: true };
  let autostart = { supported: true, on: false };
  let connects = 0;
  let signedOut = false;
  const tell = (part: Partial<ShellState>): void => {
    state = { ...state, ...part };
    for (const listener of listeners) listener(state);
  };
  let state: ShellState = {
    authority: { phase: 'ready', restarts: 0 },
    dataDir: '/home/ann/.config/Rollcall/data',
    versions: { rollcall: '0.1.0', electron: '0', chromium: '0', node: '0' },
  };
  const shell: RollcallShell = {
    getState: () => Promise.resolve(state),
    restartAuthority: () => Promise.resolve(onRestart()),
    startOnPorts: (ports) => {
      started.push(ports);
      return Promise.resolve(onRestart());
    },
    checkPort: (port) =>
      Promise.resolve(busyPorts.get(port) ?? { state: port < 1024 ? 'forbidden' : 'free' }),
    stopAuthority: () => Promise.resolve(),
    openPortal: (url) => Promise.resolve(void opened.push(url)),
    copyText: (text) => Promise.resolve(void copied.push(text)),
    saveFile: (file) => {
      (savingIsCancelled ? cancelled : saved).push(file);
      if (savingIsCancelled) return Promise.resolve(undefined);
      return Promise.resolve(`/home/ann/Documents/${file.name}`);
    },
    choosePath: (wanted) => {
      choosing.asked.push(wanted);
      return Promise.resolve(choosing.answer);
    },
    getAutostart: () => Promise.resolve(autostart),
    setAutostart: (on) => {
      autostart = { ...autostart, on };
      return Promise.resolve(autostart);
    },
    getServiceSetup: () =>
      Promise.resolve({
        command: '/usr/bin/node /opt/rollcall/out/rollcall.js serve --data /home/ann/.config/Rollcall/data',
        unit: {
          path: '/etc/systemd/system/rollcall.service',
          content:
            '[Service]\nUser=ann\nExecStart=/usr/bin/node /opt/rollcall/out/rollcall.js serve --data /home/ann/.config/Rollcall/data\n',
        },
      }),
    handOverToService: () => {
      tell({ authority: { phase: 'ready', holder: 'rollcall serve (pid 77)', restarts: 0 } });
      return Promise.resolve();
    },
    getDesktopOptions: () => Promise.resolve(desktop),
    setDesktopOptions: (change) => {
      desktop = {
        tray: change.tray ?? desktop.tray,
        notifications: change.notifications ?? desktop.notifications,
      };
      return Promise.resolve(desktop);
    },
    doInWindow: (act) => Promise.resolve(void done.push(act)),
    tellUnsaved: (is) => Promise.resolve(void unsaved.push(is)),
    tellLanguage: (language) => Promise.resolve(void languages.push(language)),
    onState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onCommand: (listener) => {
      commandListeners.add(listener);
      return () => commandListeners.delete(listener);
    },
  };
  return {
    shell,
    opened,
    /** What of the menus of the window was asked for in the page. */
    done,
    copied,
    languages,
    /** Whether something typed would be lost, each time it was told. */
    unsaved,
    /** Files the admin saved, in order. */
    saved,
    /** Files whose saving the admin cancelled. */
    cancelled,
    /** Ports an authority that could not run was told to start on, in order. */
    started,
    /** What is not free while no authority runs. */
    busyPorts,
    /** What was asked for by the dialog for paths, and what the admin chooses there; undefined: cancels. */
    choosing,
    /** From now on the admin cancels the dialog, or no longer does. */
    cancelSaving: (cancelled = true) => {
      savingIsCancelled = cancelled;
    },
    /** Somebody chose this in a menu of the window. */
    chooseInMenu(command: ConsoleCommand): void {
      for (const listener of commandListeners) listener(command);
    },
    setAuthority: (authority: AuthorityState): void => tell({ authority }),
    /** As in a browser, in this session of the console. */
    beInBrowser(signedInAs: string, consoleSessionId: string): void {
      Object.assign(shell, {
        signOut: () => Promise.resolve(void (signedOut = true)),
        connectAgain: () => void (connects += 1),
      });
      const { versions: _none, ...rest } = state;
      state = { ...rest, dataDir: '', signedInAs, consoleSessionId };
      tell({});
    },
    /** Why it is not connected there. */
    setDoor: (door: ConsoleDoor): void => tell({ door }),
    /** How often it was told there to connect again, and whether to sign out. */
    asked: () => ({ connects, signedOut }),
  };
}
