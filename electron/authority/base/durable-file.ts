import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Readable by the owner alone, and on disk when it resolves: temp file, fsync, rename, fsync of the directory. */
export async function writeDurableFile(filePath: string, text: string): Promise<void> {
  const tempPath = `${filePath}.tmp`;
  // One left over from a power cut: `wx` makes sure that the mode below is the mode of the file.
  await rm(tempPath, { force: true });
  const handle = await open(tempPath, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await renameDurableFile(tempPath, filePath);
}

export async function renameDurableFile(fromPath: string, toPath: string): Promise<void> {
  await rename(fromPath, toPath);
  await syncFolderOf(toPath);
}

/** Names made, changed or taken away in its folder are on disk. */
export async function syncFolderOf(filePath: string): Promise<void> {
  // Windows cannot open a directory as a file; NTFS journals the rename itself.
  if (process.platform === 'win32') return;
  const handle = await open(path.dirname(filePath), 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
