import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Undefined when there is no such file; any other trouble is thrown. */
export async function findKeyFile(keysDir: string, fileName: string): Promise<string | undefined> {
  try {
    return await readFile(join(keysDir, fileName), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Readable by the owner alone, and on disk when it returns: temp file, fsync, rename, fsync of the directory. */
export async function writeKeyFile(keysDir: string, fileName: string, text: string): Promise<void> {
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  const tempPath = join(keysDir, `${fileName}.tmp`);
  // One left over from a power cut: `wx` makes sure that the mode below is the mode of the file.
  await rm(tempPath, { force: true });
  const handle = await open(tempPath, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(tempPath, join(keysDir, fileName));
  await syncDir(keysDir);
}

export async function renameKeyFile(keysDir: string, fromName: string, toName: string): Promise<void> {
  await rename(join(keysDir, fromName), join(keysDir, toName));
  await syncDir(keysDir);
}

async function syncDir(dir: string): Promise<void> {
  // Windows cannot open a directory as a file; NTFS journals the rename itself.
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
