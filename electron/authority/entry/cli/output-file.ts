import { open, readFile } from 'node:fs/promises';
import type { Command } from 'commander';

export interface OutputFile {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** A file for its owner only. One that cannot be written ends the program as wrong use. */
export async function openOutputFile(command: Command, filePath: string): Promise<OutputFile> {
  try {
    const file = await open(filePath, 'w', 0o600);
    return {
      write: async (text) => void (await file.write(text)),
      close: () => file.close(),
    };
  } catch (error) {
    return command.error(`error: ${filePath}: ${messageOf(error)}`);
  }
}

/** One that cannot be read ends the program as wrong use. */
export async function readInputFile(command: Command, filePath: string): Promise<string> {
  try {
    // Editors on Windows begin a file with a mark that JSON does not know.
    return (await readFile(filePath, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    return command.error(`error: ${filePath}: ${messageOf(error)}`);
  }
}

/** Waits for a slow reader; one that has gone is no fault. */
export function writeOutput(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
