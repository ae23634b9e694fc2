import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';

/**
 * Installs exactly what package-lock.json says when something of it is missing.
 * @returns {string} what was done
 */
export function ensurePackages() {
  checkNode();
  if (isInstalled()) return 'already there';
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: rootDir,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return 'installed';
}

/** Says at once what npm only warns about. */
function checkNode() {
  const { engines } = JSON.parse(fs.readFileSync(path.join(rootDir, 'package.json'), 'utf8'));
  const wanted = engines.node.replace('>=', '').split('.').map(Number);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
    throw new Error(`Rollcall needs Node ${engines.node}; this is ${process.versions.node}.`);
  }
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
