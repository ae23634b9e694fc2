import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * What Rollcall needs from the operating system, and for which part: `window` is the desktop app itself, the
 * others are parts of the tests. `library`, `command` and `file` say how its presence is seen; the first of `debian`
 * that the system knows is installed (the names ending in t64 are of Debian 13 and Ubuntu 24.04).
 */
export const SYSTEM_PACKAGES = [
  { library: 'libgtk-3.so.0', debian: ['libgtk-3-0t64', 'libgtk-3-0'], parts: ['window', 'desktop'] },
  { library: 'libnss3.so', debian: ['libnss3'], parts: ['window', 'desktop'] },
  { library: 'libasound.so.2', debian: ['libasound2t64', 'libasound2'], parts: ['window', 'desktop'] },
  { library: 'libgbm.so.1', debian: ['libgbm1'], parts: ['window', 'desktop'] },
  { library: 'libXss.so.1', debian: ['libxss1'], parts: ['window', 'desktop'] },
  {
    library: 'libatk-bridge-2.0.so.0',
    debian: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
    parts: ['window', 'desktop'],
  },
  { library: 'libcups.so.2', debian: ['libcups2t64', 'libcups2'], parts: ['window', 'desktop'] },
  { library: 'libdrm.so.2', debian: ['libdrm2'], parts: ['window', 'desktop'] },
  { library: 'libxkbcommon.so.0', debian: ['libxkbcommon0'], parts: ['window', 'desktop'] },
  { command: 'Xvfb', debian: ['xvfb'], parts: ['desktop'] },
  {
    command: 'chromium',
    debian: ['chromium'],
    parts: ['authority', 'oidc', 'proxies', 'console', 'desktop'],
  },
  { command: 'certutil', debian: ['libnss3-tools'], parts: ['desktop'] },
  { command: 'nginx', debian: ['nginx'], parts: ['proxies', 'bench'] },
  { command: 'caddy', debian: ['caddy'], parts: ['proxies'] },
  { command: 'php', debian: ['php-cli'], parts: ['proxies'] },
  { file: '/usr/share/dokuwiki/doku.php', debian: ['dokuwiki'], parts: ['proxies'] },
  { command: 'jupyterhub', debian: ['jupyterhub'], parts: ['proxies'] },
  { command: 'ip', debian: ['iproute2'], parts: ['proxies'] },
  { command: 'nft', debian: ['nftables'], parts: ['proxies'] },
  { command: 'faketime', debian: ['faketime'], parts: ['durability'] },
  { command: 'openssl', debian: ['openssl'], parts: ['unit', 'proxies', 'bench'] },
  { command: 'curl', debian: ['curl'], parts: ['proxies', 'bench'] },
  { command: 'jq', debian: ['jq'], parts: ['proxies'] },
  { command: 'apache2', debian: ['apache2'], parts: ['oidc'] },
  {
    file: '/usr/lib/apache2/modules/mod_auth_openidc.so',
    debian: ['libapache2-mod-auth-openidc'],
    parts: ['oidc'],
  },
  { command: 'sysctl', debian: ['procps'], parts: ['proxies'] },
];

/** Programs for administrators are often not on the PATH of other accounts. */
const COMMAND_DIRS = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];

/**
 * Installs what is missing for these parts on Debian as root; elsewhere throws with the command to run.
 * @param {string[]} parts
 * @returns {string} what was done
 */
export function ensureSystemPackages(parts) {
  if (process.platform !== 'linux') return 'none needed on this system';
  const missing = findMissing(parts);
  if (missing.length === 0) return 'already there';
  if (!isCommandThere('apt-get')) {
    const wanted = missing.map((item) => item.library ?? item.command ?? item.file).join(', ');
    throw new Error(
      `Missing on this system: ${wanted}. Install them with its package manager and start again.`,
    );
  }
  if (process.getuid?.() !== 0) throw new Error(`System packages are missing. Run:  ${aptCommand(missing)}`);
  const names = installWithoutServices(missing);
  if (findMissing(parts).length > 0) throw new Error(`apt-get did not bring all of ${names.join(' ')}`);
  return `installed ${names.join(' ')}`;
}

function findMissing(parts) {
  const libraries = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  return SYSTEM_PACKAGES.filter((item) => {
    if (!item.parts.some((part) => parts.includes(part))) return false;
    if (item.file !== undefined) return !fs.existsSync(item.file);
    return item.library === undefined
      ? !isCommandThere(item.command)
      : !libraries.includes(`\t${item.library} `);
  });
}

function isCommandThere(name) {
  return COMMAND_DIRS.some((dir) => fs.existsSync(path.join(dir, name)));
}

/** Without its lists apt knows none of the names, and nobody can say which one this system uses. */
function aptCommand(missing) {
  const names = missing.map((item) => item.debian.find(isKnownToApt));
  return names.includes(undefined)
    ? 'sudo apt-get update  and start again'
    : `sudo apt-get install -y ${names.join(' ')}`;
}

function isKnownToApt(name) {
  const policy = spawnSync('apt-cache', ['policy', name], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return /Candidate: (?!\(none\))/.test(policy.stdout ?? '');
}

/**
 * The tests need the programs; a web server that Debian starts on port 80 by itself is nobody's wish. A fresh image
 * has no lists: which name a package has there is known only after the update.
 * @returns {string[]} the names installed
 */
function installWithoutServices(missing) {
  const policyPath = '/usr/sbin/policy-rc.d';
  const ours = !fs.existsSync(policyPath);
  if (ours) fs.writeFileSync(policyPath, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: /** @type {['ignore', 2, 2]} */ (['ignore', 2, 2]),
  };
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    const names = missing.map((item) => item.debian.find(isKnownToApt) ?? item.debian.at(-1));
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], options);
    return names;
  } finally {
    if (ours) fs.rmSync(policyPath);
  }
}
