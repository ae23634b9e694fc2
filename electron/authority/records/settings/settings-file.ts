import { existsSync, readFileSync } from 'node:fs';
import { Low, type Adapter } from 'lowdb';
import writeFileAtomic from 'write-file-atomic';

/**
 * lowdb over one JSON file that survives a power cut: written to a temporary file, fsynced, renamed.
 * lowdb's own file adapters never fsync.
 */
class DurableJsonFile<T> implements Adapter<T> {
  readonly #filePath: string;

  constructor(filePath: string) {
    this.#filePath = filePath;
  }

  async read(): Promise<T | null> {
    return existsSync(this.#filePath) ? (JSON.parse(readFileSync(this.#filePath, 'utf8')) as T) : null;
  }

  async write(data: T): Promise<void> {
    await writeFileAtomic(this.#filePath, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600, fsync: true });
  }
}

/** @throws SyntaxError on reading a file that is no JSON */
export function openSettingsFile(filePath: string): Low<unknown> {
  return new Low<unknown>(new DurableJsonFile<unknown>(filePath), undefined);
}
