import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchOpenedContext } from './page-faults.ts';
import { rootDir } from './root-dir.ts';

const fixturesDir = fileURLToPath(new URL('../desktop/fixtures', import.meta.url));

/** Chromium's own sandbox refuses to run as root; the option of the window stays on. */
const SWITCHES = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--log-level=3'];

export interface AppDirs {
  readonly appDir: string;
  readonly profileDir: string;
  readonly dataDir: string;
}

/** Makes directories for one app of its own; `remove` takes them away again. */
export function createAppDirs({ withFixtures }: { withFixtures: boolean }): AppDirs & { remove: () => void } {
  const baseDir = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-desktop-'));
  const dataDir = path.join(baseDir, 'data');
  fs.mkdirSync(dataDir, { mode: 0o700 });
  return {
    appDir: withFixtures ? createAppWithFixtures(path.join(baseDir, 'app')) : rootDir,
    profileDir: path.join(baseDir, 'profile'),
    dataDir,
    remove: () => fs.rmSync(baseDir, { recursive: true, force: true, maxRetries: 10 }),
  };
}

/** The real main and preload bundles, around a page and an authority that do what a test tells them to. */
function createAppWithFixtures(appDir: string): string {
  fs.mkdirSync(path.join(appDir, 'out/authority'), { recursive: true });
  fs.writeFileSync(
    path.join(appDir, 'package.json'),
    JSON.stringify({
      name: 'rollcall',
      productName: 'Rollcall',
      version: '0.0.0',
      type: 'module',
      main: 'out/main/main.js',
    }),
  );
  for (const area of ['main', 'preload']) {
    fs.cpSync(path.join(rootDir, 'out', area), path.join(appDir, 'out', area), { recursive: true });
  }
  fs.cpSync(path.join(fixturesDir, 'page'), path.join(appDir, 'out/renderer'), { recursive: true });
  fs.copyFileSync(path.join(fixturesDir, 'utility.js'), path.join(appDir, 'out/authority/utility.js'));
  return appDir;
}

export function describeLaunch(dirs: AppDirs, more: readonly string[] = []): string[] {
  return [...SWITCHES, `--user-data-dir=${dirs.profileDir}`, dirs.appDir, '--data', dirs.dataDir, ...more];
}

/** The one place where tests get a window: what goes wrong in any page of it fails the test (`page-faults.ts`). */
export async function openElectronApp(
  dirs: AppDirs,
  more: readonly string[] = [],
): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({ args: describeLaunch(dirs, more), cwd: rootDir });
  const page = await app.firstWindow();
  await watchOpenedContext(app.context());
  return { app, page };
}
