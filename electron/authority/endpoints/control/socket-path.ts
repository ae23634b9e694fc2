import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** sun_path holds 108 bytes on Linux and 104 on macOS. */
const pathBytesMax = 100;

/**
 * Where the authority of this data directory listens for the command line: `control.sock` in it, or what
 * `control.address` names. That file is the owner's alone, like everything there, so what it says is to be believed.
 */
export function findSocketPath(dataDir: string): string {
  try {
    return readFileSync(addressPathOf(dataDir), 'utf8').trim();
  } catch {
    return besidePathOf(dataDir);
  }
}

/** The same for the authority, which holds the lock: what a killed one has left is removed. */
export function makeSocketPath(dataDir: string): string {
  removeSocketPath(dataDir);
  const besidePath = besidePathOf(dataDir);
  if (process.platform !== 'win32' && Buffer.byteLength(besidePath) <= pathBytesMax) return besidePath;
  const socketPath =
    process.platform === 'win32'
      ? // Any account may open a pipe whose name it knows: the name is the secret.
        `\\\\.\\pipe\\rollcall-${randomBytes(32).toString('hex')}`
      : path.join(mkdtempSync(path.join(shortRuntimeDir(), 'rollcall-')), 'control.sock');
  writeFileSync(addressPathOf(dataDir), socketPath, { mode: 0o600 });
  return socketPath;
}

export function removeSocketPath(dataDir: string): void {
  const socketPath = findSocketPath(dataDir);
  rmSync(addressPathOf(dataDir), { force: true });
  if (process.platform === 'win32') return;
  const isBeside = socketPath === besidePathOf(dataDir);
  rmSync(isBeside ? socketPath : path.dirname(socketPath), { recursive: true, force: true });
}

function besidePathOf(dataDir: string): string {
  return path.join(dataDir, 'control.sock');
}

function addressPathOf(dataDir: string): string {
  return path.join(dataDir, 'control.address');
}

function shortRuntimeDir(): string {
  const dir = process.env['XDG_RUNTIME_DIR'] ?? tmpdir();
  return Buffer.byteLength(dir) < pathBytesMax / 2 ? dir : '/tmp';
}
