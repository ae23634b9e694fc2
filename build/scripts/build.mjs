#!/usr/bin/env node
// npm run build [-- --only authority|main|preload|renderer] [--force]
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './packages.mjs';
import { rootDir } from './root-dir.mjs';

/** What every bundle depends on besides its own sources. */
const COMMON_SOURCES = ['build/bundle', 'package-lock.json'];

/**
 * Builds what has changed since the last build.
 * @param {{ only?: string[], force?: boolean, say?: (line: string) => void }} options
 */
export async function build({ only = [], force = false, say = console.error } = {}) {
  const { AREAS } = await import('../bundle/areas.mjs');
  const { build: viteBuild } = await import('vite');
  const unknown = only.filter((name) => !(name in AREAS));
  if (unknown.length > 0)
    throw new Error(`no such area: ${unknown.join(', ')} (${Object.keys(AREAS).join(', ')})`);
  const built = [];
  for (const [name, area] of Object.entries(AREAS)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const present = Object.entries(area.entries).filter(([, file]) =>
      fs.existsSync(path.join(rootDir, file)),
    );
    for (const [, file] of Object.entries(area.entries)) {
      if (!present.some(([, there]) => there === file)) say(`${name}: ${file} does not exist yet, skipped`);
    }
    if (present.length === 0) continue;
    const print = fingerprint([...area.sources, ...COMMON_SOURCES]);
    const stampPath = path.join(rootDir, 'out/.stamps', name);
    if (!force && isCurrent(stampPath, print, name)) continue;
    fs.rmSync(stampPath, { force: true });
    const inputs = Object.fromEntries(present.map(([key, file]) => [key, path.join(rootDir, file)]));
    await replaceDir(path.join(rootDir, 'out', name), (outDir) =>
      viteBuild(area.config({ rootDir, outDir, inputs })),
    );
    if (name === 'authority') writeLauncher();
    fs.mkdirSync(path.dirname(stampPath), { recursive: true });
    fs.writeFileSync(stampPath, print);
    built.push(name);
  }
  return built;
}

/** Fills a new folder and puts it in the place of the old one, so that a running Rollcall never sees half of it. */
async function replaceDir(targetDir, fill) {
  const newDir = `${targetDir}.${process.pid}.new`;
  try {
    await fill(newDir);
    fs.rmSync(targetDir, { recursive: true, force: true });
    fs.renameSync(newDir, targetDir);
  } finally {
    fs.rmSync(newDir, { recursive: true, force: true });
  }
}

function isCurrent(stampPath, print, name) {
  if (!fs.existsSync(path.join(rootDir, 'out', name))) return false;
  return fs.existsSync(stampPath) && fs.readFileSync(stampPath, 'utf8') === print;
}

/** `out/rollcall.js` is the documented name; the program stays beside its worker in `out/authority/`. */
function writeLauncher() {
  const launcherPath = path.join(rootDir, 'out/rollcall.js');
  fs.writeFileSync(launcherPath, "#!/usr/bin/env node\nimport './authority/cli.js';\n");
  fs.chmodSync(launcherPath, 0o755);
}

/** Changes when a file under one of the paths appears, goes, or changes size or time. */
function fingerprint(relativePaths) {
  const hash = createHash('sha256');
  const visit = (relativePath) => {
    const stat = fs.statSync(path.join(rootDir, relativePath), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(path.join(rootDir, relativePath)).sort()) {
        visit(path.posix.join(relativePath, name));
      }
    } else {
      hash.update(`${relativePath}\0${stat.size}\0${stat.mtimeMs}\n`);
    }
  };
  relativePaths.forEach(visit);
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const only = args.flatMap((arg, n) => (args[n - 1] === '--only' ? arg.split(',') : []));
  const beganAt = performance.now();
  try {
    ensurePackages();
    const built = await build({ only, force: args.includes('--force') });
    const seconds = ((performance.now() - beganAt) / 1000).toFixed(1);
    console.error(
      built.length > 0 ? `built ${built.join(', ')} in ${seconds} s` : 'everything is up to date',
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
