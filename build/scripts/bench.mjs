#!/usr/bin/env node
// npm run bench [-- NAME...]: builds, runs each test/bench/NAME.bench.ts in a process of its own, writes out/bench.json.
import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { ensurePackages } from './packages.mjs';
import { Progress } from './progress.mjs';
import { rootDir } from './root-dir.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const benchDir = path.join(rootDir, 'test/bench');
const bundleDir = path.join(rootDir, 'out/bench');
const resultPath = path.join(rootDir, 'out/bench.json');
const runnerPath = fileURLToPath(new URL('./run-bench.mjs', import.meta.url));

const available = listNames('.bench.ts');
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !available.includes(name));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${available.join(' ')}`);
  process.exit(2);
}
const names = wanted.length > 0 ? wanted : available;

const progress = new Progress(4 + names.length);
await progress.step('packages', ensurePackages);
await progress.step('system packages', () => ensureSystemPackages(['bench']));
await progress.step('build', async () => (await build()).join(', ') || 'up to date');
await progress.step('build of the benches', bundleBenches);
const rows = [];
for (const name of names) {
  await progress.step(name, async () => {
    const measured = await runBench(name);
    rows.push(...measured.map((row) => ({ bench: name, ...row })));
    return `${measured.length} results`;
  });
}
printTable(rows);
const machine = { cpu: os.cpus()[0]?.model, cores: os.cpus().length, node: process.version };
fs.writeFileSync(resultPath, `${JSON.stringify({ at: new Date().toISOString(), machine, rows }, null, 2)}\n`);
console.log(`\n${path.relative(process.cwd(), resultPath)}`);

/** Benches, and the worker threads and processes they start from NAME.worker.ts, bundled as the product is. */
async function bundleBenches() {
  const { build: viteBuild } = await import('vite');
  const { nodeBundle } = await import('../bundle/node-bundle.mjs');
  const files = [
    ...names.map((name) => `${name}.bench.ts`),
    ...listNames('.worker.ts').map((name) => `${name}.worker.ts`),
  ];
  const inputs = Object.fromEntries(
    files.map((file) => [file.replace(/\.ts$/, ''), path.join(benchDir, file)]),
  );
  inputs['store-worker'] = path.join(rootDir, 'electron/authority/base/storage/store-worker.ts');
  const config = nodeBundle({ rootDir, outDir: bundleDir, inputs });
  // What drives a browser and bundles its page is no part of what is measured, and does not like to be bundled.
  const found = [config.build?.rolldownOptions?.external, '@playwright/test', 'vite'].flat();
  await viteBuild({
    ...config,
    build: {
      ...config.build,
      rolldownOptions: { ...config.build?.rolldownOptions, external: /** @type {any} */ (found) },
    },
  });
  return names.join(', ');
}

function runBench(name) {
  const child = fork(runnerPath, [path.join(bundleDir, `${name}.bench.js`)], {
    cwd: rootDir,
    execArgv: ['--expose-gc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return new Promise((resolve, reject) => {
    let measured;
    child.once('message', (message) => {
      measured = message;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0 && measured !== undefined) resolve(measured);
      else reject(new Error(`${name} ended with ${code} and ${measured === undefined ? 'no' : 'a'} result`));
    });
  });
}

function printTable(lines) {
  const cells = [
    ['what', 'result', 'aim', ''],
    ...lines.map(({ what, result, aim, met }) => [
      what,
      result,
      aim ?? '',
      met === undefined ? '' : met ? 'met' : 'NOT MET',
    ]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  console.log('');
  for (const row of cells) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
  }
}

function listNames(ending) {
  if (!fs.existsSync(benchDir)) return [];
  return fs
    .readdirSync(benchDir)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}
