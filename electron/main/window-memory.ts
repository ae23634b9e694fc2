import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const memorySchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).optional(),
  maximized: z.boolean().optional(),
  /** The admin was told that closing the window leaves Rollcall running. */
  closeNoticeSaid: z.boolean().optional(),
  /** Only where the admin wants it: not every desktop has a place for it. */
  tray: z.boolean().optional(),
  /** Absent: yes. */
  notifications: z.boolean().optional(),
});
export type Memory = z.infer<typeof memorySchema>;

/** What the window keeps from one start to the next. Losing it harms nothing, so a broken file counts as none. */
export class WindowMemory {
  readonly #filePath: string;
  #memory: Memory;

  constructor(filePath: string) {
    this.#filePath = filePath;
    this.#memory = readMemory(filePath);
  }

  get current(): Memory {
    return this.#memory;
  }

  remember(news: Memory): void {
    this.#memory = { ...this.#memory, ...news };
    try {
      fs.mkdirSync(path.dirname(this.#filePath), { recursive: true });
      const draftPath = `${this.#filePath}.draft`;
      fs.writeFileSync(draftPath, JSON.stringify(this.#memory));
      fs.renameSync(draftPath, this.#filePath);
    } catch (error) {
      console.error('The place of the window could not be kept.', error);
    }
  }
}

function readMemory(filePath: string): Memory {
  try {
    return memorySchema.parse(JSON.parse(fs.readFileSync(filePath, 'utf8')));
  } catch {
    return {};
  }
}
