import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** sun_path holds 108 bytes on Linux and 104 on macOS. */
const pathBytesMax = 100;

/** Where the authority of this data directory listens for the command line. Windows: undefined when it never ran. */
export function findSocketPath(dataDir: string): string | undefined {
  if (process.platform === 'win32') {
    try {
      return readFileSync(pipeNamePath(dataDir), 'utf8').trim();
    } catch {
      return undefined;
    }
  }
  const besidePath = path.join(dataDir, 'control.sock');
  if (Buffer.byteLength(besidePath) <= pathBytesMax) return besidePath;
  const name = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 16);
  return path.join(runtimeDir(), `${name}.sock`);
}

/** The same for the authority, which makes what is missing. A socket left by a killed process is removed. */
export function makeSocketPath(dataDir: string): string {
  if (process.platform === 'win32') {
    // Any account may open a pipe whose name it knows: the name is the secret, in a file of the owner's alone.
    const pipeName = `\\\\.\\pipe\\rollcall-${randomBytes(32).toString('hex')}`;
    writeFileSync(pipeNamePath(dataDir), pipeName, { mode: 0o600 });
    return pipeName;
  }
  const socketPath = findSocketPath(dataDir) ?? '';
  const socketDir = path.dirname(socketPath);
  mkdirSync(socketDir, { recursive: true, mode: 0o700 });
  if (!isOwnersAlone(socketDir)) throw new Error(`${socketDir} belongs to others or is open to them`);
  rmSync(socketPath, { force: true });
  return socketPath;
}

/** Nobody else can have put a socket of theirs there. */
export function isOwnersAlone(dir: string): boolean {
  const stat = lstatSync(dir, { throwIfNoEntry: false });
  return (
    stat !== undefined && stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0
  );
}

function pipeNamePath(dataDir: string): string {
  return path.join(dataDir, 'control.pipe');
}

function runtimeDir(): string {
  const uid = process.getuid?.() ?? 0;
  if (uid === 0) return '/run/rollcall';
  return path.join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), `rollcall-${String(uid)}`);
}
