import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The data directory when none is named: the system's place for service data when this is root, otherwise the one of
 * the desktop app. Root who has only ever run the desktop app gets that one too.
 */
export function defaultDataDir(
  isRoot: boolean = process.getuid?.() === 0,
  exists: (dir: string) => boolean = existsSync,
): string {
  const appDataDir = path.join(profileDir(), 'data');
  if (!isRoot) return appDataDir;
  const ownDir = serviceDataDir();
  return exists(appDataDir) && !exists(ownDir) ? appDataDir : ownDir;
}

function serviceDataDir(): string {
  return process.platform === 'darwin' ? '/Library/Application Support/Rollcall/data' : '/var/lib/rollcall';
}

/** Electron's `app.getPath('userData')` for an app called Rollcall. */
function profileDir(): string {
  switch (process.platform) {
    case 'win32':
      return path.join(process.env['APPDATA'] ?? path.join(homedir(), 'AppData/Roaming'), 'Rollcall');
    case 'darwin':
      return path.join(homedir(), 'Library/Application Support/Rollcall');
    default:
      return path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'), 'Rollcall');
  }
}
