import { statfs } from 'node:fs/promises';

export interface DiskSpace {
  /** Of what this account may write: a part may be kept for the system. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Of the disk that a directory is on; undefined when the system does not tell. */
export async function findDiskSpace(dir: string): Promise<DiskSpace | undefined> {
  try {
    const { bavail, blocks, bsize } = await statfs(dir);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return undefined;
  }
}
