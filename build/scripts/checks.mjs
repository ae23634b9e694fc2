import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';

/** The compiler's areas: one configuration each in build/tsconfig/. */
const TYPE_AREAS = ['shared', 'authority', 'main', 'preload', 'renderer', 'test', 'build'];

/** What is checked without running Rollcall. Each counts as one test. */
export const CHECKS = {
  format: () => runTool('prettier', ['--check', '--log-level', 'warn', '.']),
  lint: () => runTool('oxlint', ['--deny-warnings']),
  types: async () => {
    const failed = [];
    for (const area of TYPE_AREAS) {
      if ((await runTool('tsc', ['--pretty', 'false', '-p', `build/tsconfig/${area}.json`])) !== 0)
        failed.push(area);
    }
    if (failed.length > 0) console.error(`type errors in ${failed.join(', ')}`);
    return failed.length;
  },
};

/**
 * Runs the tool a package brings, with its output shown.
 * @param {string} name
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<number>} its exit code
 */
export function runTool(name, args, environment = {}) {
  const packageName = name === 'tsc' ? 'typescript' : name;
  const packageDir = path.join(rootDir, 'node_modules', packageName);
  const { bin } = JSON.parse(fs.readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
  const binPath = path.join(packageDir, typeof bin === 'string' ? bin : bin[name]);
  const child = spawn(process.execPath, [binPath, ...args], {
    cwd: rootDir,
    stdio: ['ignore', 2, 2],
    env: { ...(process.stderr.isTTY ? {} : { NO_COLOR: '1' }), ...process.env, ...environment },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
