import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { readGlobalOptions } from './call-authority.ts';
import { ExitCode } from './exit-code.ts';

/** The folder of package.json, seen from the built program in `out/authority/`. */
const appDir = fileURLToPath(new URL('../..', import.meta.url));

/** `rollcall` alone: the window, or `serve` where there is none to show. */
export function addDesktopCommand(program: Command): void {
  program.allowExcessArguments().action(async (_flags: object, command: Command) => {
    const [unknown] = command.args;
    if (unknown !== undefined) command.error(`error: unknown command '${unknown}'`);
    const { dataDir, json } = readGlobalOptions(command);
    const runtime = hasDisplay() ? findElectron() : 'there is no display here';
    if (typeof runtime === 'object') throw new ExitCode(await openWindow(runtime.binaryPath, dataDir));
    process.stderr.write(`No window: ${runtime}. Running: rollcall serve\n`);
    const settings = { hosts: undefined, httpsPort: undefined, httpPort: undefined };
    const { serve } = await import('../headless.ts');
    throw new ExitCode(await serve({ dataDir, json, ...settings }));
  });
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** The runtime, or why there is none. */
function findElectron(): { binaryPath: string } | string {
  const distDir = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? askForRuntime();
  if (distDir === undefined) return 'there is no Electron here (npm start gets it)';
  const binaryPath = path.join(distDir, binaryNames[process.platform] ?? 'electron');
  return existsSync(binaryPath) ? { binaryPath } : `${binaryPath} does not exist`;
}

const binaryNames: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** The scripts of a clone know where its Electron is, and get it when it is missing. */
function askForRuntime(): string | undefined {
  const scriptPath = path.join(appDir, 'build/scripts/electron-runtime.mjs');
  if (!existsSync(scriptPath)) return undefined;
  const asked = spawnSync(process.execPath, [scriptPath], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  return asked.status === 0 ? asked.stdout.trim() : undefined;
}

function openWindow(binaryPath: string, dataDir: string): Promise<number> {
  // Chromium's sandbox refuses to run as root.
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(binaryPath, [...switches, appDir, '--data', dataDir], { stdio: 'inherit' });
  // Ctrl+C reaches the child by itself.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)),
    );
  });
}
