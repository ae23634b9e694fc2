import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';

/**
 * Installs exactly what package-lock.json says when something of it is missing.
 * @returns {string} what was done
 */
export function ensurePackages() {
  if (isInstalled()) return 'already there';
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: rootDir,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return 'installed';
}

/** npm keeps a copy of the lock of what it has installed; packages for other systems are not in it. */
function isInstalled() {
  const installedPath = path.join(rootDir, 'node_modules/.package-lock.json');
  if (!fs.existsSync(installedPath)) return false;
  const installed = readPackages(installedPath);
  return Object.entries(readPackages(path.join(rootDir, 'package-lock.json'))).every(([name, wanted]) => {
    if (name === '') return true;
    const there = installed[name];
    return there === undefined ? wanted.optional === true : there.version === wanted.version;
  });
}

function readPackages(lockPath) {
  return JSON.parse(fs.readFileSync(lockPath, 'utf8')).packages;
}
