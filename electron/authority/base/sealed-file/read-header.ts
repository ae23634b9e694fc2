import { open } from 'node:fs/promises';
import { decodeHeader, headerBytesMax } from './sealed-header.ts';

export interface SealedFacts {
  readonly facts: Readonly<Record<string, string>>;
  readonly encrypted: boolean;
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: number;
}

/** What a sealed file says of itself, unproved; undefined when it is none, is of a newer form, or cannot be read. */
export async function readSealedFacts(options: {
  readonly filePath: string;
  readonly mark: string;
  readonly form: number;
}): Promise<SealedFacts | undefined> {
  try {
    const handle = await open(options.filePath, 'r');
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return undefined;
      const start = Buffer.alloc(headerBytesMax);
      const { bytesRead } = await handle.read(start, 0, headerBytesMax, 0);
      const header = decodeHeader(options.mark, options.form, start.subarray(0, bytesRead))?.header;
      if (header === undefined || header.form > options.form) return undefined;
      return {
        facts: header.facts,
        encrypted: header.encryption !== undefined,
        size: stat.size,
        modifiedAt: stat.mtimeMs,
      };
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
