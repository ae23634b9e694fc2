import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Low, type Adapter } from 'lowdb';
import { writeDurableFile } from '../../base/durable-file.ts';

/**
 * lowdb over one JSON file that survives a power cut.
 * lowdb's own file adapters never fsync.
 */
class DurableJsonFile<T> implements Adapter<T> {
  readonly #filePath: string;

  constructor(filePath: string) {
    this.#filePath = filePath;
  }

  async read(): Promise<T | null> {
    return existsSync(this.#filePath) ? (JSON.parse(await readFile(this.#filePath, 'utf8')) as T) : null;
  }

  async write(data: T): Promise<void> {
    await writeDurableFile(this.#filePath, `${JSON.stringify(data, null, 2)}\n`);
  }
}

/** @throws SyntaxError on reading a file that is no JSON */
export function openSettingsFile(filePath: string): Low<unknown> {
  return new Low<unknown>(new DurableJsonFile<unknown>(filePath), null);
}
