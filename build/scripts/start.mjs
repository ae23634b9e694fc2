#!/usr/bin/env node
// npm start [-- --data DIR ...]: everything a fresh clone needs, then the app.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from './build.mjs';
import { getElectronRuntime } from './electron-runtime.mjs';
import { ensurePackages } from './packages.mjs';
import { Progress } from './progress.mjs';
import { rootDir } from './root-dir.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const args = process.argv.slice(2);
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

try {
  if (hasDisplay) await startApp();
  else await startHeadless();
} catch (error) {
  console.error(`\nRollcall did not start. ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function startApp() {
  const progress = new Progress(4);
  await progress.step('packages', ensurePackages);
  await progress.step('build', describeBuild);
  await progress.step('system packages', () => ensureSystemPackages(['window']));
  let distDir = '';
  await progress.step('Electron', async () => {
    const runtime = await getElectronRuntime(console.error);
    distDir = runtime.distDir;
    return runtime.description;
  });
  // Chromium's sandbox refuses to run as root.
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  run([path.join(rootDir, 'node_modules/electron/cli.js'), ...switches, rootDir, ...args], {
    ELECTRON_OVERRIDE_DIST_PATH: distDir,
  });
}

async function startHeadless() {
  const progress = new Progress(2);
  await progress.step('packages', ensurePackages);
  await progress.step('build', describeBuild);
  console.error('There is no display here, so Rollcall runs without its window: rollcall serve');
  run([path.join(rootDir, 'out/rollcall.js'), 'serve', ...args], {});
}

async function describeBuild() {
  return (await build()).join(', ') || 'up to date';
}

/** Hands the terminal over: its signals go to the child, its exit code is ours. */
function run(nodeArgs, environment) {
  const child = spawn(process.execPath, nodeArgs, {
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  // A Ctrl+C reaches the child by itself.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
  });
}
