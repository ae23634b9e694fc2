import { app } from 'electron';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Autostart } from '../../shared/contract/shell.ts';
import { makeDesktopEntry } from './desktop-entry.ts';

/**
 * Starting with the user's own session. On macOS and Windows by Electron; on Linux by a file that every desktop reads
 * (XDG Autostart 0.5). Who runs it from the sources has no program that could be started.
 */
export class AutostartSetting {
  readonly #args: readonly string[];

  /** @param args of the command line, such as another data directory, so that the same Rollcall is started */
  constructor(args: readonly string[]) {
    this.#args = args;
  }

  read(): Autostart {
    if (!app.isPackaged) return { supported: false, on: false };
    if (process.platform === 'linux') return { supported: true, on: existsSync(desktopFilePath()) };
    return {
      supported: true,
      on: app.getLoginItemSettings({ args: [...this.#args] }).openAtLogin,
    };
  }

  write(on: boolean): Autostart {
    if (!app.isPackaged) return this.read();
    if (process.platform === 'linux') this.#writeDesktopFile(on);
    else app.setLoginItemSettings({ openAtLogin: on, args: [...this.#args] });
    return this.read();
  }

  #writeDesktopFile(on: boolean): void {
    const filePath = desktopFilePath();
    if (!on) return rmSync(filePath, { force: true });
    mkdirSync(path.dirname(filePath), { recursive: true });
    // An AppImage is mounted anew at each start: only its own file stays.
    const program = process.env['APPIMAGE'] ?? process.execPath;
    return writeFileSync(filePath, makeDesktopEntry({ program, args: this.#args }));
  }
}

function desktopFilePath(): string {
  const configDir = process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config');
  return path.join(configDir, 'autostart', 'rollcall.desktop');
}
