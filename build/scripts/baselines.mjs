#!/usr/bin/env node
// npm run baselines: makes the pictures anew that test/console/baselines.test.ts compares with. Look at them before committing.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from './build.mjs';
import { ensurePackages } from './packages.mjs';
import { rootDir } from './root-dir.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

ensurePackages();
await build();
ensureSystemPackages(['console']);
const { status } = spawnSync(
  process.execPath,
  [
    path.join(rootDir, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    'console',
    'test/console/baselines.test.ts',
  ],
  { cwd: rootDir, stdio: 'inherit', env: { ...process.env, ROLLCALL_MAKE_BASELINES: '1' } },
);
process.exit(status ?? 1);
