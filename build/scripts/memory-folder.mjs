import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const memoryDir = '/dev/shm';
/** What the tests have at most at one time, many times over. */
const bytesMin = 4 * 1024 ** 3;

/**
 * A folder for what tests write, in memory where there is plenty: most of what a store costs a test is waiting for
 * the disk, and what a test sees of it is the same.
 * @returns {{ dir: string, remove: () => void } | undefined} nothing where the disk has to do
 */
export function makeMemoryFolder() {
  if (process.platform !== 'linux' || !isPlenty()) return undefined;
  const dir = fs.mkdtempSync(path.join(memoryDir, 'rollcall-tests-'));
  // As open as the usual one: web servers read in it under accounts of their own.
  fs.chmodSync(dir, 0o1777);
  return { dir, remove: () => fs.rmSync(dir, { recursive: true, force: true, maxRetries: 10 }) };
}

function isPlenty() {
  try {
    fs.accessSync(memoryDir, fs.constants.W_OK);
    const { bavail, bsize } = fs.statfsSync(memoryDir);
    return bavail * bsize >= bytesMin && os.freemem() >= bytesMin && runsPrograms();
  } catch {
    return false;
  }
}

/** Containers often mount it so that nothing on it can be started; some tests start what they write. */
function runsPrograms() {
  const mounts = fs.readFileSync('/proc/mounts', 'utf8').split('\n');
  const mount = mounts.map((line) => line.split(' ')).find(([, place]) => place === memoryDir);
  return mount !== undefined && !(mount[3] ?? '').split(',').includes('noexec');
}
