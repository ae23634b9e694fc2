import type { ConsoleCommand } from '../../../shared/contract/console-command.ts';

/** What menus can do. Close the window, stop the authority, quit: three things. */
export interface MenuVerbs {
  /** Brings the console to the front. */
  readonly openConsole: () => void;
  /** Brings the console to the front and has it do this. */
  readonly command: (command: ConsoleCommand) => void;
  /** In the browser of this PC. */
  readonly openPortal: () => void;
  /** The last typing, or what was just done in the console. */
  readonly undo: () => void;
  readonly print: () => void;
  /** The window's page anew; after a question when something was typed there. */
  readonly reload: () => void;
  readonly about: () => void;
  /** The authority runs on, and the window stays reachable. */
  readonly closeWindow: () => void;
  /** After a question; the window stays. */
  readonly stopAuthority: () => void;
  readonly startAuthority: () => void;
  /** After a question; ends the authority too. */
  readonly quit: () => void;
}

/** What the entries depend on. */
export interface MenuState {
  readonly authorityRuns: boolean;
  /** It is not the app's to stop. */
  readonly authorityIsService: boolean;
  /** The authority answers. */
  readonly authorityReady: boolean;
  /** The console takes what is asked for here: not while Rollcall is being set up, nor while its page loads. */
  readonly consoleListens: boolean;
  readonly signInsPaused: boolean;
  readonly developer: boolean;
  readonly mac: boolean;
}
