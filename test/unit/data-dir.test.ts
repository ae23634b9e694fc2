import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openDataDir } from '../../electron/authority/base/storage/data-dir.ts';
import { rootDir } from '../support/root-dir.ts';

const parentDir = mkdtempSync(path.join(tmpdir(), 'rollcall-dir-'));
const dataDir = path.join(parentDir, 'data');

afterEach(() => rmSync(parentDir, { recursive: true, force: true }));

/** Can another process lock it? */
function isFreeForOthers(): boolean {
  const script = `const db = new (require('libsql'))(process.argv[1], { timeout: 0 });
    try { db.exec('BEGIN IMMEDIATE'); console.log('free'); } catch { console.log('locked'); }`;
  const answer = spawnSync(process.execPath, ['-e', script, path.join(dataDir, 'lock')], { cwd: rootDir });
  return answer.stdout.toString().trim() === 'free';
}

it('a data directory is free for another process as soon as it is closed', () => {
  const opened = openDataDir(dataDir, 'a test');
  if (!opened.ok) throw new Error(opened.code);
  expect(isFreeForOthers()).toBe(false);
  opened.close();
  expect(isFreeForOthers()).toBe(true);
});
