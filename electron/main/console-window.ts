import { app, BrowserWindow, dialog, nativeImage, nativeTheme, screen, type Rectangle } from 'electron';
import { fileURLToPath } from 'node:url';
import iconUrl from '../../build/icons/icon-256.png?inline';
import type { ConsoleCommand } from '../../shared/contract/console-command.ts';
import { CONSOLE_URL } from './app-scheme.ts';
import { LOCKED_WEB_PREFERENCES } from './lockdown.ts';
import { mainText } from './text/main-text.ts';
import type { WindowMemory } from './window-memory.ts';

const preloadPath = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));

/** Pixels, as large as the tables need on an ordinary desktop; the console itself reflows down to less. */
const FIRST_SIZE = { width: 1280, height: 820 };
const LEAST_SIZE = { minWidth: 480, minHeight: 360 };
/** The page backgrounds of the UI kit, so that nothing flashes before the page is there. */
const BACKGROUND = { dark: '#1a1e25', light: '#f6f7f9' };
/** A page that dies over and over must not take the processor with it. */
const RELOAD_DELAY_MS = 1_000;

/** The admin's one window. Closing it ends nothing: it goes out of the way and stays reachable. */
export class ConsoleWindow {
  readonly window: BrowserWindow;
  readonly #memory: WindowMemory;
  #quitting = false;
  #pageLoaded = false;
  #takesCommands = false;
  #hasUnsaved = false;
  #asked: ConsoleCommand | undefined;

  constructor(memory: WindowMemory) {
    this.#memory = memory;
    this.window = new BrowserWindow({
      ...FIRST_SIZE,
      ...findVisibleBounds(memory.current.bounds),
      ...LEAST_SIZE,
      show: false,
      title: app.name,
      icon: nativeImage.createFromDataURL(iconUrl),
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
      webPreferences: {
        ...LOCKED_WEB_PREFERENCES,
        preload: preloadPath,
        devTools: !app.isPackaged,
      },
    });
    if (memory.current.maximized) this.window.maximize();
    this.window.once('ready-to-show', () => this.window.show());
    this.window.on('close', (event) => this.#close(event));
    app.once('before-quit', () => (this.#quitting = true));
    this.#followPage();
  }

  /** True when the page is there and listens. */
  get isPageLoaded(): boolean {
    return this.#pageLoaded && !this.window.isDestroyed();
  }

  /** True when its page does what menus ask for; not so while Rollcall is set up, say. */
  get takesCommands(): boolean {
    return this.#takesCommands && this.isPageLoaded;
  }

  set takesCommands(takes: boolean) {
    this.#takesCommands = takes;
    this.#passOn();
  }

  /** True when its page holds something that was typed, which would be lost with it. Closing the window loses nothing. */
  get hasUnsaved(): boolean {
    return this.#hasUnsaved && this.isPageLoaded;
  }

  set hasUnsaved(unsaved: boolean) {
    this.#hasUnsaved = unsaved;
  }

  open(): void {
    void this.window.loadURL(CONSOLE_URL);
  }

  /** Brings it back from wherever it is. */
  focus(): void {
    if (this.window.isDestroyed()) return;
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
  }

  /** Brings it to the front and has its page do this, as soon as there is one that can. */
  command(command: ConsoleCommand): void {
    this.focus();
    this.#asked = command;
    this.#passOn();
  }

  /** What the page shows, as it draws itself for paper; the system asks on which. */
  print(): void {
    this.window.webContents.print();
  }

  /** Calls back each time a page has loaded, the first and every later one. */
  onPageLoaded(listener: () => void): void {
    this.window.webContents.on('did-finish-load', listener);
  }

  #close(event: Electron.Event): void {
    this.#memory.remember({
      bounds: this.window.getNormalBounds(),
      maximized: this.window.isMaximized(),
    });
    if (this.#quitting) return;
    event.preventDefault();
    void this.#sayThatItRunsOn().then(() => {
      // Only a dock brings a hidden window back; a minimised one is in every task bar.
      if (process.platform === 'darwin') this.window.hide();
      else this.window.minimize();
    });
  }

  async #sayThatItRunsOn(): Promise<void> {
    if (this.#memory.current.closeNoticeSaid) return;
    this.#memory.remember({ closeNoticeSaid: true });
    const { message, detail, understood } = mainText().closed;
    await dialog.showMessageBox(this.window, {
      type: 'info',
      message,
      detail,
      buttons: [understood],
    });
  }

  #passOn(): void {
    if (this.#asked === undefined || !this.takesCommands) return;
    this.window.webContents.send('shell.command', this.#asked);
    this.#asked = undefined;
  }

  #followPage(): void {
    const { webContents } = this.window;
    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (!isMainFrame || isSameDocument) return;
      this.#pageLoaded = false;
      this.#takesCommands = false;
      this.#hasUnsaved = false;
    });
    webContents.on('did-finish-load', () => {
      this.#pageLoaded = true;
      this.#passOn();
    });
    webContents.on('render-process-gone', (_event, { reason }) => {
      this.#pageLoaded = false;
      if (reason === 'clean-exit') return;
      console.error(`The console's page ended (${reason}) and is loaded again.`);
      setTimeout(() => {
        if (!this.window.isDestroyed()) this.open();
      }, RELOAD_DELAY_MS);
    });
  }
}

/** Remembered bounds, unless the screen they were on is gone. */
function findVisibleBounds(bounds: Rectangle | undefined): Rectangle | undefined {
  if (bounds === undefined) return undefined;
  const isVisible = screen.getAllDisplays().some(({ workArea }) => {
    const overlapX =
      Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
    const overlapY =
      Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
    return overlapX > 100 && overlapY > 50;
  });
  return isVisible ? bounds : undefined;
}
