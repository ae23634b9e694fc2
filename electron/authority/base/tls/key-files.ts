import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renameDurableFile, writeDurableFile } from '../durable-file.ts';

/** Undefined when there is no such file; any other trouble is thrown. */
export async function findKeyFile(keysDir: string, fileName: string): Promise<string | undefined> {
  try {
    return await readFile(join(keysDir, fileName), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function writeKeyFile(keysDir: string, fileName: string, text: string): Promise<void> {
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  await writeDurableFile(join(keysDir, fileName), text);
}

export async function renameKeyFile(keysDir: string, fromName: string, toName: string): Promise<void> {
  await renameDurableFile(join(keysDir, fromName), join(keysDir, toName));
}
