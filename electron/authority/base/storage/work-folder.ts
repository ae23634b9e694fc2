import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

const prefix = 'work-';

/**
 * A folder in the data directory, as closed to others as that, for what exists only while something is done.
 * @throws when it cannot be made
 */
export async function makeWorkFolder(dataDir: string): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(path.join(dataDir, prefix));
  return {
    dir,
    // Windows keeps a file that is still open for a moment; the next start takes what is left.
    remove: () => rm(dir, { recursive: true, force: true }).catch(() => undefined),
  };
}

/** What a power cut left. Only for the holder of the data directory. */
export function removeWorkFolders(dataDir: string): void {
  for (const entry of readdirSync(dataDir, { withFileTypes: true })) {
    if (!entry.isDirectory() || !entry.name.startsWith(prefix)) continue;
    try {
      rmSync(path.join(dataDir, entry.name), { recursive: true, force: true });
    } catch {
      // A read-only disk: it is in nobody's way.
    }
  }
}
