#!/usr/bin/env node
// npm test [-- PART...]: all that CI runs, or only these parts: format lint types, or a folder of test/.
import fs from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { CHECKS, runTool } from './checks.mjs';
import { getElectronRuntime } from './electron-runtime.mjs';
import { makeMemoryFolder } from './memory-folder.mjs';
import { ensurePackages } from './packages.mjs';
import { Progress } from './progress.mjs';
import { rootDir } from './root-dir.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { openVirtualDisplay } from './virtual-display.mjs';

/** The order in which they run: what is quick to fail comes first. */
const TEST_FOLDERS = [
  'architecture',
  'unit',
  'authority',
  'oidc',
  'proxies',
  'durability',
  'console',
  'desktop',
];
const reportDir = path.join(rootDir, 'out/test-results');

const available = [...Object.keys(CHECKS), ...TEST_FOLDERS.filter(hasTests)];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((part) => !available.includes(part));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${available.join(' ')}`);
  process.exit(2);
}
const parts = wanted.length > 0 ? available.filter((part) => wanted.includes(part)) : available;

/** These read or import the sources; all others run what was built. */
const runsRollcall = parts.some((part) => !(part in CHECKS) && part !== 'architecture' && part !== 'unit');
const runsElectron = parts.includes('desktop');

const sum = { passed: 0, failed: 0, skipped: 0 };
/** What did not hold, by name: far above in the output it is hard to find again. */
const failures = [];
const environment = {};
try {
  await prepare();
  for (const [n, part] of parts.entries()) {
    console.error(`\n── ${part} (${n + 1} of ${parts.length})`);
    const result = part in CHECKS ? await runCheck(part) : await runTests(part);
    console.error(`── ${part}: ${describe(result)}`);
    for (const key of Object.keys(sum)) sum[key] += result[key];
    if (part in CHECKS && result.failed > 0) failures.push(part);
  }
} catch (error) {
  console.error(
    `\nThe tests could not run to their end. ${error instanceof Error ? error.message : String(error)}`,
  );
  sum.failed += 1;
}
if (failures.length > 0) console.log(`\nNot held:\n${failures.map((failure) => `  ${failure}`).join('\n')}`);
console.log(`\n${describe(sum)}`);
process.exit(sum.failed === 0 ? 0 : 1);

async function prepare() {
  const progress = new Progress(2 + Number(runsRollcall) + Number(runsElectron));
  await progress.step('packages', ensurePackages);
  if (runsRollcall) await progress.step('build', async () => (await build()).join(', ') || 'up to date');
  await progress.step('system packages', () => ensureSystemPackages(parts));
  if (!runsElectron) return;
  await progress.step('Electron', async () => {
    const runtime = await getElectronRuntime(console.error);
    environment['ELECTRON_OVERRIDE_DIST_PATH'] = runtime.distDir;
    return runtime.description;
  });
}

async function runCheck(name) {
  const code = await CHECKS[name]();
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function runTests(part) {
  const needsDisplay = part === 'desktop' && process.platform === 'linux' && !process.env['DISPLAY'];
  const display = needsDisplay ? await openVirtualDisplay() : undefined;
  // What outlives a kill and a cut of power is shown on a real disk.
  const memory = part === 'durability' ? undefined : makeMemoryFolder();
  try {
    const reportPath = path.join(reportDir, `${part}.json`);
    fs.rmSync(reportPath, { force: true });
    const code = await runTool(
      'vitest',
      // The files of a part that run alone are a project of their own.
      [
        'run',
        '--project',
        part,
        '--project',
        `${part}-alone`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportPath}`,
      ],
      {
        ...environment,
        ...(display === undefined ? {} : { DISPLAY: display.display }),
        ...(memory === undefined ? {} : { TMPDIR: memory.dir }),
      },
    );
    return count(reportPath, code);
  } finally {
    display?.end();
    memory?.remove();
  }
}

/** A file that could not be loaded, or a fault outside all tests, has no test of its own and counts as one failure. */
function count(reportPath, exitCode) {
  const result = { passed: 0, failed: 0, skipped: 0 };
  if (fs.existsSync(reportPath)) {
    const report = JSON.parse(fs.readFileSync(reportPath, 'utf8'));
    result.passed = report.numPassedTests;
    result.failed = report.numFailedTests;
    result.skipped = report.numPendingTests + report.numTodoTests;
    for (const file of report.testResults.filter(({ status }) => status === 'failed')) {
      const name = path.relative(rootDir, file.name);
      const tests = file.assertionResults.filter(({ status }) => status === 'failed');
      if (tests.length === 0) result.failed += 1;
      failures.push(...(tests.length === 0 ? [name] : tests.map(({ fullName }) => `${name}: ${fullName}`)));
    }
  }
  if (exitCode !== 0 && result.failed === 0) {
    result.failed = 1;
    failures.push(`${path.basename(reportPath, '.json')} ended with exit code ${exitCode}`);
  }
  return result;
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function hasTests(folder) {
  const dir = path.join(rootDir, 'test', folder);
  if (!fs.existsSync(dir)) return false;
  return fs.readdirSync(dir, { recursive: true }).some((name) => /\.test\.tsx?$/.test(String(name)));
}
