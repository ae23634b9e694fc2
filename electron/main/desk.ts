import { shell, type BrowserWindow } from 'electron';
import type { ConsoleCommand, WindowAct } from '../../shared/contract/console-command.ts';
import type { DesktopOptions, DesktopState, ShellInput } from '../../shared/contract/shell.ts';
import { askToConfirm } from './ask-to-confirm.ts';
import type { AuthorityProcess } from './authority-process.ts';
import type { ConsoleWindow } from './console-window.ts';
import type { MenuVerbs } from './menu/menu-verbs.ts';
import { showAbout } from './menu/show-about.ts';
import { showMenu } from './menu/show-menu.ts';
import { Notifier } from './notices/notifier.ts';
import { mainText } from './text/main-text.ts';
import { TrayIcon } from './tray/tray-icon.ts';
import type { WindowMemory } from './window-memory.ts';

interface Surroundings {
  readonly authority: AuthorityProcess;
  readonly consoleWindow: ConsoleWindow;
  readonly memory: WindowMemory;
  readonly getState: () => DesktopState;
  /** After the question. */
  readonly quit: () => void;
}

/** What of the app is outside the page: menus, tray, notifications. They say the same of the same state. */
export class Desk {
  readonly #surroundings: Surroundings;
  readonly #verbs: MenuVerbs;
  readonly #tray: TrayIcon;
  readonly #notifier: Notifier;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#verbs = makeVerbs(surroundings);
    this.#tray = new TrayIcon(this.#verbs);
    const { window } = surroundings.consoleWindow;
    this.#notifier = new Notifier({
      isInFront: () => !window.isDestroyed() && window.isFocused(),
      isWanted: () => this.options.notifications,
      now: () => performance.now(),
      command: this.#verbs.command,
    });
  }

  get options(): DesktopOptions {
    const { tray = false, notifications = true } = this.#surroundings.memory.current;
    return { tray, notifications };
  }

  /** What is left out stays as it is. */
  change({ tray, notifications }: ShellInput<'setDesktopOptions'>[0]): DesktopOptions {
    const before = this.options;
    this.#surroundings.memory.remember({
      tray: tray ?? before.tray,
      notifications: notifications ?? before.notifications,
    });
    this.update();
    return this.options;
  }

  /** As its entry in the menus does it. */
  act(name: WindowAct): void {
    const { authority, consoleWindow } = this.#surroundings;
    // The menu offers neither then.
    if (name === 'stopAuthority' && (!authority.isRunning || authority.isService)) return;
    if (name === 'startAuthority' && authority.isRunning) return;
    if (isVerb(name)) this.#verbs[name]();
    else changeView(consoleWindow.window, name);
  }

  /** The state, the alarms, the language or the options may have changed. */
  update(): void {
    const { authority, consoleWindow } = this.#surroundings;
    const { alarms, isRunning, isService, state } = authority;
    const { phase } = state;
    const { takesCommands: consoleListens } = consoleWindow;
    const signInsPaused = alarms.includes('sign_ins_paused');
    showMenu(
      {
        authorityRuns: isRunning,
        authorityIsService: isService,
        authorityReady: phase === 'ready',
        consoleListens,
        signInsPaused,
      },
      this.#verbs,
    );
    this.#tray.show(this.options.tray, {
      authority: state,
      alarmCount: alarms.length,
      consoleListens,
      signInsPaused,
    });
    this.#notifier.look(state, alarms);
  }
}

function makeVerbs({ authority, consoleWindow, getState, quit }: Surroundings): MenuVerbs {
  const { window } = consoleWindow;
  /** A question at a window that is out of the way would be out of the way too. */
  const inFront = (): BrowserWindow => {
    consoleWindow.focus();
    return window;
  };
  const command = (asked: ConsoleCommand): void => consoleWindow.command(asked);
  return {
    openConsole: () => consoleWindow.focus(),
    command,
    openPortal() {
      const [origin] = authority.origins;
      if (origin !== undefined) void shell.openExternal(origin);
    },
    // While Rollcall is set up there is nothing but typing to take back.
    undo() {
      if (consoleWindow.takesCommands) command({ type: 'undo' });
      else window.webContents.undo();
    },
    print: () => consoleWindow.print(),
    reload() {
      const { reload: words, unsaved } = mainText();
      const reload = (): void => window.webContents.reload();
      if (consoleWindow.hasUnsaved) void askThen(inFront(), { ...words, consequence: unsaved }, reload);
      else reload();
    },
    about: () => void showAbout(inFront(), getState()),
    closeWindow: () => window.close(),
    stopAuthority: () => void askThen(inFront(), mainText().stop, () => authority.stop()),
    startAuthority: () => void authority.restart(),
    quit() {
      const { quit: words, unsaved } = mainText();
      const lost = consoleWindow.hasUnsaved ? [unsaved] : [];
      // A service goes on without this window: nobody is put out by it.
      const stops = authority.isService ? [] : [words.consequence];
      const consequence = [...lost, ...stops].join('\n\n');
      if (consequence === '') quit();
      else void askThen(inFront(), { ...words, consequence }, quit);
    },
  };
}

type ViewAct = Exclude<WindowAct, keyof MenuVerbs>;

function isVerb(name: WindowAct): name is Exclude<WindowAct, ViewAct> {
  return !['fullScreen', 'actualSize', 'zoomIn', 'zoomOut'].includes(name);
}

/** In the steps of Electron's own entries. */
function changeView(window: BrowserWindow, name: ViewAct): void {
  const { webContents } = window;
  const level = webContents.getZoomLevel();
  if (name === 'fullScreen') window.setFullScreen(!window.isFullScreen());
  else webContents.setZoomLevel(name === 'actualSize' ? 0 : name === 'zoomIn' ? level + 0.5 : level - 0.5);
}

async function askThen(
  window: BrowserWindow,
  ask: Parameters<typeof askToConfirm>[1],
  act: () => void | Promise<void>,
): Promise<void> {
  if (await askToConfirm(window, ask)) await act();
}
