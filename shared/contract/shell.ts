import { z } from 'zod';
import { languageTags } from '../languages.ts';
import { portPairSchema, portSchema, portStateSchema } from '../model/ports.ts';
import { windowActs, type ConsoleCommand } from './console-command.ts';

/**
 * Every call the console may make to the window's own process, once. The handlers in main and the client in the
 * preload are typed from this; adding a call is one entry here, one handler, one line in the preload.
 * What concerns users, sessions and settings never goes this way: that is the control contract.
 */

export const authorityStateSchema = z.object({
  /** `failed`: it said why it cannot run and is not tried again by itself. `stopped`: somebody stopped it. */
  phase: z.enum(['starting', 'ready', 'restarting', 'failed', 'stopped']),
  /** With `failed`: a code of the error catalogue. */
  code: z.string().optional(),
  /** With `failed`: one plain sentence of what is wrong; English. */
  sentence: z.string().optional(),
  /** With `failed`: what to do about it, when there is more to say than the sentence; English. */
  fix: z.string().optional(),
  /** With `failed`: the same for other languages, by the names of the catalogue's data: `port`, `holder`, `dir`. */
  facts: z.record(z.string(), z.string()).optional(),
  /** With `ready`: a service that the app has not started, and does not end: how it calls itself. */
  holder: z.string().optional(),
  /** With `failed`, when a port is in the way: where it was to listen. `startOnPorts` starts it on others. */
  ports: portPairSchema.optional(),
  /** With `restarting`: wall clock of this PC, ms since 1970. */
  restartAt: z.number().optional(),
  /** How often in a row it ended by itself; 0 again once it has run for a minute. */
  restarts: z.int(),
});
export type AuthorityState = z.infer<typeof authorityStateSchema>;

/** Why a console in a browser is not connected, when there is more to say than that it is. */
export const consoleDoorSchema = z.discriminatedUnion('kind', [
  /** Nobody has answered there for a while; it is still being tried. */
  z.object({ kind: z.literal('away') }),
  /** The session has as many tabs as it may. It is tried again when the admin says so; so are those below. */
  z.object({ kind: z.literal('too_many') }),
  z.object({ kind: z.literal('moved'), port: z.int(), address: z.string() }),
  z.object({ kind: z.literal('switched_off') }),
]);
export type ConsoleDoor = z.infer<typeof consoleDoorSchema>;

export const shellStateSchema = z.object({
  authority: authorityStateSchema,
  /** Empty in a browser: the authority's status names it. */
  dataDir: z.string(),
  /** Absent where the console is open in a browser. */
  versions: z
    .object({
      rollcall: z.string(),
      electron: z.string(),
      chromium: z.string(),
      node: z.string(),
    })
    .optional(),
  /** In a browser: the admin who signed in there. The window of the app belongs to whoever sits at the computer. */
  signedInAs: z.string().optional(),
  /** In a browser: which of the sessions of the console this is. */
  consoleSessionId: z.string().optional(),
  door: consoleDoorSchema.optional(),
});
export type ShellState = z.infer<typeof shellStateSchema>;

/** In the window of the app. */
export type DesktopState = ShellState & { versions: NonNullable<ShellState['versions']> };

/** Starting with the session of the user of this computer. */
const autostartSchema = z.object({
  /** False where nothing can be started by itself, as when it runs from its sources. */
  supported: z.boolean(),
  on: z.boolean(),
});
export type Autostart = z.infer<typeof autostartSchema>;

/** What makes this install a service of the system; for the admin to copy. */
const serviceSetupSchema = z.object({
  /** What the system is to run, in one line. */
  command: z.string(),
  /** Where systemd is what runs services: the file that says so, and where it belongs. */
  unit: z.object({ path: z.string(), content: z.string() }).optional(),
});
export type ServiceSetup = z.infer<typeof serviceSetupSchema>;

/** How the app shows itself outside its window; kept on this computer, not in the install. */
export const desktopOptionsSchema = z.object({
  /** The glyph among those of the system, whose shape tells the status. */
  tray: z.boolean(),
  /** The few sentences that come up by themselves while the window is not in front. */
  notifications: z.boolean(),
});
export type DesktopOptions = z.infer<typeof desktopOptionsSchema>;

const none = z.tuple([]);

/** A file name that every system takes, without a folder. */
const fileNameSchema = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}/\\:*?"<>|.][^\p{Cc}/\\:*?"<>|]*$/u);

export const fileToSaveSchema = z.object({
  /** What is proposed; the admin may choose another. */
  name: fileNameSchema,
  /** Written as UTF-8. */
  content: z.string().max(200_000_000),
});

export const pathToChooseSchema = z.object({
  kind: z.enum(['file', 'folder']),
  /** What was chosen or typed before; empty or no full path: the folder of documents. */
  from: z.string().max(4096),
});

/** `input` is the list of arguments. */
export const shellCalls = {
  getState: { input: none, output: shellStateSchema },
  /** Starts the authority again, whatever its phase; ends the running one in order first. */
  restartAuthority: { input: none, output: z.void() },
  /**
   * Starts an authority that a port keeps from running on these: it makes them its setting as soon as it listens on
   * them. The file of the settings is written by the authority alone.
   */
  startOnPorts: { input: z.tuple([portPairSchema]), output: z.void() },
  /** Is this port free? For while no authority runs that could be asked; nothing when nobody is there to look. */
  checkPort: { input: z.tuple([portSchema]), output: portStateSchema.optional() },
  /** Ends the authority in order and leaves it stopped until `restartAuthority`. */
  stopAuthority: { input: none, output: z.void() },
  /** Opens one of the authority's own addresses in the browser of this PC; any other is refused. */
  openPortal: { input: z.tuple([z.url().max(2048)]), output: z.void() },
  /** The page itself has no permission for the clipboard. */
  copyText: { input: z.tuple([z.string().max(100_000)]), output: z.void() },
  /**
   * Asks the admin where, with the system's own dialog, and writes the file there: the page cannot download. Gives
   * the path, or nothing when the admin cancelled. Why a place cannot be written to is told to the admin there.
   */
  saveFile: { input: z.tuple([fileToSaveSchema]), output: z.string().optional() },
  /**
   * Asks the admin for a file or a folder that exists, with the system's own dialog that opens at `from`. Gives its
   * path, or nothing when the admin cancelled.
   */
  choosePath: { input: z.tuple([pathToChooseSchema]), output: z.string().optional() },
  getAutostart: { input: none, output: autostartSchema },
  setAutostart: { input: z.tuple([z.boolean()]), output: autostartSchema },
  /** Nothing in a browser: the computer it runs on may be another. */
  getServiceSetup: { input: none, output: serviceSetupSchema.optional() },
  /**
   * Stops the authority for as long as a service that waits for the data needs to take them, then looks who has them: the
   * window is that service's, or the app goes on by itself.
   */
  handOverToService: { input: none, output: z.void() },
  getDesktopOptions: { input: none, output: desktopOptionsSchema },
  /** What is left out stays as it is. */
  setDesktopOptions: { input: z.tuple([desktopOptionsSchema.partial()]), output: desktopOptionsSchema },
  /** What an entry of the menus does, asked for in the command box. In a browser only some can be done. */
  doInWindow: { input: z.tuple([z.enum(windowActs)]), output: z.void() },
  /** The language the console shows: menus and dialogs follow it. */
  tellLanguage: { input: z.tuple([z.enum(languageTags)]), output: z.void() },
  /** Something was typed in the console that would be lost with its page: it is asked about before that is given up. */
  tellUnsaved: { input: z.tuple([z.boolean()]), output: z.void() },
} as const;

export type ShellCallName = keyof typeof shellCalls;
export type ShellInput<Name extends ShellCallName> = z.infer<(typeof shellCalls)[Name]['input']>;
export type ShellOutput<Name extends ShellCallName> = z.infer<(typeof shellCalls)[Name]['output']>;

/** `window.rollcallShell`, as the preload exposes it, or the console in a browser makes it. */
export type RollcallShell = {
  [Name in ShellCallName]: (...input: ShellInput<Name>) => Promise<ShellOutput<Name>>;
} & {
  /** Calls the listener at every change; returns the function that ends it. */
  onState: (listener: (state: ShellState) => void) => () => void;
  /**
   * Calls the listener when a menu of the window asks for a screen, the command box or an act (`shell.command`);
   * returns the function that ends it. One listener at a time. Main is told that there is one, and that there is none
   * any more (`shell.takesCommands`): what is asked for meanwhile waits, and the menus offer nothing that nobody takes.
   */
  onCommand: (listener: (command: ConsoleCommand) => void) => () => void;
  /** Only where somebody signed in. */
  signOut?: () => Promise<void>;
  /** Only in a browser: connects again where nothing does so by itself (`ShellState.door`). */
  connectAgain?: () => void;
};
